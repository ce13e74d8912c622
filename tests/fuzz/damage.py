"""How input is damaged: anywhere in its octets, and where its kind is easily hurt."""

import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

_Damage = Callable[[bytes, random.Random], bytes]
_LARGEST = 190_000
_LENGTHS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"4294967295", b"99999999999999999999", b"1e400", b"0.0001")
_MIME = (
    b"text/plain",
    b"text/html",
    b"text/enriched",
    b"multipart/mixed",
    b"multipart/alternative",
    b"multipart/digest",
    b"multipart/signed",
    b"multipart/report; report-type=delivery-status",
    b"message/rfc822",
    b"message/partial",
    b"message/external-body",
    b"message/delivery-status",
    b"application/ms-tnef",
    b"application/pkcs7-mime",
    b"application/octet-stream",
    b"image/png",
    b"text",
    b"/",
    b"",
)
_CHARSETS = (
    b"utf-8",
    b"utf-7",
    b"utf-16",
    b"utf-32",
    b"iso-8859-1",
    b"iso-2022-jp",
    b"hz",
    b"cp1252",
    b"idna",
    b"hex",
    b"punycode",
    b"unicode_escape",
    b"rot13",
    b"zlib",
    b"base64",
    b"mbcs",
    b"x-unknown",
    b"utf-8\0",
    b"",
    b"utf-8-sig",
)
_ENCODINGS = (b"7bit", b"8bit", b"binary", b"quoted-printable", b"base64", b"x-uuencode", b"BASE64 ", b"none", b"")
_HEADERS = (
    b"From: =?utf-8?b?\xff?= <a@b>\n",
    b"Content-Type: multipart/mixed; boundary=\n",
    b"Content-Type: text/plain; charset*0=ut; charset*1=f-8; name*=utf-8''%ff%00.pdf\n",
    b"Content-Disposition: attachment; filename*0*=x''%; filename*9=b; filename=\"\n",
    b"Date: 31 Feb 99999 25:61:61 +9999\n",
    b"Received: from [::1] by ; \n",
    b"Message-ID: <<>>\n",
    b'To: a@b, "c, d:;<>(((\n',
    b": \n",
    b" folded\n",
    b"Subject: =?utf-16?q?=00?= =?x?b?!?=\n",
)
_SNIPPETS = (
    b"\0",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"\\",
    b"--",
    b"=",
    b"%%EOF",
    b"endobj",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"<![CDATA[",
    b"<!--",
    b"<style>",
    b"&#x110000;",
    b"&#55296;",
    b"\\u-1?",
    b"\\bin9999 ",
    b"=\n",
    b"> ",
)
_NUMBER = re.compile(rb"\d{1,12}")
_TAG = re.compile(rb"</?[\w:]{1,40}[^<>]{0,300}>")


def damage(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return the data hurt in one to six ways; some of them take a piece of another input."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if data.startswith(b"PK\x03\x04") and chance.random() < 0.6:
            data = _damage_member(data, chance)
        elif chance.random() < 0.1:
            data = _splice(data, chance.choice(others), chance)
        else:
            data = chance.choice(_find_ways(data))(data, chance)
    return data[:_LARGEST]


def _find_ways(data: bytes) -> tuple[_Damage, ...]:
    ways = _ANYWHERE
    if b"\0" not in data[:2_000]:
        ways += _IN_TEXT
    if b":" in data[:200]:
        ways += _IN_MAIL
    return ways


def _damage_member(data: bytes, chance: random.Random) -> bytes:
    """Hurt one file of a zip, and close the zip again."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return _overwrite(data, chance)
    if not members:
        return data
    hurt = chance.randrange(len(members))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (name, inside) in enumerate(members):
            content = chance.choice(_find_ways(inside))(inside, chance) if at == hurt else inside
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _choose_piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.expovariate(1 / 60)) + 1)


def _leave_out(data: bytes, chance: random.Random) -> bytes:
    start, end = _choose_piece(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _choose_piece(data, chance)
    often = chance.choice((1, 2, 10, 100, 3_000))
    return (data[:start] + data[start:end] * often + data[start:])[:_LARGEST]


def _swap(data: bytes, chance: random.Random) -> bytes:
    start, middle, end = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _flip(data: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 4, 30)) if data else 0):
        hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
    return bytes(hurt)


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    """Write a length as binary formats do, half of the time where their headers are."""
    end = len(data) if chance.random() < 0.5 else min(len(data), 1_024)
    at = chance.randrange(end + 1) & -chance.choice((1, 2, 4))
    size = chance.choice((1, 2, 4, 8))
    value = chance.choice(_LENGTHS) % (1 << 8 * size)
    return data[:at] + value.to_bytes(size, chance.choice(("little", "big"))) + data[at + size :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return (data[:at] + chance.choice(_SNIPPETS) * chance.choice((1, 1, 2, 50, 5_000)) + data[at:])[:_LARGEST]


def _replace_one(pattern: re.Pattern[bytes], new: bytes, data: bytes, chance: random.Random) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start(match.lastindex or 0)] + new + data[match.end(match.lastindex or 0) :]


def _renumber(data: bytes, chance: random.Random) -> bytes:
    return _replace_one(_NUMBER, chance.choice(_NUMBERS), data, chance)


def _change_tag(data: bytes, chance: random.Random) -> bytes:
    """Leave a tag out, write it often, or put another in its place."""
    tags = _TAG.findall(data)
    if not tags:
        return data
    return _replace_one(_TAG, chance.choice((b"", chance.choice(tags), chance.choice(tags) * 2_000)), data, chance)


def _fill(data: bytes, chance: random.Random) -> bytes:
    """Write a few tags or lines over and over: what takes more time than its length shows."""
    pieces = _TAG.findall(data) if chance.random() < 0.5 else data.splitlines(keepends=True)
    if not pieces:
        return data
    few = b"".join(chance.choices(pieces, k=chance.choice((1, 1, 2, 3))))[:2_000]
    at = data.find(few[:20])
    return data[:at] + few * ((_LARGEST - len(data)) // len(few)) + data[at:]


def _change_type(data: bytes, chance: random.Random) -> bytes:
    return _replace_one(re.compile(rb"(?i)content-type:\s*([^;\s]+)"), chance.choice(_MIME), data, chance)


def _change_charset(data: bytes, chance: random.Random) -> bytes:
    return _replace_one(re.compile(rb"(?i)(?:charset=|=\?)\"?([\w-]+)"), chance.choice(_CHARSETS), data, chance)


def _change_encoding(data: bytes, chance: random.Random) -> bytes:
    pattern = re.compile(rb"(?i)content-transfer-encoding:\s*(\S+)")
    return _replace_one(pattern, chance.choice(_ENCODINGS), data, chance)


def _change_boundary(data: bytes, chance: random.Random) -> bytes:
    new = chance.choice((b"", b"x", b"-", b"\xe6", b"a" * 300, b"?'()+_,./:="))
    return _replace_one(re.compile(rb"(?i)boundary=\"?([^\"\s;]+)"), new, data, chance)


def _add_header(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(_HEADERS))
    return b"".join(lines)


def _move_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"".join(lines)


_ANYWHERE: tuple[_Damage, ...] = (_cut_off, _leave_out, _repeat, _swap, _flip, _overwrite, _insert)
_IN_TEXT: tuple[_Damage, ...] = (_renumber, _renumber, _change_tag, _change_tag, _move_lines, _fill)
_IN_MAIL: tuple[_Damage, ...] = (_change_type, _change_charset, _change_encoding, _change_boundary, _add_header)

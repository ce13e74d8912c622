"""Mails made to hurt whoever reads them, each with the hurt for its name."""

import base64
import io
import struct
import zipfile
from collections.abc import Callable

from parsers.outlook import mapi
from parsers.outlook.compound import Stream, write_compound
from tests.outlook_files import attribute, build_msg, build_tnef

_FROM = b"From: ole@odense.dk\r\nSubject: Svar\r\n"
_SIZE = 30_000_000


def nest_parts(depth: int = 1_000) -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return _FROM + b"".join(levels) + b"\r\nVi svarer ja."


def nest_mails(depth: int = 1_000) -> bytes:
    return _FROM + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Vi svarer ja."


def nest_base64() -> bytes:
    mail = _FROM + b"\r\nVi svarer ja."
    while len(mail) < _SIZE:
        head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        mail = _FROM + head + base64.encodebytes(mail)
    return mail


def widen_parts(parts: int = 50_000) -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nVi svarer ja.\r\n"
    return _FROM + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * parts + b"--b--\r\n"


def attach_mails(mails: int = 1_900) -> bytes:
    inner = b"From: a@b.dk\r\nDate: x\r\nSubject: y\r\n\r\nja\r\n"
    part = b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    return _FROM + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * mails + b"--b--\r\n"


def repeat_headers(headers: int = 100_000) -> bytes:
    return _FROM + b"".join(b"X-%d: a\r\n" % n for n in range(headers)) + b"\r\nVi svarer ja."


def encode_words(words: int = 20_000) -> bytes:
    return b"From: ole@odense.dk\r\nSubject:" + b" =?utf-8?q?=C3=A6?=\r\n" * words + b"\r\nVi svarer ja."


def repeat_addresses(addresses: int = 10_000) -> bytes:
    return _FROM + b"To: " + b", ".join(b"a%d@b.dk" % n for n in range(addresses)) + b"\r\n\r\nVi svarer ja."


def open_brackets(brackets: int = 1_000) -> bytes:
    return b"From: " + b"(" * brackets + b"ole@odense.dk\r\nTo: " + b"<" * brackets + b"\r\n\r\nVi svarer ja."


def repeat_sections(sections: int = 900) -> bytes:
    name = b"".join(b';\r\n filename*%d*="%%C3%%A6"' % n for n in range(sections))
    return _FROM + b"Content-Type: application/pdf\r\nContent-Disposition: attachment" + name + b"\r\n\r\n%PDF-"


def flood_uuencode(lines: int = 300_000) -> bytes:
    return _FROM + b"\r\n" + b"begin 644 svar.doc\r\nM\r\n" * lines


def flood_soft_breaks(breaks: int = 2_000_000) -> bytes:
    return _FROM + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nVi svarer ja." + b"= \t \r\n" * breaks


def flow_lines(lines: int = 1_000_000) -> bytes:
    return (
        _FROM
        + b"Content-Type: text/plain; format=flowed\r\n\r\nVi svarer ja.\r\n"
        + b"> a \r\n>> b \r\n" * (lines // 2)
    )


def flood_armour(letters: int = 50_000) -> bytes:
    return _FROM + b"\r\nVi svarer ja.\r\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: A\r\n\r\n" * letters


def _attach(data: bytes, name: bytes = b"svar.zip") -> bytes:
    head = (
        b'--b\r\nContent-Type: application/octet-stream; name="%s"\r\nContent-Transfer-Encoding: base64\r\n\r\n' % name
    )
    text = b"--b\r\nContent-Type: text/plain\r\n\r\nVi svarer ja.\r\n"
    start = _FROM + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return start + text + head + base64.encodebytes(data) + b"--b--\r\n"


def _zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def bomb_zip() -> bytes:
    return _attach(_zip({f"{n}.txt": bytes(50_000_000) for n in range(10)}))


def bomb_bzip2() -> bytes:
    return _attach(_zip({f"{n}.txt": bytes(50_000_000) for n in range(3)}, zipfile.ZIP_BZIP2))


def nest_zips(depth: int = 12, width: int = 10) -> bytes:
    """Build what a zip that holds itself is: each level holds the one below ten times."""
    inner = _zip({"svar.txt": b"Vi svarer ja."})
    for _ in range(depth):
        inner = _zip({f"{n}.zip": inner for n in range(width)})
    return _attach(inner)


def overlap_zip(entries: int = 3_900) -> bytes:
    """Build a zip whose every entry is the same large one."""
    whole = _zip({"a": bytes(1_000_000)})
    at = whole.rindex(b"PK\x05\x06")
    start = whole.index(b"PK\x01\x02")
    directory = whole[start:at] * entries
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), start, 0)
    return _attach(whole[:start] + directory + end)


def fill_zip(entries: int = 1_000_000) -> bytes:
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * entries
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(local), 0)
    return _attach(local + directory + end)


def lie_in_tnef() -> bytes:
    lying = struct.pack("<IHHI", 0x7FFFFFFF, mapi.BINARY, mapi.ATTACH_DATA, 0x7FFFFFFF)
    many = struct.pack("<IHHI", 1, mapi.BINARY | 0x1000, mapi.ATTACH_DATA, 0xFFFFFFFF)
    start = struct.pack("<IH", 0x223E9F78, 1)
    pieces = [attribute(1, 0x9003, lying), attribute(1, 0x9003, many), attribute(1, 0x9004, b"\xff" * 40)]
    return _attach(start + b"".join(pieces) + struct.pack("<BHHI", 2, 0x9002, 6, 0xFFFFFFFF) + b"x", b"winmail.dat")


def crowd_tnef(attachments: int = 400_000) -> bytes:
    start = struct.pack("<IH", 0x223E9F78, 1)
    return _attach(start + attribute(2, 0x9002, b"") * attachments, b"winmail.dat")


def bomb_rtf() -> bytes:
    packed = b"\xff" + b"\x00\x0f" * 8
    body = packed * 300_000
    rtf = struct.pack("<4I", len(body) + 12, 0xFFFFFFFF, 0x75465A4C, 0) + body
    return _attach(build_tnef({mapi.RTF_COMPRESSED: rtf}), b"winmail.dat")


def loop_msg() -> bytes:
    """Build a saved mail whose stream is a loop of sectors and is said to be two gigabytes long."""
    data = bytearray(build_msg({mapi.SUBJECT: "Svar", mapi.BODY: "Vi svarer ja." * 5_000}))
    table = struct.unpack_from("<I", data, 76)[0]
    for sector in range(8):
        struct.pack_into("<I", data, (table + 1) * 4096 + sector * 4, (sector + 1) % 8)
    at = data.index("__substg1.0_1000001F".encode("utf-16-le"))
    struct.pack_into("<Q", data, at + 120, 2_000_000_000)
    return _attach(bytes(data), b"svar.msg")


def loop_directory() -> bytes:
    data = bytearray(write_compound(tuple(Stream(f"__substg1.0_{n:08X}", b"x") for n in range(20_000))))
    at = data.index("__substg1.0_00000001".encode("utf-16-le"))
    struct.pack_into("<III", data, at + 68, 0, 0, 0)
    return _attach(bytes(data), b"svar.msg")


def nest_asn1(depth: int = 100_000) -> bytes:
    inner = b"\x30\x80" * depth
    return _attach(b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + inner, b"smime.p7m")


def nest_markup(depth: int = 50_000) -> bytes:
    return _FROM + b"Content-Type: text/html\r\n\r\n" + b"<div>" * depth + b"Vi svarer ja."


def mix_octets() -> bytes:
    return bytes(range(256)) * 2_000


HOSTILE_MAILS: dict[str, Callable[[], bytes]] = {
    build.__name__: build
    for build in (
        *(nest_parts, nest_mails, nest_base64, widen_parts, attach_mails, repeat_headers, encode_words),
        *(repeat_addresses, open_brackets, repeat_sections, flood_uuencode, flood_soft_breaks, flow_lines),
        *(flood_armour, bomb_zip, bomb_bzip2, nest_zips, overlap_zip, fill_zip, lie_in_tnef, crowd_tnef, bomb_rtf),
        *(loop_msg, loop_directory, nest_asn1, nest_markup, mix_octets),
    )
}

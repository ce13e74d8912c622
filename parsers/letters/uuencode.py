"""Files that stand uuencoded in the text of a mail (uuencode(5), POSIX), as old mail programs send them."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parsers.charset import decode_octets

_BEGIN = re.compile(rb"^begin(?P<base64>-base64)? [0-7]{3,4} (?P<name>[^\r\n]{1,1000})\r?$", re.MULTILINE)
_LINE = re.compile(rb"[ -`]{1,90}")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{1,100}={0,4}")
# 45 octets in 60 signs behind the one that counts them.
_FULL_LINE = re.compile(rb"M[ -`]{59,64}")
_MOST_BEGINNINGS = 500


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """One file out of a text; it is whole where its end stands there too."""

    filename: str
    data: bytes
    whole: bool


def take_files(text: bytes) -> tuple[bytes, tuple[EncodedFile, ...]]:
    """Return a text without the files encoded in it, and the files; prose that begins with 'begin' stays."""
    if b"begin" not in text:
        return text, ()
    kept: list[bytes] = []
    files: list[EncodedFile] = []
    at = 0
    for match in islice(_BEGIN.finditer(text), _MOST_BEGINNINGS):
        if match.start() < at:
            continue
        found = _read_file(text, match)
        if found is None:
            continue
        file, end = found
        kept.append(text[at : match.start()])
        files.append(file)
        at = end
    return (b"".join((*kept, text[at:])), tuple(files)) if files else (text, ())


def decode_uu(data: bytes) -> bytes:
    """Decode the lines of one file, with or without what stands around them; nothing where they are none."""
    inner = data
    if match := _BEGIN.search(data):
        inner = data[match.end() :]
    return b"".join(_decode_lines(inner.splitlines()))


def _read_file(text: bytes, begin: re.Match[bytes]) -> tuple[EncodedFile, int] | None:
    """Return the file that begins here and where its text ends, or None when what follows is no such file."""
    base64 = bool(begin["base64"])
    pattern, ends = (_BASE64_LINE, b"====") if base64 else (_LINE, b"end")
    lines: list[bytes] = []
    at, whole = begin.end() + 1, False
    while at < len(text) and not whole:
        newline = text.find(b"\n", at)
        stop = len(text) if newline < 0 else newline
        line = text[at:stop].rstrip(b"\r")
        whole = line.rstrip() == ends
        if not whole and not _fits(line, pattern, base64=base64):
            break
        lines.append(line)
        at = stop + 1
    data = _decode(lines[:-1] if whole else lines, base64=base64)
    # Without its end, a file is one if at least a full line of it stands there.
    if not (whole and lines) and not any(base64 or _FULL_LINE.fullmatch(line) for line in lines):
        return None
    name = decode_octets(begin["name"].strip())
    return EncodedFile(filename=name, data=data, whole=whole), min(at, len(text))


def _fits(line: bytes, pattern: re.Pattern[bytes], *, base64: bool) -> bool:
    """Say whether a line may be one of an encoded file; mailers cut the blanks at its end."""
    if base64:
        return bool(pattern.fullmatch(line))
    if not line.strip():
        return True
    if not pattern.fullmatch(line):
        return False
    count = (((line[0] - 32) & 63) + 2) // 3 * 4
    return count - 8 <= len(line) - 1 <= count + 2 or len(line.rstrip()) <= 1 + count


def _decode(lines: list[bytes], *, base64: bool) -> bytes:
    if not base64:
        return b"".join(_decode_lines(lines))
    try:
        return binascii.a2b_base64(b"".join(lines))
    except binascii.Error:
        return b""


def _decode_lines(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        if not line.strip() or line.rstrip() == b"end":
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders count wrongly; the length is the line's first sign.
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                yield binascii.a2b_uu(line[:count])
            except binascii.Error:
                return

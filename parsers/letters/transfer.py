"""Content-Transfer-Encodings (RFC 2045 §6) undone, whatever was sent in their place."""

import binascii
import re
from dataclasses import dataclass

from parsers.letters.headers import decode_header
from parsers.letters.uuencode import decode_uu

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(sign for sign in range(256) if sign not in _BASE64)
_WHITESPACE = b" \t\n\r\v\f"
_PADDING = re.compile(rb"=+")
_SPACES = re.compile(rb"\S +\S")
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n\s*")
_COMMENT = re.compile(r"\([^()]*\)")
# Gateways that trim and pad lines leave blanks behind the sign that joins two: "= \r\n".
_LOOSE_BREAK = re.compile(rb"=[ \t]{1,80}(?=\r?\n)")
_SHORTEST_LINE = 60
_SAMPLE = 4_096
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """The octets of a part, and what a mailing list or scanner wrote below its base64."""

    data: bytes
    below: bytes = b""


def decode_transfer(data: bytes, encoding: str) -> Decoded:
    """Undo the encoding that a header names; what does not fit its encoding is taken as it stands."""
    if not encoding:
        return Decoded(data)
    # 'base64 (MIME)', '"base64"' and 'base64;' have all been sent.
    name = _COMMENT.sub("", decode_header(encoding)).lower().strip("\"' ;.")
    if name.startswith("base64"):
        return _decode_base64(data)
    if name.startswith("quoted"):
        return Decoded(binascii.a2b_qp(_LOOSE_BREAK.sub(b"=", data)))
    if name in _UU:
        return Decoded(decode_uu(data) or data)
    return Decoded(data)


def _decode_base64(data: bytes) -> Decoded:
    """Decode base64 with strange signs, wrong length or padding in the middle; plain text is left as it is."""
    compact = data.translate(None, _WHITESPACE)
    clean = compact.translate(None, _NOT_BASE64)
    may_end = len(clean) < len(compact) or b"\n\n" in data or b"\n\r\n" in data
    if may_end and (at := _find_text_below(data)):
        return Decoded(_decode_base64(data[:at]).data, data[at:].strip())
    if len(clean) * 10 < len(compact) * 9 or _is_prose(data[:_SAMPLE]):
        return Decoded(data)
    if len(clean) % 4 == 1 and len(clean) < _SHORTEST_LINE:  # no base64 is as long, and nothing was cut off
        return Decoded(data)
    if (at := clean.find(b"=")) < 0 or not clean[at:].strip(b"="):
        return Decoded(_decode_piece(clean.rstrip(b"=")))
    return Decoded(b"".join(_decode_piece(piece) for piece in _PADDING.split(clean)))


def _is_prose(sample: bytes) -> bool:
    """Say whether a space stands in every fortieth place or more often: base64 has none."""
    return b" " in sample and len(_SPACES.findall(sample)) > len(sample) // 40


def _find_text_below(data: bytes) -> int:
    """Return where a footer begins that was put below base64: behind a blank line or the padding; 0 without one."""
    # Between the blanks at both ends: what is looked for has something below it, and each blank is passed once.
    blank = _BLANK_LINE.search(data, len(data) - len(data.lstrip()), len(data.rstrip()))
    ends = [match.end() for match in (blank, re.search(rb"=[ \t\r]*\n", data)) if match]
    for at in sorted(ends):
        above, below = data[:at].translate(None, _WHITESPACE), data[at:].strip()
        # Words have spaces between them, and rules are drawn with underscores.
        strange = len(below) - len(below.translate(None, b" _:,." + _NOT_BASE64.translate(None, b"\r\n")))
        is_base64 = len(above) % 4 == 0 and not above.translate(None, _BASE64) and not _SPACES.search(data, 0, at)
        if above and is_base64 and strange * 20 > len(below):
            return at
    return 0


def _decode_piece(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))

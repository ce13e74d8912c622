"""Compressed RTF [MS-OXRTFCP], which Outlook keeps the text of its mails in."""

import struct
from itertools import islice

_HEADER = struct.Struct("<4I")
_COMPRESSED, _RAW = 0x75465A4C, 0x414C454D
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4096
_SHORTEST = 2
_LONGEST = 8 * 1024 * 1024


def decompress_rtf(data: bytes) -> bytes:
    """Return the RTF, up to eight million octets of it; of a broken stream, what stands before the fault.

    Raises ValueError when it is no compressed RTF.
    """
    if len(data) < _HEADER.size:
        raise ValueError("no compressed RTF")
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == _RAW:
        return data[_HEADER.size : _HEADER.size + min(size, _LONGEST)]
    if kind != _COMPRESSED:
        raise ValueError("no compressed RTF")
    return _inflate(data, min(size, _LONGEST))


def _inflate(data: bytes, size: int) -> bytes:
    """Follow the tokens: a literal octet, or a run that stands in the last 4,096 octets written."""
    # What was written goes behind the dictionary; the ring of the format is its last 4,096 octets.
    out = bytearray(_DICTIONARY)
    first, at = len(out), _HEADER.size
    try:
        while len(out) - first < size:
            control, at = data[at], at + 1
            for bit in range(8):
                if not control >> bit & 1:
                    out.append(data[at])
                    at += 1
                    continue
                token, at = data[at] << 8 | data[at + 1], at + 2
                if (token >> 4) == len(out) % _RING:  # the end points at the place it would write to
                    return bytes(out[first:])
                _repeat(out, token >> 4, (token & 15) + _SHORTEST)
    except IndexError:
        pass
    return bytes(islice(out, first, first + size))


def _repeat(out: bytearray, place: int, length: int) -> None:
    start = len(out) - ((len(out) - place) % _RING)
    if start < 0:  # a part of the ring that nothing was written to yet
        out += b"\0" * length
        return
    for at in range(start, start + length):
        out.append(out[at])

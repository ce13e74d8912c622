"""Zip files (PKWARE APPNOTE 6.3.10) read entry by entry: the directory where there is one, else the entries themselves.

What is damaged is read as far as it goes. A letter cut off on its way, or with one wrong octet in a picture, still
says what it says.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW = 1, 8
_PIECE = 512


class EntryUnreadable(zipfile.BadZipFile):
    """Nothing of an entry can be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: where its header stands, and how many packed octets and which checksum it should have."""

    name: str
    offset: int
    size: int
    method: int
    encrypted: bool
    checksum: int | None


@dataclass(frozen=True, slots=True)
class Inflated:
    """The octets of one entry, and whether they are what was packed."""

    data: bytes
    whole: bool


def read_directory(data: bytes) -> list[Entry]:
    """Read the directory at the end. Raises zipfile.BadZipFile where there is none to be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (NotImplementedError, ValueError, OverflowError, struct.error, EOFError, OSError) as error:
        raise zipfile.BadZipFile("The zip has no directory that can be read.") from error
    return [
        Entry(e.filename, e.header_offset, e.compress_size, e.compress_type, bool(e.flag_bits & _ENCRYPTED), e.CRC)
        for e in entries
    ]


def find_entries(data: bytes) -> Iterator[Entry]:
    """Find entries by their own headers, as they stand in a zip without its end."""
    at = data.find(_SIGNATURE)
    while at >= 0 and len(data) - at >= _LOCAL.size:
        _, _, flags, method, _, _, checksum, size, _, name_size, extra_size = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        name = data[begin : begin + name_size].decode("utf-8", "replace")
        begin += name_size + extra_size
        following = data.find(_SIGNATURE, begin + size)
        if flags & _SIZES_FOLLOW and not size:
            # Up to the next entry, or to the end: what is deflated knows itself where it ends.
            size, checksum = (len(data) if following < 0 else following) - begin, None
        yield Entry(name, at, size, method, bool(flags & _ENCRYPTED), checksum)
        at = following


def inflate(data: bytes, entry: Entry, allowed: int) -> Inflated:
    """Inflate an entry, at most ``allowed`` octets; of a damaged one what stands before the damage.

    Raises EntryUnreadable where that is nothing.
    """
    if data[entry.offset : entry.offset + 4] != _SIGNATURE or len(data) - entry.offset < _LOCAL.size:
        raise EntryUnreadable(f"The entry {entry.name} does not stand where the directory says.")
    *_, name_size, extra_size = _LOCAL.unpack_from(data, entry.offset)
    begin = entry.offset + _LOCAL.size + name_size + extra_size
    packed = memoryview(data)[begin : begin + entry.size]
    if entry.method == _STORED:
        inflated = Inflated(bytes(packed[:allowed]), len(packed) == entry.size)
    elif entry.method == _DEFLATED:
        inflated = _inflate(packed, allowed)
    else:
        raise EntryUnreadable(f"The entry {entry.name} is packed by method {entry.method}.")
    if entry.size and not inflated.data and not inflated.whole:
        raise EntryUnreadable(f"The entry {entry.name} is damaged from its beginning.")
    is_cut = len(inflated.data) == allowed
    if inflated.whole and not is_cut and entry.checksum not in (None, zlib.crc32(inflated.data)):
        return Inflated(inflated.data, whole=False)
    return inflated


def _inflate(packed: memoryview, allowed: int) -> Inflated:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflater.decompress(packed, allowed)
    except zlib.error:
        return Inflated(_inflate_to_damage(packed, allowed), whole=False)
    return Inflated(data, inflater.eof or len(data) == allowed)


def _inflate_to_damage(packed: memoryview, allowed: int) -> bytes:
    """Inflate piece by piece: one call for all tells of the damage and gives nothing."""
    inflater, inflated = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    for at in range(0, len(packed), _PIECE):
        try:
            inflated += inflater.decompress(packed[at : at + _PIECE], allowed - len(inflated))
        except zlib.error:
            break
        if len(inflated) >= allowed:
            break
    return bytes(inflated)

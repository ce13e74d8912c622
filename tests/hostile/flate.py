"""Bombs of zlib and zip, made in no time: what one block of zeros compresses to, said over and over."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

_BLOCK = 1024 * 1024
_ADLER_BASE = 65521


def deflate_zeros(megabytes: int) -> bytes:
    """Return so many megabytes of zeros as a bare stream of deflate (RFC 1951)."""
    return _deflate_block() * megabytes + b"\x03\x00"


@cache
def _deflate_block() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)


def zlib_zeros(megabytes: int) -> bytes:
    """Return so many megabytes of zeros as a stream of zlib (RFC 1950)."""
    adler = (megabytes * _BLOCK % _ADLER_BASE) << 16 | 1
    return b"\x78\xda" + deflate_zeros(megabytes) + struct.pack(">I", adler)


def zip_parts(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts, packed quickly."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def zip_deflated(parts: Mapping[str, tuple[bytes, int]]) -> bytes:
    """Return a zip of parts that are deflated already, each with the size that it says it has."""
    locals_, directory, at = [], [], 0
    for name, (data, size) in parts.items():
        told = struct.pack("<5H3I2H", 20, 0, 8, 0, 0, 0, len(data), size, len(name), 0)
        entry = b"PK\x03\x04" + told + name.encode() + data
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + told + struct.pack("<3H2I", 0, 0, 0, 0, at) + name.encode()
        )
        locals_.append(entry)
        at += len(entry)
    middle = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(middle), at, 0)
    return b"".join((*locals_, middle, end))


def store_parts(package: bytes) -> bytes:
    """Return a package with its parts as they are: what nothing was packed into is refused by no ratio."""
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        return zip_parts({name: packed.read(name) for name in packed.namelist()}, zipfile.ZIP_STORED)

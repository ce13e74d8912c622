"""Zips made to hurt whoever opens them, each with the hurt for its name."""

import struct
import zipfile

from tests.hostile.flate import deflate_zeros, zip_deflated, zip_parts
from tests.word_files import relate


def _end_directory(entries: int, size: int, start: int) -> bytes:
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, size, start, 0)


def bomb_by_ratio() -> bytes:
    return zip_deflated({"svar.txt": (deflate_zeros(4_000), 2_000)})


def bomb_by_size() -> bytes:
    return zip_deflated({f"{n}.txt": (deflate_zeros(30), 30 * 1024 * 1024) for n in range(300)})


def bomb_by_oversize() -> bytes:
    """Build a zip of entries each just over the limit, all of which say that they are small."""
    return zip_deflated({f"{n}.txt": (deflate_zeros(101), 10) for n in range(300)})


def bomb_by_bzip2() -> bytes:
    return zip_parts({f"{n}.txt": bytes(20_000_000) for n in range(2)}, zipfile.ZIP_BZIP2)


def bomb_by_lzma() -> bytes:
    return zip_parts({f"{n}.txt": bytes(20_000_000) for n in range(2)}, zipfile.ZIP_LZMA)


def hold_many_parts(parts: int = 60_000) -> bytes:
    return zip_deflated({f"{n}.txt": (deflate_zeros(0), 0) for n in range(parts)})


def list_a_million_parts(parts: int = 1_000_000) -> bytes:
    """Build a zip of one part that its directory lists a million times."""
    one = zip_deflated({"a": (deflate_zeros(0), 0)})
    start, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    directory = one[start:end] * parts
    return (
        one[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), start, 0)
    )


def overlap_parts(parts: int = 3_900) -> bytes:
    """Build a zip whose every entry is the same large one."""
    one = zip_parts({"a.txt": bytes(30_000_000)})
    start, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    directory = b"".join(one[start:end].replace(b"a.txt", b"%05d" % n) for n in range(parts))
    return (
        one[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, parts, parts, len(directory), start, 0)
    )


def nest_wide(depth: int = 9, width: int = 16) -> bytes:
    """Build what amounts to a zip that holds itself: each level holds the one below sixteen times."""
    inner = zip_parts({"svar.txt": b"Vi svarer ja."})
    for _ in range(depth):
        inner = zip_parts({f"{n}.zip": inner for n in range(width)})
    return inner


def nest_deep(depth: int = 1_000) -> bytes:
    inner = zip_parts({"svar.txt": b"Vi svarer ja."})
    for _ in range(depth):
        inner = zip_parts({"a.zip": inner}, zipfile.ZIP_STORED)
    return inner


def nest_bombs(bombs: int = 200) -> bytes:
    """Build a zip of Word files each of which is a bomb of its own."""
    rels = relate({"rId1": "officeDocument|word/document.xml"}).encode()
    bomb = zip_parts({"[Content_Types].xml": b"<Types/>", "_rels/.rels": rels, "word/document.xml": bytes(31_000_000)})
    return zip_parts({f"{n}.docx": bomb + b"%d" % n for n in range(bombs)})


def lie_about_sizes() -> bytes:
    whole = bytearray(zip_parts({"svar.txt": b"Vi svarer ja." * 1_000, "mere.txt": b"Nej." * 1_000}))
    for at in (whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x01\x02")):
        struct.pack_into("<2I", whole, at + 20, 0xFFFFFFFE, 0xFFFFFFFE)
    return bytes(whole)


def repeat_signatures(signatures: int = 8_000_000) -> bytes:
    """Build what a reader of torn zips takes for so many entries."""
    return b"PK\x03\x04" * signatures


def lose_directory(entries: int = 300_000) -> bytes:
    """Build a zip without a directory whose entries all claim the octets to the end of the file."""
    entry = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, 0xFFFFFFFE, 0xFFFFFFFE, 1, 0) + b"a\x03\x00"
    return entry * entries


ZIPS = (
    *(bomb_by_ratio, bomb_by_size, bomb_by_oversize, bomb_by_bzip2, bomb_by_lzma, hold_many_parts),
    *(list_a_million_parts, overlap_parts, nest_wide, nest_deep, nest_bombs, lie_about_sizes),
    *(repeat_signatures, lose_directory),
)

"""Pictures made to hurt whoever looks at them, each with the hurt for its name."""

import struct
import zlib

from tests.hostile.flate import zlib_zeros
from tests.hostile.noise import make_noise

_BIG = 60_000


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, data: bytes, *, depth: int = 1, colour: int = 0, before: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + before + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def paint_png_of_sixty_thousand_square() -> bytes:
    return _png(_BIG, _BIG, zlib_zeros(-(-(_BIG // 8 + 1) * _BIG // (1024 * 1024))))


def paint_png_within_the_limit() -> bytes:
    """Build a picture of just under 256 million dots."""
    return _png(15_900, 15_900, zlib_zeros(242), depth=8)


def declare_png_of_two_milliard_square() -> bytes:
    return _png(2**31 - 1, 2**31 - 1, zlib_zeros(1), depth=16, colour=6)


def tell_png_too_much(texts: int = 200_000) -> bytes:
    before = _chunk(b"zTXt", b"a\0\0" + zlib_zeros(30)) + _chunk(b"tEXt", b"a\0b") * texts
    return _png(800, 1_000, zlib_zeros(1), depth=8, before=before)


def animate_gif(frames: int = 300_000) -> bytes:
    frame = b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0"
    return b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


def _tiff(entries: list[tuple[int, int, int, int]], after: int, *, first: int = 8, extra: bytes = b"") -> bytes:
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", first, len(entries)) + rows + struct.pack("<I", after) + extra


def _page(width: int, height: int) -> list[tuple[int, int, int, int]]:
    told = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 100}
    return [(tag, 4, 1, value) for tag, value in told.items()]


def loop_tiff() -> bytes:
    """Build a picture whose next page is always itself."""
    return _tiff(_page(800, 1_000), 8, extra=bytes(1_000))


def loop_tiff_of_scans() -> bytes:
    """Build a scan whose pages are all one page, and no end of them."""
    rows = make_noise(3, 800 * 1_000)
    told = {256: 800, 257: 1_000, 258: 8, 259: 1, 262: 1, 273: 8 + 2 + 9 * 12 + 4, 277: 1, 278: 1_000, 279: len(rows)}
    return _tiff([(tag, 4, 1, value) for tag, value in told.items()], 8, extra=rows)


def count_tiff_pages(pages: int = 60_000) -> bytes:
    size = 2 + 9 * 12 + 4
    pieces = [b"II*\0" + struct.pack("<I", 8)]
    for n in range(pages):
        rows = b"".join(struct.pack("<HHII", *entry) for entry in _page(20, 20))
        pieces.append(struct.pack("<H", 9) + rows + struct.pack("<I", 8 + size * (n + 1) if n < pages - 1 else 0))
    return b"".join(pieces)


def declare_tiff_of_four_milliard() -> bytes:
    return _tiff(_page(2**32 - 1, 2**32 - 1), 0)


def count_tiff_values() -> bytes:
    """Build a picture one of whose fields is said to have four milliard values."""
    return _tiff([*_page(800, 1_000), (700, 7, 2**32 - 1, 8), (34377, 2, 2**31, 8)], 0, extra=bytes(1_000))


def declare_bmp() -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, 2**31 - 1, 2**31 - 1, 1, 32, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 2**31, 0, 0, 54) + head + bytes(1_000)


def skip_in_bmp(skips: int = 5_000_000) -> bytes:
    """Build a picture packed by run length that does little but jump."""
    head = struct.pack("<IiiHHIIiiII", 40, 15_000, 15_000, 1, 8, 1, 0, 0, 0, 0, 0)
    body = b"\0\x02\xff\xff" * (skips // 4)
    return b"BM" + struct.pack("<IHHI", len(body) + 1078, 0, 0, 1078) + head + bytes(1024) + body


def declare_jpeg() -> bytes:
    frame = b"\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x11\0\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8" + frame + b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0" + bytes(100_000) + b"\xff\xd9"


def pass_over_jpeg_often(passes: int = 20_000) -> bytes:
    """Build a progressive picture that is drawn over and over, every time the whole of it."""
    quantities = b"\xff\xdb\0\x43\0" + b"\x01" * 64
    frame = b"\xff\xc2\0\x0b\x08" + struct.pack(">HH", 8_000, 8_000) + b"\x01\x01\x11\0"
    table = b"\xff\xc4\0\x14\0\x01" + bytes(15) + b"\0"
    return b"\xff\xd8" + quantities + frame + table + b"\xff\xda\0\x08\x01\x01\0\0\0\x10\0" * passes + b"\xff\xd9"


def declare_jpeg_2000() -> bytes:
    size = b"\xff\x51\0\x2f\0\0" + b"\x7f\xff\xff\xff" * 2 + bytes(8) + b"\0\0\0\x01" * 2 + bytes(8) + b"\0\x03"
    return b"\xff\x4f" + size + b"\x07\x01\x01" * 3 + b"\xff\x52\0\x0c\0\0\0\x01\0\x05\x04\x04\0\0" + b"\xff\xd9"


def declare_webp() -> bytes:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xff\xff\xff" * 2
    frame = b"ANMF" + struct.pack("<I", 16) + b"\0" * 6 + b"\xff\xff\xff" * 2 + b"\x01\0\0\0"
    every = body + b"ANIM" + struct.pack("<I", 6) + bytes(6) + frame * 100_000
    return b"RIFF" + struct.pack("<I", len(every)) + every


def scan_noise() -> bytes:
    """Build a page that looks like writing everywhere and is none, for whoever looks for words."""
    rows = make_noise(4, 2_000 * 250)
    filtered = b"".join(b"\0" + rows[at : at + 250] for at in range(0, len(rows), 250))
    return _png(2_000, 2_000, zlib.compress(filtered, 1))


PICTURES = (
    *(paint_png_of_sixty_thousand_square, paint_png_within_the_limit, declare_png_of_two_milliard_square),
    *(tell_png_too_much, animate_gif, loop_tiff, loop_tiff_of_scans, count_tiff_pages),
    *(declare_tiff_of_four_milliard, count_tiff_values, declare_bmp, skip_in_bmp, declare_jpeg),
    *(pass_over_jpeg_often, declare_jpeg_2000, declare_webp, scan_noise),
)

"""Which pictures are a mail's furniture, and which may be the photograph of a letter."""

import re
import struct
from dataclasses import dataclass

_JPEG_SIZE = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..(....)[\x01-\x04]", re.DOTALL)
_LETTER_SIDE = 500
_LETTER_BYTES = 40_000
_TINY_BYTES = 6_000


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height in pixels."""

    width: int
    height: int


def find_picture_size(data: bytes) -> PictureSize | None:
    """Find the size that a PNG, GIF or JPEG declares, or None."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:  # noqa: PLR2004 - the end of IHDR's two sides
        return PictureSize(*struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) > 10:  # noqa: PLR2004 - the same in a GIF
        return PictureSize(*struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8\xff") and (frames := _JPEG_SIZE.findall(data, 0, 1_000_000)):
        # A thumbnail in the EXIF block comes first and is smaller.
        return max((PictureSize(*reversed(struct.unpack(">HH", f))) for f in frames), key=lambda s: s.width * s.height)
    return None


def may_be_letter(data: bytes) -> bool:
    """Say whether a picture is as large as the photograph or scan of a page; a logo or banner is not."""
    if len(data) < _LETTER_BYTES:
        return False
    size = find_picture_size(data)
    return size is None or min(size.width, size.height) >= _LETTER_SIDE


def is_tiny(data: bytes) -> bool:
    """Say whether a picture cannot hold a letter however it was attached."""
    return len(data) < _TINY_BYTES

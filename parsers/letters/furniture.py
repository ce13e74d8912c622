"""Which pictures are a mail's furniture, and which may be the photograph of a letter."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_JPEG_SIZE = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..(....)[\x01-\x04]", re.DOTALL)
_IMAGE_TAG = re.compile(r"<img\b[^>]{0,4000}>", re.IGNORECASE)
_CONTENT_ID = re.compile(r"""cid:([^"'\s>)]{1,300})""", re.IGNORECASE)
_SIDE = re.compile(r"""\b(width|height)\s{0,5}[=:]\s{0,5}["']?(\d{1,5})(?![\d.]*(?:%|em))""", re.IGNORECASE)

# A page of a letter that can be read at all: some 12 dots a line of writing, 30 lines, no flat banner.
_LETTER_BYTES = 15_000
_LETTER_SIDE = 360
_LETTER_PIXELS = 300_000
_FLATTEST = 2.6
_SHOWN_SIDE = 200
# However it was attached, this holds no letter.
_TINY_BYTES = 6_000
_TINY_SIDE = 120
_TINY_PIXELS = 40_000


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def smaller(self) -> int:
        """The shorter side."""
        return min(self.width, self.height)

    @property
    def larger(self) -> int:
        """The longer side."""
        return max(self.width, self.height)

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Shown:
    """How large the HTML shows a picture, in its pixels; 0 where it does not say."""

    width: int = 0
    height: int = 0

    @property
    def is_small(self) -> bool:
        """Whether it is shown too small for anybody to read a letter in it."""
        return any(0 < side < _SHOWN_SIDE for side in (self.width, self.height))


def find_shown(page: str) -> Iterator[tuple[str, Shown]]:
    """Find the pictures of the mail that a page shows, by Content-ID (RFC 2392)."""
    for content_id in _CONTENT_ID.findall(page):
        yield content_id, Shown()
    for tag in _IMAGE_TAG.findall(page):
        if match := _CONTENT_ID.search(tag):
            sides = {name.lower(): int(value) for name, value in _SIDE.findall(tag)}
            yield match[1], Shown(sides.get("width", 0), sides.get("height", 0))


def find_picture_size(data: bytes) -> PictureSize | None:
    """Find the size that a PNG, GIF or JPEG declares, or None."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:  # noqa: PLR2004 - the end of IHDR's two sides
        return PictureSize(*struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) > 10:  # noqa: PLR2004 - the same in a GIF
        return PictureSize(*struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8\xff") and (frames := _JPEG_SIZE.findall(data, 0, 1_000_000)):
        # A thumbnail in the EXIF block comes first and is smaller.
        return max((PictureSize(*reversed(struct.unpack(">HH", f))) for f in frames), key=lambda s: s.pixels)
    return None


def is_furniture(data: bytes, placed: Shown | None, *, inline: bool) -> bool:
    """Say whether a picture is a logo, a line or an icon of the mail; ``placed`` says where HTML shows it.

    A photograph of a letter is none, though a phone puts it into the text.
    """
    size = find_picture_size(data)
    if _is_tiny(data, size):
        return True
    return (placed is not None or inline) and not _may_be_letter(data, size, placed or Shown())


def _is_tiny(data: bytes, size: PictureSize | None) -> bool:
    if len(data) < _TINY_BYTES:
        return True
    return size is not None and (size.smaller < _TINY_SIDE or size.pixels < _TINY_PIXELS)


def _may_be_letter(data: bytes, size: PictureSize | None, placed: Shown) -> bool:
    """Say whether a picture may be the photograph, scan or screenshot of a page; of an unknown kind, if large."""
    if size is None:
        return len(data) >= _LETTER_BYTES
    if len(data) < _LETTER_BYTES or size.pixels < _LETTER_PIXELS or size.smaller < _LETTER_SIDE or placed.is_small:
        return False
    return size.larger <= size.smaller * _FLATTEST

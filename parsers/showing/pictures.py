"""Pictures drawn anew: what a browser gets is what Pillow saw, written by us, and never the octets that came."""

import base64
import binascii
import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from parsers.limits import MIB
from parsers.pictures.loading import BROKEN_PICTURE, TooManyPixels, open_picture

if TYPE_CHECKING:
    from PIL import Image

DATA_PNG = "data:image/png;base64,"
_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,", re.IGNORECASE)
_MOST_PICTURES = 20
_MOST_OCTETS = 3 * MIB
_MOST_DECODED = 256 * MIB
_INLINE_SIZE = (800, 1000)


def draw_anew(data: bytes, size: tuple[int, int]) -> bytes:
    """Return a picture as PNG, no larger than this. Raises TooManyPixels, what stands in BROKEN_PICTURE."""
    from PIL import ImageOps  # noqa: PLC0415 - takes a tenth of a second, and few children need it

    with open_picture(data) as image:
        # A JPEG is decoded to half its size, or a quarter, at once.
        image.draft("RGB", size)
        if image.width * image.height * len(image.getbands()) > _MOST_DECODED:
            raise TooManyPixels
        # Small first: of a large scan, turning alone would take seconds.
        image.thumbnail(size)
        return write_png(ImageOps.exif_transpose(image))


def write_png(image: "Image.Image") -> bytes:
    """Return a picture as PNG, without what else its file told."""
    plain = image if image.mode in {"L", "RGB", "RGBA"} else image.convert("RGBA")
    plain.info.clear()
    output = BytesIO()
    plain.save(output, "PNG")
    return output.getvalue()


class PictureBook:
    """The pictures that a mail brings for its HTML, by Content-ID (RFC 2392); ``made`` are those drawn anew."""

    def __init__(self, by_content_id: Mapping[str, bytes]) -> None:
        self._brought = {_fold(name): data for name, data in by_content_id.items()}
        self._left = _MOST_OCTETS
        self.made: dict[str, None] = {}

    def find(self, source: str) -> str | None:
        """Find a picture as a ``data:`` address; None for one from elsewhere, and when there are too many."""
        data = self._find_octets(source.strip())
        if data is None or len(self.made) >= _MOST_PICTURES:
            return None
        try:
            drawn = draw_anew(data, _INLINE_SIZE)
        except (TooManyPixels, *BROKEN_PICTURE):
            return None
        if len(drawn) > self._left:
            return None
        self._left -= len(drawn)
        address = DATA_PNG + base64.b64encode(drawn).decode("ascii")
        self.made[address] = None
        return address

    def _find_octets(self, source: str) -> bytes | None:
        if source[:4].lower() == "cid:":
            return self._brought.get(_fold(unquote(source[4:])))
        if begin := _DATA.match(source):
            try:
                return binascii.a2b_base64(source[begin.end() :])
            except ValueError:
                return None
        return None


def _fold(content_id: str) -> str:
    return content_id.strip().strip("<>").lower()

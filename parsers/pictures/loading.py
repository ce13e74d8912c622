"""Pictures loaded by Pillow within bounds, and made ready for Tesseract: grey, upright, no larger than a page is."""

import struct
from io import BytesIO
from typing import TYPE_CHECKING

from domain.errors import KommunesvarError

if TYPE_CHECKING:
    from PIL import Image

BROKEN_PICTURE = (OSError, ValueError, SyntaxError, EOFError, struct.error)
"""What Pillow raises for a picture that it cannot read; SyntaxError is its word for a broken PNG."""
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "JPEG2000", "AVIF")
_MOST_OCTETS = 256 * 1024 * 1024
_LONGEST_SIDE = 2_000
"""A page of A4 at 170 dots an inch; what is sharper takes longer and is read no better."""
_JPEG, _SCAN, _MOST_SCANS = b"\xff\xd8", b"\xff\xda", 100
"""A progressive JPEG is drawn some ten times over; one of 200 KB may ask for twenty thousand times, and hours."""
_SQUARE = 1.25
_FLATTEST = 4


class TooManyPixels(KommunesvarError):
    """The picture takes more memory than any scan of a letter."""


def open_picture(data: bytes) -> "Image.Image":
    """Open a picture without loading it. Raises what stands in BROKEN_PICTURE."""
    from PIL import Image  # noqa: PLC0415 - an extra, and only the child of OCR needs it

    if data.startswith(_JPEG) and data.count(_SCAN) > _MOST_SCANS:
        raise ValueError("No honest JPEG is drawn over so many times.")
    Image.MAX_IMAGE_PIXELS = None  # it warns of what is bounded here
    return Image.open(BytesIO(data), formats=_FORMATS)


def make_grey(image: "Image.Image") -> "Image.Image":
    """Return a picture as Tesseract reads it best. Raises TooManyPixels, what stands in BROKEN_PICTURE."""
    from PIL import ImageOps  # noqa: PLC0415 - as above

    longest = max(image.size)
    if longest > _LONGEST_SIDE:
        # A JPEG is decoded to half its size, or a quarter, at once.
        image.draft("L", (image.width * _LONGEST_SIDE // longest, image.height * _LONGEST_SIDE // longest))
    if image.width * image.height * len(image.getbands()) > _MOST_OCTETS:
        raise TooManyPixels
    upright = ImageOps.exif_transpose(image)
    return _shrink(_drop_colour(upright), _find_stretch(image))


def _drop_colour(image: "Image.Image") -> "Image.Image":
    """Return the picture in grey: on white where it is transparent, its 16 bits a pixel made 8."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if "transparency" not in image.info and not image.mode.endswith(("A", "a")):
        return image.convert("L")
    from PIL import Image  # noqa: PLC0415 - as above

    colours = image.convert("RGBA")
    paper = Image.new("L", image.size, 255)
    paper.paste(colours.convert("L"), mask=colours.getchannel("A"))
    return paper


def _find_stretch(image: "Image.Image") -> float:
    """Find how much taller the picture is meant than its pixels say: faxes have 204 dots an inch across, 98 down."""
    across, down = map(float, image.info.get("dpi", (1, 1)))
    stretch = across / down if down else 1.0
    return stretch if _SQUARE < stretch < _FLATTEST else 1.0


def _shrink(image: "Image.Image", stretch: float) -> "Image.Image":
    width, height = image.width, image.height * stretch
    scale = min(1.0, _LONGEST_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return image if size == image.size else image.resize(size, reducing_gap=2.0)

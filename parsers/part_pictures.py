"""The words on the pictures inside a document, by OCR."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from parsers.limits import Limits
from parsers.ocr import RecognitionTimeout, is_available, read_picture
from parsers.package import UNREADABLE, Package
from parsers.pictures import find_picture_size

_MOST_PIXELS = 40_000_000
"""A page at 600 dots an inch; what is larger is no scan of a letter."""
_LEAST_OCTETS = 6_000
_PAGE_OCTETS = 40_000
_PAGE_SIDE = 500
_PAGE_SHAPE = 2


@dataclass(frozen=True, slots=True)
class PictureText:
    """What the pictures say; not ``complete`` where one could not be read, as the notes tell."""

    text: str
    complete: bool
    notes: frozenset[str]


def may_be_page(data: bytes) -> bool:
    """Say whether a picture is as large as the scan of a page, and has its shape; metafiles are drawings."""
    size = find_picture_size(data)
    if size is None or len(data) < _PAGE_OCTETS:
        return False
    shorter, longer = sorted((size.width, size.height))
    return shorter >= _PAGE_SIDE and longer <= shorter * _PAGE_SHAPE


def read_parts(package: Package, names: Iterable[str], limits: Limits) -> PictureText:
    """Return the words on the pictures of these parts, each part once."""
    present = [name for name in dict.fromkeys(names) if package.has(name)]
    return read_pictures([partial(package.read, name) for name in present], limits)


def read_pictures(pictures: Iterable[Callable[[], bytes]], limits: Limits) -> PictureText:
    """Return the words on pictures, loaded one by one; logos are too small to be looked at."""
    ends = time.monotonic() + limits.ocr_seconds
    texts: list[str] = []
    notes: set[str] = set()
    for load in pictures:
        try:
            data = load()
            texts.append(_read(data, ends) if len(data) >= _LEAST_OCTETS else "")
        except RecognitionTimeout:
            notes.add("ocr_cut")
            break
        except (*UNREADABLE, OSError, ValueError, SyntaxError):
            # Metafiles and files linked to; Pillow raises SyntaxError on a broken PNG.
            notes.add("pictures_unread")
    return PictureText("\n\n".join(filter(None, texts)), complete=not notes, notes=frozenset(notes))


def _read(data: bytes, ends: float) -> str:
    from PIL import Image  # noqa: PLC0415 - an extra, and only the child of OCR needs it

    if not is_available():
        return ""
    with Image.open(BytesIO(data)) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise ValueError("The picture is larger than any page.")
        return read_picture(image, max(0.0, ends - time.monotonic()))

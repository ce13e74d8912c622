"""The words on the pictures inside a document, by OCR."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from domain.message import Verdict
from parsers.letters.furniture import find_picture_size
from parsers.limits import Limits
from parsers.ooxml.package import UNREADABLE, Package
from parsers.pictures.loading import BROKEN_PICTURE, TooManyPixels, make_grey, open_picture
from parsers.pictures.ocr import is_available
from parsers.pictures.pages import Page
from parsers.pictures.recognition import recognize_page

_SHARE_OF_TIME = 0.9
_LEAST_OCTETS = 6_000
_PAGE_OCTETS = 40_000
_PAGE_SIDE = 500
_PAGE_SHAPE = 2


@dataclass(frozen=True, slots=True)
class PictureText:
    """What the pictures say; not ``complete`` where one could not be read, as the notes tell."""

    text: str
    notes: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether all were read; a photograph says nothing, and is read."""
        return not self.notes


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
    if not is_available():
        return PictureText("", frozenset({"pictures_unread"}))
    ends = time.monotonic() + _SHARE_OF_TIME * limits.ocr_seconds
    pages = [_read(load, ends) for load in pictures]
    notes = {
        "ocr_cut": any(page.is_due for page in pages),
        "pictures_unread": any(page.verdict is not Verdict.OK and not page.is_picture for page in pages),
    }
    text = "\n\n".join(page.text for page in pages if page.text)
    return PictureText(text, frozenset(note for note, holds in notes.items() if holds))


def _read(load: Callable[[], bytes], ends: float) -> Page:
    page = Page("", Verdict.SCANNED)
    try:
        data = load()
        if len(data) < _LEAST_OCTETS:
            return Page("", Verdict.OK, is_picture=True)
        with open_picture(data) as image:
            return recognize_page(page, partial(make_grey, image), ends)
    except (*UNREADABLE, *BROKEN_PICTURE, TooManyPixels):
        # Metafiles, files that are only linked to, and broken ones.
        return page

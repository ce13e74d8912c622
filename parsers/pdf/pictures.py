"""Pages of a PDF that are pictures: rendered, and read by Tesseract."""

import ctypes
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.errors import KommunesvarError
from domain.message import Verdict
from parsers.pdf.objects import IMAGES, Placed, find_box, is_overdrawn, list_objects
from parsers.pictures.ocr import is_available
from parsers.pictures.pages import Page
from parsers.pictures.recognition import recognize_page

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72
_DPI = 150
_MOST_DPI = 2_400
_MOST_PIXELS = 6_000_000
_SMALL_SIDE = 500
_WANTED_SIDE = 1_600
_DUE = frozenset({Verdict.SCANNED, Verdict.GARBLED})


def recognize_pages(document: Any, pages: Sequence[Page], *, ends: float) -> list[Page]:
    """Return the pages, those that are pictures read by Tesseract until the time ``ends`` (monotonic)."""
    if not is_available():
        return list(pages)
    return [
        _recognize(document, number, page, ends) if page.verdict in _DUE else page for number, page in enumerate(pages)
    ]


def _recognize(document: Any, number: int, page: Page, ends: float) -> Page:
    try:
        return recognize_page(page, partial(render_page, document, number), ends)
    except (pypdfium2.PdfiumError, TooMuchDrawn):
        return page


class TooMuchDrawn(KommunesvarError):
    """More is drawn on the page than on any scan of a letter: rendering it may take minutes."""


def render_page(document: Any, number: int, *, in_colour: bool = False) -> "Image.Image":
    """Return a page as a picture, grey unless told otherwise, of 150 dots an inch, fewer where the page is huge.

    Raises PdfiumError, TooMuchDrawn.
    """
    page = document[number]
    try:
        if is_overdrawn(page):
            raise TooMuchDrawn
        width, height = page.get_size()
        dpi = min(_find_dpi(page, max(width, height)), _POINTS * (_MOST_PIXELS / (width * height)) ** 0.5)
        image: Image.Image = page.render(scale=dpi / _POINTS, grayscale=not in_colour).to_pil()
    finally:
        page.close()
    return image


def _find_dpi(page: Any, longest: float) -> float:
    """Find the dots an inch for a page: those of its picture where a wrong figure made it as small as a stamp."""
    if longest >= _SMALL_SIDE:
        return _DPI
    sharpest = max(map(_find_native_dpi, list_objects(page, IMAGES)), default=0.0)
    return max(_DPI, min(sharpest, _MOST_DPI, _WANTED_SIDE * _POINTS / longest))


def _find_native_dpi(placed: Placed) -> float:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(placed.object, width, height)
    box = find_box(placed)
    longest = max(box.right - box.left, box.top - box.bottom)
    return max(width.value, height.value) * _POINTS / longest if longest > 0 else 0.0

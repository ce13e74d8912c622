"""Pictures of letters, scanned or photographed: PNG, JPEG, TIFF of many pages, GIF, BMP, WebP, JPEG 2000, AVIF."""

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.pictures.loading import BROKEN_PICTURE, TooManyPixels, make_grey, open_picture
from parsers.pictures.ocr import is_available
from parsers.pictures.pages import Page, join_pages, judge_pages, note_pages
from parsers.pictures.recognition import recognize_page

if TYPE_CHECKING:
    from PIL import Image

_SHARE_OF_TIME = 0.9


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """Reads pictures by OCR; one without words is ``scanned``, for a person to look at."""

    name: str = "image"
    lane: Lane = Lane.OCR

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the words on the picture, or on each page of a TIFF."""
        ends = time.monotonic() + _SHARE_OF_TIME * limits.ocr_seconds
        if not is_available():
            return ExtractedText(text="", verdict=Verdict.SCANNED, method="none")
        try:
            pages = _read_frames(data, limits.pages, ends)
        except BROKEN_PICTURE:
            return ExtractedText(text="", verdict=Verdict.CORRUPT, method="ocr")
        return ExtractedText(
            text=join_pages(pages),
            verdict=judge_pages(pages),
            method="ocr",
            pages=len(pages),
            notes=tuple(note_pages(pages)),
        )


FORMAT = ImageFormat()


def _read_frames(data: bytes, most: int, ends: float) -> list[Page]:
    """Read the pages of a TIFF, or the picture itself: the others' frames are a film."""
    pages: list[Page] = []
    with open_picture(data) as image:
        while len(pages) < most:
            try:
                image.seek(len(pages))
            except EOFError:
                break
            pages.append(_read_frame(image, ends))
            if image.format != "TIFF":
                break
    return pages


def _read_frame(image: "Image.Image", ends: float) -> Page:
    try:
        return recognize_page(Page("", Verdict.SCANNED), partial(make_grey, image), ends)
    except TooManyPixels:
        return Page("", Verdict.TOO_LARGE)
    except BROKEN_PICTURE:
        return Page("", Verdict.CORRUPT)

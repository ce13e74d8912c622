"""OCR of one page: read it while there is time, and choose between what it shows and what lies beneath."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.message import Verdict
from parsers.pictures.ocr import RecognitionTimeout, Recognized, recognize_picture
from parsers.pictures.pages import Page

if TYPE_CHECKING:
    from PIL import Image


def recognize_page(page: Page, load: "Callable[[], Image.Image]", ends: float) -> Page:
    """Return a page as Tesseract reads it until the time ``ends`` (monotonic); due where that has come."""
    if time.monotonic() >= ends:
        return replace(page, is_due=True)
    image = load()
    try:
        recognized = recognize_picture(image, max(0.0, ends - time.monotonic()))
    except RecognitionTimeout:
        return replace(page, is_due=True)
    return _choose(page, recognized)


def _choose(page: Page, recognized: Recognized) -> Page:
    """Return the page with what was recognized, unless the text beneath it says more."""
    if recognized.is_readable and (page.verdict is Verdict.GARBLED or len(recognized.text) >= len(page.text)):
        return replace(page, text=recognized.text, verdict=Verdict.OK, is_recognized=True)
    if page.verdict is Verdict.GARBLED:
        return page
    if page.text and (recognized.is_readable or recognized.is_picture):
        return replace(page, verdict=Verdict.OK)
    return replace(page, is_picture=recognized.is_picture)

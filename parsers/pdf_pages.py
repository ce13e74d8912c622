"""One page of a PDF: its text in PDFium's order with the repairs it needs, and how well it could be read."""

from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import Verdict
from parsers.pdf_annotations import Annotations, read_annotations
from parsers.pdf_objects import is_covered, shows_something
from parsers.pdf_text import is_garbled, keep_readable, tidy_text

_FEW_LETTERS = 150
"""Letters of a stamp, a page number and a scanner's greeting: less may stand on a page that is a scan."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page's text and how it could be read.

    ``is_recognized`` says that the text comes by OCR, ``is_picture`` that OCR found next to no writing there.
    """

    text: str
    verdict: Verdict
    comments: tuple[str, ...] = ()
    is_recognized: bool = False
    is_picture: bool = False


def read_page(document: Any, number: int) -> Page:
    """Return one page, counted from 0; a page that PDFium cannot load is corrupt."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page("", Verdict.CORRUPT)
    try:
        annotations = read_annotations(document, page)
        if annotations.is_drawn:
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
        page.set_rotation(0)  # PDFium reads the lines of a turned page backwards
        return _judge_page(page, tidy_text(_read_text(page)), annotations)
    except pypdfium2.PdfiumError:
        return Page("", Verdict.CORRUPT)
    finally:
        page.close()


def _read_text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range(errors="replace"))
    finally:
        textpage.close()


def _judge_page(page: Any, text: str, annotations: Annotations) -> Page:
    if not text:
        verdict = Verdict.SCANNED if shows_something(page) else Verdict.EMPTY
    elif is_garbled(text):
        verdict, text = Verdict.GARBLED, keep_readable(text)
    else:
        is_scan = len("".join(text.split())) < _FEW_LETTERS and is_covered(page)
        verdict = Verdict.SCANNED if is_scan else Verdict.OK
    return Page(text, verdict, annotations.comments)

"""One page of a PDF: its text in PDFium's order with the repairs it needs, and how well it could be read."""

from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import Verdict
from parsers.pages import Page
from parsers.pdf_annotations import Annotations, read_annotations
from parsers.pdf_objects import is_covered, shows_something
from parsers.pdf_text import is_garbled, keep_readable, tidy_text

_FEW_LETTERS = 150
"""Letters of a stamp, a page number and a scanner's greeting: less may stand on a page that is a scan."""


def read_page(document: Any, number: int) -> Page:
    """Return one page, counted from 0; a page that PDFium cannot load is corrupt."""
    try:
        with closing(document[number]) as page:
            annotations = read_annotations(document, page)
            if not annotations.is_drawn:
                return _read(page, annotations)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        with closing(document[number]) as page:
            return _read(page, annotations)
    except pypdfium2.PdfiumError:
        return Page("", Verdict.CORRUPT)


def _read(page: Any, annotations: Annotations) -> Page:
    turned = page.get_rotation()
    if turned:
        page.set_rotation(0)  # PDFium reads the lines of a turned page backwards
    try:
        return _judge_page(page, tidy_text(_read_text(page)), annotations)
    finally:
        if turned:
            page.set_rotation(turned)  # it stays with the document, and OCR looks at the page later


def _read_text(page: Any) -> str:
    with closing(page.get_textpage()) as textpage:
        return str(textpage.get_text_range(errors="replace"))


def _judge_page(page: Any, text: str, annotations: Annotations) -> Page:
    if not text:
        verdict = Verdict.SCANNED if shows_something(page) else Verdict.EMPTY
    elif is_garbled(text):
        verdict, text = Verdict.GARBLED, keep_readable(text)
    else:
        is_scan = len("".join(text.split())) < _FEW_LETTERS and is_covered(page)
        verdict = Verdict.SCANNED if is_scan else Verdict.OK
    return Page(text, verdict, annotations.comments)

"""One page of a PDF: its text in PDFium's order with the repairs it needs, and how well it could be read."""

from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import Verdict
from parsers.pages import Page
from parsers.pdf_annotations import Annotations, read_annotations
from parsers.pdf_forms import place_fields
from parsers.pdf_grids import TableBudget
from parsers.pdf_objects import is_covered, shows_something
from parsers.pdf_runs import list_runs
from parsers.pdf_tables import write_runs
from parsers.pdf_text import is_garbled, keep_readable, tidy_text

_FEW_LETTERS = 150
"""Letters of a stamp, a page number and a scanner's greeting: less may stand on a page that is a scan."""


def read_page(document: Any, number: int, budget: TableBudget) -> Page:
    """Return one page, counted from 0; a page that PDFium cannot load is corrupt."""
    try:
        with closing(document[number]) as page:
            annotations = read_annotations(document, page)
            if not annotations.shown:
                return _read(page, annotations, budget)
            printed = _count_signs(page)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        with closing(document[number]) as page:
            return _read(page, annotations, budget, printed=printed)
    except pypdfium2.PdfiumError:
        return Page("", Verdict.CORRUPT)


def _read(page: Any, annotations: Annotations, budget: TableBudget, *, printed: int | None = None) -> Page:
    turned = page.get_rotation()
    if turned:
        page.set_rotation(0)  # PDFium reads the lines of a turned page backwards
    try:
        with closing(page.get_textpage()) as textpage:
            tables = budget.find_tables(page, textpage, turned)
            if printed is None and not tables:
                raw = str(textpage.get_text_range(errors="replace"))
            else:
                runs = list_runs(textpage, turned, to_end=printed is not None)
                runs = runs if printed is None else place_fields(runs, annotations, printed, turned)
                raw = write_runs(runs, tables)
        return _judge_page(page, tidy_text(raw), annotations)
    finally:
        if turned:
            page.set_rotation(turned)  # it stays with the document, and OCR looks at the page later


def _count_signs(page: Any) -> int:
    with closing(page.get_textpage()) as textpage:
        return int(textpage.count_chars())


def _judge_page(page: Any, text: str, annotations: Annotations) -> Page:
    if not text:
        verdict = Verdict.SCANNED if shows_something(page) else Verdict.EMPTY
    elif is_garbled(text):
        verdict, text = Verdict.GARBLED, keep_readable(text)
    else:
        is_scan = len("".join(text.split())) < _FEW_LETTERS and is_covered(page)
        verdict = Verdict.SCANNED if is_scan else Verdict.OK
    return Page(text, verdict, annotations.comments)

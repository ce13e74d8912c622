"""One page of a PDF: its text in PDFium's order with the repairs it needs, and how well it could be read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import Verdict
from parsers.pdf.annotations import Annotations, read_annotations
from parsers.pdf.forms import place_fields
from parsers.pdf.grids import Table, TableBudget
from parsers.pdf.objects import is_covered, shows_something
from parsers.pdf.runs import Run, list_runs
from parsers.pdf.tables import write_runs
from parsers.pdf.text import is_garbled, keep_readable, tidy_text
from parsers.pictures.pages import Page

_FEW_LETTERS = 150
"""Letters of a stamp, a page number and a scanner's greeting: less may stand on a page that is a scan."""


def read_page(document: Any, number: int, budget: TableBudget) -> Page:
    """Return one page, counted from 0; a page that PDFium cannot load is corrupt."""
    try:
        with closing(document[number]) as page:
            annotations = read_annotations(document, page)
            if not annotations.shown:
                return _judge_page(page, tidy_text(_read_text(page, budget)), annotations)
            printed, tables, signs = _read_printed(page, budget)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        # Only what was laid upon it is read of the flattened page: on some the fonts of the print lose their meaning.
        with closing(document[number]) as page, _hold_upright(page) as turned:
            with closing(page.get_textpage()) as textpage:
                laid = list_runs(textpage, turned, first=signs)
            text = write_runs(place_fields(printed, laid, annotations, turned), tables)
            return _judge_page(page, tidy_text(text), annotations)
    except pypdfium2.PdfiumError:
        return Page("", Verdict.CORRUPT)


@contextmanager
def _hold_upright(page: Any) -> Iterator[int]:
    """Hold a page unturned, as PDFium reads the lines of a turned one backwards; give how it is shown turned.

    What is set stays with the document, and OCR looks at the page later.
    """
    turned = page.get_rotation()
    if turned:
        page.set_rotation(0)
    try:
        yield turned
    finally:
        if turned:
            page.set_rotation(turned)


def _read_text(page: Any, budget: TableBudget) -> str:
    with _hold_upright(page) as turned, closing(page.get_textpage()) as textpage:
        tables = budget.find_tables(page, textpage, turned)
        if tables:
            return write_runs(list_runs(textpage, turned, to_end=False), tables)
        return str(textpage.get_text_range(errors="replace"))


def _read_printed(page: Any, budget: TableBudget) -> tuple[list[Run], list[Table], int]:
    """Return the words, the tables and the number of signs that are printed on a page."""
    with _hold_upright(page) as turned, closing(page.get_textpage()) as textpage:
        return (
            list_runs(textpage, turned),
            budget.find_tables(page, textpage, turned),
            textpage.count_chars(),
        )


def _judge_page(page: Any, text: str, annotations: Annotations) -> Page:
    if not text:
        verdict = Verdict.SCANNED if shows_something(page) else Verdict.EMPTY
    elif is_garbled(text):
        verdict, text = Verdict.GARBLED, keep_readable(text)
    else:
        is_scan = len("".join(text.split())) < _FEW_LETTERS and is_covered(page)
        verdict = Verdict.SCANNED if is_scan else Verdict.OK
    return Page(text, verdict, annotations.comments)

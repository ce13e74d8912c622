"""A whole PDF: its pages one by one, within the time that a file may take, and what else it holds."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import Verdict
from parsers.limits import Limits
from parsers.pdf.grids import TableBudget
from parsers.pdf.pages import read_page
from parsers.pdf.repair import OpenPdf, PdfBroken, PdfLocked, open_pdf, open_repaired
from parsers.pictures.pages import Page

_SHARE_OF_TIME = 0.8
"""What reading may take of a file's seconds: then what has been read is handed over, and the rest named."""
_MOST_EMBEDDED = 50

PageReader = Callable[[Any, list[Page]], list[Page]]
"""Reads pages of a document of pypdfium2 a second time, in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReading:
    """What was read of a PDF: the first pages of ``count``, in order; ``embedded`` names the files that it brings."""

    pages: list[Page]
    count: int
    embedded: tuple[str, ...]
    is_xfa: bool
    is_repaired: bool


def read_pdf(data: bytes, limits: Limits, reread: PageReader | None = None) -> PdfReading:
    """Return what stands in a PDF; ``reread`` is shown all pages at the end. Raises PdfLocked, PdfBroken."""
    ends = time.monotonic() + _SHARE_OF_TIME * limits.file_seconds
    with closing(open_pdf(data)) as opened:
        reading = _read(opened, limits, ends)
        if opened.is_repaired or not _count_corrupt(reading):
            return _reread(opened, reading, reread)
    try:
        with closing(open_repaired(data)) as opened:
            mended = _mend(reading, _read(opened, limits, ends))
            return _reread(opened, mended, reread)
    except (PdfBroken, PdfLocked):
        return reading


def _read(opened: OpenPdf, limits: Limits, ends: float) -> PdfReading:
    document, count = opened.document, len(opened.document)
    form = document.get_formtype()
    if form != pdfium.FORMTYPE_NONE:
        document.init_forms()
    pages, budget = list[Page](), TableBudget()
    while len(pages) < min(count, limits.pages) and time.monotonic() < ends:
        pages.append(read_page(document, len(pages), budget))
    return PdfReading(
        pages=pages,
        count=count,
        embedded=_list_embedded(document),
        is_xfa=form == pdfium.FORMTYPE_XFA_FULL,
        is_repaired=opened.is_repaired,
    )


def _list_embedded(document: Any) -> tuple[str, ...]:
    names = []
    for at in range(min(document.count_attachments(), _MOST_EMBEDDED)):
        try:
            names.append(document.get_attachment(at).get_name())
        except pypdfium2.PdfiumError:
            names.append("?")
    return tuple(names)


def _count_corrupt(reading: PdfReading) -> int:
    return sum(page.verdict is Verdict.CORRUPT for page in reading.pages)


def _mend(reading: PdfReading, repaired: PdfReading) -> PdfReading:
    """Return the pages of the file as it came; where they are corrupt, those of the file written anew."""
    if reading.count != repaired.count or _count_corrupt(repaired) >= _count_corrupt(reading):
        return reading
    pairs = zip(reading.pages, repaired.pages, strict=False)
    return replace(repaired, pages=[mended if page.verdict is Verdict.CORRUPT else page for page, mended in pairs])


def _reread(opened: OpenPdf, reading: PdfReading, reread: PageReader | None) -> PdfReading:
    return reading if reread is None else replace(reading, pages=reread(opened.document, reading.pages))

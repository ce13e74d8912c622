"""PDF files (ISO 32000) through PDFium, with the repairs that its text needs; judged page by page.

A page that is a picture and shows no words, not even to Tesseract, is no more in doubt than a photograph in a
Word file: where other pages carry text the file is read, and ``picture_pages`` names the page. A file of
nothing but such pages is ``scanned``: a person looks at it. So is what looks like writing and cannot be read
(handwriting, a scan too faint), beside whatever else was read.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.pdf_document import PageReader, PdfReading, read_pdf
from parsers.pdf_pages import Page
from parsers.pdf_pictures import recognize_pages
from parsers.pdf_repair import PdfBroken, PdfLocked

_SHARE_OF_TIME = 0.9
_UNREAD = (Verdict.SCANNED, Verdict.GARBLED, Verdict.CORRUPT)


@dataclass(frozen=True, slots=True)
class PdfFormat:
    """Reads .pdf; pages that are pictures or unreadable are named in the notes."""

    name: str = "pdf"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text of all pages in order."""
        return self._extract(data, limits, None)

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text of all pages in order, that of the pictures among them as Tesseract reads it."""
        ends = time.monotonic() + _SHARE_OF_TIME * limits.ocr_seconds
        return self._extract(data, limits, partial(recognize_pages, ends=ends))

    def _extract(self, data: bytes, limits: Limits, reread: PageReader | None) -> ExtractedText:
        try:
            reading = read_pdf(data, limits, reread)
        except PdfLocked:
            return ExtractedText(text="", verdict=Verdict.ENCRYPTED, method=self.name)
        except PdfBroken:
            return ExtractedText(text="", verdict=Verdict.CORRUPT, method=self.name)
        recognized = any(page.is_recognized for page in reading.pages)
        return ExtractedText(
            text="\n\n".join(filter(None, [*_list_texts(reading.pages)])),
            verdict=_judge(reading),
            method=f"{self.name}+ocr" if recognized else self.name,
            pages=reading.count,
            notes=tuple(_note(reading)),
        )


FORMAT = PdfFormat()


def _list_texts(pages: list[Page]) -> list[str]:
    """List the texts of the pages, and behind them what people stuck on them."""
    return [*(page.text for page in pages), *("\n".join(page.comments) for page in pages)]


def _judge(reading: PdfReading) -> Verdict:
    """Judge the whole by its pages: blank ones say nothing, and one unread page makes it partial."""
    verdicts = Counter(page.verdict for page in reading.pages if page.verdict is not Verdict.EMPTY)
    if verdicts[Verdict.OK]:
        verdicts[Verdict.SCANNED] -= sum(page.is_picture for page in reading.pages)
    left = [verdict for verdict, _ in (+verdicts).most_common()]
    is_whole = len(reading.pages) == reading.count and not reading.embedded and not reading.is_xfa
    if left in ([], [Verdict.OK]) and not is_whole:
        return Verdict.PARTIAL
    if not left:
        return Verdict.OK if any(page.comments for page in reading.pages) else Verdict.EMPTY
    return Verdict.PARTIAL if len(left) > 1 and Verdict.OK in left else left[0]


def _note(reading: PdfReading) -> list[str]:
    pages = reading.pages
    named: list[tuple[str, Callable[[Page], bool]]] = [
        *((f"{verdict.value}_pages", partial(_is_unread, verdict)) for verdict in _UNREAD),
        ("picture_pages", lambda page: page.is_picture),
        ("ocr_pages", lambda page: page.is_recognized),
    ]
    numbers = ((note, [number for number, page in enumerate(pages, 1) if holds(page)]) for note, holds in named)
    notes = ["comments"] if any(page.comments for page in pages) else []
    notes += [f"{note}: {_name_pages(found)}" for note, found in numbers if found]
    notes += [f"pages_read: {len(pages)}"] if len(pages) < reading.count else []
    notes += ["repaired"] if reading.is_repaired else []
    notes += ["xfa_form"] if reading.is_xfa else []
    return [*notes, f"embedded_files: {', '.join(reading.embedded)}"] if reading.embedded else notes


def _is_unread(verdict: Verdict, page: Page) -> bool:
    return page.verdict is verdict and not page.is_picture


def _name_pages(numbers: list[int]) -> str:
    """Write page numbers as a person does: ``1, 3-5``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, one)) for one in ranges)

"""PDF files (ISO 32000) through PDFium, with the repairs that its text needs; judged page by page."""

import time
from dataclasses import dataclass
from functools import partial

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.pdf.document import PageReader, PdfReading, read_pdf
from parsers.pdf.pictures import recognize_pages
from parsers.pdf.repair import PdfBroken, PdfLocked
from parsers.pictures.pages import join_pages, judge_pages, note_pages

_SHARE_OF_TIME = 0.9


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
        is_recognized = any(page.is_recognized for page in reading.pages)
        return ExtractedText(
            text=join_pages(reading.pages),
            verdict=_judge(reading),
            method=f"{self.name}+ocr" if is_recognized else self.name,
            pages=reading.count,
            notes=tuple(_note(reading)),
        )


FORMAT = PdfFormat()


def _judge(reading: PdfReading) -> Verdict:
    verdict = judge_pages(reading.pages)
    if verdict is Verdict.EMPTY and reading.is_repaired:
        return Verdict.CORRUPT  # what stood on its pages is lost
    is_whole = len(reading.pages) == reading.count and not reading.is_xfa
    # An invoice brings itself as XML; any other file may be the letter that the pages only announce.
    is_alone = all(name.lower().endswith(".xml") for name in reading.embedded)
    doubtful = verdict in {Verdict.OK, Verdict.EMPTY} and not (is_whole and is_alone)
    return Verdict.PARTIAL if doubtful else verdict


def _note(reading: PdfReading) -> list[str]:
    notes = note_pages(reading.pages)
    notes += [f"pages_read: {len(reading.pages)}"] if len(reading.pages) < reading.count else []
    notes += ["repaired"] if reading.is_repaired else []
    notes += ["xfa_form"] if reading.is_xfa else []
    return [*notes, f"embedded_files: {', '.join(reading.embedded)}"] if reading.embedded else notes

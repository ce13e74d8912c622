"""PDF files through PDFium, with the repairs that its text needs; the verdict is made page by page."""

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits

_FLATTENED = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT})
_POPUP = pdfium.FPDF_ANNOT_POPUP
_MOST_ANNOTATIONS = 2_000
# PDFium marks a hyphen at a line's end with U+FFFE or U+0002.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]\\s*\n?")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_GARBLED_SHARE = 0.10
_DRAWN_LETTERS = 50
_DRAWN = frozenset({pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING})
_PICTURED = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})
_MOST_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class _Page:
    """One page's text and how it could be read."""

    text: str
    verdict: Verdict
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfFormat:
    """Reads .pdf; pages that are pictures or unreadable are named in the notes."""

    name: str = "pdf"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text of all pages in order."""
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
            verdict = Verdict.ENCRYPTED if locked else Verdict.CORRUPT
            return ExtractedText(text="", verdict=verdict, method=self.name)
        try:
            return self._read(document, limits)
        finally:
            document.close()

    def _read(self, document: Any, limits: Limits) -> ExtractedText:
        count = len(document)
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
        pages = [_read_page(document, number) for number in range(min(count, limits.pages))]
        notes = list(dict.fromkeys(note for page in pages for note in page.notes))
        notes += [f"{v.value}_pages: {_name_pages(pages, v)}" for v in _UNREAD if any(p.verdict is v for p in pages)]
        if count > limits.pages:
            notes.append(f"pages_read: {limits.pages}")
        return ExtractedText(
            text="\n\n".join(page.text for page in pages if page.text),
            verdict=Verdict.PARTIAL if count > limits.pages else _judge(pages),
            method=self.name,
            pages=count,
            notes=tuple(notes),
        )


FORMAT = PdfFormat()

_UNREAD = (Verdict.SCANNED, Verdict.GARBLED, Verdict.CORRUPT)


def _judge(pages: list[_Page]) -> Verdict:
    """Judge the whole by its pages: blank ones say nothing, and one unread page makes it partial."""
    verdicts = Counter(page.verdict for page in pages if page.verdict is not Verdict.EMPTY)
    if len(verdicts) == 1:
        return next(iter(verdicts))
    return Verdict.PARTIAL if verdicts else Verdict.EMPTY


def _name_pages(pages: list[_Page], verdict: Verdict) -> str:
    return ", ".join(str(number) for number, page in enumerate(pages, 1) if page.verdict is verdict)


def _read_page(document: Any, number: int) -> _Page:
    try:
        page = document[number]
        comments, flatten = _read_annotations(page)
        if flatten:
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
        page.set_rotation(0)  # PDFium reads the lines of a turned page backwards
        text = _read_text(page)
    except pypdfium2.PdfiumError:
        return _Page("", Verdict.CORRUPT)
    verdict = _judge_page(page, text)
    page.close()
    if verdict is Verdict.GARBLED:
        text = ""
    return _Page("\n".join([text, *comments]).strip(), verdict, ("comments",) if comments else ())


def _read_text(page: Any) -> str:
    textpage = page.get_textpage()
    raw = textpage.get_text_range(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    textpage.close()
    text = _LINE_END_HYPHEN.sub("", raw).translate(_LIGATURES)
    return unicodedata.normalize("NFC", text).replace("\xa0", " ").strip()


def _judge_page(page: Any, text: str) -> Verdict:
    letters = "".join(text.split())
    if not letters:
        return Verdict.SCANNED if _shows_something(page) else Verdict.EMPTY
    # Few distinct signs make up a page: each is looked up once.
    unreadable = sum(letters.count(sign) for sign in set(letters) if _is_unreadable(sign))
    return Verdict.GARBLED if unreadable > _GARBLED_SHARE * len(letters) else Verdict.OK


def _is_unreadable(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Co", "Cn"} or sign == "\ufffd"


def _shows_something(page: Any) -> bool:
    """Say whether a page without text shows a picture, or enough strokes to be drawn letters."""
    strokes = 0
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at))
        if kind in _PICTURED:
            return True
        strokes += kind in _DRAWN
    return strokes >= _DRAWN_LETTERS


def _read_annotations(page: Any) -> tuple[list[str], bool]:
    """Return the notes stuck on a page, and whether it has fields or texts to be made part of it."""
    comments: list[str] = []
    flatten = False
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        flatten = flatten or kind in _FLATTENED
        if kind not in _FLATTENED and kind != _POPUP:
            comments += filter(None, [_read_contents(annotation)])
        pdfium.FPDFPage_CloseAnnot(annotation)
    return comments, flatten


def _read_contents(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if size <= 2:  # noqa: PLR2004 - nothing but the closing NUL
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()

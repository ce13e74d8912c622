"""What is laid upon a PDF page: comments that people stuck on it, filled fields, boxes that are ticked.

ISO 32000-2, 12.5 (annotations) and 12.7 (forms).
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf.boxes import Box

_SHOWN = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})
_COMMENTED = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
    }
)
_TICKED = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_MOST_ANNOTATIONS = 2_000
_MOST_SIGNS = 100_000


@dataclass(frozen=True, slots=True)
class Tick:
    """A box or a round button to tick, and whether it is."""

    box: Box
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is laid upon one page; ``shown`` is where text may show: fields, texts, stamps."""

    comments: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    shown: tuple[Box, ...] = ()


def read_annotations(document: Any, page: Any) -> Annotations:
    """Return what is laid upon a page; the first thousands of it."""
    comments: list[str] = []
    ticks: list[Tick] = []
    shown: list[Box] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        with _open_annotation(page, at) as annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if _is_comment(annotation, kind) and sum(map(len, comments)) < _MOST_SIGNS:
                comments += filter(None, [_read_contents(annotation)])
            if kind in _SHOWN:
                shown.append(_read_box(annotation))
            if kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv:
                ticks += filter(None, [_read_tick(document.formenv, annotation)])
    return Annotations(tuple(comments), tuple(ticks), tuple(shown))


@contextmanager
def _open_annotation(page: Any, at: int) -> Iterator[Any]:
    annotation = pdfium.FPDFPage_GetAnnot(page, at)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _is_comment(annotation: Any, kind: int) -> bool:
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        # Its text is drawn on the page, unless the program that wrote it left that to the reader.
        return not pdfium.FPDFAnnot_HasKey(annotation, b"AP")
    hidden = pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN
    return kind in _COMMENTED and not hidden and not pdfium.FPDFAnnot_HasKey(annotation, b"StateModel")


def _read_contents(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if size <= 2:  # noqa: PLR2004 - nothing but the closing NUL
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r", "\n").strip()


def _read_tick(form: Any, annotation: Any) -> Tick | None:
    if pdfium.FPDFAnnot_GetFormFieldType(form, annotation) not in _TICKED:
        return None
    return Tick(_read_box(annotation), bool(pdfium.FPDFAnnot_IsChecked(form, annotation)))


def _read_box(annotation: Any) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)

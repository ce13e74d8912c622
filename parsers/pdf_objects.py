"""What a PDF page is made of besides text: pictures, drawn letters, and lines that may rule a table."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf_annotations import Box

_MOST_OBJECTS = 20_000
_DEEPEST = 4
_DRAWN_OBJECTS = 50
_DRAWN_SEGMENTS = 600
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """One object of a page and the matrices of the forms that hold it, innermost first."""

    object: Any
    kind: int
    matrices: tuple[Any, ...] = ()


def list_objects(page: Any) -> Iterator[Placed]:
    """List the objects of a page and of the forms on it; the first thousands."""
    left = _MOST_OBJECTS
    for placed in _list_page(page):
        yield placed
        left -= 1
        if not left:
            return


def _list_page(page: Any) -> Iterator[Placed]:
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        found = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _list_form(found, ())
        else:
            yield Placed(found, kind)


def _list_form(form: Any, outer: tuple[Any, ...]) -> Iterator[Placed]:
    if len(outer) >= _DEEPEST:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    matrices = (matrix, *outer)
    for at in range(pdfium.FPDFFormObj_CountObjects(form)):
        found = pdfium.FPDFFormObj_GetObject(form, at)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _list_form(found, matrices)
        else:
            yield Placed(found, kind, matrices)


def find_box(placed: Placed) -> Box:
    """Find the rectangle around an object, on the page."""
    corners = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(placed.object, *corners)
    box = Box(*(corner.value for corner in corners))
    for matrix in placed.matrices:
        box = _transform(box, matrix)
    return box


def _transform(box: Box, matrix: Any) -> Box:
    across = [matrix.a * x + matrix.c * y + matrix.e for x in (box.left, box.right) for y in (box.bottom, box.top)]
    up = [matrix.b * x + matrix.d * y + matrix.f for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return Box(min(across), min(up), max(across), max(up))


def shows_something(page: Any) -> bool:
    """Say whether a page without text shows a picture, or enough strokes to be drawn letters."""
    drawn = segments = 0
    for placed in list_objects(page):
        if placed.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        if placed.kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += max(0, pdfium.FPDFPath_CountSegments(placed.object))
        drawn += placed.kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}
        if drawn >= _DRAWN_OBJECTS or segments >= _DRAWN_SEGMENTS:
            return True
    return False


def is_covered(page: Any) -> bool:
    """Say whether pictures cover most of a page: a scan, which scanners cut into strips now and then."""
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    covered = 0.0
    for placed in list_objects(page):
        if placed.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = find_box(placed)
            width = min(box.right, right) - max(box.left, left)
            height = min(box.top, top) - max(box.bottom, bottom)
            covered += max(0.0, width) * max(0.0, height)
    return bool(covered >= _COVERED * area > 0)

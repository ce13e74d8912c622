"""What a PDF page is made of besides text: pictures, drawn letters, and lines that may rule a table."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf_boxes import Box

IMAGES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE})
PATHS = frozenset({pdfium.FPDF_PAGEOBJ_PATH})
_SHOWING = IMAGES | PATHS | {pdfium.FPDF_PAGEOBJ_SHADING}
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


def list_objects(page: Any, kinds: frozenset[int], *, most: int = 20_000) -> Iterator[Placed]:
    """List the objects of some kinds on a page and in the forms on it, among the first so many."""
    for found, kind, matrices in islice(_list_page(page), most):
        if kind in kinds:
            yield Placed(found, kind, matrices)


def _list_page(page: Any) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        found = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _list_form(found, ())
        else:
            yield found, kind, ()


def _list_form(form: Any, outer: tuple[Any, ...]) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
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
            yield found, kind, matrices


def find_box(placed: Placed) -> Box:
    """Find the rectangle around an object, on the page."""
    corners = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(placed.object, *corners)
    left, bottom, right, top = (corner.value for corner in corners)
    if not placed.matrices:
        return Box(left, bottom, right, top)
    points = [_transform((x, y), placed.matrices) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def place_point(placed: Placed, point: tuple[float, float]) -> tuple[float, float]:
    """Return a point of a path where it lies on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(placed.object, matrix)
    return _transform(point, (matrix, *placed.matrices))


def _transform(point: tuple[float, float], matrices: tuple[Any, ...]) -> tuple[float, float]:
    x, y = point
    for matrix in matrices:
        x, y = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
    return x, y


def shows_something(page: Any) -> bool:
    """Say whether a page without text shows a picture, or enough strokes to be drawn letters."""
    segments = 0
    for drawn, placed in enumerate(list_objects(page, _SHOWING), 1):
        if placed.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        if placed.kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += max(0, pdfium.FPDFPath_CountSegments(placed.object))
        if drawn >= _DRAWN_OBJECTS or segments >= _DRAWN_SEGMENTS:
            return True
    return False


def is_covered(page: Any) -> bool:
    """Say whether pictures cover most of a page: a scan, which scanners cut into strips now and then."""
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    covered = 0.0
    for placed in list_objects(page, IMAGES):
        box = find_box(placed)
        width = min(box.right, right) - max(box.left, left)
        height = min(box.top, top) - max(box.bottom, bottom)
        covered += max(0.0, width) * max(0.0, height)
    return bool(covered >= _COVERED * area > 0)

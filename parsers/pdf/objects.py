"""What a PDF page is made of besides text: pictures, drawn letters, and lines that may rule a table."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.pdf.boxes import Box

IMAGES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE})
PATHS = frozenset({pdfium.FPDF_PAGEOBJ_PATH})
_SHOWING = IMAGES | PATHS | {pdfium.FPDF_PAGEOBJ_SHADING}
_DEEPEST = 4
_DRAWN_OBJECTS = 50
_DRAWN_SEGMENTS = 600
_COVERED = 0.5
_MOST_RENDERED = 20_000
_MOST_PICTURES = 500
_MOST_SEGMENTS = 500_000


Point = tuple[float, float]
_UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Placed(NamedTuple):
    """One object of a page and the matrices of the forms that hold it, innermost first."""

    object: Any
    kind: int
    matrices: tuple[Any, ...] = ()


def list_objects(page: Any, kinds: frozenset[int], *, most: int = 20_000) -> Iterator[Placed]:
    """List the objects of some kinds on a page and in the forms on it; no more than so many are looked at."""
    left = most
    for at in range(min(pdfium.FPDFPage_CountObjects(page), most)):
        found = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind in kinds:
            yield Placed(found, kind)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            for placed in islice(_list_form(found, ()), left):
                left -= 1
                if placed.kind in kinds:
                    yield placed


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
    left, bottom, right, top = corners = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(placed.object, *corners)
    if not placed.matrices:
        return Box(left.value, bottom.value, right.value, top.value)
    points = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*place_points(points, placed.matrices), strict=True)
    return Box(min(across), min(up), max(across), max(up))


def place_points(points: Iterable[Point], matrices: tuple[Any, ...]) -> list[Point]:
    """Return points where they lie on the page, through the matrices of what holds them, innermost first."""
    placed = list(points)
    for matrix in matrices:
        a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        if (a, b, c, d, e, f) != _UNMOVED:
            placed = [(a * x + c * y + e, b * x + d * y + f) for x, y in placed]
    return placed


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


def is_overdrawn(page: Any) -> bool:
    """Say whether a page holds more than any scan of a letter, or letters drawn as strokes, which are rendered."""
    if pdfium.FPDFPage_CountObjects(page) > _MOST_RENDERED:
        return True
    pictures = segments = 0
    for placed in list_objects(page, _SHOWING):
        pictures += placed.kind == pdfium.FPDF_PAGEOBJ_IMAGE
        segments += max(0, pdfium.FPDFPath_CountSegments(placed.object))
    return pictures > _MOST_PICTURES or segments > _MOST_SEGMENTS

"""Straight lines drawn on a PDF page that may rule a table: strokes, thin bars, the sides of boxes."""

from collections.abc import Iterable, Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf.boxes import Box, surround
from parsers.pdf.objects import PATHS, Placed, Point, find_box, list_objects, place_points

_MOST_SEGMENTS = 6_000
_MOST_OBJECTS = 4_000
_MOST_LINES = 2_000
_BOX_SEGMENTS = 5
_THIN = 2.5
_LONG = 6.0
_FEWEST_EACH_WAY = 3


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a page across and down, each as a rectangle of little breadth."""

    across: list[Box]
    down: list[Box]

    @property
    def frame(self) -> Box:
        """The rectangle in which lines across and lines down may meet."""
        across, down = surround(self.across), surround(self.down)
        return Box(across.left, down.bottom, across.right, down.top)

    @property
    def may_be_grid(self) -> bool:
        """Say whether there are enough of them for two rows and two columns."""
        return (
            len({round(line.top) for line in self.across}) >= _FEWEST_EACH_WAY
            and len({round(line.left) for line in self.down}) >= _FEWEST_EACH_WAY
        )


def find_lines(page: Any, turned: int) -> Lines:
    """Find the straight lines of a page as it is shown turned; none where there are thousands: that is a drawing."""
    across, down = set[Box](), set[Box]()
    effort = _MOST_SEGMENTS
    for placed in list_objects(page, PATHS, most=_MOST_OBJECTS):
        segments = pdfium.FPDFPath_CountSegments(placed.object)
        effort -= segments + 1
        if effort < 0:
            return Lines([], [])
        for found in _list_lines(placed, segments):
            box = found.turn(turned) if turned else found
            width, height = box.right - box.left, box.top - box.bottom
            if height <= _THIN and width >= _LONG:
                across.add(box)
            elif width <= _THIN and height >= _LONG:
                down.add(box)
    return Lines(sorted(across), sorted(down)) if len(across) + len(down) <= _MOST_LINES else Lines([], [])


def _list_lines(placed: Placed, segments: int) -> Iterable[Box]:
    """List the straight parts of a path, if it is drawn."""
    whole = find_box(placed)
    left, bottom, right, top = whole
    width, height = right - left, top - bottom
    if max(width, height) < _LONG or not _is_drawn(placed.object):
        return ()
    if segments <= 2 or min(width, height) <= _THIN:  # noqa: PLR2004 - from here to there
        return (whole,)
    if segments > _BOX_SEGMENTS:
        return _follow(placed, segments)
    return (
        Box(left, bottom, right, bottom),
        Box(left, top, right, top),
        Box(left, bottom, left, top),
        Box(right, bottom, right, top),
    )


def _is_drawn(path: Any) -> bool:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _follow(placed: Placed, segments: int) -> Iterator[Box]:
    """Follow a path of many parts, as of a grid drawn with one stroke; one with curves is a letter or a drawing."""
    across, up = c_float(), c_float()
    points: list[Point] = []
    parts: list[tuple[int, bool]] = []
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(placed.object, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, across, up)
        points.append((across.value, up.value))
        parts.append((kind, bool(pdfium.FPDFPathSegment_GetClose(segment))))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(placed.object, matrix)
    began = last = (0.0, 0.0)
    for point, (kind, closes) in zip(place_points(points, (matrix, *placed.matrices)), parts, strict=True):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            began = point
        else:
            yield _span(last, point)
        if closes:
            yield _span(point, began)
        last = point


def _span(one: Point, other: Point) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

"""Straight lines drawn on a PDF page that may rule a table: strokes, thin bars, the sides of boxes."""

from collections.abc import Iterable, Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf_boxes import Box, surround
from parsers.pdf_objects import PATHS, Placed, find_box, list_objects, place_point

_MOST_SEGMENTS = 10_000
_MOST_OBJECTS = 6_000
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
    lines = Lines([], [])
    effort = _MOST_SEGMENTS
    fill, stroke = c_int(), c_int()
    for placed in list_objects(page, PATHS, most=_MOST_OBJECTS):
        segments = pdfium.FPDFPath_CountSegments(placed.object)
        effort -= segments + 1
        if effort < 0:
            return Lines([], [])
        pdfium.FPDFPath_GetDrawMode(placed.object, fill, stroke)
        if fill.value or stroke.value:
            _sort(_list_lines(placed, segments), turned, lines)
    return lines


def _sort(boxes: Iterable[Box], turned: int, lines: Lines) -> None:
    for found in boxes:
        box = found.turn(turned) if turned else found
        width, height = box.right - box.left, box.top - box.bottom
        if height <= _THIN and width >= _LONG:
            lines.across.append(box)
        elif width <= _THIN and height >= _LONG:
            lines.down.append(box)


def _list_lines(placed: Placed, segments: int) -> Iterator[Box]:
    """List the straight parts of a path."""
    if segments > _BOX_SEGMENTS:
        yield from _follow(placed, segments)
        return
    whole = find_box(placed)
    if segments <= 2 or min(whole.right - whole.left, whole.top - whole.bottom) <= _THIN:  # noqa: PLR2004 - one line
        yield whole
    else:
        yield Box(whole.left, whole.bottom, whole.right, whole.bottom)
        yield Box(whole.left, whole.top, whole.right, whole.top)
        yield Box(whole.left, whole.bottom, whole.left, whole.top)
        yield Box(whole.right, whole.bottom, whole.right, whole.top)


def _follow(placed: Placed, segments: int) -> Iterator[Box]:
    """Follow a path of many parts, as of a grid drawn with one stroke."""
    across, up = c_float(), c_float()
    began = last = (0.0, 0.0)
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(placed.object, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, across, up)
        point = place_point(placed, (across.value, up.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            began = point
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return  # a letter, or a drawing
        else:
            yield _span(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _span(point, began)
        last = point


def _span(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

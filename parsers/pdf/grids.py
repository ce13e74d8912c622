"""Ruled tables on a PDF page: where their cells are.

pdfplumber joins the lines and groups the cells; the lines are PDFium's, which takes a fortieth of the time.
"""

import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.pdf.boxes import Box, surround
from parsers.pdf.lines import Lines, find_lines

_MOST_CROSSED = 60_000
_MOST_CROSSINGS = 2_000
_NEAR = 3.0
_FEWEST_ROWS = 2
_FEWEST_SIGNS = 12
_SECONDS = 2.0

_Point = tuple[float, float]
_Cell = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells from the top; None where a cell above or to the left reaches over the place."""

    rows: tuple[tuple[Box | None, ...], ...]

    @property
    def frame(self) -> Box:
        """The rectangle around it."""
        return surround([cell for row in self.rows for cell in row if cell])


@dataclass(slots=True)
class TableBudget:
    """The processor's seconds that the tables of one document may still take."""

    left: float = _SECONDS

    def find_tables(self, page: Any, textpage: Any, turned: int) -> list[Table]:
        """Find the tables with text in them that are ruled on a page; none once the time is spent."""
        if self.left <= 0 or textpage.count_chars() < _FEWEST_SIGNS:
            return []
        begun = time.process_time()
        lines = find_lines(page, turned)
        tables = find_tables(lines) if lines.may_be_grid and _holds_text(textpage, lines.frame.turn(-turned)) else []
        self.left -= time.process_time() - begun
        return [table for table in tables if _holds_text(textpage, table.frame.turn(-turned))]


def _holds_text(textpage: Any, frame: Box) -> bool:
    """Say whether a few words stand in a frame: the lines of a chart stand around none."""
    left, bottom, right, top = frame.left, frame.bottom, frame.right, frame.top
    return bool(pdfium.FPDFText_GetBoundedText(textpage, left, top, right, bottom, None, 0) >= _FEWEST_SIGNS)


def find_tables(lines: Lines) -> list[Table]:
    """Find the tables that lines rule, of at least two rows and two columns; none among too many lines."""
    from pdfplumber import table  # noqa: PLC0415 - most files have none, and it takes long to load

    drawn = [*(_make_edge(line, "h") for line in lines.across), *(_make_edge(line, "v") for line in lines.down)]
    edges = table.merge_edges(drawn, _NEAR, _NEAR, _NEAR, _NEAR)
    across = sum(edge["orientation"] == "h" for edge in edges)
    if across * (len(edges) - across) > _MOST_CROSSED:
        return []
    crossings = table.edges_to_intersections(edges, _NEAR, _NEAR)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    groups = table.cells_to_tables(list(_find_cells(crossings)))
    found = (_make_table(table.Table(None, cells).rows) for cells in groups)  # type: ignore[arg-type]
    return [one for one in found if len(one.rows) >= _FEWEST_ROWS and len(one.rows[0]) > 1]


def _find_cells(crossings: Mapping[_Point, Mapping[str, list[Any]]]) -> Iterator[_Cell]:
    """List the smallest rectangle below and right of each crossing, all sides of it drawn.

    As pdfplumber's ``intersections_to_cells``, which looks at every pair of crossings.
    """
    down = {point: frozenset(map(id, edges["v"])) for point, edges in crossings.items()}
    along = {point: frozenset(map(id, edges["h"])) for point, edges in crossings.items()}
    columns, rows = defaultdict(list), defaultdict(list)
    for x, y in sorted(crossings):
        columns[x].append(y)
        rows[y].append(x)
    for x, y in sorted(crossings):
        below = [(x, other) for other in columns[x][bisect(columns[x], y) :]]
        right = [(other, y) for other in rows[y][bisect(rows[y], x) :]]
        corner = _find_corner((x, y), below, right, down, along)
        if corner:
            yield (x, y, *corner)


def _find_corner(
    point: _Point,
    below: list[_Point],
    right: list[_Point],
    down: Mapping[_Point, frozenset[int]],
    along: Mapping[_Point, frozenset[int]],
) -> _Point | None:
    for under in below:
        if not down[point] & down[under]:
            return None  # the line ends before, so it reaches none further down
        for beside in right:
            if not along[point] & along[beside]:
                break
            corner = beside[0], under[1]
            if corner in down and down[corner] & down[beside] and along[corner] & along[under]:
                return corner
    return None


def _make_edge(line: Box, orientation: str) -> dict[str, object]:
    """Return a line as pdfplumber takes it: without breadth, and counted from the top."""
    across, up = line.middle
    left, right = (line.left, line.right) if orientation == "h" else (across, across)
    bottom, top = (up, up) if orientation == "h" else (line.bottom, line.top)
    return {
        "x0": left,
        "x1": right,
        "top": -top,
        "bottom": -bottom,
        "width": right - left,
        "height": top - bottom,
        "orientation": orientation,
    }


def _make_table(rows: list[Any]) -> Table:
    return Table(tuple(tuple(map(_make_box, row.cells)) for row in rows))


def _make_box(cell: _Cell | None) -> Box | None:
    return Box(cell[0], -cell[3], cell[2], -cell[1]) if cell else None

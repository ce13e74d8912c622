"""Ruled tables of a PDF page as text: a row of cells a line, with tabs between them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from parsers.pdf.grids import Table
from parsers.pdf.runs import Run, join_runs

_FEWEST_ROWS = 2
_FEWEST_RETURNS = 2
_LONGEST_CELL = 400

_Place = tuple[int, int]


def write_runs(runs: Sequence[Run], tables: Sequence[Table]) -> str:
    """Return the text of a page with each table where its first word stands; a frame around text is none."""
    grids = [grid for grid in (_fill(table, runs) for table in tables) if grid.holds_rows]
    holders = {at: grid for grid in grids for at in grid.words}
    begins = {min(grid.words) for grid in grids}
    written: list[str] = []
    last: _Grid | None = None
    for at, run in enumerate(runs):
        grid = holders.get(at)
        if grid is None:
            written.append(f"\n{run.text}" if last and "\n" not in run.gap else run.gap + run.text)
        elif at in begins:
            written.append("\n" + "\n".join(grid.write()))
        last = grid
    return "".join(written)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with its words: ``words`` says of each in which row and column it stands."""

    columns: int
    runs: Sequence[Run]
    words: dict[int, _Place]

    @property
    def holds_rows(self) -> bool:
        """Say whether two rows at least have words in two columns."""
        columns = defaultdict(set)
        for row, column in self.words.values():
            columns[row].add(column)
        return sum(len(found) > 1 for found in columns.values()) >= _FEWEST_ROWS

    def write(self) -> Iterator[str]:
        """Return a line for each row that holds words."""
        rows: dict[int, list[int]] = defaultdict(list)
        for at, (row, _) in self.words.items():
            rows[row].append(at)
        for _, words in sorted(rows.items()):
            for line in self._split(words) if self._is_many(words) else [words]:
                yield self._write_row(line)

    def _is_many(self, row: Sequence[int]) -> bool:
        """Say whether what the lines make one row was written line after line across it: only the columns are ruled."""
        visits = [column for column, _ in groupby(self.words[at][1] for at in row)]
        return len(visits) - len(set(visits)) >= _FEWEST_RETURNS

    def _split(self, row: Sequence[int]) -> list[list[int]]:
        """Return the words of a row by the lines that they stand on, from the top."""
        lines: list[list[int]] = []
        for at in sorted(row, key=lambda at: -self.runs[at].box.middle[1]):
            if lines and self.runs[lines[-1][0]].box.is_beside(self.runs[at].box):
                lines[-1].append(at)
            else:
                lines.append([at])
        return [sorted(line) for line in lines]

    def _write_row(self, row: Sequence[int]) -> str:
        """Return the cells of a row with tabs between them, or each by itself where one is as long as a letter."""
        cells: list[list[Run]] = [[] for _ in range(self.columns)]
        for at in row:
            cells[self.words[at][1]].append(self.runs[at])
        texts = [" ".join(run.text for run in cell) for cell in cells]
        if max(map(len, texts)) > _LONGEST_CELL:
            return "\n".join(join_runs(cell).strip() for cell in cells if cell)
        return "\t".join(texts)


def _fill(table: Table, runs: Sequence[Run]) -> _Grid:
    """Find the cell of each word by the lines to its left and above it."""
    cells = [(box, (row, column)) for row, places in enumerate(table.rows) for column, box in enumerate(places) if box]
    lefts = sorted({side for box, _ in cells for side in (box.left, box.right)})
    bottoms = sorted({side for box, _ in cells for side in (box.bottom, box.top)})
    squares: dict[tuple[int, int], _Place] = {}
    for box, place in cells:
        for across in range(bisect_left(lefts, box.left), bisect_left(lefts, box.right)):
            for up in range(bisect_left(bottoms, box.bottom), bisect_left(bottoms, box.top)):
                squares[across, up] = place
    words = {}
    for at, run in enumerate(runs):
        x, y = run.box.middle
        square = (bisect_right(lefts, x) - 1, bisect_right(bottoms, y) - 1)
        if square in squares:
            words[at] = squares[square]
    return _Grid(len(table.rows[0]), runs, words)

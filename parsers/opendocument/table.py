"""Tables of OpenDocument (ODF 1.3 part 3, §9): what repeats is written once with a count, as high as it likes."""

from dataclasses import dataclass, field

from parsers.ooxml.word_blocks import Row
from parsers.opendocument.lists import read_count

_MOST_REPEATS = 2_000
_MOST_EMPTY = 30
_MOST_REPEATED = 1_000_000
"""Signs that repetition may add to one document."""


@dataclass(slots=True)
class RepeatBudget:
    """How much repetition may still add to a document."""

    left: int = _MOST_REPEATED
    spent: bool = False

    def allow(self, size: int, times: int) -> int:
        """Return how often something of this size may stand, at least once."""
        allowed = max(1, min(times, _MOST_REPEATS, self.left // max(size, 1)))
        self.left -= size * (allowed - 1)
        self.spent = self.spent or allowed < times
        return allowed


@dataclass(slots=True)
class OpenRow:
    """A row being read; empty cells are written once something stands behind them."""

    budget: RepeatBudget
    repeats: int
    cells: list[list[str]] = field(default_factory=list)
    _empty: int = 0

    def end_cell(self, lines: list[str], repeats: str) -> None:
        """Add a cell as often as it stands."""
        times = read_count(repeats, _MOST_REPEATS) if repeats else 1
        if any(map(str.strip, lines)):
            self.cells += [[]] * min(self._empty, _MOST_EMPTY)
            self._empty = 0
            self.cells += [lines] * self.budget.allow(sum(map(len, lines)), times)
        else:
            self._empty += times

    def write(self) -> list[str]:
        """Return the lines of the row, as often as it stands; none where nothing stands in it."""
        if not self.cells:
            return []
        lines = Row(self.cells).write()
        return lines * self.budget.allow(sum(map(len, lines)), self.repeats)

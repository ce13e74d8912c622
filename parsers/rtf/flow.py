"""Paragraphs and tables of RTF (specification 1.9.1): they have no beginning, only marks where they end."""

from dataclasses import dataclass, field

from parsers.ooxml.word_blocks import Row

_DEEPEST = 20


@dataclass(slots=True)
class _Frame:
    """A table being read at one depth: the cells of its row so far, and the lines of the one that is not ended."""

    cells: list[list[str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        """Return the row, and begin the next one."""
        cells = [*self.cells, self.pending] if self.pending else self.cells
        self.cells, self.pending = [], []
        return Row(cells).write() if cells else []


@dataclass(slots=True)
class Flow:
    """One stream of text: the body, a note, a header; ``depth`` is how many tables the paragraph stands in."""

    lines: list[str] = field(default_factory=list)
    depth: int = 0
    _line: list[str] = field(default_factory=list)
    _after: list[str] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Go on with the paragraph."""
        self._line.append(text)

    def write_after(self, lines: list[str]) -> None:
        """Lay a text box below the paragraph that it is anchored in."""
        self._after += lines

    def end_paragraph(self) -> None:
        """End a paragraph, in the cell that it stands in."""
        lines = self._take_line()
        if self.depth:
            self._open(self.depth).pending += lines
        else:
            self._end_tables(0)
            self.lines += lines

    def end_cell(self, *, nested: bool) -> None:
        """End a cell; the paragraph before its mark has none of its own."""
        frame = self._open(self._find_depth(nested=nested))
        frame.cells.append([*frame.pending, *self._take_line()])
        frame.pending = []

    def end_row(self, *, nested: bool) -> None:
        """End a row, and whatever in it was never ended."""
        depth = self._find_depth(nested=nested)
        self._open(depth)
        self._end_tables(depth - 1)

    def finish(self) -> list[str]:
        """Return all lines."""
        if self._line or self._after:
            self.end_paragraph()
        self._end_tables(0)
        return self.lines

    def _take_line(self) -> list[str]:
        lines = ["".join(self._line), *self._after]
        self._line, self._after = [], []
        return lines

    def _find_depth(self, *, nested: bool) -> int:
        return max(2, self.depth) if nested else 1

    def _open(self, depth: int) -> _Frame:
        depth = min(depth, _DEEPEST)
        while len(self._frames) < depth:
            self._frames.append(_Frame())
        return self._frames[depth - 1]

    def _end_tables(self, depth: int) -> None:
        """End all rows below a depth."""
        while len(self._frames) > depth:
            row = self._frames.pop().take()
            if self._frames:
                self._frames[-1].pending += row
            else:
                self.lines += row


@dataclass(slots=True)
class RtfText:
    """What a document holds: the body, what stands around and behind it; ``pictures`` are ranges of octets."""

    lines: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    pictures: list[tuple[int, int]] = field(default_factory=list)

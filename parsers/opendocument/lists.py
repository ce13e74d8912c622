"""How the lists and headings of OpenDocument count (ODF 1.3 part 3, §16.30 to §16.37): numbers stand in no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.ooxml.list_numbers import format_number

OUTLINE = "outline-style"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "•"
_DEEPEST = 10
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level counts; of a level of bullets only ``prefix`` is written."""

    form: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1

    @classmethod
    def read(cls, kind: str, said: Mapping[str, str]) -> "ListLevel":
        """Read a level from the attributes of its element, by their local names."""
        if kind == "number":
            return cls(
                _FORMS.get(said.get("num-format", ""), ""),
                said.get("num-prefix", ""),
                said.get("num-suffix", ""),
                read_count(said.get("start-value", "1"), 1),
                read_count(said.get("display-levels", "1"), 1),
            )
        return cls("", _BULLET if kind == "bullet" else "")


@dataclass(slots=True)
class _OpenList:
    """A list being read: the style that it counts by, and whether its item has a paragraph yet."""

    style: str
    waits: bool = False


@dataclass(slots=True)
class OpenLists:
    """Counts the items of lists, and headings by their level; ``styles`` are the levels of list styles by name."""

    styles: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    paragraphs: dict[str, str] = field(default_factory=dict)
    _open: list[_OpenList] = field(default_factory=list)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def open_list(self, style: str, *, goes_on: bool) -> None:
        """Begin a list; one within another counts by the same style where it names none."""
        outer = self._open[-1].style if self._open else ""
        style = style or outer
        if not outer and not goes_on:
            self._counts.pop(style, None)
        self._open.append(_OpenList(style))

    def close_list(self) -> None:
        """End a list."""
        if self._open:
            self._open.pop()

    def open_item(self, start: str, *, counts: bool) -> None:
        """Begin an item; its first paragraph bears the number."""
        if not self._open:
            return
        self._open[-1].waits = counts
        if start:
            level = len(self._open)
            self._count_from(self._open[-1].style, level, read_count(start, 1) - 1)

    def find_label(self, paragraph_style: str) -> str:
        """Return what stands before the next paragraph; empty for none."""
        if not self._open or not self._open[-1].waits:
            return ""
        self._open[-1].waits = False
        style = self._open[-1].style or self.paragraphs.get(paragraph_style, "")
        return self._count(style, len(self._open))

    def find_heading(self, level: str) -> str:
        """Return the number of a heading, where the outline of the document counts them."""
        return self._count(OUTLINE, read_count(level, 1))

    def _count_from(self, style: str, level: int, count: int) -> None:
        counts = self._counts.setdefault(style, [None] * _DEEPEST)
        if level <= _DEEPEST:
            counts[level - 1] = count

    def _count(self, style: str, level: int) -> str:
        levels = self.styles.get(style, {})
        if level not in levels or level > _DEEPEST:
            return ""
        counts = self._counts.setdefault(style, [None] * _DEEPEST)
        current = counts[level - 1]
        counts[level - 1] = levels[level].start if current is None else current + 1
        counts[level:] = [None] * (_DEEPEST - level)
        return _format(levels, level, counts)


def _format(levels: Mapping[int, ListLevel], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if not own.form:
        return own.prefix if own.prefix == _BULLET else ""
    numbers = []
    for at in range(max(1, level - own.shown + 1), level + 1):
        count = counts[at - 1]
        if at in levels and levels[at].form:
            numbers.append(format_number(levels[at].start if count is None else count, levels[at].form))
    return f"{own.prefix}{'.'.join(numbers)}{own.suffix}".strip()


def read_count(text: str, otherwise: int) -> int:
    """Return a number of a document, a thousand million at most."""
    if not text.isdecimal():
        return otherwise
    return int(text) if len(text) < _MOST_DIGITS else 10 ** (_MOST_DIGITS - 1)

"""The numbers that Word puts before the paragraphs of lists (ECMA-376 part 1, §17.9): they stand in no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_LEVELS = 9
_BULLETS = frozenset({"bullet", "none"})
_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LONGEST_ROMAN = 4_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class ListNumbers:
    """Counts as Word does, paragraph by paragraph; ``styles`` are the lists that paragraph styles belong to."""

    lists: Mapping[str, Mapping[int, Level]]
    styles: Mapping[str, tuple[str, int]]
    families: Mapping[str, str]
    _counts: dict[str, list[int | None]] = field(default_factory=dict, init=False)

    def find_label(self, number: str | None, level: int | None, style: str) -> str:
        """Return what stands before the next paragraph of this list or style; empty for none."""
        by_style = self.styles.get(style, (None, 0))
        number = by_style[0] if number is None else number
        level = min(max(by_style[1] if level is None else level, 0), _LEVELS - 1)
        levels = self.lists.get(number or "", {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self.families.get(number or "", number or ""), [None] * _LEVELS)
        current = counts[level]
        counts[level] = levels[level].start if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return self._format(levels, level, counts)

    def _format(self, levels: Mapping[int, Level], level: int, counts: list[int | None]) -> str:
        if levels[level].form in _BULLETS:
            return "•" if levels[level].form == "bullet" else ""
        label = levels[level].text
        for at in range(level + 1):
            count = counts[at]
            shown = levels[at] if at in levels else levels[level]
            label = label.replace(f"%{at + 1}", format_number(shown.start if count is None else count, shown.form))
        return label.strip()


def format_number(number: int, form: str) -> str:
    """Return a number in one of Word's forms; in figures where the form is not known."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        # Word doubles the letter after z: aa, bb, and not aa, ab.
        letters = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 10)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < _LONGEST_ROMAN:
        roman = _to_roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _to_roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (number // value)
        number %= value
    return roman


def read_list_numbers(numbering: etree._Element | None, styles: etree._Element | None) -> ListNumbers:
    """Read the document's numbering and styles parts; either may be missing."""
    abstract: dict[str, dict[int, Level]] = {}
    lists: dict[str, dict[int, Level]] = {}
    families: dict[str, str] = {}
    for element in numbering.iterfind("{*}abstractNum") if numbering is not None else ():
        abstract[_read(element, "abstractNumId")] = _read_levels(element)
    for element in numbering.iterfind("{*}num") if numbering is not None else ():
        number, family = _read(element, "numId"), _read_child(element, "abstractNumId")
        own = {
            int(level): Level(int(start), "", "")
            for override in element.iterfind("{*}lvlOverride")
            if (start := _read_child(override, "startOverride")).isdecimal()
            and (level := _read(override, "ilvl")).isdecimal()
        }
        levels = dict(abstract.get(family, {}))
        levels |= {at: Level(own[at].start, levels[at].form, levels[at].text) for at in own if at in levels}
        lists[number] = levels
        # Lists of one family count on, unless one of them begins anew.
        families[number] = f"own {number}" if own else f"family {family}"
    return ListNumbers(lists=lists, styles=_read_styles(styles), families=families)


def _read_levels(element: etree._Element) -> dict[int, Level]:
    levels = {}
    for level in element.iterfind("{*}lvl"):
        at, start = _read(level, "ilvl"), _read_child(level, "start")
        if at.isdecimal():
            form = _read_child(level, "numFmt") or "decimal"
            levels[int(at)] = Level(int(start) if start.isdecimal() else 0, form, _read_child(level, "lvlText"))
    return levels


def _read_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return the list and level of each paragraph style, also where it has them from the style below it."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        name = _read(style, "styleId")
        based[name] = _read_child(style, "basedOn")
        if (numbered := style.find("{*}pPr/{*}numPr")) is not None:
            level = _read_child(numbered, "ilvl")
            own[name] = _read_child(numbered, "numId"), int(level) if level.isdecimal() else 0
    found = dict(own)
    for name, below in based.items():
        seen, base = {name}, below
        while name not in found and base and base not in seen:
            seen.add(base)
            if base in found:
                found[name] = found[base]
            base = based.get(base, "")
    return found


def _read(element: etree._Element, name: str) -> str:
    """Return an attribute of the element's own namespace: strict and transitional documents differ in it."""
    return str(element.get(f"{{{etree.QName(element).namespace}}}{name}", ""))


def _read_child(element: etree._Element, name: str) -> str:
    child = element.find(f"{{{etree.QName(element).namespace}}}{name}")
    return "" if child is None else _read(child, "val")

"""The numbers that Word puts before the paragraphs of lists (ECMA-376 part 1, §17.9): they stand in no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

_LEVELS = 9
_BULLETS = frozenset({"bullet", "none"})
_NO = frozenset({"0", "false", "off"})
_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LONGEST_ROMAN = 4_000
_LONGEST_LABEL = 255
"""Signs that a level's text is read to: each of them might ask for a number, at every paragraph."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; ``legal`` shows the levels above in figures, ``style`` belongs to it."""

    start: int
    form: str
    text: str
    legal: bool = False
    style: str = ""
    restarts: bool = True


@dataclass(slots=True)
class ListNumbers:
    """Counts as Word does, paragraph by paragraph; ``styles`` are the lists that paragraph styles belong to.

    ``restarts`` are the levels that a list begins anew although its family has counted on them.
    """

    lists: Mapping[str, Mapping[int, Level]]
    styles: Mapping[str, tuple[str, int | None]]
    families: Mapping[str, str]
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict, init=False)
    _begun: set[str] = field(default_factory=set, init=False)

    def find_label(self, number: str | None, level: int | None, style: str) -> str:
        """Return what stands before the next paragraph of this list or style; empty for none."""
        by_style = self.styles.get(style)
        if number is None:
            if by_style is None:
                return ""
            number = by_style[0]
        levels = self.lists.get(number, {})
        if level is None:
            level = self._find_style_level(levels, style, by_style)
        level = min(level, _LEVELS - 1)
        if level not in levels:
            return ""
        return self._format(levels, level, self._count(number, levels, level))

    def _find_style_level(
        self, levels: Mapping[int, Level], style: str, by_style: tuple[str, int | None] | None
    ) -> int:
        """Find how deep a style stands: the list knows it, and of the style only what it says itself."""
        linked = next((at for at, level in levels.items() if level.style == style), None) if style else None
        if linked is not None:
            return linked
        return (by_style[1] or 0) if by_style else 0

    def _count(self, number: str, levels: Mapping[int, Level], level: int) -> list[int | None]:
        counts = self._counts.setdefault(self.families.get(number, number), [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at in self.restarts.get(number, ()):
                counts[at] = None
        current = counts[level]
        counts[level] = levels[level].start if current is None else current + 1
        for below in range(level + 1, _LEVELS):
            if below not in levels or levels[below].restarts:
                counts[below] = None
        return counts

    def _format(self, levels: Mapping[int, Level], level: int, counts: list[int | None]) -> str:
        if levels[level].form in _BULLETS:
            return "•" if levels[level].form == "bullet" else ""
        label = levels[level].text
        for at in range(level + 1):
            count = counts[at]
            shown = levels[at] if at in levels else levels[level]
            form = "decimal" if levels[level].legal and shown.form not in _BULLETS else shown.form
            label = label.replace(f"%{at + 1}", format_number(shown.start if count is None else count, form))
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
    if form == "ordinal":
        return f"{number}{_find_ordinal(number)}"
    if form in _BULLETS:
        return ""
    return f"{number:02}" if form == "decimalZero" else str(number)


def _find_ordinal(number: int) -> str:
    """Return the ending of an ordinal, as Word writes it in English; the language of the list is not known."""
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _to_roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (number // value)
        number %= value
    return roman


def read_list_numbers(numbering: etree._Element | None, styles: etree._Element | None) -> ListNumbers:
    """Read the document's numbering and styles parts; either may be missing."""
    known = _read_styles(styles)
    abstract = _read_families(numbering)
    lists: dict[str, dict[int, Level]] = {}
    families: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    for element in numbering.iterfind("{*}num") if numbering is not None else ():
        number, family = _read(element, "numId"), _read_child(element, "abstractNumId")
        overrides = [o for o in element.iterfind("{*}lvlOverride") if _read(o, "ilvl").isdecimal()]
        own = {at: level for override in overrides for at, level in _read_levels(override).items()}
        restarts[number] = {
            int(_read(override, "ilvl")): int(start)
            for override in overrides
            if (start := _read_child(override, "startOverride")).isdecimal()
        }
        levels = {**abstract.get(family, {}), **own}
        lists[number] = levels | {
            at: replace(levels[at], start=start) for at, start in restarts[number].items() if at in levels
        }
        families[number] = family
    return ListNumbers(lists=lists, styles=known, families=families, restarts=restarts)


def _read_families(numbering: etree._Element | None) -> dict[str, dict[int, Level]]:
    """Read the families of lists; one may stand for what a list style says (§17.9.21)."""
    families: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    of_style: dict[str, dict[int, Level]] = {}
    for element in numbering.iterfind("{*}abstractNum") if numbering is not None else ():
        name = _read(element, "abstractNumId")
        families[name] = _read_levels(element)
        if style := _read_child(element, "styleLink"):
            of_style[style] = families[name]
        if style := _read_child(element, "numStyleLink"):
            linked[name] = style
    return families | {name: of_style[style] for name, style in linked.items() if style in of_style}


def _read_levels(element: etree._Element) -> dict[int, Level]:
    # Nine levels a list, of hundreds of lists that no paragraph stands in: this is most of the reading.
    space = f"{str(element.tag).rpartition('}')[0]}}}"
    value, skipped = f"{space}val", len(space)
    levels = {}
    for level in element.iterchildren(f"{space}lvl"):
        at = level.get(f"{space}ilvl", "")
        if at.isdecimal():
            said = {str(child.tag)[skipped:]: child.get(value, "") for child in level}
            levels[int(at)] = _make_level(said, said.get("numFmt") or _read_alternative(level))
    return levels


def _make_level(said: Mapping[str, str], form: str) -> Level:
    start = said.get("start", "")
    return Level(
        start=int(start) if start.isdecimal() else 0,
        form=form or "decimal",
        text=said.get("lvlText", "")[:_LONGEST_LABEL],
        legal=said.get("isLgl", "0") not in _NO,
        style=said.get("pStyle", ""),
        restarts=said.get("lvlRestart") != "0",
    )


def _read_alternative(level: etree._Element) -> str:
    """Return the form that readers without Word 2010's own forms are given: 001, 002 are 1, 2 to them."""
    form = level.find("{*}AlternateContent/{*}Fallback/{*}numFmt")
    return "" if form is None else _read(form, "val")


def _read_styles(styles: etree._Element | None) -> dict[str, tuple[str, int | None]]:
    """Return the list and level of each paragraph style, also where it has them from the style below it."""
    if styles is None:
        return {}
    based = {_read_style(element): _read(element, "val") for element in styles.iter("{*}basedOn")}
    own: dict[str, tuple[str, int | None]] = {}
    for numbered in styles.iter("{*}numPr"):
        level = _read_child(numbered, "ilvl")
        own[_read_style(numbered)] = _read_child(numbered, "numId"), int(level) if level.isdecimal() else None
    found: dict[str, tuple[str, int | None]] = {"": ("", None)}
    for name in (*own, *based):
        _inherit(name, own=own, based=based, found=found)
    return {name: (number, level) for name, (number, level) in found.items() if number}


def _read_style(element: etree._Element) -> str:
    """Return the name of the style that something is said in."""
    style = next(element.iterancestors("{*}style"), None)
    return "" if style is None else _read(style, "styleId")


def _inherit(
    name: str,
    *,
    own: Mapping[str, tuple[str, int | None]],
    based: Mapping[str, str],
    found: dict[str, tuple[str, int | None]],
) -> None:
    """Find the list of the nearest style below that names one, and the nearest level; each may stand alone."""
    above: list[str] = []
    while name not in found:
        found[name] = "", None  # a style that stands below itself
        above.append(name)
        name = based.get(name, "") if not own.get(name, ("", None))[0] else ""
    number, level = found[name]
    for style in reversed(above):
        own_number, own_level = own.get(style, ("", None))
        number, level = own_number or number, level if own_level is None else own_level
        found[style] = number, level


def _read(element: etree._Element, name: str) -> str:
    """Return an attribute of the element's own namespace: strict and transitional documents differ in it."""
    return str(element.get(f"{str(element.tag).rpartition('}')[0]}}}{name}", ""))


def _read_child(element: etree._Element, name: str) -> str:
    child = next(element.iterchildren(f"{{*}}{name}"), None)
    return "" if child is None else _read(child, "val")

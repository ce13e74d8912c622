"""The numbers of a sheet as they are shown: dates, shares, decimals (ECMA-376 part 1, §18.8.30 and §18.17.4.1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no time zone
_LAST_DAY = 2_958_465
_MOST_DECIMALS = 10
# What is not the format itself: quoted and escaped signs, colours, conditions, and the padding of one sign.
_DECORATION = re.compile(r'"[^"]{0,200}"|\\.|\[(?![hms]{1,9}\])[^\]]{0,100}\]|[_*].', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]{1,9}\]")
_DECIMALS = re.compile(r"\.([0#?]{1,30})")
_BUILT_IN = {
    **dict.fromkeys((1, 3, 37, 38), "0"),
    **dict.fromkeys((2, 4, 39, 40), "0.00"),
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "d-m-y"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "h:m"),
    22: "d-m-y h:m",
    46: "[h]:mm",
}
_GROUPED = frozenset({3, 4, 37, 38, 39, 40})
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How the cells of one style show a number; ``decimals`` is None for as many as there are.

    Time that is elapsed goes on beyond 24 hours.
    """

    has_date: bool = False
    has_time: bool = False
    is_elapsed: bool = False
    is_share: bool = False
    is_grouped: bool = False
    decimals: int | None = None

    @classmethod
    def read(cls, code: str) -> "NumberForm":
        """Read a format's first section, that of positive numbers."""
        bare = _DECORATION.sub("", code[:500]).partition(";")[0].lower()
        if bare in {"", "general", "standard", "@"}:
            return cls()
        if _ELAPSED.search(bare):
            return cls(is_elapsed=True)
        has_date, has_time = "y" in bare or "d" in bare, "h" in bare or "s" in bare
        if has_date or has_time or re.fullmatch(r"m+", bare):
            return cls(has_date=not has_time or has_date, has_time=has_time)
        decimals = _DECIMALS.search(bare)
        shown = decimals[1].rstrip("#?") if decimals else ""
        return cls(is_share="%" in bare, is_grouped="#,##0" in bare, decimals=len(shown))


@dataclass(frozen=True, slots=True)
class NumberForms:
    """The forms of a workbook's styles, by the number that cells refer to."""

    forms: tuple[NumberForm, ...] = ()
    from_1904: bool = False

    def show(self, value: str, style: str) -> str:
        """Return a number as its cell shows it, in Danish."""
        form = self.forms[int(style)] if style.isdecimal() and int(style) < len(self.forms) else NumberForm()
        try:
            number = float(value)
        except ValueError:
            return value
        if (form.has_date or form.has_time) and 0 <= number <= _LAST_DAY:
            return self._show_date(number, form)
        if form.is_elapsed and 0 <= number <= _LAST_DAY:
            hours, minutes = divmod(round(number * 1_440), 60)
            return f"{hours}:{minutes:02}"
        return _show_number(value, number, form)

    def _show_date(self, number: float, form: NumberForm) -> str:
        epoch = _EPOCH_1904 if self.from_1904 else _EPOCH
        moment = epoch + timedelta(seconds=round(number * 86_400))
        pattern = " ".join(filter(None, ("%d-%m-%Y" * form.has_date, "%H:%M" * form.has_time)))
        return moment.strftime(pattern)


def show_date(value: str) -> str:
    """Return a date that stands in a cell as ISO 8601."""
    match = _ISO.match(value)
    return f"{match[3]}-{match[2]}-{match[1]} {match[4] or ''}".strip() if match else value


def read_number_forms(styles: etree._Element, *, from_1904: bool) -> NumberForms:
    """Read the forms from the part of styles."""
    own = {element.get("numFmtId", ""): element.get("formatCode", "") for element in styles.iter("{*}numFmt")}
    cells = styles.find("{*}cellXfs")
    used = [element.get("numFmtId", "0") for element in cells.iterchildren("{*}xf")] if cells is not None else []
    known = {number: _read_form(number, own) for number in set(used)}
    return NumberForms(tuple(known[number] for number in used), from_1904)


def _read_form(number: str, own: Mapping[str, str]) -> NumberForm:
    if number in own:
        return NumberForm.read(own[number])
    at = int(number) if number.isdecimal() and len(number) < 4 else 0  # noqa: PLR2004 - 163 at most
    form = NumberForm.read(_BUILT_IN.get(at, ""))
    return replace(form, is_grouped=at in _GROUPED)


def _show_number(value: str, number: float, form: NumberForm) -> str:
    if form.is_share:
        number *= 100
    if abs(number) > 1e15 or number != number:  # noqa: PLR0124, PLR2004 - not a number; more digits than are kept
        return value
    decimals = form.decimals
    if decimals is None:
        text = f"{number:.11g}" if abs(number) < 1e11 else f"{number:.0f}"  # noqa: PLR2004 - as wide as a cell shows
    else:
        # Half goes up, as on the sheet: 2.5 % without decimals is 3 %.
        rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)), ROUND_HALF_UP)
        text = f"{rounded:,f}" if form.is_grouped else f"{rounded:f}"
    return text.translate(_DANISH) + ("%" if form.is_share else "")


_DANISH = str.maketrans(",.", ".,")

"""Days as Danes name them: »den 15. november«, »15/11«, »uge 46«, »midt i november«, »en uge længere«, »til mandag«.

Who writes to a deadline leaves out what it tells: the year, often the month. A day is therefore read from the
deadline on; one that lies on it or before it is none that more time could be asked until.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.pattern import compile_late

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NUMBERS = {"en": 1, "én": 1, "et": 1, "ét": 1, "to": 2, "par": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "otte": 8}
_YEAR = r"(\d{4}|\d{2}(?!\d))"
_LONG_PAST = timedelta(days=180)
"""So long before the deadline a day without a year is one of the next year: »10. januar« in November."""
_UNTIL = compile_late(
    r"(?:\btil|\bsenest|\binden|\bfør|\bog med|frist\w*(?: \w+){0,2}|\bpå|\buntil|\bby) ?"
    r"(?:(?:den|d\.|på|med|udgangen af|(?:man|tirs|ons|tors|fre|lør|søn)dag),? ?){0,4}$"
)
_LOOKED_BACK = 60

Build = Callable[[re.Match[str], date], date | None]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, and whether it is named as the end of something: »til den 15.«."""

    day: date
    is_end: bool


def find_days(sentence: str, deadline: date) -> tuple[NamedDay, ...]:
    """Return the days after the deadline that a plain sentence names, in the surest form that it has."""
    for pattern, build in _FORMS:
        found = ((match.start(), build(match, deadline)) for match in pattern.finditer(sentence))
        days = tuple(
            NamedDay(day, bool(_UNTIL.search(sentence[max(0, start - _LOOKED_BACK) : start])))
            for start, day in found
            if day is not None and day > deadline
        )
        if days:
            return days
    return ()


def _build_written(match: re.Match[str], deadline: date) -> date | None:
    """»den 15. november 2019«, »15. nov.«."""
    return _make_day(int(match[1]), _MONTHS.index(match[2][:3]) + 1, match[3], deadline)


def _build_digits(match: re.Match[str], deadline: date) -> date | None:
    """»15/11«, »15.11.2019«, »d. 15-11«."""
    return _make_day(int(match[1]), int(match[2]), match[3], deadline)


def _build_iso(match: re.Match[str], deadline: date) -> date | None:
    """»2019-11-15«."""
    return _make_day(int(match[3]), int(match[2]), match[1], deadline)


def _build_week(match: re.Match[str], deadline: date) -> date | None:
    """»uge 46«: the Friday, on which its work is done."""
    week = int(match[2] or match[1])
    for year in (deadline.year, deadline.year + 1):
        try:
            friday = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if friday > deadline - _LONG_PAST:
            return friday
    return None


def _build_part_of_month(match: re.Match[str], deadline: date) -> date | None:
    """»midt i november«, »ultimo november«; the beginning lasts until the tenth."""
    month = _MONTHS.index(match[2][:3]) + 1
    first = _make_day(1, month, match[3], deadline)
    if first is None:
        return None
    return _pick_in_month(first, match[1])


def _build_end_of_period(match: re.Match[str], deadline: date) -> date | None:
    """»månedens udgang«, »udgangen af året«."""
    whole = deadline.replace(month=12, day=1) if "år" in match[0] else deadline
    return _pick_in_month(whole, "ultimo")


def _pick_in_month(day: date, part: str) -> date:
    if part.startswith(("mid", "medio")):
        return day.replace(day=15)
    if part.startswith(("prim", "start", "begynd", "først")):
        return day.replace(day=10)
    return day.replace(day=monthrange(day.year, day.month)[1])


def _build_day_alone(match: re.Match[str], deadline: date) -> date | None:
    """»den 8.«: the next one; the day of the deadline itself is the deadline."""
    day = int(match[1])
    if day == deadline.day:
        return None
    months = ((deadline.year, deadline.month), (deadline.year + deadline.month // 12, deadline.month % 12 + 1))
    built = (_try_day(year, month, day) for year, month in months)
    return next((d for d in built if d is not None and d > deadline), None)


def _build_duration(match: re.Match[str], deadline: date) -> date | None:
    """»en uges udsættelse«, »14 dage længere«, counted from the deadline."""
    count = _NUMBERS.get(match[1]) or int(match[1])
    unit = match[2]
    if "måned" in unit:
        last = deadline.year * 12 + deadline.month - 1 + count
        year, month = divmod(last, 12)
        return _try_day(year, month + 1, min(deadline.day, monthrange(year, month + 1)[1]))
    if unit.startswith("uge"):
        return deadline + timedelta(weeks=count)
    return _add_workdays(deadline, count) if unit.startswith(("arb", "hver")) else deadline + timedelta(days=count)


def _add_workdays(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.isoweekday() <= 5  # noqa: PLR2004 - Friday
    return day


def _build_weekday(match: re.Match[str], deadline: date) -> date | None:
    """»til mandag«: the first one after the deadline."""
    ahead = (_WEEKDAYS.index(match[1]) - deadline.weekday()) % 7
    return deadline + timedelta(days=ahead or 7)


def _make_day(day: int, month: int, year: str | None, deadline: date) -> date | None:
    if year:
        return _try_day(int(year) if len(year) > 2 else 2000 + int(year), month, day)  # noqa: PLR2004 - digits
    this = _try_day(deadline.year, month, day)
    if this is not None and this < deadline - _LONG_PAST:
        return _try_day(deadline.year + 1, month, day)
    return this


def _try_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # »31. november«
        return None


_FORMS: tuple[tuple[re.Pattern[str], Build], ...] = (
    (compile_late(r"\b(\d{4})-(\d\d)-(\d\d)\b"), _build_iso),
    (compile_late(rf"\b(\d{{1,2}})\.? ?{_MONTH}\.?,?(?: {_YEAR})?"), _build_written),
    (compile_late(rf"(?<![\d/.-])(\d{{1,2}})/ ?(\d{{1,2}})(?:(?:[-/.]| ){_YEAR})?(?![\d/])"), _build_digits),
    (compile_late(r"(?<![\d/.-])(\d{1,2})\.(\d{1,2})\. ?(\d{4}|\d\d)(?!\d)"), _build_digits),
    (
        compile_late(rf"\b(?:den|d\.|til|inden|senest) ?(\d{{1,2}})[.-](\d{{1,2}})(?:[.-] ?{_YEAR})?(?![\d-])"),
        _build_digits,
    ),
    (compile_late(r"\buge (\d{1,2})(?: ?(?:-|–|/|og|eller) ?(\d{1,2}))?(?!\d)"), _build_week),
    (
        compile_late(
            r"\b(midt i|midten af|medio|primo|start(?:en)? (?:af|på)|begyndelsen af|først(?:e del)? (?:i|af)|ultimo|"
            rf"slut(?:ningen)? (?:af|i|på)|sidst i|udgangen af) {_MONTH}(?: {_YEAR})?"
        ),
        _build_part_of_month,
    ),
    (compile_late(r"(?:månedens|årets) udgang|(?:udgangen|slutningen) af (?:måneden|året)\b"), _build_end_of_period),
    (compile_late(rf"\b(?:den|d\.) ?(\d{{1,2}})\.?(?![\d./-]| ?{_MONTH})"), _build_day_alone),
    (
        compile_late(
            r"\b(?:et (?=par\b))?(en|én|et(?! par\b)|ét|to|par|tre|fire|fem|seks|otte|\d{1,2}) (?:\w+ )?"
            r"(uge[rs]{0,2}|måned(?:er)?s?|(?:arbejds|hver)?dage?s?)\b"
        ),
        _build_duration,
    ),
    (compile_late(rf"\b(?:til|på|inden|senest) ({'|'.join(_WEEKDAYS)})\b"), _build_weekday),
)
"""The surest first: a week is only looked for where no date stands."""

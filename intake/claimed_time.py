"""The moment that a typed line names: "Sendt: 30. oktober 2019 10:01". It is a claim, read as local time."""

import re
from datetime import date, datetime, time

from domain.deadline import local_moment
from domain.pattern import compile_late

_MONTHS = ("jan", "feb", "mar", "apr", "maj|may|mai", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec|dez|des")
_MONTH = "|".join(f"(?:{month})" for month in _MONTHS)
_DAY_FIRST = compile_late(rf"(\d{{1,2}})\.?\s{{0,3}}({_MONTH})[a-zæøå]{{0,7}}\.?,?\s{{0,3}}(\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = compile_late(rf"({_MONTH})[a-z]{{0,7}}\.?\s{{1,3}}(\d{{1,2}}),?\s{{1,3}}(\d{{4}})", re.IGNORECASE)
_NUMBERS = compile_late(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)")
_ISO = compile_late(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})")
_CLOCK = compile_late(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?!\d)\s{0,2}(am|pm)?\b", re.IGNORECASE)
_NOON = 12
_LONGEST = 120


def find_claimed_moment(line: str) -> datetime | None:
    """Find the moment (UTC) of a typed line; None without both a day and a time on the clock."""
    text = line[:_LONGEST]
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _NUMBERS):
        found = pattern.search(text)
        if found is not None:
            return _read(_order(pattern, found), text[found.end() :])
    return None


def _order(pattern: re.Pattern[str], found: re.Match[str]) -> tuple[int, int, int]:
    """Return year, month and day."""
    first, second, third = found.groups()
    if pattern is _ISO:
        return int(first), int(second), int(third)
    if pattern is _NUMBERS:
        return int(third), int(second), int(first)
    day, month = (first, second) if pattern is _DAY_FIRST else (second, first)
    return int(third), _number(month), int(day)


def _number(month: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, 1) if re.match(names, month, re.IGNORECASE))


def _read(day: tuple[int, int, int], rest: str) -> datetime | None:
    clock = _CLOCK.search(rest)
    if clock is None:
        return None
    hour = int(clock[1])
    if clock[3] is not None:
        hour = hour % _NOON + (_NOON if clock[3].lower() == "pm" else 0)
    try:
        return local_moment(date(*day), time(hour, int(clock[2])))
    except (ValueError, OverflowError):
        return None

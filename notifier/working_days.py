"""On which days somebody works in a Danish town hall (``holidays``: Denmark, public and optional).

Public are the church's days and New Year's Day, Store Bededag until 2023. Optional are those on which offices stay
closed by agreement: 1 May, Constitution Day, Christmas Eve and New Year's Eve.
"""

from datetime import date
from functools import lru_cache

import holidays

_SATURDAY = 5


@lru_cache(maxsize=16)
def _list_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year, categories=("public", "optional")))


def is_working_day(day: date) -> bool:
    """Say whether a day is neither in a weekend nor a day off."""
    return day.weekday() < _SATURDAY and day not in _list_holidays(day.year)

"""How days, moments and spans of time are written where a Dane reads them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.deadline import COPENHAGEN

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_UNITS = (
    (timedelta(days=1), "dag", "dage"),
    (timedelta(hours=1), "time", "timer"),
    (timedelta(minutes=1), "minut", "minutter"),
)


def describe_day(day: date) -> str:
    """Return a day in words: ``1. november 2019``."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def describe_moment(moment: datetime, zone: ZoneInfo = COPENHAGEN) -> str:
    """Return a moment in Danish local time: ``1. november 2019 kl. 23.41``."""
    local = moment.astimezone(zone)
    return f"{describe_day(local.date())} kl. {local:%H.%M}"


def describe_span(span: timedelta) -> str:
    """Return a span of time in its largest unit, rounded down: ``41 minutter``, ``2 dage``."""
    for unit, one, many in _UNITS:
        if count := span // unit:
            return f"{count} {one if count == 1 else many}"
    return "under et minut"

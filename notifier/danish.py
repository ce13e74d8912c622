"""How days, moments, numbers and lists are written in Danish (Babel's CLDR data)."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

MINUS = "−"
_THOUSAND = 1000


def format_number(number: int) -> str:
    """Return a number with the Danish thousands separator: ``1.204``."""
    if 0 <= number < _THOUSAND:
        # Nearly all are, and a page writes hundreds of them.
        return str(number)
    return format_decimal(number, locale="da").replace("-", MINUS)


def format_count(number: int, one: str, many: str) -> str:
    """Return a number with its word in the right form: ``1 dag``, ``3 dage``."""
    return f"{format_number(number)} {one if number == 1 else many}"


def format_change(change: int | None) -> str:
    """Return a signed change, ``+14`` or ``−3``; 'uændret' for none at all, nothing when it is not known."""
    if change is None:
        return ""
    return "uændret" if change == 0 else f"{'+' if change > 0 else ''}{format_number(change)}"


def format_day(day: date) -> str:
    """Return a day in full: ``mandag den 4. november 2019``."""
    return format_date(day, "EEEE 'den' d. MMMM y", locale="da")


def format_day_near(day: date, today: date) -> str:
    """Return a day as in ``mandag den 4. november``, with its year where it is not this one."""
    return format_day(day) if day.year != today.year else format_date(day, "EEEE 'den' d. MMMM", locale="da")


def format_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in full, in local time: ``mandag den 4. november 2019 kl. 23.41``."""
    return format_datetime(moment, "EEEE 'den' d. MMMM y 'kl'. HH.mm", tzinfo=zone, locale="da")


def format_moment_near(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment in short, in local time: ``4. nov. kl. 23.41``, with its year where it is not this one."""
    same_year = moment.astimezone(zone).year == now.astimezone(zone).year
    return _format_moment_short(moment, zone, with_year=not same_year)


@lru_cache(maxsize=4096)
def _format_moment_short(moment: datetime, zone: ZoneInfo, *, with_year: bool) -> str:
    """Return a moment in short: a page writes the same hundred of them again and again, and Babel takes its time."""
    return format_datetime(
        moment, "d. MMM y 'kl'. HH.mm" if with_year else "d. MMM 'kl'. HH.mm", tzinfo=zone, locale="da"
    )


def format_last_day(day: date, today: date) -> str:
    """Return a day without its weekday, ``15. november``, with its year where it is not this one."""
    return format_date(day, "d. MMMM" if day.year == today.year else "d. MMMM y", locale="da")


def join_names(names: Sequence[str]) -> str:
    """Return a list as a sentence has it: ``Faxe, Greve og Stevns``."""
    return " og ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def describe_days_left(days: int) -> str:
    """Return how far off the deadline is, in whole local days, as a subject line says it."""
    if days > 0:
        return f"{format_count(days, 'dag', 'dage')} til fristen"
    if days == 0:
        return "fristen er i dag"
    return f"fristen udløb {'i går' if days == -1 else f'for {format_number(-days)} dage siden'}"

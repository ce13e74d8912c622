"""Days and moments as people write them, on a command line or in a form."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.deadline import end_of_day, local_day, local_moment
from domain.errors import UsageError
from kommunesvar.bootstrap import Program

YEARS = range(2000, 3000)
"""At the ends of the calendar there is neither a local time nor a region."""

NOON = time(12)
"""The clock of a reply of which only the day is known: in time on the last day, and early on none."""


def read_moment(text: str | None, program: Program) -> datetime:
    """Read a moment: a day means its end; a time without offset is local. Raises UsageError."""
    if text is None:
        return program.clock()
    try:
        return parse_moment(text, program.config.zone)
    except ValueError as error:
        raise UsageError(f"'{text}' is no moment: write 2019-11-01 or 2019-11-01T23:41:00+01:00.") from error


def read_received(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Read when a reply came: a day is its noon, and today is not later than now. Raises UsageError."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _read_exactly(text, zone)
    if day.year not in YEARS:
        raise UsageError(f"The year {day.year} is too far away.")
    noon = local_moment(day, NOON, zone)
    return min(noon, now) if day == local_day(now, zone) else noon


def _read_exactly(text: str, zone: ZoneInfo) -> datetime:
    try:
        return parse_moment(text, zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"'{text}' is no day or moment: write 2019-11-01 or 2019-11-01T23:41.") from error


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Read a moment as people write it. Raises ValueError, also for years in which nothing of ours can have been."""
    is_day = len(text) == len("2019-11-01")
    moment = datetime.combine(date.fromisoformat(text), time.min) if is_day else datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError(f"{moment.year} is too far away")
    if is_day:
        return end_of_day(moment.date(), zone) - datetime.resolution
    return moment if moment.tzinfo else datetime.combine(moment.date(), time(*moment.timetuple()[3:6]), tzinfo=zone)

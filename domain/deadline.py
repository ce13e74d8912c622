"""Days and moments: when a day ends in Denmark, and whether a mail came in time.

Every ``datetime`` here is aware and in UTC; local time appears only where a day becomes a moment.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Timeliness(StrEnum):
    """Whether a reply came before its deadline was over."""

    ON_TIME = "on_time"
    LATE = "late"


def start_of_day(day: date, zone: ZoneInfo = COPENHAGEN) -> datetime:
    """Return the first moment of a local day, in UTC."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def end_of_day(day: date, zone: ZoneInfo = COPENHAGEN) -> datetime:
    """Return the first moment after a local day, in UTC: 23 to 25 hours after its start."""
    return start_of_day(day + timedelta(days=1), zone)


def local_day(moment: datetime, zone: ZoneInfo = COPENHAGEN) -> date:
    """Return the calendar day that a moment falls on in Denmark."""
    return moment.astimezone(zone).date()


def local_moment(day: date, clock: time, zone: ZoneInfo = COPENHAGEN) -> datetime:
    """Return a wall-clock time on a local day as a moment in UTC."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A whole local day: its last second, 23:59:59, is still in time."""

    day: date
    zone: ZoneInfo = COPENHAGEN

    @property
    def ends_at(self) -> datetime:
        """The first moment that is too late, in UTC."""
        return end_of_day(self.day, self.zone)

    def extended_to(self, until: date | None) -> "Deadline":
        """Return the later of this deadline and an extension's day."""
        return self if until is None or until <= self.day else Deadline(until, self.zone)

    def judge(self, received_at: datetime) -> Timeliness:
        """Say whether what was received at a moment came in time."""
        return Timeliness.ON_TIME if received_at < self.ends_at else Timeliness.LATE

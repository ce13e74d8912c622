"""A consultation (høring): what was asked of whom, where the answers arrive, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.deadline import Deadline, end_of_day, local_day, start_of_day

CLOSES_AFTER = timedelta(weeks=8)
"""A consultation is followed until this long after its deadline, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme (tema) that replies are read for."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One round of answers; ``asked`` is None when all municipalities were."""

    id: str
    title: str
    mailboxes: tuple[str, ...]
    opens: date
    deadline: Deadline
    closes: date
    asked: frozenset[str] | None = None
    committee: str = ""
    questions: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()

    def asks(self, code: str) -> bool:
        """Say whether this municipality was asked."""
        return self.asked is None or code in self.asked

    def covers(self, moment: datetime) -> bool:
        """Say whether a moment lies between the opening and the closing day, both included."""
        zone = self.deadline.zone
        return start_of_day(self.opens, zone) <= moment < end_of_day(self.closes, zone)

    def opens_after(self, moment: datetime) -> bool:
        """Say whether a moment lies before the opening day: who answers then answers something else, most likely."""
        return moment < start_of_day(self.opens, self.deadline.zone)

    def days_left(self, moment: datetime) -> int:
        """Return whole local days until the deadline; negative once it has passed."""
        return (self.deadline.day - local_day(moment, self.deadline.zone)).days


def find_consultations(
    consultations: tuple[Consultation, ...], *, mailbox: str, received_at: datetime
) -> tuple[Consultation, ...]:
    """Find the consultations that a mail to this mailbox at this moment can belong to."""
    return tuple(c for c in consultations if mailbox in c.mailboxes and c.covers(received_at))

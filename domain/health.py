"""How the program itself is doing (drift): whether mailboxes are read, what waits where, and since when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.mailbox import LedgerLine
from domain.outgoing import OutboxState

MISSED_VISITS = 3
"""A mailbox that was not read for so many intervals is dead: one failure is the network's, three are somebody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What became of the visits to one mailbox; ``failing_since`` is the first that failed after the last success."""

    mailbox: str
    last_success: datetime | None = None
    last_visit: datetime | None = None
    failing_since: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A mailbox that nobody has managed to read for too long; ``since`` is the last time that somebody did.

    Where nobody ever did, ``since`` is when it was first tried, and ``was_ever_read`` is not so.
    """

    mailbox: str
    since: datetime
    was_ever_read: bool
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """How many mails wait to be judged, wait for OCR, or failed; and since when the oldest of those that wait does."""

    waiting: int = 0
    for_recognition: int = 0
    failed: int = 0
    oldest_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLoad:
    """How many mails of ours stand where, and since when the oldest of those that are to go out does."""

    counts: dict[OutboxState, int] = field(default_factory=dict)
    oldest_at: datetime | None = None


def find_outage(visits: Visits, interval: timedelta, now: datetime) -> Outage | None:
    """Find out whether a mailbox that is visited at an interval is dead; a new one is not before it was tried."""
    since = visits.last_success or visits.failing_since
    if since is None or now - since <= MISSED_VISITS * interval:
        return None
    return Outage(
        mailbox=visits.mailbox, since=since, was_ever_read=visits.last_success is not None, error=visits.error
    )


def is_worth_telling(visits: Visits, interval: timedelta, *, watched_from: datetime, now: datetime) -> bool:
    """Say whether somebody is to be told by mail of an outage.

    Not of the time in which nothing ran: after a night switched off, the first visit comes in a moment. So the
    mailbox must have been watched for as long as makes an outage, or tried in vain for as long, and just now again.
    """
    longest = MISSED_VISITS * interval
    if now - watched_from > longest:
        return True
    tried_again = visits.last_visit is not None and visits.last_visit >= watched_from
    return tried_again and visits.failing_since is not None and now - visits.failing_since > longest


def find_ledger_gap(line: LedgerLine) -> int:
    """Return by how many the books of a mailbox do not add up; 0 when they do."""
    states = line.waiting + line.counted + line.review + line.set_aside + line.failed
    return abs(line.sightings - line.mails - line.repeats - line.gaps) + abs(line.mails - states)

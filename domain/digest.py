"""What the weekly digest (ugeoversigt) says, and when it is due."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.consultation import Consultation
from domain.deadline import Timeliness, local_day, local_moment
from domain.kind import Kind
from domain.mailbox import LedgerLine
from domain.review import ReviewReason
from domain.standing import ANSWERED, Standing, Standings

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one digest, frozen when it was composed, to compare the next one with."""

    as_of: datetime
    counts: dict[Standing, int]
    answered: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """A counted reply as the digest tells of it; ``excerpt`` is the sender's own first words."""

    message: int
    municipality: str
    received_at: datetime
    timeliness: Timeliness
    kind: Kind
    excerpt: str
    attachments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMail:
    """A mail that a person must settle; ``suggestion`` is the best guess's name, or None."""

    message: int
    sender: str
    subject: str
    received_at: datetime | None
    reasons: tuple[ReviewReason, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxHealth:
    """When a mailbox was last read, and what stands in the way if it was not.

    ``latest_mail`` is when something last came into it, None where that is not known or nothing ever did.
    """

    mailbox: str
    last_success: datetime | None
    error: str | None = None
    latest_mail: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A report that our mail did not reach somebody; ``said`` is whom, as the matching words it in Danish."""

    message: int
    municipality: str | None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What the program logs in with, and the last day on which it works; ``name`` says in Danish what it is.

    No server tells when a password or a client secret ends: the day is what the operator wrote down.
    """

    name: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A mail of ours that nobody has got: refused for good, or for too long in the outbox; ``error`` says why."""

    outbox: int
    kind: str
    consultation: str
    recipient: str
    created_at: datetime
    refused: bool
    error: str = ""


UNDELIVERED_AFTER = timedelta(days=1)
"""A mail that waits for longer than this is told of: a server is down for an hour, and not for a day."""

REFUSALS_TOLD = timedelta(days=14)
"""For so long after it was written a refused mail is told of: two digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Everything that one weekly mail says of one consultation."""

    standings: Standings
    previous: Figures | None
    new_replies: tuple[NewReply, ...]
    open_mails: tuple[OpenMail, ...]
    unjudged: int
    ledger: tuple[LedgerLine, ...]
    health: tuple[MailboxHealth, ...]
    bounces: tuple[Bounce, ...] = ()
    credentials: tuple[Credential, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()

    @property
    def consultation(self) -> Consultation:
        """The consultation it is about."""
        return self.standings.consultation

    def change(self, *standings: Standing) -> int | None:
        """Return by how much these standings together grew since the last digest, if there was one."""
        if self.previous is None:
            return None
        counts = self.standings.counts
        return sum(counts[s] - self.previous.counts.get(s, 0) for s in standings)


def freeze_figures(standings: Standings) -> Figures:
    """Return what the next digest will compare itself with."""
    answered = frozenset(row.municipality.code for row in standings.with_standing(*ANSWERED))
    return Figures(as_of=standings.as_of, counts=standings.counts, answered=answered)


def find_digest_moment(now: datetime, *, weekday: str, clock: time, zone: ZoneInfo) -> datetime:
    """Return the latest moment, not after now, at which a weekly digest was due."""
    today = local_day(now, zone)
    days_back = (today.weekday() - WEEKDAYS.index(weekday)) % 7
    moment = local_moment(today - timedelta(days=days_back), clock, zone)
    if moment > now:
        moment = local_moment(today - timedelta(days=days_back + 7), clock, zone)
    return moment


def name_period(moment: datetime, zone: ZoneInfo) -> str:
    """Return the ISO week of a moment, as ``2019-W45``: one digest a week and no more."""
    year, week, _ = local_day(moment, zone).isocalendar()
    return f"{year}-W{week:02}"

"""Stand-ins for the ports, kept by hand and in memory; they keep the promises of ``domain/ports.py``."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.consultation import Consultation
from domain.digest import UNDELIVERED_AFTER, Bounce, Figures, MailboxHealth, NewReply, OpenMail, Undelivered
from domain.mailbox import Cursor, Gap, LedgerLine, Poll, SightingOutcome, StoredMail
from domain.outgoing import OutboxEntry, OutboxRow, OutboxState, OutgoingMail, Pace
from domain.rulings import Rulings
from domain.standing import StandingFacts


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass
class FakeOutbox:
    """An outbox in memory; an attempt is counted when a row is claimed."""

    rows: dict[int, OutboxRow] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    due: dict[int, datetime] = field(default_factory=dict)

    def enqueue(self, entry: OutboxEntry, now: datetime) -> bool:
        ids = {row.entry.mail.message_id for row in self.rows.values()}
        if entry.mail.message_id in ids or self._has_key(_key(entry)):
            return False
        row_id = len(self.rows) + 1
        self.rows[row_id] = OutboxRow(
            id=row_id, entry=entry, state=OutboxState.WAITING, attempts=0, created_at=now, sent_at=None, last_error=None
        )
        self.due[row_id] = now
        return True

    def find_last_figures(self, consultation: str, before_period: str) -> Figures | None:
        earlier = [
            row.entry
            for row in self.rows.values()
            if row.entry.kind == "digest"
            and row.entry.consultation == consultation
            and row.entry.period < before_period
            and row.entry.figures is not None
        ]
        return max(earlier, key=lambda entry: entry.period).figures if earlier else None

    def has_period(self, kind: str, consultation: str, period: str, recipient: str) -> bool:
        return self._has_key((kind, consultation, period, recipient))

    def claim(
        self, *, owner: str, now: datetime, lease: timedelta, limit: int, pace: Pace | None = None
    ) -> Sequence[OutboxRow]:
        if pace is not None and self.find_wait(now=now, pace=pace):
            return []
        free = [row_id for row_id, due in self.due.items() if due <= now and self.rows[row_id].sent_at is None]
        claimed = free[:limit]
        for row_id in claimed:
            self.owners[row_id], self.due[row_id] = owner, now + lease
            row = self.rows[row_id]
            taken_over = row.state is OutboxState.SENDING
            self.rows[row_id] = replace(
                row, state=OutboxState.SENDING, attempts=row.attempts + 1, taken_over=taken_over
            )
        return [self.rows[row_id] for row_id in claimed]

    def find_wait(self, *, now: datetime, pace: Pace) -> timedelta | None:
        if not any(due <= now and self.rows[row_id].sent_at is None for row_id, due in self.due.items()):
            return None
        minute = timedelta(minutes=1)
        sent = sorted(row.sent_at for row in self.rows.values() if row.sent_at and row.sent_at > now - minute)
        return sent[-pace.per_minute] + minute - now if len(sent) >= pace.per_minute else timedelta(0)

    def find_latest_sent(self, now: datetime) -> OutboxRow | None:
        sent = [row for row in self.rows.values() if row.sent_at and row.sent_at <= now]
        return max(sent, key=lambda row: row.sent_at or now, default=None)

    def load_undelivered(self, now: datetime, consultation: str | None = None) -> Sequence[Undelivered]:
        rows = [row for row in self.rows.values() if consultation in {None, row.entry.consultation}]
        return [
            Undelivered(
                outbox=row.id,
                kind=row.entry.kind,
                consultation=row.entry.consultation,
                recipient=row.entry.mail.recipient,
                created_at=row.created_at,
                refused=row.state is OutboxState.REFUSED,
                error=row.last_error or "",
            )
            for row in rows
            if row.state is OutboxState.REFUSED
            or (row.state is OutboxState.WAITING and row.created_at <= now - UNDELIVERED_AFTER)
        ]

    def release_gone(self, is_gone: Callable[[str], bool], *, until: datetime) -> int:
        gone = [row_id for row_id, owner in self.owners.items() if is_gone(owner)]
        for row_id in gone:
            del self.owners[row_id]
            self.due[row_id] = min(self.due[row_id], until)
        return len(gone)

    def record_uncertain(self, id: int, *, owner: str, error: str, look_at: datetime) -> None:
        if self.owners.get(id) == owner:
            self.rows[id] = replace(self.rows[id], last_error=error)
            del self.owners[id]
            self.due[id] = look_at

    def record_sent(self, id: int, *, owner: str, now: datetime, note: str | None = None) -> None:
        if self.owners.get(id) == owner:
            self.rows[id] = replace(self.rows[id], state=OutboxState.SENT, sent_at=now, last_error=note)
            del self.owners[id], self.due[id]

    def record_failure(
        self, id: int, *, owner: str, error: str, retry_at: datetime | None, may_have_left_at: datetime | None = None
    ) -> None:
        if self.owners.get(id) != owner:
            return
        state = OutboxState.REFUSED if retry_at is None else OutboxState.WAITING
        self.rows[id] = replace(self.rows[id], state=state, last_error=error, sent_at=may_have_left_at)
        del self.owners[id], self.due[id]
        if retry_at is not None:
            self.due[id] = retry_at

    def record_withheld(self, id: int, *, owner: str, reason: str, may_have_left_at: datetime | None = None) -> None:
        if self.owners.get(id) == owner:
            withheld = replace(self.rows[id], state=OutboxState.WITHHELD, last_error=reason)
            self.rows[id] = replace(withheld, sent_at=may_have_left_at)
            del self.owners[id], self.due[id]

    def list_states(self) -> list[OutboxState]:
        return [row.state for row in self.rows.values()]

    def _has_key(self, key: tuple[str, str, str, str]) -> bool:
        return any(_key(row.entry) == key for row in self.rows.values())


def _key(entry: OutboxEntry) -> tuple[str, str, str, str]:
    return entry.kind, entry.consultation, entry.period, entry.mail.recipient


@dataclass
class FakeFacts:
    """Facts as they are given."""

    standing_facts: StandingFacts = field(default_factory=StandingFacts)
    new_replies: tuple[NewReply, ...] = ()
    open_mails: tuple[OpenMail, ...] = ()
    unjudged: int = 0

    def load_standing_facts(self, consultation: Consultation, as_of: datetime) -> StandingFacts:  # noqa: ARG002
        return self.standing_facts

    def load_rulings(self) -> Rulings:
        return Rulings()

    def load_new_replies(
        self,
        consultation: Consultation,  # noqa: ARG002
        since: datetime | None,
        as_of: datetime,
    ) -> Sequence[NewReply]:
        found = [r for r in self.new_replies if (since is None or r.received_at > since) and r.received_at <= as_of]
        return sorted(found, key=lambda r: r.received_at, reverse=True)

    def load_open_mails(self, consultation: Consultation, as_of: datetime) -> Sequence[OpenMail]:  # noqa: ARG002
        return self.open_mails

    def count_unjudged(self, mailboxes: Sequence[str]) -> int:  # noqa: ARG002
        return self.unjudged


@dataclass
class FakeSightings:
    """Sightings as a digest reads them; nothing can be recorded here."""

    ledger: tuple[LedgerLine, ...] = ()
    health: tuple[MailboxHealth, ...] = ()

    def load_ledger(self, mailboxes: Sequence[str]) -> Sequence[LedgerLine]:  # noqa: ARG002
        return self.ledger

    def load_health(self, mailboxes: Sequence[str]) -> Sequence[MailboxHealth]:  # noqa: ARG002
        return self.health

    def record(
        self, mailbox: str, seen: Sequence[StoredMail | Gap], cursor: Cursor | None, now: datetime
    ) -> Sequence[SightingOutcome]:
        raise NotImplementedError

    def load_cursors(self, mailbox: str) -> Mapping[str, Cursor]:
        raise NotImplementedError

    def load_gaps(self, mailbox: str) -> Sequence[Gap]:
        raise NotImplementedError

    def record_poll(self, poll: Poll) -> None:
        raise NotImplementedError


@dataclass
class FakeNotices:
    """What machines wrote, as it is given."""

    bounces: tuple[Bounce, ...] = ()
    latest_mails: Mapping[str, datetime] = field(default_factory=dict)

    def load_bounces(self, consultation: Consultation, as_of: datetime) -> Sequence[Bounce]:  # noqa: ARG002
        return self.bounces

    def load_latest_mails(self, mailboxes: Sequence[str], as_of: datetime) -> Mapping[str, datetime]:  # noqa: ARG002
        return self.latest_mails


@dataclass
class FakeChannel:
    """A way out that keeps what it is given, and fails with the errors put into it, first in first out."""

    failures: list[Exception | None] = field(default_factory=list)
    sent: list[OutgoingMail] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.sent.append(mail)

    def hold_open(self) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass
class FakeSentMail:
    """A folder of sent mail that holds what it is given; with ``shut`` nobody can look."""

    holds: set[str] = field(default_factory=set)
    shut: bool = False
    asked: list[str] = field(default_factory=list)

    def find(self, message_id: str, *, since: datetime) -> bool | None:  # noqa: ARG002
        self.asked.append(message_id)
        return None if self.shut else message_id in self.holds

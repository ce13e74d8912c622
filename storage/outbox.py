"""Mail to be sent, each under a key of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, insert, or_, select, true, update

from domain.audit import Action, Details
from domain.digest import REFUSALS_TOLD, UNDELIVERED_AFTER, Figures, Undelivered
from domain.outgoing import OutboxEntry, OutboxLine, OutboxRow, OutboxState, OutgoingMail, Pace
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import outbox
from storage.values import dump_value, parse_value

TURN = "outbox"
_LINE = (
    outbox.c.id,
    outbox.c.kind,
    outbox.c.consultation,
    outbox.c.period,
    outbox.c.recipient,
    outbox.c.state,
    outbox.c.attempts,
    outbox.c.created_at,
    outbox.c.sent_at,
    outbox.c.last_error,
)
_CLAIMING = "outbox claiming"
_MINUTE = timedelta(minutes=1)
_A_MOMENT = timedelta(seconds=1)
"""After so long it is worth asking again whether one of those on their way has arrived."""


class SqlOutbox:
    """Keeps the outbox in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, entry: OutboxEntry, now: datetime) -> bool:
        """Put a mail in; False, and nothing changed, when its key or Message-ID is there already."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, TURN)
            is_new = put_in(connection, entry, now) is not None
            if is_new and entry.by:
                _audit(connection, entry, now)
        return is_new

    def find_last_figures(self, consultation: str, before_period: str) -> Figures | None:
        """Find the figures frozen in the latest digest of an earlier period, or None."""
        query = (
            select(outbox.c.figures)
            .where(outbox.c.consultation == consultation, outbox.c.period < before_period)
            .where(outbox.c.figures.is_not(None))
            .order_by(outbox.c.period.desc(), outbox.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            figures = connection.scalar(query)
        return parse_value(Figures, figures) if figures else None

    def has_period(self, kind: str, consultation: str, period: str, recipient: str) -> bool:
        """Say whether this key is already in the outbox, sent or not."""
        query = select(outbox.c.id).where(_match_key(kind, consultation, period, recipient))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def claim(
        self, *, owner: str, now: datetime, lease: timedelta, limit: int, pace: Pace | None = None
    ) -> Sequence[OutboxRow]:
        """Take rows that are due and that nobody holds, within the pace; as the port says."""
        query = select(outbox.c.id, outbox.c.state).where(_is_claimable(now)).order_by(outbox.c.id).limit(limit)
        with self._database.writing() as connection:
            if pace is not None:
                self._database.wait_turn(connection, _CLAIMING)
            found = connection.execute(query.with_for_update(skip_locked=True)).all()
            if not found or (pace is not None and _measure_wait(connection, now, pace)):
                return []
            taken_over = {row.id for row in found if row.state == OutboxState.SENDING}
            claimed = outbox.c.id.in_([row.id for row in found])
            connection.execute(
                update(outbox)
                .where(claimed)
                .values(
                    state=OutboxState.SENDING,
                    lease_owner=owner,
                    lease_until=now + lease,
                    attempts=outbox.c.attempts + 1,
                )
            )
            rows = connection.execute(select(outbox).where(claimed).order_by(outbox.c.id)).all()
        return [_make_row(row, taken_over=row.id in taken_over) for row in rows]

    def find_wait(self, *, now: datetime, pace: Pace) -> timedelta | None:
        """Return how long the pace keeps the next row that is due; as the port says."""
        with self._database.reading() as connection:
            due = connection.execute(select(outbox.c.id).where(_is_claimable(now)).limit(1)).first()
            return _measure_wait(connection, now, pace) if due else None

    def find_latest_sent(self, now: datetime) -> OutboxRow | None:
        """Find the mail that was sent last by a moment, or None."""
        sent = (outbox.c.state == OutboxState.SENT) & (outbox.c.sent_at <= now)
        query = select(outbox).where(sent).order_by(outbox.c.sent_at.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _make_row(row) if row else None

    def load_undelivered(self, now: datetime, consultation: str | None = None) -> Sequence[Undelivered]:
        """Return what had been refused, or had waited for too long; as the port says."""
        refused = and_(outbox.c.state == OutboxState.REFUSED, outbox.c.created_at > now - REFUSALS_TOLD)
        waits = outbox.c.state.in_([OutboxState.WAITING, OutboxState.SENDING])
        stuck = and_(waits, outbox.c.created_at <= now - UNDELIVERED_AFTER)
        whose = true() if consultation is None else outbox.c.consultation == consultation
        query = select(*_LINE).where(or_(refused, stuck), outbox.c.created_at <= now, whose).order_by(outbox.c.id)
        with self._database.reading() as connection:
            return [_make_undelivered(row) for row in connection.execute(query)]

    def list_lines(self, limit: int) -> Sequence[OutboxLine]:
        """Return the latest rows without their mails, newest first."""
        query = select(*_LINE).order_by(outbox.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_make_line(row) for row in connection.execute(query)]

    def count_states(self) -> dict[OutboxState, int]:
        """Return how many rows there are in each state that any is in."""
        query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        with self._database.reading() as connection:
            return {OutboxState(state): number for state, number in connection.execute(query)}

    def release_gone(self, is_gone: Callable[[str], bool], *, until: datetime) -> int:
        """Let nobody hold the rows of holders that are gone; as the port says."""
        held = (outbox.c.state == OutboxState.SENDING) & outbox.c.lease_owner.is_not(None)
        with self._database.reading() as connection:
            owners = connection.execute(select(outbox.c.lease_owner).where(held).distinct()).scalars().all()
        gone = [owner for owner in owners if owner is not None and is_gone(owner)]
        if not gone:
            return 0
        with self._database.writing() as connection:
            released = connection.execute(
                update(outbox)
                .where(held, outbox.c.lease_owner.in_(gone))
                .values(
                    lease_owner=None,
                    lease_until=case((outbox.c.lease_until < until, outbox.c.lease_until), else_=until),
                )
            )
        return released.rowcount

    def record_sent(
        self,
        id: int,
        *,
        owner: str,  # noqa: ARG002 - the port's: it was sent, even if somebody else holds the row by now
        now: datetime,
        note: str | None = None,
    ) -> None:
        """Write that a mail was handed over."""
        self._settle(id, state=OutboxState.SENT, sent_at=now, last_error=note)

    def record_uncertain(self, id: int, *, owner: str, error: str, look_at: datetime) -> None:
        """Write that a mail may have been handed over; nothing when ``owner`` no longer holds the row."""
        # The lease stays, without a holder: who claims the row when it is over takes it over.
        self._settle(id, outbox.c.lease_owner == owner, lease_until=look_at, last_error=error)

    def record_failure(
        self, id: int, *, owner: str, error: str, retry_at: datetime | None, may_have_left_at: datetime | None = None
    ) -> None:
        """Write why a mail was not handed over; as the port says."""
        state = OutboxState.WAITING if retry_at else OutboxState.REFUSED
        row = {"state": state, "retry_at": retry_at, "last_error": error, "sent_at": may_have_left_at}
        self._settle(id, outbox.c.lease_owner == owner, **row)

    def record_withheld(self, id: int, *, owner: str, reason: str, may_have_left_at: datetime | None = None) -> None:
        """Write why a mail is never to go out after all; as the port says."""
        row = {"state": OutboxState.WITHHELD, "retry_at": None, "last_error": reason, "sent_at": may_have_left_at}
        self._settle(id, outbox.c.lease_owner == owner, **row)

    def _settle(self, id: int, *conditions: ColumnElement[bool], **row: object) -> None:
        # What was sent stays sent, whatever another holder of the row reports later.
        unsent = outbox.c.state != OutboxState.SENT
        with self._database.writing() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id == id, unsent, *conditions)
                .values(**({"lease_owner": None, "lease_until": None} | row))
            )


def _audit(connection: Connection, entry: OutboxEntry, now: datetime) -> None:
    """Append who had a mail sent; letters have a store of their own, and are audited there."""
    details: Details = {"period": entry.period, "recipient": entry.mail.recipient}
    record_audit(connection, entry.by, Action.DIGEST_SENT, f"consultation:{entry.consultation}", details, at=now)


def put_in(connection: Connection, entry: OutboxEntry, now: datetime) -> int | None:
    """Put a mail in, within a transaction whose turn it is; None when its key or Message-ID is there already."""
    key = _match_key(entry.kind, entry.consultation, entry.period, entry.mail.recipient)
    known = select(outbox.c.id).where(or_(key, outbox.c.message_id == entry.mail.message_id))
    if connection.execute(known).first() is not None:
        return None
    number: int = connection.execute(insert(outbox).values(_describe(entry, now)).returning(outbox.c.id)).scalar_one()
    return number


def _measure_wait(connection: Connection, now: datetime, pace: Pace) -> timedelta:
    """Return how long nothing more may leave: while too many are on their way, or in the last minute."""
    under_way = (outbox.c.state == OutboxState.SENDING) & outbox.c.lease_owner.is_not(None)
    held = connection.scalar(select(func.count()).where(under_way, outbox.c.lease_until > now)) or 0
    if held >= min(pace.connections, pace.per_minute):
        return _A_MOMENT
    # What lies in the future was sent by a clock gone astray.
    lately = (outbox.c.state == OutboxState.SENT) & (outbox.c.sent_at > now - _MINUTE) & (outbox.c.sent_at <= now)
    latest = select(outbox.c.sent_at).where(lately).order_by(outbox.c.sent_at.desc())
    first = connection.scalar(latest.limit(1).offset(pace.per_minute - held - 1))
    return first + _MINUTE - now if first else timedelta(0)


def _match_key(kind: str, consultation: str, period: str, recipient: str) -> ColumnElement[bool]:
    """Match a key, the address whatever its case, as in its Message-ID: in another one it would be due for ever."""
    return and_(
        outbox.c.kind == kind,
        outbox.c.consultation == consultation,
        outbox.c.period == period,
        func.lower(outbox.c.recipient) == recipient.lower(),
    )


def _is_claimable(now: datetime) -> ColumnElement[bool]:
    # A moment more than a day away was set by a clock gone astray.
    astray = now + timedelta(days=1)
    due = or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now, outbox.c.retry_at > astray)
    over = or_(outbox.c.lease_until <= now, outbox.c.lease_until > astray)
    return or_(and_(outbox.c.state == OutboxState.WAITING, due), and_(outbox.c.state == OutboxState.SENDING, over))


def _describe(entry: OutboxEntry, now: datetime) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "consultation": entry.consultation,
        "period": entry.period,
        "recipient": entry.mail.recipient,
        "message_id": entry.mail.message_id,
        "sender": entry.mail.sender,
        "content": entry.mail.content,
        "figures": dump_value(entry.figures) if entry.figures is not None else None,
        "state": OutboxState.WAITING,
        "attempts": 0,
        "created_at": now,
    }


def _make_undelivered(row: AnyRow) -> Undelivered:
    return Undelivered(
        outbox=row.id,
        kind=row.kind,
        consultation=row.consultation,
        recipient=row.recipient,
        created_at=row.created_at,
        refused=row.state == OutboxState.REFUSED,
        error=row.last_error or "",
    )


def _make_line(row: AnyRow) -> OutboxLine:
    return OutboxLine(
        id=row.id,
        kind=row.kind,
        consultation=row.consultation,
        period=row.period,
        recipient=row.recipient,
        state=OutboxState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
    )


def _make_row(row: AnyRow, *, taken_over: bool = False) -> OutboxRow:
    mail = OutgoingMail(
        message_id=row.message_id, sender=row.sender, recipient=row.recipient, content=bytes(row.content)
    )
    return OutboxRow(
        id=row.id,
        entry=OutboxEntry(
            kind=row.kind,
            consultation=row.consultation,
            period=row.period,
            mail=mail,
            figures=parse_value(Figures, row.figures) if row.figures else None,
        ),
        state=OutboxState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
        taken_over=taken_over,
    )

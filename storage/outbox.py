"""Mail to be sent, each under a key of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from domain.digest import Figures
from domain.outgoing import OutboxEntry, OutboxRow, OutboxState, OutgoingMail
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import outbox
from storage.values import dump_value, parse_value

_TURN = "outbox"


class SqlOutbox:
    """Keeps the outbox in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, entry: OutboxEntry, now: datetime) -> bool:
        """Put a mail in; False, and nothing changed, when its key or Message-ID is there already."""
        key = _match_key(entry.kind, entry.consultation, entry.period, entry.mail.recipient)
        known = select(outbox.c.id).where(or_(key, outbox.c.message_id == entry.mail.message_id))
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            if connection.execute(known).first() is not None:
                return False
            connection.execute(insert(outbox).values(_describe(entry, now)))
        return True

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

    def claim(self, *, owner: str, now: datetime, lease: timedelta, limit: int) -> Sequence[OutboxRow]:
        """Take rows that are due and that nobody holds, and those whose holder's lease is over."""
        query = select(outbox.c.id).where(_is_claimable(now)).order_by(outbox.c.id).limit(limit)
        with self._database.writing() as connection:
            ids = connection.execute(query.with_for_update(skip_locked=True)).scalars().all()
            if not ids:
                return []
            claimed = outbox.c.id.in_(ids)
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
        return [_make_row(row) for row in rows]

    def record_sent(self, id: int, *, owner: str, now: datetime) -> None:  # noqa: ARG002 - the port's, see below
        """Write that a mail was handed over: it was, even if somebody else holds the row by now."""
        self._settle(id, state=OutboxState.SENT, sent_at=now, last_error=None)

    def record_failure(self, id: int, *, owner: str, error: str, retry_at: datetime | None) -> None:
        """Write why a mail was not handed over; nothing when ``owner`` no longer holds the row."""
        state = OutboxState.WAITING if retry_at else OutboxState.REFUSED
        self._settle(id, outbox.c.lease_owner == owner, state=state, retry_at=retry_at, last_error=error)

    def record_withheld(self, id: int, *, owner: str, reason: str) -> None:
        """Write why a mail is never to go out after all; nothing when ``owner`` no longer holds the row."""
        self._settle(id, outbox.c.lease_owner == owner, state=OutboxState.WITHHELD, retry_at=None, last_error=reason)

    def _settle(self, id: int, *conditions: ColumnElement[bool], **row: object) -> None:
        # What was sent stays sent, whatever another holder of the row reports later.
        unsent = outbox.c.state != OutboxState.SENT
        with self._database.writing() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id == id, unsent, *conditions)
                .values(lease_owner=None, lease_until=None, **row)
            )


def _match_key(kind: str, consultation: str, period: str, recipient: str) -> ColumnElement[bool]:
    return and_(
        outbox.c.kind == kind,
        outbox.c.consultation == consultation,
        outbox.c.period == period,
        outbox.c.recipient == recipient,
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


def _make_row(row: AnyRow) -> OutboxRow:
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
    )

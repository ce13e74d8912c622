"""The messages: which wait, who is judging them, and what became of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, or_, select, update
from sqlalchemy.exc import OperationalError

from domain.judgement import Judgement
from domain.message import MailHeaders, State
from domain.message_ports import ClaimedMail, JudgedMail, WaitingQueue
from domain.message_view import MessageView
from storage.columns import AnyRow
from storage.database import Database
from storage.judged_batch import JudgedBatch, describe_headers
from storage.judgements import (
    OF_MESSAGE,
    check_known,
    describe_judgement,
    make_suggestion_rows,
    replace_rows,
    write_judgement,
)
from storage.message_views import list_views, load_view
from storage.rulings import TURN as RULINGS
from storage.search_tables import mark_due
from storage.tables import messages, suggestions
from storage.values import dump_value, parse_value

PAGE = 1000
FARTHEST = timedelta(days=1)


class SqlMessages:
    """Keeps the messages in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self, *, owner: str, now: datetime, lease: timedelta, limit: int, queue: WaitingQueue = WaitingQueue.READING
    ) -> Sequence[ClaimedMail]:
        """Take up to ``limit`` messages that nobody holds; as the port says."""
        query = _select_claimable(now, queue).order_by(messages.c.id).limit(limit).with_for_update(skip_locked=True)
        with self._database.writing() as connection:
            rows = connection.execute(query).all()
            for page in _cut([row.id for row in rows]):
                connection.execute(
                    update(messages)
                    .where(messages.c.id.in_(page))
                    .values(lease_owner=owner, lease_until=now + lease, attempts=messages.c.attempts + 1)
                )
        return [_make_claimed(row, attempts=row.attempts + 1) for row in rows]

    def release_gone(self, is_gone: Callable[[str], bool]) -> int:
        """End the leases of holders that are gone; as the port says."""
        with self._database.reading() as connection:
            owners = connection.execute(
                select(messages.c.lease_owner).where(messages.c.lease_owner.is_not(None)).distinct()
            ).scalars()
            gone = [owner for owner in owners if owner is not None and is_gone(owner)]
        if not gone:
            return 0
        with self._database.writing() as connection:
            released = connection.execute(
                update(messages).where(messages.c.lease_owner.in_(gone)).values(lease_owner=None, lease_until=None)
            )
        return released.rowcount

    def list_unseen(self) -> Sequence[ClaimedMail]:
        """Return the waiting messages of which nothing is known yet, oldest first, without claiming them."""
        unseen = (messages.c.state == State.WAITING) & messages.c.judgement.is_(None)
        with self._database.reading() as connection:
            rows = connection.execute(select(*_CLAIMED).where(unseen).order_by(messages.c.id)).all()
        return [_make_claimed(row, attempts=row.attempts) for row in rows]

    def record_glimpses(self, glimpses: Mapping[int, Judgement]) -> bool:
        """Write what the heads of waiting messages suggest; as the port says."""
        try:
            with self._database.writing() as connection:
                for id, glimpse in sorted(glimpses.items()):  # noqa: A001 - the word of the outer contract
                    _write_glimpse(connection, id, glimpse)
        except OperationalError:
            # A full disk, a lock, a database that may only be read.
            return False
        return True

    def count(self) -> int:
        """Return how many messages there are."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(messages)) or 0

    def list_all(self) -> Iterator[ClaimedMail]:
        """Yield every message, oldest first, without claiming it; no transaction stays open meanwhile."""
        last = 0
        while True:
            query = select(messages).where(messages.c.id > last).order_by(messages.c.id).limit(PAGE)
            with self._database.reading() as connection:
                rows = connection.execute(query.with_only_columns(*_CLAIMED)).all()
            if not rows:
                return
            yield from (_make_claimed(row, attempts=row.attempts) for row in rows)
            last = rows[-1].id

    def record_judgements(self, judged: Sequence[JudgedMail], *, owner: str | None, now: datetime) -> Sequence[bool]:
        """Write what was read and judged, all in one transaction; as the port says."""
        if not judged:
            return ()
        with self._database.writing() as connection:
            self._database.share_turn(connection, RULINGS)
            return JudgedBatch(connection, judged, owner=owner, now=now).record()

    def find_machine_judgement(self, id: int) -> Judgement | None:
        """Find what the machine thought last, or its glimpse; as the port says."""
        with self._database.reading() as connection:
            row = check_known(connection, id)
        return parse_value(Judgement, row.machine_judgement) if row.machine_judgement else None

    def find_judgement(self, id: int) -> Judgement | None:
        """Find what holds of a message; None while it waits."""
        with self._database.reading() as connection:
            row = check_known(connection, id)
        return parse_value(Judgement, row.judgement) if row.judgement and row.state != State.WAITING else None

    def record_failure(
        self,
        id: int,
        *,
        owner: str,
        reason: str,
        glimpse: Judgement | None,
        retry_at: datetime | None,
        headers: MailHeaders | None = None,
    ) -> None:
        """Write that a message could not be judged; as the port says."""
        state = State.WAITING if retry_at else State.FAILED
        with self._database.writing() as connection:
            if check_known(connection, id, lock=True).lease_owner != owner:
                return
            row: dict[str, object] = {"state": state, "failure": reason, "retry_at": retry_at}
            row |= {"lease_owner": None, "lease_until": None}
            if headers is not None:
                row |= describe_headers(headers)
            if glimpse is not None:
                _keep_glimpse(connection, id, glimpse)
            connection.execute(OF_MESSAGE, {"of_message": id, **row})
            mark_due(connection, [id])

    def put_off(self, id: int, *, owner: str, glimpse: Judgement) -> None:
        """Let a message wait for OCR; as the port says."""
        with self._database.writing() as connection:
            if check_known(connection, id, lock=True).lease_owner != owner:
                return
            _keep_glimpse(connection, id, glimpse)
            row = {"state": State.WAITING, "recognition_due": True, "lease_owner": None, "lease_until": None}
            connection.execute(OF_MESSAGE.values(attempts=messages.c.attempts - 1), {"of_message": id, **row})

    def list_views(self, *, consultation: str | None = None, state: State | None = None) -> Sequence[MessageView]:
        """Return the messages as people see them, newest first."""
        with self._database.reading() as connection:
            return list_views(connection, consultation=consultation, state=state)

    def load_view(self, id: int) -> MessageView:
        """Return one message as people see it. Raises UsageError for an unknown message."""
        with self._database.reading() as connection:
            return load_view(connection, id)


def _keep_glimpse(connection: Connection, id: int, glimpse: Judgement) -> None:
    """Write what is known of a message not judged: what a person decides is laid over it, else it has failed."""
    glimpse = replace(glimpse, state=State.FAILED, reasons=(), replies=())
    connection.execute(OF_MESSAGE, {"of_message": id, "machine_judgement": dump_value(glimpse)})
    write_judgement(connection, id, glimpse)


def _write_glimpse(connection: Connection, id: int, glimpse: Judgement) -> None:
    before = check_known(connection, id, lock=True)
    if before.state != State.WAITING or before.judgement is not None:
        return
    glimpse = replace(glimpse, state=State.FAILED, reasons=(), replies=())
    dumped = dump_value(glimpse)
    row = describe_judgement(glimpse, dumped) | {"machine_judgement": dumped}
    kept = {name: value for name, value in row.items() if name not in {"state", "lease_owner", "lease_until"}}
    connection.execute(OF_MESSAGE, {"of_message": id, **kept})
    replace_rows(connection, suggestions, id, make_suggestion_rows(id, glimpse), are_first=True)


_CLAIMED = (
    messages.c.id,
    messages.c.sha256,
    messages.c.mailbox,
    messages.c.internal_date,
    messages.c.attempts,
)


def _select_claimable(now: datetime, queue: WaitingQueue) -> Select[int, str, str, datetime | None, int]:
    is_free = or_(messages.c.lease_until.is_(None), _is_over(messages.c.lease_until, now))
    is_due = or_(messages.c.retry_at.is_(None), _is_over(messages.c.retry_at, now))
    waits = messages.c.state == State.WAITING
    if queue is WaitingQueue.FAILED:
        return select(*_CLAIMED).where(is_free, or_(messages.c.state == State.FAILED, and_(waits, ~is_due)))
    is_put_off = messages.c.recognition_due.is_(True)
    return select(*_CLAIMED).where(waits, is_free, is_due, is_put_off if queue is WaitingQueue.OCR else ~is_put_off)


def _is_over(column: Column[datetime], now: datetime) -> ColumnElement[bool]:
    """Match moments that have passed, and those that a clock gone astray has set: nothing is put off for a day."""
    return or_(column <= now, column > now + FARTHEST)


def _make_claimed(row: AnyRow, *, attempts: int) -> ClaimedMail:
    return ClaimedMail(
        id=row.id, sha256=row.sha256, mailbox=row.mailbox, internal_date=row.internal_date, attempts=attempts
    )


def _cut(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield pieces that a query can name one by one."""
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]

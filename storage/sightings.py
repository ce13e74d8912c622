"""What was seen in the mailboxes, how far each folder is read, and the books that prove nothing is lost."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update

from domain.digest import MailboxHealth
from domain.mailbox import Cursor, Gap, LedgerLine, Poll, SightingOutcome, StoredMail
from domain.message import State
from storage.columns import AnyRow
from storage.database import Database
from storage.sighting_batch import SightingBatch
from storage.tables import cursors, messages, polls, sightings

VANISHED = "vanished"
"""The reason of a gap that nothing can fill: it stays in the books and is not asked for again."""

BATCH = 500
TURN = "sightings"
"""Who writes sightings takes this turn."""


class SqlSightings:
    """Keeps the sightings in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, mailbox: str, seen: Sequence[StoredMail | Gap], cursor: Cursor | None, now: datetime
    ) -> Sequence[SightingOutcome]:
        """Write a batch and then move the cursor; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, TURN)
            outcomes = [
                outcome
                for batch in _cut(seen)
                for outcome in SightingBatch(connection, mailbox, batch, now=now).record()
            ]
            if cursor is not None:
                _record_cursor(connection, mailbox, cursor)
        return outcomes

    def load_cursors(self, mailbox: str) -> Mapping[str, Cursor]:
        """Return how far each folder is read, by folder."""
        query = select(cursors).where(cursors.c.mailbox == mailbox)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {
            row.folder: Cursor(folder=row.folder, uid_validity=row.uid_validity, next_uid=row.next_uid, since=row.since)
            for row in rows
        }

    def load_seen(self, mailbox: str, folder: str) -> frozenset[int]:
        """Return the UIDs of a folder that are in the books, under whatever UIDVALIDITY."""
        query = select(sightings.c.uid).where(sightings.c.mailbox == mailbox, sightings.c.folder == folder)
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def load_gaps(self, mailbox: str) -> Sequence[Gap]:
        """Return the gaps that are still open, oldest first."""
        query = (
            select(sightings)
            .where(sightings.c.mailbox == mailbox, sightings.c.outcome == SightingOutcome.GAP)
            .where(sightings.c.reason != VANISHED)
            .order_by(sightings.c.id)
        )
        with self._database.reading() as connection:
            return [_make_gap(row) for row in connection.execute(query)]

    def record_poll(self, poll: Poll) -> None:
        """Write that a mailbox was visited."""
        row = {column.name: getattr(poll, column.name) for column in polls.columns if column.name != "id"}
        with self._database.writing() as connection:
            connection.execute(insert(polls).values(row))

    def load_health(self, mailboxes: Sequence[str]) -> Sequence[MailboxHealth]:
        """Return when each mailbox was last read, and the error of its last visit if it had one."""
        with self._database.reading() as connection:
            return [_load_health(connection, mailbox) for mailbox in mailboxes]

    def load_ledger(self, mailboxes: Sequence[str]) -> Sequence[LedgerLine]:
        """Return the books of each mailbox, also of those that have seen nothing.

        Sightings are counted by what was written when they were made, mails by what is there now: a
        message that was lost leaves the two apart.
        """
        with self._database.reading() as connection:
            seen = _count(connection, sightings, sightings.c.outcome)
            kept = _count(connection, messages, messages.c.state)
        return [
            _make_ledger_line(mailbox, seen.get(mailbox, Counter()), kept.get(mailbox, Counter()))
            for mailbox in mailboxes
        ]


def _cut(seen: Sequence[StoredMail | Gap]) -> Iterator[Sequence[StoredMail | Gap]]:
    """Yield pieces that a query can name one by one."""
    for start in range(0, len(seen), BATCH):
        yield seen[start : start + BATCH]


def _record_cursor(connection: Connection, mailbox: str, cursor: Cursor) -> None:
    place = {"mailbox": mailbox, "folder": cursor.folder}
    position = {"uid_validity": cursor.uid_validity, "next_uid": cursor.next_uid, "since": cursor.since}
    here = (cursors.c.mailbox == mailbox) & (cursors.c.folder == cursor.folder)
    if connection.execute(update(cursors).where(here).values(position)).rowcount == 0:
        connection.execute(insert(cursors).values(place | position))


def _make_gap(row: AnyRow) -> Gap:
    return Gap(
        mailbox=row.mailbox,
        folder=row.folder,
        uid_validity=row.uid_validity,
        uid=row.uid,
        source=row.source,
        reason=row.reason,
        attempts=row.attempts,
    )


def _load_health(connection: Connection, mailbox: str) -> MailboxHealth:
    visits = select(polls.c.ended_at, polls.c.error).where(polls.c.mailbox == mailbox)
    latest = connection.execute(visits.order_by(polls.c.ended_at.desc(), polls.c.id.desc()).limit(1)).first()
    good = select(func.max(polls.c.ended_at)).where(polls.c.mailbox == mailbox, polls.c.error.is_(None))
    return MailboxHealth(
        mailbox=mailbox, last_success=connection.scalar(good), error=latest.error if latest is not None else None
    )


def _count(connection: Connection, table: Table, column: ColumnElement[str]) -> dict[str, Counter[str]]:
    """Count the rows of a table by mailbox and by a column."""
    query = select(table.c.mailbox, column, func.count()).group_by(table.c.mailbox, column)
    counted: dict[str, Counter[str]] = {}
    for mailbox, name, number in connection.execute(query):
        counted.setdefault(mailbox, Counter())[name] = number
    return counted


def _make_ledger_line(mailbox: str, seen: Counter[str], kept: Counter[str]) -> LedgerLine:
    return LedgerLine(
        mailbox=mailbox,
        sightings=seen.total(),
        repeats=seen[SightingOutcome.REPEAT],
        gaps=seen[SightingOutcome.GAP],
        mails=kept.total(),
        waiting=kept[State.WAITING],
        counted=kept[State.COUNTED],
        review=kept[State.REVIEW],
        set_aside=kept[State.SET_ASIDE],
        failed=kept[State.FAILED],
    )

"""How the program is doing, as the books have it."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from domain.health import OutboxLoad, Queues, Visits
from domain.message import State
from domain.outgoing import OutboxState
from storage.database import Database
from storage.tables import messages, outbox, polls


class SqlHealth:
    """Reads it from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_visits(self, mailboxes: Sequence[str]) -> Sequence[Visits]:
        """Return what became of the visits to each mailbox; as the port says."""
        with self._database.reading() as connection:
            return [_load_visits(connection, mailbox) for mailbox in mailboxes]

    def load_queues(self) -> Queues:
        """Return what waits to be judged."""
        is_put_off = func.coalesce(messages.c.recognition_due, False)
        query = (
            select(messages.c.state, is_put_off, func.count(), func.min(messages.c.first_seen_at))
            .where(messages.c.state.in_([State.WAITING, State.FAILED]))
            .group_by(messages.c.state, is_put_off)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        rows = {(state, bool(put_off)): (count, oldest) for state, put_off, count, oldest in found}
        nothing = (0, None)
        waiting, for_recognition = (rows.get((State.WAITING, put_off), nothing) for put_off in (False, True))
        return Queues(
            waiting=waiting[0],
            for_recognition=for_recognition[0],
            failed=sum(count for (state, _), (count, _oldest) in rows.items() if state == State.FAILED),
            oldest_at=min(filter(None, (waiting[1], for_recognition[1])), default=None),
        )

    def list_failed(self, mailboxes: Sequence[str]) -> Sequence[int]:
        """Return the numbers of the mails of these mailboxes that failed, oldest first."""
        query = (
            select(messages.c.id)
            .where(messages.c.mailbox.in_(mailboxes), messages.c.state == State.FAILED)
            .order_by(messages.c.id)
        )
        with self._database.reading() as connection:
            return connection.scalars(query).all()

    def load_outbox(self) -> OutboxLoad:
        """Return what waits to go out."""
        query = select(outbox.c.state, func.count(), func.min(outbox.c.created_at)).group_by(outbox.c.state)
        with self._database.reading() as connection:
            rows = [(OutboxState(state), count, oldest) for state, count, oldest in connection.execute(query)]
        to_go = {OutboxState.WAITING, OutboxState.SENDING}
        return OutboxLoad(
            counts={state: count for state, count, _ in rows},
            oldest_at=min((oldest for state, _, oldest in rows if state in to_go), default=None),
        )


def _load_visits(connection: Connection, mailbox: str) -> Visits:
    """Go back from the latest visit: there may be a hundred thousand of them, and the answer is among the last."""
    own = select(polls.c.ended_at, polls.c.error).where(polls.c.mailbox == mailbox)
    latest = connection.execute(own.order_by(polls.c.ended_at.desc(), polls.c.id.desc()).limit(1)).first()
    if latest is None:
        return Visits(mailbox=mailbox)
    good = own.where(polls.c.error.is_(None)).order_by(polls.c.ended_at.desc()).limit(1)
    success = connection.scalar(good)
    after = own.where(polls.c.ended_at > success) if success is not None else own
    failed = connection.scalar(after.order_by(polls.c.ended_at).limit(1))
    return Visits(
        mailbox=mailbox,
        last_success=success,
        last_visit=latest.ended_at,
        failing_since=failed,
        error=latest.error,
    )

"""What people have decided; appended and marked, never changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.errors import DecisionConflict, UsageError
from domain.judgement import Judgement
from domain.message import State
from domain.review import Decision
from storage.columns import AnyRow
from storage.database import Database
from storage.judgements import check_known, write_judgement
from storage.tables import decisions
from storage.values import dump_value, parse_value

_IN_FORCE = (
    select(decisions)
    .where(decisions.c.message == bindparam("of_message"), decisions.c.undone_at.is_(None))
    .order_by(decisions.c.id)
)


class SqlDecisions:
    """Keeps the decisions in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, message: int) -> tuple[Decision, ...]:
        """Return the decisions in force, oldest first. Raises UsageError for an unknown message."""
        with self._database.reading() as connection:
            check_known(connection, message)
            rows = _load_in_force(connection, message)
        return tuple(parse_value(Decision, row.decision) for row in rows)

    def record(self, message: int, decision: Decision, effective: Judgement, *, seen: int) -> None:
        """Append a decision and write what follows from it; as the port says.

        Raises UsageError, too, for a message that waits: its text would never be read.
        """
        with self._database.writing() as connection:
            before = check_known(connection, message, lock=True)
            if before.state == State.WAITING:
                raise UsageError(
                    f"Message {message} has not been read yet.", remedy="Run `kommunesvar process`, then decide."
                )
            _check_seen(_load_in_force(connection, message), message, seen)
            connection.execute(
                insert(decisions).values(
                    message=message,
                    decided_by=decision.by,
                    decided_at=decision.decided_at,
                    reason=decision.reason,
                    decision=dump_value(decision),
                    before=before.judgement,
                    after=dump_value(effective),
                )
            )
            write_judgement(connection, message, effective)

    def undo(self, message: int, effective: Judgement, *, by: str, now: datetime, seen: int) -> None:
        """Mark the latest decision in force as taken back and write what holds without it; as the port says.

        Raises UsageError when there is none.
        """
        with self._database.writing() as connection:
            check_known(connection, message, lock=True)
            in_force = _load_in_force(connection, message)
            _check_seen(in_force, message, seen)
            if not in_force:
                raise UsageError(f"There is no decision on message {message} to take back.")
            connection.execute(
                update(decisions).where(decisions.c.id == in_force[-1].id).values(undone_by=by, undone_at=now)
            )
            write_judgement(connection, message, effective)


def _load_in_force(connection: Connection, message: int) -> Sequence[AnyRow]:
    return connection.execute(_IN_FORCE, {"of_message": message}).all()


def _check_seen(in_force: Sequence[AnyRow], message: int, seen: int) -> None:
    if len(in_force) == seen:
        return
    whose = f" {in_force[-1].decided_by} decided last." if in_force else ""
    raise DecisionConflict(
        f"The decisions on message {message} have changed in the meantime.{whose}",
        remedy=f"Look at it again (`kommunesvar show {message}`), then decide.",
    )

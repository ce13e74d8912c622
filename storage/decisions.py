"""What people have decided; appended and marked, never changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.audit import Action
from domain.deadline import COPENHAGEN
from domain.decided import say_decision
from domain.errors import DecisionConflict, RulingsChanged, UsageError
from domain.judgement import Judgement
from domain.message import State
from domain.review import Decision, PastDecision
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database
from storage.judgements import check_known, write_judgement
from storage.roster import load_roster
from storage.rulings import TURN as RULINGS
from storage.rulings import select_revision
from storage.tables import decisions
from storage.values import dump_value, parse_value

_OF_MESSAGE = select(decisions).where(decisions.c.message == bindparam("of_message")).order_by(decisions.c.id)
_IN_FORCE = _OF_MESSAGE.where(decisions.c.undone_at.is_(None))
_REVISION = select_revision()


class SqlDecisions:
    """Keeps the decisions in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, message: int) -> tuple[Decision, ...]:
        """Return the decisions in force, oldest first. Raises UsageError for an unknown message."""
        with self._database.reading() as connection:
            check_known(connection, message)
            rows = load_in_force(connection, message)
        return tuple(parse_value(Decision, row.decision) for row in rows)

    def load_history(self, message: int) -> tuple[PastDecision, ...]:
        """Return all decisions, also those taken back; as the port says."""
        with self._database.reading() as connection:
            check_known(connection, message)
            rows = connection.execute(_OF_MESSAGE, {"of_message": message}).all()
        return tuple(
            PastDecision(
                decision=parse_value(Decision, row.decision),
                undone_by=row.undone_by,
                undone_at=row.undone_at,
                undone_reason=row.undone_reason or "",
            )
            for row in rows
        )

    def record(
        self, message: int, decision: Decision, effective: Judgement, *, seen: int, revision: int | None = None
    ) -> None:
        """Append a decision and write what follows from it; as the port says.

        Raises UsageError, too, for a message that waits: its text would never be read.
        """
        with self._database.writing() as connection:
            before = self._lock(connection, message, seen=seen, revision=revision)
            if before.state == State.WAITING:
                raise UsageError(
                    f"Message {message} has not been read yet.", remedy="Run `kommunesvar process`, then decide."
                )
            row = describe_decision(message, decision, effective, before=before.judgement)
            connection.execute(insert(decisions).values(row))
            write_judgement(connection, message, effective)
            details = {"reason": decision.reason, "state": effective.state.value}
            subject = f"message:{message}"
            record_audit(connection, decision.by, Action.DECIDED, subject, details, at=decision.decided_at)

    def undo(
        self,
        message: int,
        effective: Judgement,
        *,
        by: str,
        now: datetime,
        seen: int,
        reason: str = "",
        revision: int | None = None,
    ) -> None:
        """Mark the latest decision in force as taken back and write what holds without it; as the port says.

        Raises UsageError when there is none.
        """
        with self._database.writing() as connection:
            before = self._lock(connection, message, seen=seen, revision=revision)
            in_force = load_in_force(connection, message)
            if not in_force:
                raise UsageError(f"There is no decision on message {message} to take back.")
            act = {"undone_by": by, "undone_at": now, "undone_reason": reason}
            held = {"undone_before": before.judgement, "undone_after": dump_value(effective)}
            connection.execute(update(decisions).where(decisions.c.id == in_force[-1].id).values(act | held))
            write_judgement(connection, message, effective)
            details = {"reason": reason, "state": effective.state.value}
            record_audit(connection, by, Action.UNDONE, f"message:{message}", details, at=now)

    def _lock(self, connection: Connection, message: int, *, seen: int, revision: int | None) -> AnyRow:
        """Keep a message and the rulings as they are, if they are as the caller knows them."""
        self._database.share_turn(connection, RULINGS)
        before = check_known(connection, message, lock=True)
        if len(load_in_force(connection, message)) != seen:
            raise _word_conflict(message, connection.execute(_OF_MESSAGE, {"of_message": message}).all())
        if revision is not None and connection.scalar(_REVISION) != revision:
            raise RulingsChanged
        return before


def load_in_force(connection: Connection, message: int) -> Sequence[AnyRow]:
    """Return the rows of the decisions in force on a message, oldest first."""
    return connection.execute(_IN_FORCE, {"of_message": message}).all()


def describe_decision(
    message: int, decision: Decision, effective: Judgement, *, before: str | None
) -> dict[str, object]:
    """Return the row of a decision; ``before`` is the JSON of the judgement that held until now."""
    return {
        "message": message,
        "decided_by": decision.by,
        "decided_at": decision.decided_at,
        "reason": decision.reason,
        "decision": dump_value(decision),
        "before": before,
        "after": dump_value(effective),
    }


def _word_conflict(message: int, rows: Sequence[AnyRow]) -> DecisionConflict:
    """Say who was first, when, and with what: a decision, or one taken back."""
    if not rows:
        return DecisionConflict(f"Nobody has decided on message {message} so far.", remedy="Look at it again.")
    latest = max(rows, key=lambda row: (row.undone_at or row.decided_at, row.id))
    said = say_decision(parse_value(Decision, latest.decision), load_roster())
    if latest.undone_at is None:
        act = f"{latest.decided_by} has decided on message {message} in the meantime, {_word_moment(latest.decided_at)}"
    else:
        act = f"{latest.undone_by} has taken a decision on message {message} back, {_word_moment(latest.undone_at)}"
    return DecisionConflict(f"{act}: {said}.", remedy=f"Look at it again (`kommunesvar show {message}`), then decide.")


def _word_moment(moment: datetime) -> str:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"

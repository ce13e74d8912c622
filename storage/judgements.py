"""Writing what holds of a message: its row, its replies and its suggestions always agree."""

from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, select, update

from domain.errors import UsageError
from domain.judgement import Judgement, Reply
from domain.match import Match
from domain.message import State
from storage.columns import AnyRow
from storage.tables import decisions, messages, replies, suggestions
from storage.values import dump_value

MAX_ID = 2**31
"""The first number that a message cannot have."""


def write_judgement(connection: Connection, id: int, effective: Judgement, *, state: State | None = None) -> None:
    """Make this what holds of a message, and end its lease; ``state`` where it is not the judgement's own."""
    connection.execute(
        update(messages)
        .where(messages.c.id == id)
        .values(
            state=state or effective.state,
            kind=effective.kind.kind,
            consultation=effective.consultation,
            received_at=effective.clock.received_at,
            judgement=dump_value(effective),
            lease_owner=None,
            lease_until=None,
        )
    )
    _replace_rows(connection, id, replies, _make_reply_rows(id, effective))
    rows = [_make_suggestion_row(id, position, match) for position, match in enumerate(effective.suggestions)]
    _replace_rows(connection, id, suggestions, rows)


def _replace_rows(connection: Connection, message: int, table: Table, rows: list[dict[str, object]]) -> None:
    connection.execute(delete(table).where(table.c.message == message))
    if rows:
        connection.execute(insert(table), rows)


def _make_reply_rows(message: int, effective: Judgement) -> list[dict[str, object]]:
    """Return the replies of a counted message, one a municipality; no other state has any."""
    if effective.state is not State.COUNTED:
        return []
    by_municipality = {reply.municipality: reply for reply in effective.replies}
    return [_make_reply_row(message, effective, reply) for reply in by_municipality.values()]


def _make_reply_row(message: int, effective: Judgement, reply: Reply) -> dict[str, object]:
    return {
        "message": message,
        "municipality": reply.municipality,
        "consultation": effective.consultation,
        "received_at": effective.clock.received_at,
        "timeliness": reply.timeliness,
        "judged_against": reply.judged_against,
        "kind": effective.kind.kind,
        "role": reply.role,
        "provisional": reply.provisional,
    }


def _make_suggestion_row(message: int, position: int, match: Match) -> dict[str, object]:
    return {
        "message": message,
        "position": position,
        "municipality": match.municipality,
        "rule": match.rule,
        "certainty": match.certainty,
        "evidence": dump_value(match.evidence),
    }


def check_known(connection: Connection, id: int, *, lock: bool = False) -> AnyRow:
    """Return state, judgement and holder of a message; with ``lock`` nobody else changes it until the transaction ends.

    Raises UsageError when there is no such message.
    """
    query = select(messages.c.state, messages.c.judgement, messages.c.machine_judgement, messages.c.lease_owner)
    # A number that no column holds is an error in both databases, and only a typing error to a person.
    row = connection.execute(_lock_if(query.where(messages.c.id == id), lock=lock)).first() if 0 < id < MAX_ID else None
    if row is None:
        raise UsageError(f"There is no message {id}.", remedy="`kommunesvar messages` lists them all.")
    return row


def _lock_if(query: Select[*tuple[Any, ...]], *, lock: bool) -> Select[*tuple[Any, ...]]:
    return query.with_for_update() if lock else query


def count_decisions(connection: Connection, message: int) -> int:
    """Return how many decisions on a message are in force."""
    query = select(func.count()).where(decisions.c.message == message, decisions.c.undone_at.is_(None))
    return connection.scalar(query) or 0

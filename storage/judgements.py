"""Writing what holds of a message: its row, its replies and its suggestions always agree."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from domain.errors import UsageError
from domain.judgement import Judgement, Reply
from domain.match import Match
from domain.message import State
from storage.columns import AnyRow
from storage.search_tables import mark_due
from storage.tables import messages, replies, suggestions
from storage.values import dump_value

MAX_ID = 2**31
"""The first number that a message cannot have."""

# Built once: SQLAlchemy takes longer to build and to recognise a statement than the database to run it.
_IS_IT = messages.c.id == bindparam("of_message")
OF_MESSAGE = update(messages).where(_IS_IT)
"""Sets the columns that it is executed with, of the message ``of_message``."""

_KNOWN = select(messages.c.state, messages.c.judgement, messages.c.machine_judgement, messages.c.lease_owner).where(
    _IS_IT
)
_KNOWN_LOCKED = _KNOWN.with_for_update()
_BELONGINGS = (replies, suggestions)
_DELETE = {table: delete(table).where(table.c.message == bindparam("of_message")) for table in _BELONGINGS}
_INSERT = {table: insert(table) for table in _BELONGINGS}


def write_judgement(connection: Connection, id: int, effective: Judgement) -> None:
    """Make this what holds of a message, and end its lease."""
    connection.execute(OF_MESSAGE, {"of_message": id, **describe_judgement(effective)})
    replace_rows(connection, replies, id, make_reply_rows(id, effective))
    replace_rows(connection, suggestions, id, make_suggestion_rows(id, effective))
    mark_due(connection, [id])


def describe_judgement(effective: Judgement, dumped: str | None = None) -> dict[str, object]:
    """Return the columns that say what holds of a message; ``dumped`` is its JSON, where that is known already."""
    return {
        "state": effective.state,
        "kind": effective.kind.kind,
        "consultation": effective.consultation,
        "received_at": effective.clock.received_at,
        "judgement": dumped or dump_value(effective),
        "lease_owner": None,
        "lease_until": None,
    }


def replace_rows(
    connection: Connection, table: Table, message: int, rows: Sequence[dict[str, object]], *, are_first: bool = False
) -> None:
    """Make these the rows of a message in one of the tables; where they ``are_first`` there are none to remove."""
    if not are_first:
        connection.execute(_DELETE[table], {"of_message": message})
    if rows:
        connection.execute(_INSERT[table], rows)


def make_reply_rows(message: int, effective: Judgement) -> list[dict[str, object]]:
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


def make_suggestion_rows(message: int, effective: Judgement) -> list[dict[str, object]]:
    """Return whose a message may be, best first."""
    return [_make_suggestion_row(message, position, match) for position, match in enumerate(effective.suggestions)]


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
    query = _KNOWN_LOCKED if lock else _KNOWN
    # A number that no column holds is an error in both databases, and only a typing error to a person.
    row = connection.execute(query, {"of_message": id}).first() if 0 < id < MAX_ID else None
    if row is None:
        raise UsageError(f"There is no message {id}.", remedy="`kommunesvar messages` lists them all.")
    return row

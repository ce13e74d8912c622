"""Judging again what is in the books, when a person's ruling changes what holds of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from domain.errors import UsageError
from domain.judgement import Judgement
from domain.message import State
from domain.review import Decision
from domain.ruling_ports import Extended, LayOver, Rejudged
from domain.rulings import Ruling
from storage.columns import AnyRow
from storage.decisions import load_in_force
from storage.judgements import check_known, write_judgement
from storage.rulings import load_extensions
from storage.tables import messages, replies, suggestions
from storage.values import parse_value


def judge_again(connection: Connection, ruling: Ruling, lay_over: LayOver) -> Extended:
    """Judge again every message that may be of this municipality; ``before`` is left to the caller.

    A message that waits is not among them: who judges it does so by the rulings then in force.
    """
    extensions = load_extensions(connection)
    rejudged: list[Rejudged] = []
    left: list[int] = []
    for message in _list_messages_of(connection, ruling.municipality):
        row = check_known(connection, message, lock=True)
        if row.state == State.WAITING or not row.judgement or not row.machine_judgement:
            continue
        machine, decisions = parse_value(Judgement, row.machine_judgement), _parse(load_in_force(connection, message))
        before = parse_value(Judgement, row.judgement)
        try:
            after = lay_over(machine, decisions, extensions)
        except UsageError:
            left.append(message)
            continue
        if after != before and ruling.consultation in (before.consultation, after.consultation):
            write_judgement(connection, message, after)
            rejudged.append(Rejudged(message=message, before=before, after=after))
    return Extended(before=None, rejudged=tuple(rejudged), left=tuple(left))


def _list_messages_of(connection: Connection, municipality: str) -> Sequence[int]:
    suggested = select(suggestions.c.message).where(suggestions.c.municipality == municipality)
    counted = select(replies.c.message).where(replies.c.municipality == municipality)
    query = select(messages.c.id).where(or_(messages.c.id.in_(suggested), messages.c.id.in_(counted)))
    return connection.execute(query.order_by(messages.c.id)).scalars().all()


def _parse(rows: Sequence[AnyRow]) -> tuple[Decision, ...]:
    return tuple(parse_value(Decision, row.decision) for row in rows)

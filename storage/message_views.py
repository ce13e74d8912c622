"""Loading messages as people see them: a handful of queries, however many messages there are."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select, true

from domain.judgement import Judgement, Reply
from domain.message import Attachment, Sender, State
from domain.message_view import MessageView
from domain.roles import Place, Places, list_routes
from storage.attachment_rows import make_attachment
from storage.columns import AnyRow
from storage.judgements import check_known
from storage.reply_roles import load_places
from storage.tables import attachments, messages, replies, sightings
from storage.values import parse_value

# All that is shown and no more: what the judgement says as well, and what the machine thought, would
# cost as much again to load.
_SHOWN = (
    messages.c.id,
    messages.c.sha256,
    messages.c.size,
    messages.c.mailbox,
    messages.c.first_seen_at,
    messages.c.internal_date,
    messages.c.state,
    messages.c.attempts,
    messages.c.failure,
    messages.c.message_id,
    messages.c.sender_name,
    messages.c.sender_address,
    messages.c.subject,
    messages.c.sent_at,
    messages.c.body,
    messages.c.quoted,
    messages.c.judgement,
)
_SOURCES = (sightings.c.message, sightings.c.source)


def list_views(connection: Connection, *, consultation: str | None, state: State | None) -> list[MessageView]:
    """Return the messages of a consultation, in a state, or both, newest first."""
    wanted: list[ColumnElement[bool]] = []
    if consultation is not None:
        wanted.append(messages.c.consultation == consultation)
    if state is not None:
        wanted.append(messages.c.state == state)
    with _nothing_to_collect():
        # A message in another state is nobody's reply.
        any_counted = state is None or state is State.COUNTED
        places = load_places(connection, consultation) if any_counted else {}
        return _load_views(connection, wanted, places=places)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Keep the garbage collector from walking, over and over, through what is being loaded and all stays.

    Of 10,000 messages it took a third of the time. Threads that load at once leave it as the first found it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def load_view(connection: Connection, id: int) -> MessageView:
    """Return one message. Raises UsageError when there is none of this number."""
    check_known(connection, id)
    whose = select(replies.c.consultation, replies.c.municipality).where(replies.c.message == id)
    own = connection.execute(whose).all()
    places = load_places(connection, own[0].consultation, [row.municipality for row in own]) if own else {}
    routes = list_routes(places)
    # The repetitions of a reply are loaded with it: they are other routes that it came by.
    views = _load_views(connection, [messages.c.id.in_([id, *routes.get(id, ())])], places=places)
    return next(view for view in views if view.id == id)


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What other tables know of the messages, by their numbers."""

    sources: Mapping[int, Sequence[str]]
    attachments: Mapping[int, Sequence[Attachment]]
    places: Places
    routes: Mapping[int, Sequence[int]]

    def list_sources(self, message: int) -> tuple[str, ...]:
        """Return where a message was seen, and then where its repetitions were."""
        seen_as = (message, *self.routes.get(message, ()))
        return tuple(source for one in seen_as for source in self.sources.get(one, ()))


def _load_views(connection: Connection, wanted: list[ColumnElement[bool]], *, places: Places) -> list[MessageView]:
    sources: defaultdict[int, list[str]] = defaultdict(list)
    for row in _load_belongings(connection, select(*_SOURCES).order_by(sightings.c.id), sightings, wanted):
        sources[row.message].append(row.source)
    files: defaultdict[int, list[Attachment]] = defaultdict(list)
    in_order = select(attachments).order_by(attachments.c.message, attachments.c.position)
    for row in _load_belongings(connection, in_order, attachments, wanted):
        files[row.message].append(make_attachment(row))
    belongings = _Belongings(sources, files, places, list_routes(places))
    newest_first = (func.coalesce(messages.c.received_at, messages.c.first_seen_at).desc(), messages.c.id.desc())
    query = select(*_SHOWN).where(true(), *wanted).order_by(*newest_first)
    return [_make_view(row, belongings) for row in connection.execute(query).all()]


def _load_belongings(
    connection: Connection, query: Select[*tuple[Any, ...]], table: Table, wanted: list[ColumnElement[bool]]
) -> Iterable[AnyRow]:
    query = query.where(table.c.message.is_not(None))
    if wanted:
        query = query.where(table.c.message.in_(select(messages.c.id).where(*wanted)))
    return connection.execute(query).all()


def _make_view(row: AnyRow, belongings: _Belongings) -> MessageView:
    judgement = parse_value(Judgement, row.judgement) if row.judgement else None
    counted = judgement.replies if judgement and row.state == State.COUNTED else ()
    return MessageView(
        id=row.id,
        sha256=row.sha256,
        size=row.size,
        sources=belongings.list_sources(row.id),
        mailbox=row.mailbox,
        first_seen_at=row.first_seen_at,
        internal_date=row.internal_date,
        state=State(row.state),
        attempts=row.attempts,
        failure=row.failure,
        message_id=row.message_id,
        sender=Sender(row.sender_name, row.sender_address),
        subject=row.subject,
        sent_at=row.sent_at,
        judgement=judgement,
        replies=tuple(_place(reply, belongings.places.get((row.id, reply.municipality))) for reply in counted),
        attachments=tuple(belongings.attachments.get(row.id, ())),
        body=row.body,
        quoted=row.quoted,
    )


def _place(reply: Reply, place: Place | None) -> Reply:
    return replace(reply, role=place.role, of=place.of) if place else reply

"""Loading messages as people see them: a handful of queries, however many messages there are."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select, true

from domain.judgement import Judgement, Reply
from domain.message import Attachment, ExtractedText, Sender, State, Verdict
from domain.message_view import CountedReply, MessageView, assign_roles
from domain.review import Role
from storage.columns import AnyRow
from storage.judgements import check_known
from storage.tables import attachments, messages, replies, sightings
from storage.values import parse_strings, parse_value

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
_COUNTED = (
    replies.c.message,
    replies.c.municipality,
    replies.c.consultation,
    replies.c.received_at,
    replies.c.role,
    messages.c.content,
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
        return _load_views(connection, wanted, roles=load_roles(connection, consultation))


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
    consultation = connection.scalar(select(messages.c.consultation).where(messages.c.id == id))
    (view,) = _load_views(connection, [messages.c.id == id], roles=load_roles(connection, consultation))
    return view


def load_roles(connection: Connection, consultation: str | None) -> Mapping[tuple[int, str], Role]:
    """Return the role of every counted reply, of one consultation or (None) of all."""
    query = select(*_COUNTED).join(messages, messages.c.id == replies.c.message)
    if consultation is not None:
        query = query.where(replies.c.consultation == consultation)
    return assign_roles(_make_counted_reply(row) for row in connection.execute(query).all())


def _make_counted_reply(row: AnyRow) -> CountedReply:
    return CountedReply(
        message=row.message,
        consultation=row.consultation,
        municipality=row.municipality,
        received_at=row.received_at,
        content=row.content,
        said_role=Role(row.role) if row.role else None,
    )


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What other tables know of the messages, by their numbers."""

    sources: Mapping[int, Sequence[str]]
    attachments: Mapping[int, Sequence[Attachment]]
    roles: Mapping[tuple[int, str], Role]


def _load_views(
    connection: Connection, wanted: list[ColumnElement[bool]], *, roles: Mapping[tuple[int, str], Role]
) -> list[MessageView]:
    sources: defaultdict[int, list[str]] = defaultdict(list)
    for row in _load_belongings(connection, select(*_SOURCES).order_by(sightings.c.id), sightings, wanted):
        sources[row.message].append(row.source)
    files: defaultdict[int, list[Attachment]] = defaultdict(list)
    in_order = select(attachments).order_by(attachments.c.message, attachments.c.position)
    for row in _load_belongings(connection, in_order, attachments, wanted):
        files[row.message].append(_make_attachment(row))
    belongings = _Belongings(sources, files, roles)
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


def _make_attachment(row: AnyRow) -> Attachment:
    return Attachment(
        filename=row.filename,
        path=parse_strings(row.path),
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        extracted=ExtractedText(
            text=row.text,
            verdict=Verdict(row.verdict),
            method=row.method,
            pages=row.pages,
            notes=parse_strings(row.notes),
        ),
    )


def _make_view(row: AnyRow, belongings: _Belongings) -> MessageView:
    judgement = parse_value(Judgement, row.judgement) if row.judgement else None
    counted = judgement.replies if judgement and row.state == State.COUNTED else ()
    return MessageView(
        id=row.id,
        sha256=row.sha256,
        size=row.size,
        sources=tuple(belongings.sources.get(row.id, ())),
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
        replies=tuple(_with_role(reply, belongings.roles.get((row.id, reply.municipality))) for reply in counted),
        attachments=tuple(belongings.attachments.get(row.id, ())),
        body=row.body,
        quoted=row.quoted,
    )


def _with_role(reply: Reply, role: Role | None) -> Reply:
    return reply if reply.role is role else replace(reply, role=role)

"""The roles of counted replies, from all that one municipality has sent; ``domain/roles.py`` assigns them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Text, func, select, type_coerce

from domain.message import Attachment
from domain.review import Role
from domain.roles import CountedReply, Place, Places, assign_roles
from domain.writings import LONGEST, read_said
from storage.attachment_rows import make_attachment
from storage.columns import AnyRow
from storage.tables import attachments, messages, replies

PAGE = 500
MOST = 25
"""So many replies of one municipality are compared by what they say; of who sends more, only equal ones are told."""

_COUNTED = (
    replies.c.message,
    replies.c.municipality,
    replies.c.consultation,
    replies.c.received_at,
    replies.c.role,
    replies.c.provisional,
    replies.c.timeliness,
    replies.c.kind,
    messages.c.state,
    messages.c.first_seen_at,
    # Another whenever the mail is read and judged anew. Whatever else a place follows from lies behind the text of
    # the mail, which a database has to walk through to get there. Nobody reads it, so it is made into no moment.
    type_coerce(messages.c.judged_at, Text).label("judged_at"),
)
_SAYING = (messages.c.id, messages.c.subject, func.substr(messages.c.body, 1, LONGEST).label("body"))


_Group = tuple[str, str]


class KnownPlaces:
    """Remembers the places of each municipality's replies until something that they follow from is another.

    To read and to compare what somebody has written takes a hundred times as long as to see that it is the same
    as before. Threads may share it: what two of them find out at once is alike.
    """

    def __init__(self) -> None:
        self._groups: dict[_Group, tuple[Sequence[AnyRow], Places]] = {}

    def find(self, group: _Group, rows: Sequence[AnyRow]) -> Places | None:
        """Find the places of a group whose rows are the same as when they were remembered."""
        known = self._groups.get(group)
        return known[1] if known and known[0] == rows else None

    def remember(self, group: _Group, rows: Sequence[AnyRow], places: Places) -> None:
        """Keep the places of a group, in place of what was known of it."""
        self._groups[group] = (rows, places)


def load_places(
    connection: Connection, consultation: str | None, municipalities: Sequence[str] | None = None
) -> Places:
    """Return the place of the counted replies of a consultation (None: of all), of some municipalities or of all."""
    return find_places(connection, load_rows(connection, consultation, municipalities))


def load_rows(
    connection: Connection, consultation: str | None, municipalities: Sequence[str] | None = None
) -> Sequence[AnyRow]:
    """Return the rows of these counted replies, the earliest first."""
    query = select(*_COUNTED).join(messages, messages.c.id == replies.c.message)
    if consultation is not None:
        query = query.where(replies.c.consultation == consultation)
    if municipalities is not None:
        query = query.where(replies.c.municipality.in_(municipalities))
    return sorted(connection.execute(query).all(), key=_find_turn)


def find_places(connection: Connection, rows: Sequence[AnyRow], *, known: KnownPlaces | None = None) -> Places:
    """Return the place of each reply; the rows are all that their municipalities have sent.

    What a mail says is only looked into where a municipality has sent several, and the answer is not ``known``.
    """
    groups: dict[_Group, list[AnyRow]] = {}
    for row in rows:
        groups.setdefault((row.consultation, row.municipality), []).append(row)
    found = {group: known.find(group, own) if known else None for group, own in groups.items()}
    unknown = {group: own for group, own in groups.items() if found[group] is None}
    places = _assign(connection, list(unknown.values()))
    if known is not None:
        _remember(known, unknown, places)
    for remembered in found.values():
        places |= remembered or {}
    return places


def _find_turn(row: AnyRow) -> tuple[datetime, int, str]:
    return row.received_at, row.message, row.municipality


def _remember(known: KnownPlaces, groups: Mapping[_Group, Sequence[AnyRow]], places: Places) -> None:
    for group, rows in groups.items():
        keys = [(row.message, row.municipality) for row in rows]
        known.remember(group, rows, {key: places[key] for key in keys})


def _assign(connection: Connection, groups: Sequence[Sequence[AnyRow]]) -> dict[tuple[int, str], Place]:
    several = [row.message for rows in groups if len(rows) > 1 for row in rows]
    compared = [row.message for rows in groups if 1 < len(rows) <= MOST for row in rows]
    learnt = _Learnt(
        contents=_load_contents(connection, several),
        texts=_load_texts(connection, compared),
        judged=_load_judged(connection, compared),
    )
    places: dict[tuple[int, str], Place] = {}
    for rows in groups:
        # One after the other: the words of all that a consultation has brought need not be in memory at once.
        places |= assign_roles(_make_counted_reply(row, learnt) for row in rows)
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What a mail says, as it is kept."""

    subject: str
    body: str
    files: Sequence[Attachment]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the rules found in a mail that its place follows from: committees by municipality."""

    replaces: bool = False
    committees: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learnt:
    """What was looked up of mails of which a municipality has sent several, by message."""

    contents: Mapping[int, str]
    texts: Mapping[int, _Text]
    judged: Mapping[int, _Found]


def _make_counted_reply(row: AnyRow, learnt: _Learnt) -> CountedReply:
    found, text = learnt.judged.get(row.message, _Found()), learnt.texts.get(row.message)
    return CountedReply(
        message=row.message,
        consultation=row.consultation,
        municipality=row.municipality,
        received_at=row.received_at,
        content=learnt.contents.get(row.message, ""),
        said_role=Role(row.role) if row.role else None,
        provisional=row.provisional,
        replaces=found.replaces,
        committee=found.committees.get(row.municipality, ""),
        said=read_said(text.body, text.files, subject=text.subject) if text else None,
    )


def _load_contents(connection: Connection, ids: Sequence[int]) -> Mapping[int, str]:
    query = select(messages.c.id, messages.c.content)
    rows = (row for page in _cut(ids) for row in connection.execute(query.where(messages.c.id.in_(page))))
    return {row.id: row.content for row in rows}


def _load_judged(connection: Connection, ids: Sequence[int]) -> Mapping[int, _Found]:
    query = select(messages.c.id, messages.c.judgement)
    rows = (row for page in _cut(ids) for row in connection.execute(query.where(messages.c.id.in_(page))))
    return {row.id: _read_found(row.judgement) for row in rows if row.judgement}


def _read_found(judgement: str) -> _Found:
    """Return what is wanted of a judgement; the rest of it is not made into anything, for it is long."""
    values = json.loads(judgement)
    committees = {reply["municipality"]: reply.get("committee", "") for reply in values.get("replies", ())}
    return _Found(replaces=values.get("replaces", False), committees=committees)


def _load_texts(connection: Connection, ids: Sequence[int]) -> Mapping[int, _Text]:
    """Return the texts of these mails, by their numbers."""
    files: defaultdict[int, list[Attachment]] = defaultdict(list)
    texts: dict[int, _Text] = {}
    for page in _cut(ids):
        for row in connection.execute(select(attachments).where(attachments.c.message.in_(page))):
            files[row.message].append(make_attachment(row))
        for row in connection.execute(select(*_SAYING).where(messages.c.id.in_(page))):
            texts[row.id] = _Text(subject=row.subject, body=row.body, files=files[row.id])
    return texts


def _cut(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yield pieces that a query can name one by one, each number once."""
    distinct = sorted(set(ids))
    return (distinct[start : start + PAGE] for start in range(0, len(distinct), PAGE))

"""The roles of counted replies, from all that one municipality has sent; ``domain/roles.py`` assigns them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select

from domain.judgement import Judgement
from domain.message import Attachment
from domain.review import Role
from domain.roles import CountedReply, Place, Places, assign_roles
from domain.writings import LONGEST, Said, read_said
from storage.attachment_rows import make_attachment
from storage.columns import AnyRow
from storage.tables import attachments, messages, replies
from storage.values import parse_value

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
    messages.c.content,
)
_OF_WHICH = (messages.c.judged_at, messages.c.judgement)
"""With the rest, all that a place follows from: a mail is read anew only when it is judged anew."""

_SAYING = (messages.c.id, messages.c.subject, func.substr(messages.c.body, 1, LONGEST).label("body"))


_Group = tuple[str, str]
_Print = tuple[tuple[object, ...], ...]


class KnownPlaces:
    """Remembers the places of each municipality's replies until something that they follow from is another.

    To read and to compare what somebody has written takes a hundred times as long as to see that it is the same
    as before. Threads may share it: what two of them find out at once is alike.
    """

    def __init__(self) -> None:
        self._groups: dict[_Group, tuple[_Print, Places]] = {}

    def find(self, group: _Group, rows: Sequence[AnyRow]) -> Places | None:
        """Find the places of a group whose rows are the same as when they were remembered."""
        known = self._groups.get(group)
        return known[1] if known and known[0] == _take_print(rows) else None

    def remember(self, group: _Group, rows: Sequence[AnyRow], places: Places) -> None:
        """Keep the places of a group, in place of what was known of it."""
        self._groups[group] = (_take_print(rows), places)


def _take_print(rows: Sequence[AnyRow]) -> _Print:
    # Of the judgement, which is long, its hash.
    return tuple((*row[:-1], hash(row[-1])) for row in rows)


def load_places(
    connection: Connection,
    consultation: str | None,
    municipalities: Sequence[str] | None = None,
    *,
    known: KnownPlaces | None = None,
) -> Places:
    """Return the place of the counted replies of a consultation (None: of all), of some municipalities or of all.

    What a mail says is only looked into where a municipality has sent several, and the answer is not ``known``.
    """
    query = select(*_COUNTED, *(_OF_WHICH if known else ())).join(messages, messages.c.id == replies.c.message)
    if consultation is not None:
        query = query.where(replies.c.consultation == consultation)
    if municipalities is not None:
        query = query.where(replies.c.municipality.in_(municipalities))
    groups: dict[_Group, list[AnyRow]] = {}
    for row in connection.execute(query.order_by(replies.c.message)):
        groups.setdefault((row.consultation, row.municipality), []).append(row)
    found = {group: known.find(group, rows) if known else None for group, rows in groups.items()}
    fresh = _assign(connection, [rows for group, rows in groups.items() if found[group] is None])
    if known is not None:
        _remember(known, {group: rows for group, rows in groups.items() if found[group] is None}, fresh)
    return fresh | {key: place for places in found.values() if places for key, place in places.items()}


def _remember(known: KnownPlaces, groups: Mapping[_Group, Sequence[AnyRow]], places: Places) -> None:
    for group, rows in groups.items():
        keys = [(row.message, row.municipality) for row in rows]
        known.remember(group, rows, {key: places[key] for key in keys})


def _assign(connection: Connection, groups: Sequence[Sequence[AnyRow]]) -> dict[tuple[int, str], Place]:
    several = [row.message for rows in groups if 1 < len(rows) <= MOST for row in rows]
    said, judged = _load_said(connection, several), _load_judged(connection, several)
    rows = (row for rows in groups for row in rows)
    return dict(assign_roles(_make_counted_reply(row, said.get(row.message), judged.get(row.message)) for row in rows))


def _make_counted_reply(row: AnyRow, said: Said | None, judgement: Judgement | None) -> CountedReply:
    committees = {reply.municipality: reply.committee for reply in judgement.replies} if judgement else {}
    return CountedReply(
        message=row.message,
        consultation=row.consultation,
        municipality=row.municipality,
        received_at=row.received_at,
        content=row.content,
        said_role=Role(row.role) if row.role else None,
        provisional=row.provisional,
        replaces=judgement is not None and judgement.replaces,
        committee=committees.get(row.municipality, ""),
        said=said,
    )


def _load_judged(connection: Connection, ids: Sequence[int]) -> Mapping[int, Judgement]:
    query = select(messages.c.id, messages.c.judgement)
    rows = (row for page in _cut(ids) for row in connection.execute(query.where(messages.c.id.in_(page))))
    return {row.id: parse_value(Judgement, row.judgement) for row in rows if row.judgement}


def _load_said(connection: Connection, ids: Sequence[int]) -> Mapping[int, Said]:
    """Return what these mails say, by their numbers."""
    files: defaultdict[int, list[Attachment]] = defaultdict(list)
    said: dict[int, Said] = {}
    for page in _cut(ids):
        for row in connection.execute(select(attachments).where(attachments.c.message.in_(page))):
            files[row.message].append(make_attachment(row))
        for row in connection.execute(select(*_SAYING).where(messages.c.id.in_(page))):
            said[row.id] = read_said(row.body, files[row.id], subject=row.subject)
    return said


def _cut(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yield pieces that a query can name one by one, each number once."""
    distinct = sorted(set(ids))
    return (distinct[start : start + PAGE] for start in range(0, len(distinct), PAGE))

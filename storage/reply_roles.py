"""The roles of counted replies, from all that one municipality has sent; ``domain/roles.py`` assigns them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select

from domain.judgement import Judgement
from domain.message import Attachment
from domain.review import Role
from domain.roles import CountedReply, Places, assign_roles
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
_SAYING = (messages.c.id, messages.c.subject, func.substr(messages.c.body, 1, LONGEST).label("body"))


def load_places(
    connection: Connection, consultation: str | None, municipalities: Sequence[str] | None = None
) -> Places:
    """Return the place of the counted replies of a consultation (None: of all), of some municipalities or of all.

    What a mail says is only looked into where a municipality has sent several.
    """
    query = select(*_COUNTED).join(messages, messages.c.id == replies.c.message)
    if consultation is not None:
        query = query.where(replies.c.consultation == consultation)
    if municipalities is not None:
        query = query.where(replies.c.municipality.in_(municipalities))
    rows = connection.execute(query).all()
    number = Counter((row.consultation, row.municipality) for row in rows)
    several = [row.message for row in rows if 1 < number[row.consultation, row.municipality] <= MOST]
    said, judged = _load_said(connection, several), _load_judged(connection, several)
    return assign_roles(_make_counted_reply(row, said.get(row.message), judged.get(row.message)) for row in rows)


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

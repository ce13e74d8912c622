"""The list of messages, a page at a time: only what is shown is loaded, and only for those that are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import Sender, State, Verdict
from domain.message_list import ListedMessage, MessageFilter, MessagePage
from storage.columns import AnyRow
from storage.database import Database
from storage.facts import may_belong
from storage.tables import attachments, messages, replies, suggestions
from storage.values import parse_value

_ARRIVED = func.coalesce(messages.c.received_at, messages.c.first_seen_at)
_NEWEST_FIRST = (_ARRIVED.desc(), messages.c.id.desc())
_SHOWN = (
    messages.c.id,
    messages.c.sender_name,
    messages.c.sender_address,
    messages.c.subject,
    messages.c.state,
    messages.c.kind,
    messages.c.consultation,
    messages.c.judgement,
    _ARRIVED.label("arrived_at"),
)


class SqlMessageList:
    """Lists messages from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_page(self, wanted: MessageFilter, *, limit: int, offset: int) -> MessagePage:
        """Return so many of the wanted messages, newest first; as the port says."""
        with self._database.reading() as connection:
            total, ids = _find_numbers(connection, wanted, limit=limit, offset=offset)
            rows = connection.execute(select(*_SHOWN).where(messages.c.id.in_(ids)).order_by(*_NEWEST_FIRST)).all()
            files, codes = _count_files(connection, ids), _load_codes(connection, ids)
        return MessagePage(messages=[_make_listed(row, files, codes) for row in rows], total=total)


def _find_numbers(
    connection: Connection, wanted: MessageFilter, *, limit: int, offset: int
) -> tuple[int, Sequence[int]]:
    """Return how many are wanted, and the numbers of one page of them.

    The numbers alone: what is shown lies behind the texts, which sorting would drag along.
    """
    conditions = list(_list_conditions(wanted))
    numbers = select(messages.c.id).where(*conditions).order_by(*_NEWEST_FIRST)
    if wanted.text:
        # To look into subjects and senders is what takes the time, so it is done once, and the rest is told from that.
        found = connection.scalars(numbers).all()
        return len(found), found[offset : offset + limit]
    total = connection.scalar(select(func.count()).select_from(messages).where(*conditions)) or 0
    return total, connection.scalars(numbers.limit(limit).offset(offset)).all()


def _list_conditions(wanted: MessageFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.consultation is not None:
        yield may_belong(wanted.consultation)
    if wanted.states:
        yield messages.c.state.in_(wanted.states)
    if wanted.kind is not None:
        yield messages.c.kind == wanted.kind
    if wanted.municipality is not None:
        yield _may_be_from(wanted.municipality)
    if wanted.text:
        yield or_(*_list_holding(wanted.text))


def _may_be_from(code: str) -> ColumnElement[bool]:
    """Match what is counted for a municipality, and of the rest what may be its."""
    # Each list is made once; asked of every message by itself, PostgreSQL took ten times as long.
    counted = select(replies.c.message).where(replies.c.municipality == code)
    suggested = select(suggestions.c.message).where(suggestions.c.municipality == code)
    return or_(messages.c.id.in_(counted), and_(messages.c.state != State.COUNTED, messages.c.id.in_(suggested)))


def _list_holding(text: str) -> Iterator[ColumnElement[bool]]:
    # SQLite folds no Æ, Ø and Å: each way of writing them is asked for.
    spellings = (text,) if text.isascii() else (text, text.lower(), text.upper(), text.title())
    for spelling in dict.fromkeys(spellings):
        for column in (messages.c.subject, messages.c.sender_name, messages.c.sender_address):
            yield column.icontains(spelling, autoescape=True)


def _count_files(connection: Connection, ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many files each message brings, by message; those of its layout and its containers left out."""
    query = (
        select(attachments.c.message, func.count().label("files"))
        .where(attachments.c.message.in_(ids))
        .where(attachments.c.verdict.not_in([Verdict.INLINE, Verdict.CONTAINER]))
        .group_by(attachments.c.message)
    )
    return {row.message: row.files for row in connection.execute(query)}


def _load_codes(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return whose each message is: by its replies, and without any by its best suggestion."""
    counted = select(replies.c.message, replies.c.municipality).where(replies.c.message.in_(ids))
    best = select(suggestions.c.message, suggestions.c.municipality).where(
        suggestions.c.message.in_(ids), suggestions.c.position == 0
    )
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(counted):
        codes[row.message].append(row.municipality)
    for row in connection.execute(best):
        if not codes[row.message]:
            codes[row.message].append(row.municipality)
    return codes


def _make_listed(row: AnyRow, files: Mapping[int, int], codes: Mapping[int, Sequence[str]]) -> ListedMessage:
    state = State(row.state)
    judged = parse_value(Judgement, row.judgement) if state is State.REVIEW and row.judgement else None
    return ListedMessage(
        id=row.id,
        sender=Sender(row.sender_name, row.sender_address),
        subject=row.subject,
        arrived_at=row.arrived_at,
        state=state,
        kind=Kind(row.kind) if row.kind else Kind.OTHER,
        reasons=judged.reasons if judged else (),
        municipalities=tuple(codes.get(row.id, ())),
        files=files.get(row.id, 0),
        consultation=row.consultation,
    )

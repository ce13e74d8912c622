"""The counted mails that nobody has been thanked for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, exists, func, select

from domain.judgement import Authenticity, Judgement
from domain.message import Sender, State, Verdict
from domain.thanks import ThankableReply
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import attachments, cursors, messages, outbox, replies, sightings
from storage.values import parse_strings, parse_value

KIND = "thanks"
TOO_LATE = timedelta(days=14)
"""Who hears of a reply so long after it was sent does not take it for a receipt."""

_own_key = func.substr(messages.c.sha256, 1, 16)
# A mailbox that is visited leaves a cursor in each of its folders; files that are imported leave none.
_FETCHED = exists().where(
    sightings.c.message == messages.c.id,
    sightings.c.mailbox == cursors.c.mailbox,
    sightings.c.folder == cursors.c.folder,
)
_THANKED = exists().where(
    outbox.c.kind == KIND, outbox.c.consultation == messages.c.consultation, outbox.c.period == _own_key
)


class SqlThanksDue:
    """Reads them from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_first(self) -> datetime | None:
        """Find when the first thanks of all were written, or None."""
        query = select(outbox.c.created_at).where(outbox.c.kind == KIND).order_by(outbox.c.id)
        with self._database.reading() as connection:
            return connection.scalar(query.limit(1))

    def find_latest(self, consultation: str, recipient: str) -> datetime | None:
        """Find when thanks were last written to an address in a consultation; as the port says."""
        to_them = func.lower(outbox.c.recipient) == recipient.lower()
        query = (
            select(outbox.c.created_at)
            .where(outbox.c.kind == KIND, outbox.c.consultation == consultation, to_them)
            .order_by(outbox.c.created_at.desc())
        )
        with self._database.reading() as connection:
            return connection.scalar(query.limit(1))

    def is_counted(self, consultation: str, period: str) -> bool:
        """Say whether the mail that thanks are for is a counted reply still; as the port says."""
        counted = (messages.c.state == State.COUNTED) & (messages.c.consultation == consultation)
        with self._database.reading() as connection:
            return connection.execute(select(messages.c.id).where(counted, _own_key == period)).first() is not None

    def load_due(self, consultations: Sequence[str], *, since: datetime, now: datetime) -> Sequence[ThankableReply]:
        """Return the counted mails that came and were first seen after ``since``; as the port says."""
        came = and_(messages.c.received_at >= max(since, now - TOO_LATE), messages.c.received_at <= now)
        query = (
            select(messages)
            .where(messages.c.state == State.COUNTED, messages.c.consultation.in_(consultations))
            .where(came, messages.c.first_seen_at >= since, _FETCHED, ~_THANKED)
            .order_by(messages.c.received_at, messages.c.id)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            ids = [row.id for row in rows]
            whose, files = _load_municipalities(connection, ids), _load_files(connection, ids)
        return [_make_reply(row, tuple(whose[row.id]), tuple(files[row.id])) for row in rows if whose[row.id]]


def _load_municipalities(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    query = select(replies.c.message, replies.c.municipality).where(replies.c.message.in_(ids))
    for message, municipality in connection.execute(query.order_by(replies.c.municipality)):
        found[message].append(municipality)
    return found


def _load_files(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of what was attached: not of pictures in the text, nor of what lies inside a file."""
    found = defaultdict(list)
    query = select(attachments).where(attachments.c.message.in_(ids)).order_by(attachments.c.position)
    for row in connection.execute(query):
        if row.verdict != Verdict.INLINE and len(parse_strings(row.path)) <= 1:
            found[row.message].append(row.filename)
    return found


def _make_reply(row: AnyRow, municipalities: tuple[str, ...], files: tuple[str, ...]) -> ThankableReply:
    judgement = parse_value(Judgement, row.judgement) if row.judgement else None
    return ThankableReply(
        message=row.id,
        sha256=row.sha256,
        consultation=row.consultation,
        mailbox=row.mailbox,
        municipalities=municipalities,
        sender=Sender(row.sender_name, row.sender_address),
        received_at=row.received_at,
        authenticity=judgement.authenticity.authenticity if judgement else Authenticity.NONE,
        files=files,
    )

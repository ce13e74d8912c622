"""What machines wrote to us, and when anything came at all: what the digest tells beside the standings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from domain.consultation import Consultation
from domain.deadline import start_of_day
from domain.digest import Bounce
from domain.kind import Kind
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import messages, suggestions
from storage.values import parse_strings

_CAME_AT = func.coalesce(messages.c.received_at, messages.c.first_seen_at)


class SqlNotices:
    """Reads them from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_bounces(self, consultation: Consultation, as_of: datetime) -> Sequence[Bounce]:
        """Return what came back undelivered; as the port says."""
        query = (
            select(messages.c.id, suggestions.c.municipality, suggestions.c.evidence)
            .join(suggestions, suggestions.c.message == messages.c.id, isouter=True)
            .where(messages.c.kind == Kind.BOUNCE, _belongs(consultation), _came_by(as_of))
            .order_by(_CAME_AT, messages.c.id, suggestions.c.position)
        )
        with self._database.reading() as connection:
            return [_make_bounce(row) for row in connection.execute(query)]

    def load_latest_mails(self, mailboxes: Sequence[str], as_of: datetime) -> Mapping[str, datetime]:
        """Return when the latest mail came into each mailbox; as the port says."""
        # By the clock that saw it: a date in the mail may lie in the future.
        query = (
            select(messages.c.mailbox, func.max(messages.c.first_seen_at), func.max(messages.c.received_at))
            .where(messages.c.mailbox.in_(mailboxes), _came_by(as_of))
            .group_by(messages.c.mailbox)
        )
        with self._database.reading() as connection:
            return {mailbox: min(received or seen, as_of) for mailbox, seen, received in connection.execute(query)}


def _belongs(consultation: Consultation) -> ColumnElement[bool]:
    opens = start_of_day(consultation.opens, consultation.deadline.zone)
    in_its_mailbox = and_(messages.c.mailbox.in_(consultation.mailboxes), opens <= _CAME_AT)
    return or_(messages.c.consultation == consultation.id, and_(messages.c.consultation.is_(None), in_its_mailbox))


def _came_by(as_of: datetime) -> ColumnElement[bool]:
    return or_(messages.c.received_at <= as_of, messages.c.first_seen_at <= as_of)


def _make_bounce(row: AnyRow) -> Bounce:
    evidence = parse_strings(row.evidence) if row.evidence else ()
    return Bounce(message=row.id, municipality=row.municipality, said=evidence[0] if evidence else "")

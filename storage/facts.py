"""What standings and digests are made from. SQL only gathers; ``domain/standing.py`` judges."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select

from domain.arrivals import TimedFacts, find_arrival
from domain.consultation import Consultation
from domain.deadline import Timeliness, end_of_day, start_of_day
from domain.digest import NewReply, OpenMail
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import Sender, State, Verdict
from domain.message_view import find_excerpt
from domain.review import Role
from domain.rulings import Rulings
from domain.standing import NoticeFact, OpenFact, StandingFacts
from storage.acquaintances import load_acquaintances
from storage.columns import AnyRow
from storage.database import Database
from storage.reply_facts import ReplyFacts
from storage.roster import load_roster
from storage.rulings import load_extensions, load_rulings
from storage.tables import attachments, excuses, messages, replies, suggestions
from storage.values import parse_value

OPEN = (State.REVIEW, State.WAITING, State.FAILED)
_KINDS = {one.value: one for one in Kind}
NOTICES = (Kind.ACKNOWLEDGEMENT, Kind.BOUNCE)
_SUGGESTED = (
    suggestions.c.message,
    suggestions.c.municipality,
    messages.c.kind,
    messages.c.received_at,
    messages.c.first_seen_at,
)
_IS_OPEN = messages.c.state.in_(OPEN)
_IS_NOTICE = messages.c.kind.in_(NOTICES)
_EXCUSED = select(excuses.c.municipality).where(
    excuses.c.consultation == bindparam("consultation"), excuses.c.revoked_at.is_(None)
)
_EXCERPT_SOURCE = 2000
"""Characters; enough of a text to find its first words in."""


class SqlFacts:
    """Gathers the facts from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._roster = load_roster()
        self._replies = ReplyFacts()

    def load_standing_facts(
        self, consultation: Consultation, as_of: datetime, *, municipality: str | None = None
    ) -> StandingFacts:
        """Return the facts that had arrived by a moment, as judged now; with ``municipality`` those of one alone."""
        return self.load_timed_facts(consultation, municipality=municipality).at(as_of)

    def load_timed_facts(self, consultation: Consultation, *, municipality: str | None = None) -> TimedFacts:
        """Return all facts, as judged now, with when each came; with ``municipality`` those of one alone."""
        with self._database.reading() as connection:
            return TimedFacts(
                replies=self._replies.load(connection, consultation, municipality),
                open_mails=_load_open_facts(connection, consultation, municipality),
                notices=_load_notices(connection, consultation, municipality),
                extensions=_load_own_extensions(connection, consultation),
                excused=_load_excused(connection, consultation),
            )

    def load_rulings(self) -> Rulings:
        """Return what people have ruled that is in force."""
        with self._database.reading() as connection:
            return replace(load_rulings(connection), acquaintances=load_acquaintances(connection, self._roster))

    def load_new_replies(
        self, consultation: Consultation, since: datetime | None, as_of: datetime
    ) -> Sequence[NewReply]:
        """Return the counted replies after ``since`` and by ``as_of``, newest first, without those sent again."""
        wanted = [_is_counted(consultation, as_of)]
        if since is not None:
            wanted.append(replies.c.received_at > since)
        query = (
            select(replies, func.substr(messages.c.body, 1, _EXCERPT_SOURCE).label("body"))
            .join(messages, messages.c.id == replies.c.message)
            .where(*wanted)
            .order_by(replies.c.received_at.desc(), replies.c.message.desc(), replies.c.municipality)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            texts = _load_attachment_texts(connection, wanted)
            places = self._replies.load_places(connection, consultation)
        says_more = (row for row in rows if places[row.message, row.municipality].role is not Role.DUPLICATE)
        return [_make_new_reply(row, texts.get(row.message, ())) for row in says_more]

    def load_open_mails(self, consultation: Consultation, as_of: datetime) -> Sequence[OpenMail]:
        """Return the mails in review that may belong to this consultation, oldest first."""
        query = (
            select(messages)
            .where(messages.c.state == State.REVIEW, may_belong(consultation), _arrived_by(as_of))
            .order_by(func.coalesce(messages.c.received_at, messages.c.first_seen_at), messages.c.id)
        )
        with self._database.reading() as connection:
            return [self._make_open_mail(row) for row in connection.execute(query)]

    def list_open_ids(self, consultation: Consultation, as_of: datetime) -> Sequence[int]:
        """Return the numbers of the mails in review that may belong to this consultation, oldest first."""
        query = (
            select(messages.c.id)
            .where(messages.c.state == State.REVIEW, may_belong(consultation), _arrived_by(as_of))
            .order_by(func.coalesce(messages.c.received_at, messages.c.first_seen_at), messages.c.id)
        )
        with self._database.reading() as connection:
            return connection.scalars(query).all()

    def count_open_mails(self, consultation: Consultation, as_of: datetime) -> int:
        """Return how many mails in review may belong to this consultation."""
        return bisect_right(self.list_open_arrivals(consultation), as_of)

    def list_open_arrivals(self, consultation: Consultation) -> Sequence[datetime]:
        """Return when each of the mails in review came that may belong to this consultation, the earliest first."""
        query = select(messages.c.received_at, messages.c.first_seen_at).where(messages.c.state == State.REVIEW)
        with self._database.reading() as connection:
            rows = [row for way in _list_ways(consultation) for row in connection.execute(query.where(way))]
        return sorted(find_arrival(received_at, first_seen_at) for received_at, first_seen_at in rows)

    def count_unjudged(self, mailboxes: Sequence[str]) -> int:
        """Return how many mails of these mailboxes wait or failed."""
        query = select(func.count()).where(
            messages.c.mailbox.in_(mailboxes), messages.c.state.in_([State.WAITING, State.FAILED])
        )
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def _make_open_mail(self, row: AnyRow) -> OpenMail:
        judgement = parse_value(Judgement, row.judgement)
        codes = [match.municipality for match in judgement.suggestions if match.municipality in self._roster]
        return OpenMail(
            message=row.id,
            sender=str(Sender(row.sender_name, row.sender_address)),
            subject=row.subject,
            received_at=row.received_at,
            reasons=judgement.reasons,
            suggestion=self._roster[codes[0]].name if codes else None,
        )


def _is_counted(consultation: Consultation, as_of: datetime) -> ColumnElement[bool]:
    return and_(
        replies.c.consultation == consultation.id,
        or_(replies.c.received_at <= as_of, messages.c.first_seen_at <= as_of),
        messages.c.state == State.COUNTED,
    )


def may_belong(consultation: Consultation) -> ColumnElement[bool]:
    """Match the mails of a consultation, and those of an unknown one that came, or may have come, in its time.

    The mailbox is not asked: who answers to the wrong one has answered. In its own mailbox there is no too
    late: who answers after it has closed is not silent.
    """
    return or_(*_list_ways(consultation))


@lru_cache(maxsize=256)
def _list_ways(consultation: Consultation) -> Sequence[ColumnElement[bool]]:
    """Return the two, of which a mail goes but one: asked one after the other, each is answered by an index alone."""
    return messages.c.consultation == consultation.id, _may_stray_into(consultation)


def _may_stray_into(consultation: Consultation) -> ColumnElement[bool]:
    zone = consultation.deadline.zone
    opens, closes = start_of_day(consultation.opens, zone), end_of_day(consultation.closes, zone)
    in_its_time = and_(messages.c.received_at >= opens, messages.c.received_at < closes)
    astray = messages.c.received_at > messages.c.first_seen_at
    after_its_time = and_(messages.c.received_at >= closes, messages.c.mailbox.in_(consultation.mailboxes))
    may_be_its_time = or_(messages.c.received_at.is_(None), in_its_time, astray, after_its_time)
    return and_(messages.c.consultation.is_(None), may_be_its_time)


def _arrived_by(as_of: datetime) -> ColumnElement[bool]:
    """Match what came by a moment; a mail that no clock dates may have come at any.

    What had been seen by then had come, though its server's clock is ahead of ours.
    """
    return or_(messages.c.received_at.is_(None), messages.c.received_at <= as_of, messages.c.first_seen_at <= as_of)


def _load_open_facts(
    connection: Connection, consultation: Consultation, municipality: str | None
) -> tuple[tuple[datetime, OpenFact], ...]:
    rows = _load_suggested(connection, consultation, municipality, _IS_OPEN)
    return tuple(
        (find_arrival(received_at, first_seen_at), OpenFact(message=message, municipality=code))
        for message, code, _, received_at, first_seen_at in rows
    )


def _load_notices(
    connection: Connection, consultation: Consultation, municipality: str | None
) -> tuple[tuple[datetime, NoticeFact], ...]:
    rows = _load_suggested(connection, consultation, municipality, _IS_NOTICE)
    return tuple(
        (find_arrival(received_at, first_seen_at), NoticeFact(message=message, municipality=code, kind=_KINDS[kind]))
        for message, code, kind, received_at, first_seen_at in rows
    )


def _load_suggested(
    connection: Connection, consultation: Consultation, municipality: str | None, wanted: ColumnElement[bool]
) -> Sequence[AnyRow]:
    """Return a row for each message and each municipality it may be from, or only the one that is asked about."""
    queries = _select_suggested(consultation, wanted, alone=municipality is not None)
    asked = {} if municipality is None else {"code": municipality}
    rows = [row for query in queries for row in connection.execute(query, asked).all()]
    return sorted(rows, key=itemgetter(0, 1))


@lru_cache(maxsize=1024)
def _select_suggested(
    consultation: Consultation, wanted: ColumnElement[bool], *, alone: bool
) -> Sequence[Select[int, str, str | None, datetime | None, datetime]]:
    """Return the queries, made once: a page of one municipality asks those of every consultation there is."""
    query = select(*_SUGGESTED).join(messages, messages.c.id == suggestions.c.message).where(wanted).distinct()
    if alone:
        query = query.where(suggestions.c.municipality == bindparam("code"))
    return [query.where(way) for way in _list_ways(consultation)]


def _load_own_extensions(connection: Connection, consultation: Consultation) -> Mapping[str, date]:
    in_force = load_extensions(connection)
    return {code: until for (of, code), until in in_force.items() if of == consultation.id}


def _load_excused(connection: Connection, consultation: Consultation) -> frozenset[str]:
    return frozenset(connection.execute(_EXCUSED, {"consultation": consultation.id}).scalars())


def _load_attachment_texts(
    connection: Connection, wanted: Sequence[ColumnElement[bool]]
) -> Mapping[int, Sequence[str]]:
    """Return the beginnings of the attachments' texts by message; a file without text has an empty one."""
    of_replies = select(replies.c.message).join(messages, messages.c.id == replies.c.message).where(*wanted)
    query = (
        select(attachments.c.message, func.substr(attachments.c.text, 1, _EXCERPT_SOURCE).label("text"))
        .where(attachments.c.message.in_(of_replies))
        .where(attachments.c.verdict.not_in([Verdict.INLINE, Verdict.CONTAINER]))
        .order_by(attachments.c.message, attachments.c.position)
    )
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        texts[row.message].append(row.text)
    return texts


def _make_new_reply(row: AnyRow, attachment_texts: Sequence[str]) -> NewReply:
    return NewReply(
        message=row.message,
        municipality=row.municipality,
        received_at=row.received_at,
        timeliness=Timeliness(row.timeliness),
        kind=Kind(row.kind),
        excerpt=find_excerpt(row.body, attachment_texts),
        attachments=len(attachment_texts),
    )

"""Builders of what goes into the books: sightings, judgements, and messages already judged."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from domain.deadline import Deadline, Timeliness
from domain.judgement import (
    Authenticity,
    AuthenticityFinding,
    ClockReading,
    Judgement,
    ReceivedBy,
    Reply,
)
from domain.kind import Kind, KindFinding
from domain.mailbox import Gap, StoredMail
from domain.match import Certainty, Match
from domain.message import ReadMail, State
from domain.message_ports import ClaimedMail, JudgedMail
from domain.review import ReviewReason, Role
from domain.rulings import Basis
from storage.database import Database
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from storage.tables import extensions
from tests.builders import IN_TIME, build_mail

AUTUMN = "kernevaerdier-2019-efteraar"
NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
LEASE = timedelta(minutes=15)


def name_checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def build_stored(uid: int, text: str | None = None, *, mailbox: str = "FLJE", folder: str = "INBOX") -> StoredMail:
    """Build a sighting whose bytes are this text (by default another for every UID)."""
    return StoredMail(
        mailbox=mailbox,
        folder=folder,
        uid_validity=1,
        uid=uid,
        internal_date=IN_TIME,
        source=f"imap://{mailbox}/{folder};UIDVALIDITY=1/;UID={uid}",
        sha256=name_checksum(text or f"{mailbox} {folder} {uid}"),
        size=2000,
    )


def build_gap(uid: int, *, reason: str = "unreadable") -> Gap:
    return Gap(mailbox="FLJE", folder="INBOX", uid_validity=1, uid=uid, source=f"imap://FLJE/{uid}", reason=reason)


def build_judgement(
    *codes: str,
    state: State = State.COUNTED,
    kind: Kind = Kind.RESPONSE,
    consultation: str | None = AUTUMN,
    received_at: datetime | None = IN_TIME,
    reasons: tuple[ReviewReason, ...] = (),
    role: Role | None = None,
) -> Judgement:
    """Build a judgement that suggests these municipalities, and counts them if that is the state."""
    deadline = Deadline(date(2019, 11, 1))
    replies = tuple(
        Reply(municipality=code, timeliness=deadline.judge(received_at), judged_against=deadline.day, role=role)
        for code in codes
        if received_at is not None
    )
    return Judgement(
        kind=KindFinding(kind, "test", ("Hermed høringssvar",)),
        suggestions=tuple(Match(code, "sender_domain", Certainty.SURE, (f"{code}.dk",)) for code in codes),
        authenticity=AuthenticityFinding(Authenticity.PASS, ("spf=pass",)),
        clock=ClockReading(received_at, ReceivedBy.BORDER if received_at else ReceivedBy.NONE),
        consultation=consultation,
        state=state,
        reasons=reasons or ((ReviewReason.UNKNOWN_SENDER,) if state is State.REVIEW else ()),
        replies=replies if state is State.COUNTED else (),
    )


def add_message(
    database: Database, judgement: Judgement, mail: ReadMail | None = None, *, text: str | None = None
) -> int:
    """Take a mail in and judge it so; return its number."""
    messages = SqlMessages(database)
    id = add_waiting(database, text=text)  # noqa: A001 - the word of the outer contract
    assert record_judgement(messages, id, judgement, mail)
    return id


def record_judgement(
    messages: SqlMessages,
    id: int,
    machine: Judgement,
    mail: ReadMail | None = None,
    *,
    effective: Judgement | None = None,
    owner: str | None = None,
    basis: Basis | None = None,
) -> bool:
    """Write a judgement down; say whether it was written."""
    claimed = ClaimedMail(id=id, sha256="", mailbox="FLJE", internal_date=None, attempts=1)
    judged = JudgedMail(
        claimed=claimed, mail=mail or build_mail(), machine=machine, effective=effective or machine, basis=basis
    )
    return messages.record_judgements([judged], owner=owner, now=NOW)[0]


def add_waiting(database: Database, *, text: str | None = None, mailbox: str = "FLJE") -> int:
    """Take a mail in; return its number."""
    before = [claimed.id for claimed in SqlMessages(database).list_all()]
    uid = len(before) + 1
    SqlSightings(database).record(mailbox, [build_stored(uid, text, mailbox=mailbox)], None, NOW)
    (id,) = {claimed.id for claimed in SqlMessages(database).list_all()} - set(before)  # noqa: A001 - as above
    return id


def grant_extension(database: Database, code: str, until: date) -> None:
    """Give a municipality more time."""
    ruling = {"consultation": AUTUMN, "municipality": code, "until": until}
    with database.writing() as connection:
        connection.execute(insert(extensions).values(ruling | {"decided_by": "Mette", "decided_at": NOW, "reason": ""}))


def fail_message(database: Database, id: int, glimpse: Judgement | None = None) -> None:
    """Let a waiting message fail for good."""
    messages = SqlMessages(database)
    messages.claim(owner="worker", now=NOW, lease=LEASE, limit=1000)
    messages.record_failure(id, owner="worker", reason="UnreadableMail: cut short", glimpse=glimpse, retry_at=None)


def with_timeliness(judgement: Judgement, timeliness: Timeliness) -> Judgement:
    return replace(judgement, replies=tuple(replace(reply, timeliness=timeliness) for reply in judgement.replies))

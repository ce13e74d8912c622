"""Builders of memos for tests: mails with replies, and the memo that they make."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import lxml.etree
from docx.document import Document

from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.digest import OpenMail
from domain.judgement import Authenticity, AuthenticityFinding, ClockReading, Judgement, ReceivedBy, Reply
from domain.kind import Kind, KindFinding
from domain.memo import Answer, Memo
from domain.message import Attachment, Sender, State
from domain.message_view import MessageView
from domain.review import Role
from domain.standing import NoticeFact, OpenFact, ReplyFact, StandingFacts, compute_standings
from notifier.memo.answers import Extent
from notifier.memo.compose import compose_memo
from storage.roster import load_roster
from tests.builders import IN_TIME, build_consultation
from tests.digests import build_ledger_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AFTER = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
"""08:00 in Denmark on the Monday after the deadline."""


def build_reply_of(code: str, **changes: object) -> Reply:
    reply = Reply(municipality=code, timeliness=Timeliness.ON_TIME, judged_against=date(2019, 11, 1), role=Role.FIRST)
    return replace(reply, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_view(
    id: int,
    *replies: str | Reply,
    body: str = "Hermed høringssvar fra kommunen.",
    attachments: tuple[Attachment, ...] = (),
    received_at: datetime | None = None,
    kind: Kind = Kind.RESPONSE,
    subject: str = "Høringssvar",
    sender: Sender = Sender("Jens Jensen", "jens@odense.dk"),  # noqa: B008 - frozen
    sources: tuple[str, ...] = ("imap://FLJE/INBOX;UIDVALIDITY=1/;UID=1",),
) -> MessageView:
    """Build a counted mail; a code stands for a first reply in time of that municipality."""
    received_at = received_at or IN_TIME + timedelta(minutes=id)
    own = tuple(build_reply_of(reply) if isinstance(reply, str) else reply for reply in replies)
    return MessageView(
        id=id,
        sha256=f"{id:064x}",
        size=2000,
        sources=sources,
        mailbox="FLJE",
        first_seen_at=received_at,
        internal_date=received_at,
        state=State.COUNTED,
        attempts=1,
        failure=None,
        message_id=f"<{id}@odense.dk>",
        sender=sender,
        subject=subject,
        sent_at=received_at,
        judgement=Judgement(
            kind=KindFinding(kind, "test"),
            suggestions=(),
            authenticity=AuthenticityFinding(Authenticity.PASS),
            clock=ClockReading(received_at, ReceivedBy.BORDER),
            consultation=build_consultation().id,
            state=State.COUNTED,
            replies=own,
        ),
        replies=own,
        attachments=attachments,
        body=body,
        quoted="",
    )


def list_facts(*views: MessageView) -> tuple[ReplyFact, ...]:
    """Return what the books would say of these mails."""
    return tuple(
        ReplyFact(
            message=view.id,
            municipality=reply.municipality,
            received_at=view.received_at,
            timeliness=reply.timeliness,
            kind=view.kind,
            provisional=reply.provisional,
        )
        for view in views
        for reply in view.replies
        if view.received_at is not None
    )


def build_memo(
    *views: MessageView,
    consultation: Consultation | None = None,
    open_facts: tuple[OpenFact, ...] = (),
    notices: tuple[NoticeFact, ...] = (),
    extensions: Mapping[str, date] | None = None,
    open_mails: tuple[OpenMail, ...] = (),
    unjudged: int = 0,
    as_of: datetime = AFTER,
) -> Memo:
    """Build the memo of these mails, in the order given."""
    facts = StandingFacts(
        replies=list_facts(*views), open_mails=open_facts, notices=notices, extensions=extensions or {}
    )
    return Memo(
        standings=compute_standings(consultation or build_consultation(), load_roster(), facts, as_of),
        answers=tuple(Answer(reply=reply, mail=view) for view in views for reply in view.replies),
        open_mails=open_mails,
        unjudged=unjudged,
        ledger=(build_ledger_line(),),
    )


def build_full_house(number: int = 98) -> Memo:
    """Build a memo in which so many have answered."""
    codes = [municipality.code for municipality in load_roster()][:number]
    return build_memo(*(build_view(id, code) for id, code in enumerate(codes, 1)))  # noqa: A001 - the word for it


def compose(memo: Memo, extent: Extent = Extent.FULL) -> bytes:
    return compose_memo(memo, extent=extent)


def read_document(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def read_texts(content: bytes, style: str | None = None) -> list[str]:
    """Return the paragraphs outside tables, all or those of a style."""
    paragraphs = read_document(content).paragraphs
    return [p.text for p in paragraphs if style is None or (p.style is not None and p.style.name == style)]


def read_parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_body(content: bytes) -> "lxml.etree._Element":
    return lxml.etree.fromstring(read_parts(content)["word/document.xml"])

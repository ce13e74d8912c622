from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest

from domain.message import State, Verdict
from domain.message_view import MessageView
from domain.review import ReviewReason
from kommunesvar.outgoing.asking_again import LONGEST_BODY, draft_question
from tests.books import build_judgement
from tests.builders import IN_TIME, build_attachment, build_consultation, build_sender

AUTUMN = build_consultation()


def build_view(
    *reasons: ReviewReason, sender: str = "Ida <ida@randers.dk>", asked_until: date | None = None
) -> MessageView:
    judgement = build_judgement("0730", state=State.REVIEW, reasons=reasons)
    return MessageView(
        id=17,
        sha256="0" * 64,
        size=2000,
        sources=(),
        mailbox="FLJE",
        first_seen_at=IN_TIME,
        internal_date=None,
        state=State.REVIEW,
        attempts=1,
        failure=None,
        message_id="<1@randers.dk>",
        sender=build_sender(sender),
        subject="Svar",
        sent_at=None,
        judgement=replace(judgement, asked_until=asked_until),
        replies=(),
        attachments=(build_attachment("svar.pdf", "", verdict=Verdict.ENCRYPTED),),
        body="",
        quoted="",
    )


def write(*reasons: ReviewReason, asked_until: date | None = None) -> str:
    draft = draft_question(build_view(*reasons, asked_until=asked_until), AUTUMN, "Mette Madsen")
    assert draft is not None
    return draft.body


def test_a_draft_thanks_asks_and_is_signed() -> None:
    body = write(ReviewReason.UNKNOWN_SENDER)

    assert body.split("\n\n") == [
        "Kære afsender",
        f"Tak for jeres mail af 30. oktober 2019 i forbindelse med høringen »{AUTUMN.title}«.",
        "Vil I skrive, hvilken kommune svaret er fra? Svarer I for flere kommuner, så nævn dem alle.",
        "På forhånd tak.",
        "Med venlig hilsen\nMette Madsen",
    ]


@pytest.mark.parametrize(
    ("reason", "question"),
    [
        (ReviewReason.ATTACHMENT_UNREADABLE, "bilaget »svar.pdf« (låst med adgangskode)"),
        (ReviewReason.ATTACHMENT_MISSING, "I omtaler et bilag"),
        (ReviewReason.LINK_ONLY, "Jeres svar ligger bag et link"),
        (ReviewReason.UNKNOWN_CONSULTATION, "hvilken høring mailen hører til"),
        (ReviewReason.UNCLEAR_KIND, "om mailen er kommunens høringssvar"),
        (ReviewReason.QUESTION, "[Skriv svaret på spørgsmålet her.]"),
        (ReviewReason.EXTENSION_REQUEST, "Til hvilken dag har I brug for den?"),
        (ReviewReason.WITHDRAWAL, "trækker jeres høringssvar tilbage?"),
        (ReviewReason.BY_HAND, "hvordan vi skal forstå mailen"),
    ],
)
def test_what_is_asked_follows_from_why_the_mail_is_in_review(reason: ReviewReason, question: str) -> None:
    assert question in write(reason)


def test_the_day_that_was_asked_for_is_named() -> None:
    body = write(ReviewReason.EXTENSION_REQUEST, asked_until=date(2019, 11, 15))

    assert "I beder om udsættelse til den 15. november 2019." in body
    assert "På forhånd tak" not in body


def test_the_draft_is_an_address_that_mail_programs_understand() -> None:
    draft = draft_question(build_view(ReviewReason.UNCLEAR_KIND), AUTUMN, "Bo & Søn")
    assert draft is not None

    address, _, rest = draft.link.partition("?")
    subject, _, body = rest.partition("&")

    assert address == "mailto:ida@randers.dk"
    assert unquote(subject) == f"subject=Spørgsmål til jeres mail: {AUTUMN.title}"
    assert unquote(body).endswith("Med venlig hilsen\r\nBo & Søn")
    assert "&" not in body


def test_the_draft_is_no_longer_than_an_address_may_be() -> None:
    assert len(write(*ReviewReason)) <= LONGEST_BODY


@pytest.mark.parametrize("address", ["", "ida", "ida@randers.dk?bcc=alle@kl.dk", "a@b.dk,c@d.dk", "ida @randers.dk"])
def test_who_has_no_address_is_not_written_to(address: str) -> None:
    assert draft_question(build_view(sender=f"Ida <{address}>"), AUTUMN, "Mette") is None

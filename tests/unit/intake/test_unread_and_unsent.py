"""What nobody could read, and what nobody is known to have sent, is for a person."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.message import Attachment, Verdict
from intake.classification.missing import find_link_only
from intake.clock import find_clock
from intake.documents import find_documents
from intake.examine import examine
from intake.trust import TrustSettings
from storage.roster import load_roster
from tests.builders import build_attachment, build_consultation, build_mail


@pytest.mark.parametrize("verdict", [Verdict.TOO_LARGE, Verdict.CORRUPT])
def test_attached_mail_that_was_not_opened_may_hold_anything(verdict: Verdict) -> None:
    mail = build_mail("Hej", build_attachment("videresendt.eml", "", verdict=verdict))

    assert find_documents(mail)


def test_attached_mail_that_was_opened_is_no_document_itself() -> None:
    mail = build_mail("Hej", build_attachment("videresendt.eml", "", verdict=Verdict.CONTAINER))

    assert not find_documents(mail)


def test_mail_without_a_sender_is_not_set_aside_as_strangers_mail() -> None:
    mail = build_mail("xyz", subject="xyz")
    mail = replace(mail, headers=replace(mail.headers, froms=(), from_headers=0))

    findings = examine(
        mail,
        mailbox="FLJE",
        internal_date=None,
        roster=load_roster(),
        consultations=(build_consultation(),),
        trust=TrustSettings(),
    )

    assert findings.concerns_us


@pytest.mark.parametrize("year", [1, 9999])
def test_date_at_the_end_of_the_calendar_is_no_clock(year: int) -> None:
    reading = find_clock((), datetime(year, 12, 31, 23, 30, tzinfo=UTC), ())

    assert reading.received_at is None


POINTER = "Svaret ligger her: https://kommunen.sharepoint.com/:w:/s/svar. Venlig hilsen Ole"


@pytest.mark.parametrize(
    "file",
    [
        build_attachment("Svar.url", "[InternetShortcut]\nURL=https://kommunen.sharepoint.com/svar"),
        build_attachment("Svar.html", POINTER),
    ],
    ids=["shortcut", "page"],
)
def test_answer_behind_a_link_in_a_file_is_no_answer_yet(file: Attachment) -> None:
    assert find_link_only(build_mail("Hej. Se vores svar.", file))


@pytest.mark.parametrize(
    "text",
    ["Vi svarer ja til det hele.", POINTER + " Vi mener, at børn og unge skal høres." * 20],
    ids=["none", "both"],
)
def test_document_that_says_something_is_no_mere_link(text: str) -> None:
    assert not find_link_only(build_mail("Hej. Se vores svar.", build_attachment("Svar.docx", text)))

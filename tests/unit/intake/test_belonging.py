from datetime import UTC, date, datetime

import pytest

from domain.acquaintances import Acquaintances, OwnMail
from domain.consultation import Theme
from domain.deadline import Deadline
from domain.message import Attachment
from intake.belonging import Arrival, find_belonging
from intake.classification.contents import read_contents
from intake.classification.topic import find_topic
from tests.builders import build_attachment, build_consultation, build_mail

AUTUMN = build_consultation(themes=tuple(Theme(id=str(n), label=str(n)) for n in range(10)))
SPRING = build_consultation(
    id="kernevaerdier-2019-foraar",
    title="Udkast til kommunale kerneværdier, foråret 2019",
    mailboxes=("MLAR",),
    opens=date(2019, 2, 5),
    deadline=Deadline(date(2019, 4, 23)),
    closes=date(2019, 6, 18),
    questions=(),
    themes=tuple(Theme(id=str(n), label=str(n)) for n in range(11)),
)
BOTH = (SPRING, AUTUMN)
OCTOBER = datetime(2019, 10, 30, 12, tzinfo=UTC)
APRIL = datetime(2019, 4, 20, 12, tzinfo=UTC)
JULY = datetime(2019, 7, 4, 12, tzinfo=UTC)
JANUARY = datetime(2020, 1, 20, 12, tzinfo=UTC)
OURS = Acquaintances(own_mails={"<rykker-1@kl.dk>": OwnMail(municipality="0461", consultation=AUTUMN.id)})


def belonging(
    body: str = "Hermed svar.",
    *files: Attachment,
    mailbox: str = "FLJE",
    at: datetime | None = OCTOBER,
    subject: str = "Svar",
    **fields: object,
) -> list[tuple[str, str, str]]:
    fields = {"to": f"{mailbox}@kl.dk", **fields}
    mail = build_mail(body, *files, subject=subject, **fields)  # type: ignore[arg-type]  # handed on as given
    contents = read_contents(mail, find_topic(BOTH))
    found = find_belonging(
        Arrival(contents=contents, mailbox=mailbox, received_at=at, consultations=BOTH, acquaintances=OURS)
    )
    assert all(match.evidence for match in found)
    return [(match.consultation.rpartition("-")[2], match.rule, match.certainty.value) for match in found]


def test_its_own_mailbox_in_its_own_time_is_sure() -> None:
    assert belonging() == [("efteraar", "mailbox", "sure")]
    assert belonging(mailbox="MLAR", at=APRIL) == [("foraar", "mailbox", "sure")]


def test_mail_addressed_to_two_mailboxes_belongs_to_one_consultation_in_both() -> None:
    assert belonging(mailbox="MLAR", to="flje@kl.dk") == [("efteraar", "mailbox", "sure")]
    assert belonging(mailbox="FLJE", to="MLAR@kl.dk") == [("efteraar", "mailbox", "sure")]


def test_mailbox_that_a_mail_is_addressed_to_says_nothing_where_its_consultation_is_over() -> None:
    assert ("foraar", "mailbox", "sure") not in belonging(mailbox="OTHER", to="MLAR@kl.dk")


def test_what_was_said_in_the_spring_is_no_doubt_where_the_autumn_is_named_as_well() -> None:
    both = "Vi svarede også i høringen med frist den 23. april. Nu svarer vi på de ti kerneværdier."

    assert belonging(both)[0] == ("efteraar", "mailbox", "sure")


def test_an_answer_to_the_spring_in_the_autumns_mailbox_is_for_a_person() -> None:
    found = belonging("Beklager det sene svar på høringen med frist den 23. april om de 11 kerneværdier.", at=JULY)

    assert found == [("efteraar", "mailbox", "likely"), ("foraar", "contents", "likely")]


@pytest.mark.parametrize(
    "body",
    [
        "Hermed vores høringssvar, som skal afgives senest den 1. november.",
        "Høringsfrist: 01-11-2019. Hermed svar.",
        "Bemærkninger til de 10 kommunale kerneværdier.",
        "Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier? God.",
    ],
)
def test_in_the_wrong_mailbox_it_is_known_by_what_only_one_is_known_by(body: str) -> None:
    assert belonging(body, mailbox="MLAR") == [("efteraar", "contents", "sure")]


def test_a_document_and_the_letter_that_is_answered_tell_as_well() -> None:
    in_document = belonging("Se bilag.", build_attachment(text="Svar inden fristen 1. november."), mailbox="MLAR")
    in_history = belonging(quoted="KL beder om svar senest 1. november", mailbox="MLAR")

    assert in_document == [("efteraar", "contents", "sure")]
    assert in_history == [("efteraar", "contents", "sure")]


def test_a_date_that_is_no_deadline_tells_nothing() -> None:
    assert belonging("Mødet er den 1. november.", mailbox="MLAR") == [("foraar", "mailbox", "weak")]
    assert belonging("Frist: 11. november eller 1/110.", mailbox="MLAR") == [("foraar", "mailbox", "weak")]


def test_the_topic_alone_does_not_tell_two_of_one_topic_apart() -> None:
    found = belonging("Hermed svar om kerneværdierne.", mailbox="MLAR")

    assert found == [("efteraar", "topic", "likely"), ("foraar", "mailbox", "weak")]


def test_the_only_open_one_is_known_by_its_topic_in_a_mailbox_of_no_other() -> None:
    assert belonging("Hermed svar om kerneværdierne.", mailbox="POST") == [("efteraar", "topic", "sure")]
    assert belonging("Hermed svar.", mailbox="POST") == []


def test_what_is_closed_is_never_sure() -> None:
    assert belonging(at=JANUARY) == [("efteraar", "mailbox", "weak")]
    assert belonging("Svar til fristen 1. november.", at=JANUARY) == [("efteraar", "contents", "likely")]


def test_our_own_thread_is_sure_in_the_wrong_mailbox() -> None:
    assert belonging(mailbox="MLAR", references=("<rykker-1@kl.dk>",)) == [("efteraar", "thread", "sure")]
    assert belonging(mailbox="MLAR", references=("<rykker-2@kl.dk>",))[0][2] == "weak"


def test_an_old_thread_in_another_consultations_mailbox_is_doubted() -> None:
    in_april = belonging(mailbox="MLAR", at=APRIL, references=("<rykker-1@kl.dk>",))

    assert in_april == [("efteraar", "thread", "likely"), ("foraar", "mailbox", "likely")]


def test_without_a_clock_the_mailbox_tells() -> None:
    assert belonging(at=None) == [("efteraar", "mailbox", "sure")]
    assert belonging(at=None, mailbox="POST") == []

"""What a mail sounds like is heard where a rule of requests, questions or lists may be wrong."""

import pytest

from domain.kind import Kind
from domain.message import ReadMail
from intake.classification.engine import classify
from intake.classification.topic import Topic
from tests.builders import build_attachment, build_mail

TOPIC = Topic(("kerneværdi",))
LETTER = "Høringssvar\n\n" + "Udvalget finder, at kerneværdierne rammer det, der optager kommunen. " * 30


def with_letter(words: str, *, subject: str = "SV: Høring om de kommunale kerneværdier") -> ReadMail:
    return build_mail(words, build_attachment("Svar.docx", LETTER), subject=subject)


@pytest.mark.parametrize(
    "words",
    [
        "Hermed vores høringssvar. Hvis I ønsker udsættelse af mødet, er I velkomne til at sige til.",
        "Vedhæftet er vores høringssvar. Udvalget ønsker længere frister fra KL næste gang.",
        "Hermed høringssvar. I kan se bort fra vores ønske om længere frist.",
    ],
)
def test_a_covering_note_that_speaks_of_more_time_is_an_answer(words: str) -> None:
    assert classify(with_letter(words), TOPIC).kind is Kind.RESPONSE


def test_the_subject_of_a_thread_does_not_ask_for_more_time_again() -> None:
    mail = with_letter("Tak for de ekstra dage. Hermed vores høringssvar.", subject="SV: Udsættelse af frist")

    assert classify(mail, TOPIC).kind is Kind.RESPONSE


@pytest.mark.parametrize(
    "words",
    [
        "Kan fristen forlænges til den 8. november? Det foreløbige er vedhæftet.",
        "Hermed et udkast. Vi beder om frist til den 20. november.",
        "Vi anmoder om udsættelse til den 12. november. Udkastet er vedhæftet.",
    ],
)
def test_a_request_for_more_time_that_brings_a_draft_stays_one(words: str) -> None:
    assert classify(with_letter(words), TOPIC).kind is Kind.EXTENSION_REQUEST


def test_who_asks_about_a_file_answers_nothing() -> None:
    mail = with_letter("Vedhæftet er det skema, vi fik fra jer. Er det det rigtige, vi skal bruge?")

    assert classify(mail, TOPIC).kind is Kind.QUESTION


def test_a_question_to_the_world_hides_no_answer() -> None:
    mail = build_mail("Hvad er en værdi uden ressourcer? Udvalget støtter dog kerneværdierne og finder dem vigtige.")

    assert classify(mail, TOPIC).kind is Kind.RESPONSE


def from_list(words: str) -> ReadMail:
    return build_mail(words, subject="Nyt om kerneværdierne", extra=(("List-Unsubscribe", "<mailto:af@nyt.example>"),))


def test_a_newsletter_that_tells_how_to_leave_it_is_none_whatever_it_writes_of() -> None:
    mail = from_list("Kerneværdierne er i høring. Læs mere på siden. Afmeld nyhedsbrevet her.")

    assert classify(mail, TOPIC).kind is Kind.BULK


def test_an_answer_that_a_list_has_printed_its_foot_below_is_put_before_a_person() -> None:
    mail = from_list("Hermed udvalgets svar: Vi støtter kerneværdierne. Afmeld listen her.")

    assert classify(mail, TOPIC).kind is Kind.OTHER

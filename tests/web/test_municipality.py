from datetime import UTC, date, datetime

import pytest

from domain.account import AccountRole
from domain.contact import Contact, ContactRole
from domain.kind import Kind
from domain.letter import LetterKind, NewLetter
from domain.message import State
from domain.outgoing import OutboxEntry, OutgoingMail
from domain.review import Decision, ReviewReason
from domain.rulings import Ruling
from intake.decide import decide
from intake.excuse import excuse
from intake.extend import extend
from tests.books import AUTUMN, NOW, add_message, build_judgement, grant_extension
from tests.web.browser import LivePage, assert_accessible
from tests.web.client import Client
from tests.web.sample import SPRING, Sample

STANDINGS = "//section[@aria-labelledby='status']"
MAILS = "//section[@aria-labelledby='mails']//tbody/tr"


def tell(reader: Client, code: str) -> list[str]:
    """Return the sentences about the consultation of the autumn."""
    return reader.get(f"/kommuner/{code}").find(f"({STANDINGS}//ul)[1]/li")


def test_its_standing_in_every_consultation_is_there_the_latest_first(reader: Client) -> None:
    page = reader.get("/kommuner/0461")

    assert page.title == "Odense Kommune"
    assert page.find(f"{STANDINGS}//h3/a/@href") == [f"/hoeringer/{AUTUMN}", f"/hoeringer/{SPRING}"]
    assert page.find(f"{STANDINGS}//span[starts-with(@class, 'standing ')]") == ["✓ til tiden", "✓ til tiden"]


@pytest.mark.parametrize(
    ("code", "story"),
    [
        ("0461", ["Høringssvar, modtaget 30. oktober 2019 kl. 13.05: til tiden (frist 1. november 2019)."]),
        ("0751", ["Høringssvar, modtaget 3. november 2019 kl. 11.00: for sent (frist 1. november 2019)."]),
        ("0101", ["Ingen bemærkninger, modtaget 30. oktober 2019 kl. 13.05: til tiden (frist 1. november 2019)."]),
        ("0851", ["1 mail, der kan være svaret, er ikke afgjort endnu."]),
        ("0370", ["Kommunen har fået udsættelse til og med 15. november 2019."]),
        (
            "0621",
            [
                "Kommunen har kun kvitteret for at have modtaget brevet.",
                "Der er ikke kommet noget svar, og fristen udløb 1. november 2019.",
            ],
        ),
        (
            "0665",
            [
                "En mail til kommunen er kommet retur.",
                "Der er ikke kommet noget svar, og fristen udløb 1. november 2019.",
            ],
        ),
    ],
)
def test_how_a_standing_came_about_is_told_in_words(reader: Client, code: str, story: list[str]) -> None:
    assert tell(reader, code) == story


def test_a_reply_in_time_for_a_later_deadline_names_that_deadline(sample: Sample, reader: Client) -> None:
    grant_extension(sample.program.database, "0751", date(2019, 11, 8))

    assert tell(reader, "0751")[0].endswith("(frist 8. november 2019).")


def test_all_its_mails_are_listed_whatever_they_are(sample: Sample, reader: Client) -> None:
    odd = build_judgement("0461", state=State.REVIEW, reasons=(ReviewReason.QUESTION,), kind=Kind.QUESTION)
    add_message(sample.program.database, odd)

    page = reader.get("/kommuner/0461")

    assert sorted(page.find(f"{MAILS}/td[3]")) == ["høringssvar", "høringssvar", "spørgsmål"]
    assert sorted(page.find(f"{MAILS}/td[4]/span[1]")) == ["talt med", "talt med", "til gennemsyn"]
    assert "De kommunale kerneværdier, efteråret 2019" in page.find(f"{MAILS}/td[2]")


def test_what_people_did_about_it_is_told_with_who_and_why(sample: Sample, reader: Client) -> None:
    program = sample.program
    decision = Decision(by="Mette", decided_at=NOW, reason="ringede til dem", municipalities=("0740",))
    decide(sample.messages["hostile"], decision, desk=program.desk)
    ruling = Ruling(consultation=AUTUMN, municipality="0740", by="Mette", ruled_at=NOW, reason="byrådsmøde")
    extend(ruling, date(2019, 11, 20), desk=program.desk, extensions=program.extensions)

    told = reader.get("/kommuner/0740").find("//ol[@class='history']/li")

    assert any("Mette: Udsættelse til og med 20. november 2019" in one for one in told)
    assert any("Begrundelse: byrådsmøde" in one for one in told)
    assert any(f"Henvendelse {sample.messages['hostile']}" in one and "ringede til dem" in one for one in told)


def test_what_was_done_about_others_is_not_told(sample: Sample, reader: Client) -> None:
    ruling = Ruling(consultation=AUTUMN, municipality="0740", by="Mette", ruled_at=NOW, reason="byrådsmøde")
    extend(ruling, date(2019, 11, 20), desk=sample.program.desk, extensions=sample.program.extensions)

    assert "Ingen har afgjort noget om kommunen endnu." in reader.get("/kommuner/0461").text


def test_who_is_excused_is_told_as_such(sample: Sample, reader: Client) -> None:
    ruling = Ruling(consultation=AUTUMN, municipality="0563", by="Mette", ruled_at=NOW, reason="ingen skole")
    excuse(ruling, desk=sample.program.desk, excuses=sample.program.excuses)

    assert tell(reader, "0563") == ["Kommunen er fritaget for at svare."]


def test_contacts_and_letters_are_there(sample: Sample, reader: Client) -> None:
    contact = Contact(municipality="0563", role=ContactRole.DIRECTOR, address="dir@fanoe.dk", name="Dir Ektør")
    sample.program.contacts.record([contact], by="test", now=NOW)
    mail = OutgoingMail(message_id="<1@kl.dk>", sender="hoering@kl.dk", recipient="dir@fanoe.dk", content=b"")
    entry = OutboxEntry(kind=LetterKind.REMINDER, consultation=AUTUMN, period="1", mail=mail)
    letter = NewLetter(municipality="0563", number=1, entries=(entry,))
    at = datetime(2019, 10, 18, 8, 0, tzinfo=UTC)
    sample.program.letters.record(LetterKind.REMINDER, AUTUMN, letter, by="Søren", now=at)

    page = reader.get("/kommuner/0563")

    assert page.find("//section[@aria-labelledby='kontakter']//li") == ["Dir Ektør direktørdir@fanoe.dk"]
    (told,) = page.find("//section[@aria-labelledby='breve']//li")
    assert told.startswith("Rykker 18. oktober 2019 kl. 10.00, venter på at blive sendt")
    assert told.endswith("af Søren")


def test_who_may_edit_is_led_to_what_can_be_done_and_others_are_not(editor: Client, reader: Client) -> None:
    actions = "//p[@class='buttons']/a/@href"

    assert editor.get("/kommuner/0563").find(actions)[0] == f"/hoeringer/{AUTUMN}/udsaettelser?kommune=0563"
    assert reader.get("/kommuner/0563").find(actions) == []
    assert editor.get("/kommuner/0461").find(actions) == []


def test_a_code_that_is_none_is_not_found(reader: Client) -> None:
    page = reader.get("/kommuner/9999")

    assert page.status == 404
    assert "Der er ingen kommune med koden »9999«" in page.text


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("code", ["0461", "0740", "0563"])
def test_everyone_can_use_it(live: LivePage, sample: Sample, code: str) -> None:
    with live.open(f"/kommuner/{code}", sample.accounts[AccountRole.EDITOR]) as page:
        assert_accessible(page)

"""A reply that came by letter or phone, registered with its files; and files that somebody means ill with."""

from datetime import datetime

import pytest

from domain.account import AccountRole
from domain.deadline import Timeliness
from domain.message import State
from domain.message_view import MessageView
from domain.review import Decision
from intake.decide import decide
from kommunesvar.web.deciding.words import sign_decisions
from tests.books import AUTUMN
from tests.web.client import Client
from tests.web.sample import NAMES, Sample
from tests.word_files import build_docx, paragraph

PAGE = f"/hoeringer/{AUTUMN}/registrer"
FAXE = "0320"
FORM: dict[str, str | list[str]] = {"kommune": FAXE, "modtaget": "2019-11-01", "begrundelse": "Kom med brev"}
LETTER = build_docx(paragraph("Byrådet bakker op om de ti kerneværdier."))
MEGABYTE = 1024 * 1024


def load_registered(sample: Sample) -> list[MessageView]:
    ids = sample.program.registrations.list_messages(AUTUMN)
    return [sample.program.messages.load_view(id) for id in ids]  # noqa: A001 - the word of the outer contract


def test_a_letter_is_read_and_counted_like_any_reply(editor: Client, sample: Sample) -> None:
    done = editor.post(PAGE, FORM, files={"bilag": ("Høringssvar.docx", LETTER)})
    page = editor.get(done.leads_to)

    (view,) = load_registered(sample)
    assert view.state is State.COUNTED
    assert view.replies[0].municipality == FAXE
    assert view.replies[0].timeliness is Timeliness.ON_TIME
    assert view.sender.name == NAMES[AccountRole.EDITOR]
    assert [file.filename for file in view.attachments] == ["Høringssvar.docx"]
    assert "ti kerneværdier" in view.attachments[0].extracted.text
    assert f"er registreret som mail {view.id} og talt med." in page.text
    assert len(page.find("//tbody/tr")) == 1


def test_the_day_decides_unless_the_hour_is_told(editor: Client, sample: Sample) -> None:
    editor.post(PAGE, FORM | {"klokken": "23.41"})

    (view,) = load_registered(sample)
    assert view.received_at == datetime.fromisoformat("2019-11-01T22:41+00:00")


def test_it_is_taken_back_where_it_is_listed(editor: Client, sample: Sample) -> None:
    editor.post(PAGE, FORM)
    (view,) = load_registered(sample)

    page = editor.get(editor.post(f"{PAGE}/tilbage", {"id": str(view.id)}).leads_to)
    again = editor.get(editor.post(f"{PAGE}/tilbage", {"id": str(view.id)}).leads_to)

    assert sample.program.messages.load_view(view.id).state is State.SET_ASIDE
    assert "tæller ikke længere med" in page.text
    assert "Der er ikke registreret nogen svar endnu." in page.text
    assert "er ikke registreret her, eller registreringen er trukket tilbage" in again.text


def test_a_mail_that_came_by_itself_is_not_taken_back_here(editor: Client, sample: Sample) -> None:
    editor.post(f"{PAGE}/tilbage", {"id": str(sample.messages["on time"])})

    assert sample.program.messages.load_view(sample.messages["on time"]).state is State.COUNTED


def test_registering_twice_counts_once(editor: Client, sample: Sample) -> None:
    for _ in range(2):
        done = editor.post(PAGE, FORM, files={"bilag": ("Høringssvar.docx", LETTER)})

    assert len(load_registered(sample)) == 1
    assert "var registreret i forvejen" in editor.get(done.leads_to).text


def test_a_file_that_cannot_be_read_is_kept_and_warned_of(editor: Client, sample: Sample) -> None:
    done = editor.post(PAGE, FORM, files={"bilag": ("svar.docx", b"PK\x03\x04 no Word file at all")})
    page = editor.get(done.leads_to)

    (view,) = load_registered(sample)
    assert view.state is State.COUNTED
    assert "1 fil kunne ikke læses helt: »svar.docx«" in page.text
    assert page.find("//p[contains(@class, 'notice-warning')]")


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"kommune": ""}, "Vælg en kommune."),
        ({"modtaget": ""}, "Vælg den dag, svaret kom."),
        ({"modtaget": "2019-11-05"}, "i fremtiden"),
        ({"modtaget": "2019-06-01"}, "Høringen åbnede 28. juni 2019"),
        ({"modtaget": "i går"}, "skal være en dato"),
        ({"klokken": "kvart i"}, "Skriv klokkeslættet"),
        ({"slags": "question"}, "Vælg, om det er et høringssvar"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    form: dict[str, str | list[str]], fault: str, editor: Client, sample: Sample
) -> None:
    page = editor.post(PAGE, FORM | form)

    assert page.status == 400
    assert fault in page.text
    assert "Kom med brev" in page.text
    assert load_registered(sample) == []


@pytest.mark.parametrize(
    ("sent_as", "kept_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\breve\\svar.txt", "svar.txt"),
        ("/etc/cron.d/x", "x"),
        ("..", "unavngivet"),
        ("svar\r\nX-Evil: 1.txt", "svar%0D%0AX-Evil_ 1.txt"),  # as browsers send line breaks
        ("a" * 200 + ".txt", "a" * 76 + ".txt"),
        ("<script>alert(1)</script>.txt", "script_.txt"),
    ],
)
def test_a_file_has_a_name_and_no_place(sent_as: str, kept_as: str, editor: Client, sample: Sample) -> None:
    done = editor.post(PAGE, FORM, files={"bilag": (sent_as, b"Vi har ingen yderligere.")})

    assert done.status == 303
    (view,) = load_registered(sample)
    (file,) = view.attachments
    assert file.filename == kept_as


def test_an_empty_file_is_told_of(editor: Client, sample: Sample) -> None:
    page = editor.post(PAGE, FORM, files={"bilag": ("svar.docx", b"")})

    assert page.status == 400
    assert "Filen »svar.docx« er tom." in page.text
    assert load_registered(sample) == []


def test_a_file_larger_than_a_mails_may_be_is_refused(editor: Client, sample: Sample) -> None:
    page = editor.post(PAGE, FORM, files={"bilag": ("svar.pdf", bytes(51 * MEGABYTE))})

    assert page.status == 400
    assert "Filen »svar.pdf« er for stor: højst 50 MB." in page.text
    assert load_registered(sample) == []


def test_more_than_the_form_may_hold_is_refused_before_it_is_read(editor: Client, sample: Sample) -> None:
    page = editor.post(PAGE, FORM, files={"bilag": ("svar.pdf", bytes(101 * MEGABYTE))})

    assert page.status == 413
    assert page.title == "Det sendte fylder for meget"
    assert load_registered(sample) == []


def test_fifty_files_are_taken_and_one_more_is_not(editor: Client, sample: Sample) -> None:
    token = editor.get(PAGE).form_token
    files = [("bilag", (f"side {number}.txt", b"Svar.")) for number in range(50)]

    fifty = editor.http.post(PAGE, data=FORM | {"token": token}, files=files, headers={"Origin": "http://127.0.0.1"})
    more = editor.http.post(
        PAGE, data=FORM | {"token": token}, files=[*files, files[0]], headers={"Origin": "http://127.0.0.1"}
    )

    assert (fifty.status_code, more.status_code) == (303, 400)
    (view,) = load_registered(sample)
    assert len(view.attachments) == 50


def test_a_file_in_the_place_of_a_word_is_refused(editor: Client, sample: Sample) -> None:
    page = editor.post(PAGE, {"modtaget": "2019-11-01"}, files={"kommune": ("0320", b"0320")})

    assert page.status == 400
    assert load_registered(sample) == []


def test_one_that_was_corrected_afterwards_counts_for_nobody_once_it_is_taken_back(
    editor: Client, sample: Sample
) -> None:
    editor.post(PAGE, FORM)
    (view,) = load_registered(sample)
    program = sample.program
    correction = Decision(by="Bo", decided_at=program.clock(), municipalities=("0461",))
    decide(view.id, correction, desk=program.desk)

    page = editor.get(editor.post(f"{PAGE}/tilbage", {"id": str(view.id)}).leads_to)

    assert program.messages.load_view(view.id).state is State.SET_ASIDE
    assert "tæller ikke længere med" in page.text


def test_below_a_registration_that_was_taken_back_there_is_nothing_to_undo(editor: Client, sample: Sample) -> None:
    editor.post(PAGE, FORM, files={"bilag": ("Høringssvar.docx", LETTER)})
    (view,) = load_registered(sample)
    editor.post(f"{PAGE}/tilbage", {"id": str(view.id)})
    sign = sign_decisions(sample.program.decisions.load(view.id))

    page = editor.get(f"/henvendelser/{view.id}")
    done = editor.get(editor.post(f"/henvendelser/{view.id}/fortryd", {"set": sign}).leads_to)

    assert page.find("//form[@class='undo']") == []
    assert "Der er ingen afgørelse at fortryde." in done.text
    assert sample.program.messages.load_view(view.id).state is State.SET_ASIDE

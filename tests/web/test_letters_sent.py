"""The digest and the reminders as they are looked at and sent from the page, caught by a mail server."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from domain.account import AccountRole
from domain.audit import Action
from domain.letter import LetterKind
from kommunesvar.rounds import visit
from kommunesvar.web.framed_mail import frame_mail
from notifier.digest import compose_digest
from tests.books import AUTUMN, add_message, add_waiting, build_judgement, fail_message
from tests.digests import build_digest
from tests.web.client import Client, open_client
from tests.web.office import Office, open_office
from tests.web.sample import HOSTILE, NAMES

DIGEST, REMINDERS = f"/hoeringer/{AUTUMN}/ugeoversigt", f"/hoeringer/{AUTUMN}/rykkere"
FAXE, GREVE, ODENSE = "0320", "0253", "0461"


@pytest.fixture
def office(tmp_path: Path, sqlite_template: Path) -> Iterator[Office]:
    with open_office(tmp_path, sqlite_template) as opened:
        yield opened


@pytest.fixture
def writer(office: Office) -> Client:
    """A case worker where mail can go out."""
    return open_client(office.sample.program, office.sample.accounts[AccountRole.EDITOR])


def test_the_digest_is_sent_once_to_each_and_written_down(office: Office, writer: Client) -> None:
    first = writer.get(writer.post(DIGEST).leads_to)
    again = writer.get(writer.post(DIGEST).leads_to)

    assert "2 ugeoversigter er lagt i udbakken. 2 mails er afleveret til mailserveren." in first.text
    assert "ingen får den to gange" in again.text
    assert {mail.recipient for mail in office.sink.mails} == {"sekretariat@kl.dk", "mette@kl.dk"}
    assert len(office.sink.mails) == 2
    sent = [entry for _, entry in office.sample.program.audit_log.load(limit=5) if entry.action is Action.DIGEST_SENT]
    assert {entry.by for entry in sent} == {NAMES[AccountRole.EDITOR]}
    assert len(sent) == 2


def test_the_digest_says_what_the_frame_shows(office: Office, writer: Client) -> None:
    page, framed = writer.get(DIGEST), writer.get(f"{DIGEST}/mail")

    assert "3 af 98 har svaret" in page.find("//h2")[1]
    assert "3 af 98" in framed.response.text
    assert HOSTILE not in framed.response.text
    assert page.find("//iframe/@sandbox") == [""]
    assert page.find("//iframe/@src") == [f"{DIGEST}/mail"]
    assert office.sink.mails == []


def test_a_framed_mail_holds_nothing_that_its_policy_would_have_to_allow_inline() -> None:
    mail = compose_digest(build_digest(), sender="KL <FLJE@kl.dk>", recipient="a@kl.dk", base_url=None)

    framed = frame_mail(mail)

    tree = lxml.html.document_fromstring(framed.html)

    (sheet,) = tree.iter("style")
    assert not any("style" in element.attrib for element in tree.iter())
    assert "unsafe" not in framed.policy
    assert f"'sha256-{_checksum(sheet.text or '')}'" in framed.policy
    sources = [str(picture.get("src")) for picture in tree.iter("img")]
    assert sources
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert framed.text
    assert framed.subject


def _checksum(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_reminders_are_chosen_read_and_then_sent(office: Office, writer: Client) -> None:
    listed = writer.get(f"{REMINDERS}?trods=ja")
    preview = writer.get(f"{REMINDERS}/gennemse?trods=ja&kommune={FAXE}&kommune={GREVE}")
    before = list(office.sink.mails)

    done = writer.post(REMINDERS, {"kommune": [FAXE, GREVE], "trods": "ja"}, seen=preview)
    page = writer.get(done.leads_to)

    assert len(listed.find("//input[@name='kommune' and @checked]")) == 91
    assert "2 rykkere er klar" in preview.text
    assert "formand@faxekommune.dk" in preview.text
    assert before == []
    assert "2 kommuner er rykket." in page.text
    assert {mail.recipient for mail in office.sink.mails} == {"formand@faxekommune.dk", "formand@greve.dk"}
    sent = office.sample.program.letters.load(LetterKind.REMINDER, AUTUMN)
    assert {letter.municipality for letter in sent} == {FAXE, GREVE}


def test_who_is_sent_to_is_not_sent_to_again_so_soon(office: Office, writer: Client) -> None:
    for _ in range(2):
        page = writer.get(writer.post(REMINDERS, {"kommune": FAXE, "trods": "ja"}).leads_to)

    assert len(office.sink.mails) == 1
    assert "Faxe (er rykket for nylig)" in page.text


def test_who_answered_while_the_list_was_read_is_left_out_and_named(office: Office, writer: Client) -> None:
    add_message(office.sample.program.database, build_judgement(FAXE), text="a reply of just now")

    page = writer.get(writer.post(REMINDERS, {"kommune": [FAXE, GREVE], "trods": "ja"}).leads_to)

    assert [mail.recipient for mail in office.sink.mails] == ["formand@greve.dk"]
    assert "Ikke rykket alligevel: Faxe (har svaret)." in page.text


def test_nobody_is_reminded_who_was_not_missing_whatever_the_form_says(office: Office, writer: Client) -> None:
    page = writer.get(writer.post(REMINDERS, {"kommune": ODENSE, "trods": "ja"}).leads_to)

    assert office.sink.mails == []
    assert "Odense (har svaret)" in page.text


def test_mails_in_review_stand_in_the_way_until_a_person_says_otherwise(office: Office, writer: Client) -> None:
    listed = writer.get(REMINDERS)

    page = writer.get(writer.post(REMINDERS, {"kommune": FAXE}).leads_to)

    assert "står til gennemsyn" in listed.text
    assert "Ingen rykkere er sendt." in page.text
    assert office.sink.mails == []


def test_without_a_choice_nothing_is_previewed_or_sent(office: Office, writer: Client) -> None:
    assert "Vælg mindst én" in writer.get(writer.get(f"{REMINDERS}/gennemse").leads_to).text
    assert "Ingen rykkere er sendt" in writer.get(writer.post(REMINDERS).leads_to).text
    assert office.sink.mails == []


def test_a_server_that_does_not_answer_leaves_the_mails_waiting_and_says_so(office: Office, writer: Client) -> None:
    office.sink.answers["MAIL"] = "451 4.3.0 Try again later"

    page = writer.get(writer.post(DIGEST).leads_to)
    operations = writer.get("/drift")

    assert "2 mails venter og bliver prøvet igen." in page.text
    assert "udskudt, prøvet 1 gang" in operations.text
    assert "Mailserveren 127.0.0.1 afviser mailen: »451 4.3.0 Try again later«." in operations.text


def test_without_a_mail_server_it_is_said_what_is_missing(editor: Client) -> None:
    assert "der mangler en mailserver" in editor.get(DIGEST).text
    assert "der mangler en mailserver" in editor.get(editor.post(DIGEST).leads_to).text
    assert "der mangler en mailserver" in editor.get(editor.post(REMINDERS, {"kommune": FAXE}).leads_to).text


UNREAD = """
[[mailboxes]]
name = "BUU"
protocol = "maildir"
path = "{folder}"
[[consultations]]
id = "naeste"
title = "Skolernes læringsmiljø"
mailboxes = ["BUU"]
opens = 2019-10-01
deadline = 2019-12-01
"""


@pytest.fixture
def unread(tmp_path: Path, sqlite_template: Path) -> Iterator[Office]:
    """Open an office where the mailbox of another consultation cannot be read, which is known since the last visit."""
    more = UNREAD.replace("{folder}", str(tmp_path / "gone"))
    with open_office(tmp_path, sqlite_template, more=more) as opened:
        visit(opened.sample.program, opened.sample.program.config.find_mailbox("BUU"))
        yield opened


def test_a_mailbox_of_another_consultation_that_cannot_be_read_is_told_and_set_aside_by_a_tick(unread: Office) -> None:
    writer = open_client(unread.sample.program, unread.sample.accounts[AccountRole.EDITOR])
    listed = writer.get(f"{REMINDERS}?trods=ja")

    refused = writer.get(writer.post(REMINDERS, {"kommune": FAXE, "trods": "ja"}).leads_to)
    preview = writer.get(f"{REMINDERS}/gennemse?trods=ja&ulaest=ja&postkasse=BUU&kommune={FAXE}")
    sent = writer.post(REMINDERS, {"kommune": FAXE, "trods": "ja", "ulaest": "ja", "postkasse": "BUU"}, seen=preview)

    assert "Postkassen BUU hører ikke til høringen, men kunne ikke læses" in listed.text
    assert len(listed.find("//input[@name='ulaest' and not(@checked)]")) == 1
    assert "Ingen rykkere er sendt. Postkassen BUU hører ikke til høringen" in refused.text
    assert len(preview.find("//form[@method='post']//input[@name='ulaest' and @value='ja']")) == 1
    assert listed.find("//form[@method='get']//input[@name='postkasse']/@value") == ["BUU"]
    assert preview.find("//form[@method='post']//input[@name='postkasse']/@value") == ["BUU"]
    assert "1 kommune er rykket." in writer.get(sent.leads_to).text
    assert [mail.recipient for mail in unread.sink.mails] == ["formand@faxekommune.dk"]
    log = writer.get("/drift/log").text
    assert "sendt uden at have læst postkassen: BUU" in log
    assert "sendt trods mails til gennemsyn: 3" in log


def test_a_mailbox_that_was_not_shown_as_unread_is_not_set_aside_by_the_tick_for_another(unread: Office) -> None:
    writer = open_client(unread.sample.program, unread.sample.accounts[AccountRole.EDITOR])
    form = {"kommune": FAXE, "trods": "ja", "ulaest": "ja", "postkasse": "MLAR"}

    refused = writer.get(writer.post(REMINDERS, form).leads_to)

    assert "Ingen rykkere er sendt. Postkassen BUU hører ikke til høringen" in refused.text
    assert unread.sink.mails == []


def test_a_mail_that_failed_is_linked_where_it_stands_in_the_way(office: Office, writer: Client) -> None:
    message = add_waiting(office.sample.program.database, text="a mail that nothing can read")
    fail_message(office.sample.program.database, message)

    listed = writer.get(f"{REMINDERS}?trods=ja")

    assert "1 mail kunne ikke læses, og et svar kan være iblandt. Afgør den, der ikke kunne læses." in listed.text
    assert len(listed.find(f"//div[contains(@class, 'notice')]//a[@href='/henvendelser/{message}']")) == 1

"""Reminders and invitations as people send them, over a real mail server: who gets one, who does not, what it says."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.deadline import COPENHAGEN
from storage.database import open_database
from tests.acceptance.conftest import Letters
from tests.books import add_waiting, fail_message
from tests.digests import parse_html
from tests.letter_office import LetterOffice, read_mails, read_text
from tests.smtp_sink import Sink, find_free_port, open_sink

EVERYONE = {"aas@odense.dk", "per@odense.dk", "borgmester@odense.dk", "post@aarhus.dk", "lis@vejle.dk"}


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, sink: Sink) -> LetterOffice:
    office = LetterOffice.open(tmp_path, sink)
    office.take_contacts()
    return office


def yesterday() -> str:
    return f"{datetime.now(COPENHAGEN) - timedelta(days=1):%Y-%m-%dT%H:%M:%S}"


def answer(letters: Letters, code: str) -> bytes:
    return letters.reply(code, yesterday(), "pdf")


def write_mail(sender: str, text: str, *, headers: str = "") -> bytes:
    """Write a mail that crossed the border an hour ago, its sender vouched for by nobody."""
    at = f"{datetime.now(UTC) - timedelta(hours=1):%a, %d %b %Y %H:%M:%S +0000}"
    return (
        f"Received: from x.example (x.example [192.0.2.1]) by mx.kl.dk; {at}\r\n"
        f"From: {sender}\r\nTo: NU@kl.dk\r\nSubject: SV: brev\r\nDate: {at}\r\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


def find_row(office: LetterOffice, code: str) -> str:
    rows = office.ask("remind")["left_out"]
    return next((row["reason"] for row in rows if row["municipality"] == code), "")


def test_without_send_the_exact_list_and_words_are_shown_and_nothing_leaves(office: LetterOffice, sink: Sink) -> None:
    shown = office.ask("remind")
    printed = office.run("remind")

    odense = next(letter for letter in shown["letters"] if letter["municipality"] == "0461")
    assert [contact["address"] for contact in odense["to"]] == ["aas@odense.dk", "per@odense.dk"]
    assert [contact["address"] for contact in odense["cc"]] == ["borgmester@odense.dk"]
    assert len(shown["letters"]) + len(shown["left_out"]) == 98
    assert odense["subject"] in " ".join(printed.out.split())
    assert "3 får brev + 95 får ikke = 98 kommuner" in printed.out
    assert sink.mails == []


def test_each_contact_gets_a_mail_of_its_own_with_the_words_that_were_shown(office: LetterOffice, sink: Sink) -> None:
    shown = office.ask("remind")

    done = office.run("remind", "--send", "--by", "Mette")

    mails = read_mails(sink)
    words = {letter["municipality"]: " ".join(letter["text"].split()) for letter in shown["letters"]}
    assert done.status == 0, done.err
    assert set(mails) == EVERYONE
    assert read_text(mails["aas@odense.dk"]) == read_text(mails["borgmester@odense.dk"]) == words["0461"]
    assert read_text(mails["post@aarhus.dk"]) == words["0751"]
    assert len({mail["Message-ID"] for mail in mails.values()}) == 5


def test_it_says_whom_it_is_for_and_where_to_answer_and_lets_machines_answer(office: LetterOffice, sink: Sink) -> None:
    office.run("remind", "--send", "--by", "Mette")

    mail = read_mails(sink)["per@odense.dk"]
    assert mail["To"] == "Anne Ås <aas@odense.dk>, Per Børgesen <per@odense.dk>"
    assert (mail["Cc"], mail["Reply-To"], mail["From"]) == (
        "Bo Borg <borgmester@odense.dk>",
        "NU@kl.dk",
        "KL <NU@kl.dk>",
    )
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == (None, None)
    assert not mail.defects


def test_pressing_twice_sends_once(office: LetterOffice, sink: Sink) -> None:
    first = office.run("remind", "--send", "--by", "Mette")
    second = office.run("remind", "--send", "--by", "Mette")

    assert (first.status, second.status) == (0, 0)
    assert "5 mails, were put into the outbox" in first.err
    assert "0 mails, were put into the outbox" in second.err
    assert len(sink.mails) == 5
    assert find_row(office, "0461") == "too_recently"


def test_two_who_press_at_once_send_once(office: LetterOffice, sink: Sink) -> None:
    office.run("status")
    processes = [office.start("remind", "--send", "--by", name) for name in ("Mette", "Per", "Lis")]

    for process in processes:
        process.communicate(timeout=120)

    assert len(sink.mails) == 5
    assert set(read_mails(sink)) == EVERYONE


def test_who_has_answered_or_has_longer_is_never_reminded(office: LetterOffice, sink: Sink, letters: Letters) -> None:
    office.take_mail(answer(letters, "0461"))
    until = f"{datetime.now(COPENHAGEN) + timedelta(days=20):%Y-%m-%d}"
    office.run("extend", "0751", "--consultation", "nu", "--until", until, "--by", "Mette")

    done = office.run("remind", "--send", "--by", "Mette")

    assert done.status == 0, done.err
    assert (find_row(office, "0461"), find_row(office, "0751")) == ("answered", "extended")
    assert set(read_mails(sink)) == {"lis@vejle.dk"}


def test_while_mails_stand_in_review_nobody_is_reminded_unless_that_is_said(office: LetterOffice, sink: Sink) -> None:
    office.take_mail(write_mail("Ib <ib@gmail.com>", "Hermed høringssvar fra Odense Kommune om kerneværdierne."))

    quiet = office.run("remind", "--send", "--by", "Mette")
    sent_quietly = len(sink.mails)
    said = office.run("remind", "--send", "--by", "Mette", "--despite-review")

    assert (quiet.status, sent_quietly, said.status) == (1, 0, 0), quiet.err + said.err
    assert "1 mail in review, and a reply may be among them" in quiet.err
    assert "Nothing was sent." in quiet.err
    assert set(read_mails(sink)) == {"post@aarhus.dk", "lis@vejle.dk"}


def test_while_a_mail_could_not_be_judged_nobody_is_reminded_whatever_is_said(office: LetterOffice, sink: Sink) -> None:
    database = open_database(f"sqlite:///{office.folder}/data/kommunesvar.db")
    fail_message(database, add_waiting(database, mailbox="NU"))
    database.close()

    done = office.run("remind", "--send", "--by", "Mette", "--despite-review")

    assert done.status == 1
    assert "1 mail could not be judged yet, and a reply may be among them" in done.err
    assert sink.mails == []


def test_after_the_consultation_has_closed_nobody_is_reminded(tmp_path: Path, sink: Sink) -> None:
    office = LetterOffice.open(tmp_path, sink, days_left=-10, closes_in=-1)
    office.take_contacts()

    done = office.run("remind", "--send", "--by", "Mette")

    assert done.status == 1
    assert "The consultation is closed" in done.err
    assert sink.mails == []


def test_a_mailbox_that_cannot_be_read_keeps_everything_back_and_is_named(tmp_path: Path, sink: Sink) -> None:
    office = LetterOffice.open(tmp_path, sink)
    office.take_contacts()
    dead = (
        f'host = "127.0.0.1"\nport = {find_free_port()}\nsecurity = "none"\nusername = "nu"\npassword_env = "SECRET"\n'
    )
    office.secrets["SECRET"] = "x"
    config = office.config.read_text(encoding="utf-8")
    office.config.write_text(
        config.replace('address = "NU@kl.dk"\n', f'address = "NU@kl.dk"\n{dead}'), encoding="utf-8"
    )

    done = office.run("remind", "--send", "--by", "Mette", "--despite-review")

    assert done.status == 3
    assert "The mailbox NU could not be read, and a reply may lie in it" in done.err
    assert "kommunesvar check" in done.err
    assert sink.mails == []


def test_a_reply_that_nobody_has_fetched_yet_is_found_before_anything_is_sent(
    tmp_path: Path, sink: Sink, letters: Letters
) -> None:
    maildir = tmp_path / "maildir"
    for folder in ("cur", "new", "tmp"):
        (maildir / folder).mkdir(parents=True)
    office = LetterOffice.open(tmp_path, sink)
    office.take_contacts()
    config = office.config.read_text(encoding="utf-8")
    place = f'address = "NU@kl.dk"\nprotocol = "maildir"\npath = "{maildir}"\nfolders = ["INBOX"]\n'
    office.config.write_text(config.replace('address = "NU@kl.dk"\n', place), encoding="utf-8")
    (maildir / "new" / "1.mail").write_bytes(answer(letters, "0461"))

    done = office.run("remind", "--send", "--by", "Mette")

    assert done.status == 0, done.err
    assert "Left out after the look into the mailboxes: Odense har svaret." in done.err
    assert set(read_mails(sink)) == {"post@aarhus.dk", "lis@vejle.dk"}


def test_who_cannot_be_reached_is_not_written_to_again_and_the_others_are(office: LetterOffice, sink: Sink) -> None:
    office.take_mail(
        write_mail(
            "Mail Delivery System <MAILER-DAEMON@mx.kl.dk>",
            "The mail could not be delivered.",
            headers="X-Failed-Recipients: PER@odense.dk, lis@vejle.dk\r\n",
        )
    )

    done = office.run("remind", "--send", "--by", "Mette")

    assert done.status == 0, done.err
    assert set(read_mails(sink)) == {"aas@odense.dk", "borgmester@odense.dk", "post@aarhus.dk"}
    assert read_mails(sink)["aas@odense.dk"]["To"] == "Anne Ås <aas@odense.dk>"
    assert find_row(office, "0630") == "bounced"


def test_only_who_is_named_is_reminded(office: LetterOffice, sink: Sink) -> None:
    done = office.run("remind", "--send", "--by", "Mette", "--municipality", "Århus")

    assert done.status == 0, done.err
    assert set(read_mails(sink)) == {"post@aarhus.dk"}


def test_a_refused_address_is_told_of_and_does_not_count_as_reminded(office: LetterOffice, sink: Sink) -> None:
    sink.answers["RCPT"] = "550 5.1.1 no such user"

    done = office.run("remind", "--send", "--by", "Mette", "--municipality", "0751")
    del sink.answers["RCPT"]
    again = office.run("remind", "--send", "--by", "Mette", "--municipality", "0751")

    assert (done.status, again.status) == (1, 0)
    assert "post@aarhus.dk: 127.0.0.1 refuses the mail: 550 5.1.1 no such user." in done.err
    assert set(read_mails(sink)) == {"post@aarhus.dk"}


def test_a_server_that_is_away_costs_nobody_the_reminder(office: LetterOffice, sink: Sink) -> None:
    sink.answers["MAIL"] = "451 4.3.0 try later"

    done = office.run("remind", "--send", "--by", "Mette")

    assert done.status == 1
    assert "5 stay in the outbox" in done.err
    assert find_row(office, "0461") == "too_recently"


def test_nobody_signs_with_nothing(office: LetterOffice, sink: Sink) -> None:
    done = office.run("remind", "--send", "--by", " ")

    assert done.status == 2
    assert "needs the name of who" in done.err
    assert sink.mails == []


@pytest.mark.parametrize("command", ["remind", "invite"])
def test_an_answer_is_known_by_its_thread_whoever_writes_it(office: LetterOffice, sink: Sink, command: str) -> None:
    office.run(command, "--send", "--by", "Mette")
    message_id = read_mails(sink)["lis@vejle.dk"]["Message-ID"]

    office.take_mail(write_mail("Ib <ib@gmail.com>", "Her er vores svar.", headers=f"In-Reply-To: {message_id}\r\n"))

    (mail,) = office.ask("messages")
    assert [(one["municipality"], one["rule"]) for one in mail["suggestions"]] == [("0630", "thread")]
    assert mail["consultation"] == "nu"


def test_an_answer_to_a_reminder_is_counted_like_any_other(office: LetterOffice, sink: Sink, letters: Letters) -> None:
    office.run("remind", "--send", "--by", "Mette")
    message_id = read_mails(sink)["post@aarhus.dk"]["Message-ID"]

    office.take_mail(answer(letters, "0751").replace(b"Subject:", f"In-Reply-To: {message_id}\r\nSubject:".encode(), 1))

    (mail,) = office.ask("messages")
    assert (mail["state"], mail["municipalities"], mail["consultation"]) == ("counted", ["0751"], "nu")


def test_the_letter_of_the_consultation_goes_once_to_all_with_its_files(office: LetterOffice, sink: Sink) -> None:
    file = office.folder / "Høringsbrev.pdf"
    file.write_bytes(b"%PDF-1.4 \xe6\x00")

    first = office.run("invite", "--send", "--by", "Mette", "--attach", str(file))
    second = office.run("invite", "--send", "--by", "Mette", "--attach", str(file))

    mails = read_mails(sink)
    assert (first.status, second.status) == (0, 0), first.err + second.err
    assert set(mails) == EVERYONE
    (attached,) = mails["lis@vejle.dk"].iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Høringsbrev.pdf", b"%PDF-1.4 \xe6\x00")
    assert "1. Hvad mener I om kerneværdierne?" in read_text(mails["lis@vejle.dk"])
    assert "Vedhæftet: Høringsbrev.pdf." in read_text(mails["lis@vejle.dk"])


def test_a_new_contact_does_not_get_the_letter_a_second_time_for_its_municipality(
    office: LetterOffice, sink: Sink
) -> None:
    office.run("invite", "--send", "--by", "Mette")
    office.run("contacts", "add", "Vejle", "ny@vejle.dk", "--role", "director")

    office.run("invite", "--send", "--by", "Mette")

    assert set(read_mails(sink)) == EVERYONE


def test_what_is_attached_must_be_there(office: LetterOffice, sink: Sink) -> None:
    done = office.run("invite", "--send", "--by", "Mette", "--attach", "ingen.pdf")

    assert done.status == 2
    assert "ingen.pdf cannot be read: No such file or directory." in done.err
    assert sink.mails == []


def test_a_file_that_would_fill_the_outbox_is_refused(office: LetterOffice, sink: Sink) -> None:
    file = office.folder / "plan.pdf"
    file.write_bytes(bytes(5 * 1024 * 1024 + 1))

    done = office.run("invite", "--send", "--by", "Mette", "--attach", str(file))

    assert done.status == 2
    assert "The files are larger than 5 MB together." in done.err
    assert sink.mails == []


def test_a_title_and_names_with_line_breaks_html_or_formulas_do_nothing(tmp_path: Path, sink: Sink) -> None:
    office = LetterOffice.open(tmp_path, sink)
    config = office.config.read_text(encoding="utf-8")
    title = r'title = "=X\r\nBcc: x@y.dk\r\n\r\n<script>alert(1)</script>"'
    office.config.write_text(re.sub(r'title = ".*"', lambda _: title, config), encoding="utf-8")
    office.take_contacts(
        'Kommune;Rolle;Navn;Mail\nVejle;Direktør;"<img src=x onerror=a> ""Bcc: z@y.dk"" æ";lis@vejle.dk\n'
    )

    done = office.run("remind", "--send", "--by", "Mette")

    mail = read_mails(sink)["lis@vejle.dk"]
    html = mail.get_body(("html",))
    assert done.status == 0, done.err
    assert isinstance(html, EmailMessage)
    assert parse_html(html.get_content()).xpath("//script | //img | //*[@onerror]") == []
    assert (mail["Bcc"], mail["Cc"], mail.defects) == (None, None, [])
    assert [part["Bcc"] for part in mail.walk() if part["Bcc"]] == []
    assert "=X Bcc: x@y.dk <script>alert(1)</script>" in mail["Subject"]
    assert str(mail["To"]).endswith("<lis@vejle.dk>")


def test_templates_of_the_operators_come_before_ours(tmp_path: Path, sink: Sink) -> None:
    (tmp_path / "skabeloner").mkdir()
    (tmp_path / "skabeloner" / "reminder.text.txt").write_text("Kære {{ view.municipality }}", encoding="utf-8")
    office = LetterOffice.open(tmp_path, sink)
    office.take_contacts()
    config = office.config.read_text(encoding="utf-8")
    office.config.write_text(f'[service]\ntemplates = "skabeloner"\n{config}', encoding="utf-8")

    office.run("remind", "--send", "--by", "Mette")

    assert read_text(read_mails(sink)["lis@vejle.dk"]) == "Kære Vejle Kommune"


def test_while_nothing_is_configured_the_list_can_be_looked_at_but_not_sent(tmp_path: Path, sink: Sink) -> None:
    office = LetterOffice.open(tmp_path, sink)
    office.take_contacts()
    config = office.config.read_text(encoding="utf-8").split("[smtp]")[0]
    office.config.write_text(config, encoding="utf-8")

    shown = office.run("remind")
    sent = office.run("remind", "--send", "--by", "Mette")

    assert (shown.status, sent.status) == (0, 2)
    assert "Letters have no sender. Give one in [smtp]" in shown.err
    assert "No mail server is configured." in sent.err


def add_unreadable_mailbox(office: LetterOffice) -> None:
    """Let another consultation run whose mailbox is not there."""
    today = datetime.now(COPENHAGEN).date()
    config = office.config.read_text(encoding="utf-8")
    office.config.write_text(
        f'{config}\n[[mailboxes]]\nname = "ANDEN"\nprotocol = "maildir"\npath = "gone"\n'
        f'[[consultations]]\nid = "anden"\ntitle = "En anden"\nmailboxes = ["ANDEN"]\n'
        f"opens = {today - timedelta(days=50)}\ndeadline = {today + timedelta(days=5)}\n",
        encoding="utf-8",
    )


def test_another_consultations_mailbox_that_cannot_be_read_is_named_and_may_be_set_aside(
    office: LetterOffice, sink: Sink
) -> None:
    add_unreadable_mailbox(office)

    refused = office.run("remind", "--consultation", "nu", "--send", "--by", "Mette")
    before = list(sink.mails)
    sent = office.run("remind", "--consultation", "nu", "--send", "--by", "Mette", "--despite-unread")

    assert refused.status == 1
    assert "The mailbox ANDEN is not this consultation's, but it could not be read" in refused.err
    assert "--despite-unread" in refused.err
    assert before == []
    assert sent.status == 0, sent.err
    assert sent.err.count("Set aside: the mailbox ANDEN could not be read") == 1
    assert {mail.recipient for mail in sink.mails} == EVERYONE


def test_a_mailbox_that_fails_only_at_the_look_before_sending_is_named_when_it_is_set_aside(
    office: LetterOffice, sink: Sink
) -> None:
    add_unreadable_mailbox(office)

    sent = office.run("remind", "--consultation", "nu", "--send", "--by", "Mette", "--despite-unread")

    assert "Since the look into the mailboxes: Set aside: the mailbox ANDEN could not be read" in sent.err
    assert {mail.recipient for mail in sink.mails} == EVERYONE

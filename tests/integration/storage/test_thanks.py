"""For which mails a receipt is due, by what the books say."""

from datetime import timedelta

from domain.judgement import Authenticity
from domain.mailbox import Cursor
from domain.message import State
from domain.outgoing import OutboxEntry, OutgoingMail
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.sightings import SqlSightings
from storage.thanks import SqlThanksDue
from tests.books import AUTUMN, NOW, add_message, build_judgement
from tests.builders import IN_TIME, build_attachment, build_mail

SINCE = IN_TIME - timedelta(hours=1)


def visit_folder(database: Database, folder: str = "INBOX") -> None:
    """Leave the trace that a mailbox was visited and not imported into."""
    SqlSightings(database).record("FLJE", [], Cursor(folder=folder, uid_validity=1, next_uid=9), NOW)


def thank(database: Database, period: str, recipient: str = "jens@odense.dk") -> None:
    mail = OutgoingMail(message_id=f"<{period}>", sender="a@kl.dk", recipient=recipient, content=b"\r\n")
    SqlOutbox(database).enqueue(OutboxEntry(kind="thanks", consultation=AUTUMN, period=period, mail=mail), NOW)


def test_a_counted_reply_is_due_with_whose_it_is_and_what_it_brought(database: Database) -> None:
    visit_folder(database)
    mail = build_mail("Hermed svaret.", build_attachment("Svar.docx"), build_attachment("Bilag.pdf"))
    message = add_message(database, build_judgement("0461", "0450"), mail)

    [due] = SqlThanksDue(database).load_due([AUTUMN], since=SINCE, now=NOW)

    assert (due.message, due.municipalities, due.files) == (message, ("0450", "0461"), ("Svar.docx", "Bilag.pdf"))
    assert (due.authenticity, due.received_at) == (Authenticity.PASS, IN_TIME)


def test_what_is_not_counted_or_came_before_or_long_ago_is_not_due(database: Database) -> None:
    visit_folder(database)
    add_message(database, build_judgement("0461", state=State.REVIEW))
    add_message(database, build_judgement("0450"))
    store = SqlThanksDue(database)

    assert store.load_due([AUTUMN], since=IN_TIME + timedelta(seconds=1), now=NOW) == []
    assert store.load_due([AUTUMN], since=SINCE, now=IN_TIME + timedelta(days=15)) == []
    assert store.load_due(["foraar"], since=SINCE, now=NOW) == []
    assert store.load_due([], since=SINCE, now=NOW) == []


def test_what_was_imported_is_not_due(database: Database) -> None:
    visit_folder(database, "Junk")
    add_message(database, build_judgement("0461"))

    assert SqlThanksDue(database).load_due([AUTUMN], since=SINCE, now=NOW) == []


def test_whoever_was_thanked_is_not_due_again_and_found_in_any_case(database: Database) -> None:
    visit_folder(database)
    add_message(database, build_judgement("0461"))
    store = SqlThanksDue(database)
    [due] = store.load_due([AUTUMN], since=SINCE, now=NOW)
    before = (store.find_first(), store.find_latest(AUTUMN, "jens@odense.dk"))

    thank(database, due.period)

    assert before == (None, None)
    assert store.load_due([AUTUMN], since=SINCE, now=NOW) == []
    assert (store.find_first(), store.find_latest(AUTUMN, "JENS@odense.dk")) == (NOW, NOW)
    assert store.find_latest("foraar", "jens@odense.dk") is None


def test_it_is_known_whether_the_mail_is_counted_still(database: Database) -> None:
    visit_folder(database)
    add_message(database, build_judgement("0461"))
    store = SqlThanksDue(database)
    [due] = store.load_due([AUTUMN], since=SINCE, now=NOW)

    assert store.is_counted(AUTUMN, due.period) is True
    assert store.is_counted(AUTUMN, "0" * 16) is False
    assert store.is_counted("foraar", due.period) is False

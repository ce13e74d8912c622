import threading
from datetime import datetime, timedelta

import pytest

from domain.acquaintances import OwnMail
from domain.audit import Action
from domain.letter import Hindrance, HindranceKind, LetterKind, NewLetter, SentLetter
from domain.outgoing import OutboxEntry, OutboxState, OutgoingMail
from storage.audit import SqlAuditLog
from storage.database import Database
from storage.facts import SqlFacts
from storage.letters import SqlLetters
from storage.outbox import SqlOutbox
from tests.books import AUTUMN, LEASE, NOW


def build_letter(*recipients: str, number: int = 1, code: str = "0461") -> NewLetter:
    entries = tuple(
        OutboxEntry(
            kind=LetterKind.REMINDER,
            consultation=AUTUMN,
            period=f"{code}.{number}",
            mail=OutgoingMail(
                message_id=f"<reminder.{code}.{number}.{recipient}>",
                sender="hoering@kl.dk",
                recipient=recipient,
                content=b"Subject: x\r\n\r\n",
            ),
        )
        for recipient in recipients
    )
    return NewLetter(municipality=code, number=number, entries=entries)


def record(database: Database, letter: NewLetter, *, by: str = "Mette") -> int:
    return SqlLetters(database).record(LetterKind.REMINDER, AUTUMN, letter, by=by, now=NOW)


def test_a_letter_comes_out_as_a_row_for_each_recipient_and_one_line_in_the_log(database: Database) -> None:
    enqueued = record(database, build_letter("a@odense.dk", "b@odense.dk"))

    found = SqlLetters(database).load(LetterKind.REMINDER, AUTUMN)
    ((_, entry),) = SqlAuditLog(database).load(limit=10)
    expected = [
        SentLetter(municipality="0461", number=1, recipient=r, enqueued_at=NOW, state=OutboxState.WAITING)
        for r in ("a@odense.dk", "b@odense.dk")
    ]
    assert (enqueued, found) == (2, expected)
    assert (entry.by, entry.action, entry.subject) == ("Mette", Action.REMINDED, "municipality:0461")


def test_the_log_names_every_mailbox_that_was_not_read_and_how_many_mails_stood_in_review(database: Database) -> None:
    unread = [Hindrance(kind=HindranceKind.NOT_READ_ELSEWHERE, mailbox=name) for name in ("MLAR", "BUU")]
    despite = [*unread, Hindrance(kind=HindranceKind.IN_REVIEW, count=3)]
    letter = build_letter("a@odense.dk")

    SqlLetters(database).record(LetterKind.REMINDER, AUTUMN, letter, by="Mette", now=NOW, despite=despite)

    ((_, entry),) = SqlAuditLog(database).load(limit=10)
    assert (entry.details["not_read_elsewhere"], entry.details["in_review"]) == ("MLAR, BUU", 3)


def test_the_same_letter_goes_in_once_whoever_it_would_go_to_now(database: Database) -> None:
    record(database, build_letter("a@odense.dk"))

    again = record(database, build_letter("a@odense.dk"))
    to_another = record(database, build_letter("ny@odense.dk"))

    assert (again, to_another) == (0, 0)
    assert len(SqlLetters(database).load(LetterKind.REMINDER, AUTUMN)) == 1
    assert len(SqlAuditLog(database).load(limit=10)) == 1


def test_the_next_one_and_another_municipalitys_go_in(database: Database) -> None:
    record(database, build_letter("a@odense.dk"))

    assert record(database, build_letter("a@odense.dk", number=2)) == 1
    assert record(database, build_letter("a@odense.dk", code="0751")) == 1


def test_another_consultation_and_kind_do_not_show(database: Database) -> None:
    record(database, build_letter("a@odense.dk"))

    assert SqlLetters(database).load(LetterKind.REMINDER, "foraar") == []
    assert SqlLetters(database).load(LetterKind.INVITATION, AUTUMN) == []


def test_of_two_who_press_at_once_one_sends(database: Database) -> None:
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda r=recipient: results.append(record(database, build_letter(r))))
        for recipient in ("a@odense.dk", "b@odense.dk", "c@odense.dk", "d@odense.dk")
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [0, 0, 0, 1]


def test_what_became_of_it_is_the_outboxs(database: Database) -> None:
    record(database, build_letter("a@odense.dk"))
    (row,) = SqlOutbox(database).claim(owner="w", now=NOW, lease=LEASE, limit=10)

    SqlOutbox(database).record_withheld(row.id, owner="w", reason="har svaret")

    (letter,) = SqlLetters(database).load(LetterKind.REMINDER, AUTUMN)
    assert (letter.state, letter.counts) == (OutboxState.WITHHELD, False)
    assert SqlLetters(database).find_municipality(row.id) == "0461"
    assert SqlLetters(database).find_municipality(row.id + 1) is None


def test_an_answer_to_it_is_known_by_whom_it_was_written_to_for_and_not_by_the_host(database: Database) -> None:
    record(database, build_letter("formand@gmail.com", code="0751"))

    own = SqlFacts(database).load_rulings().acquaintances.own_mails

    assert own == {"<reminder.0751.1.formand@gmail.com>": OwnMail(municipality="0751", consultation=AUTUMN)}


def test_a_later_moment_changes_nothing_of_it(database: Database) -> None:
    record(database, build_letter("a@odense.dk"))
    store = SqlLetters(database)

    store.record(LetterKind.REMINDER, AUTUMN, build_letter("a@odense.dk"), by="Per", now=NOW + timedelta(days=1))

    assert [letter.enqueued_at for letter in store.load(LetterKind.REMINDER, AUTUMN)] == [NOW]


@pytest.mark.parametrize("left_at", [None, NOW])
def test_what_was_withheld_after_it_may_have_gone_out_counts(database: Database, left_at: datetime | None) -> None:
    record(database, build_letter("a@odense.dk"))
    store = SqlOutbox(database)
    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_withheld(row.id, owner="w", reason="has answered", may_have_left_at=left_at)

    (letter,) = SqlLetters(database).load(LetterKind.REMINDER, AUTUMN)
    assert (letter.state, letter.counts) == (OutboxState.WITHHELD, left_at is not None)


@pytest.mark.parametrize("left_at", [None, NOW])
def test_what_was_refused_after_it_may_have_gone_out_counts(database: Database, left_at: datetime | None) -> None:
    record(database, build_letter("a@odense.dk"))
    store = SqlOutbox(database)
    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_failure(row.id, owner="w", error="550", retry_at=None, may_have_left_at=left_at)

    (letter,) = SqlLetters(database).load(LetterKind.REMINDER, AUTUMN)
    assert (letter.state, letter.counts) == (OutboxState.REFUSED, left_at is not None)

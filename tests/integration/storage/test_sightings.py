import threading
from datetime import timedelta

from sqlalchemy import delete, update

from domain.mailbox import Cursor, Poll, SightingOutcome
from storage.database import Database
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from storage.tables import messages, sightings
from tests.books import NOW, build_gap, build_stored

MAIL, REPEAT, GAP = SightingOutcome.MAIL, SightingOutcome.REPEAT, SightingOutcome.GAP


def test_bytes_seen_before_are_a_repeat_even_within_one_batch(database: Database) -> None:
    store = SqlSightings(database)

    outcomes = store.record("FLJE", [build_stored(1, "a"), build_stored(2, "a"), build_stored(3, "b")], None, NOW)

    assert outcomes == [MAIL, REPEAT, MAIL]
    assert store.record("MLAR", [build_stored(1, "a", mailbox="MLAR")], None, NOW) == [REPEAT]


def test_place_seen_before_changes_nothing_and_is_called_a_repeat(database: Database) -> None:
    store = SqlSightings(database)
    store.record("FLJE", [build_stored(1, "a"), build_stored(2, "a")], None, NOW)

    outcomes = store.record("FLJE", [build_stored(1, "a"), build_stored(2, "other"), build_gap(1)], None, NOW)

    assert outcomes == [REPEAT, REPEAT, REPEAT]
    (line,) = store.load_ledger(["FLJE"])
    assert (line.sightings, line.mails, line.repeats, line.gaps) == (2, 1, 1, 0)


def test_cursor_moves_with_the_batch(database: Database) -> None:
    store = SqlSightings(database)

    store.record("FLJE", [build_stored(1)], Cursor(folder="INBOX", uid_validity=1, next_uid=2), NOW)
    store.record("FLJE", [], Cursor(folder="INBOX", uid_validity=7, next_uid=1), NOW)
    store.record("FLJE", [], Cursor(folder="Junk", uid_validity=1, next_uid=9), NOW)

    assert store.load_cursors("FLJE") == {
        "INBOX": Cursor(folder="INBOX", uid_validity=7, next_uid=1),
        "Junk": Cursor(folder="Junk", uid_validity=1, next_uid=9),
    }
    assert store.load_cursors("MLAR") == {}


def test_gap_counts_its_attempts_until_it_is_filled(database: Database) -> None:
    store = SqlSightings(database)
    store.record("FLJE", [build_gap(5)], None, NOW)

    again = store.record("FLJE", [build_gap(5)], None, NOW)

    (gap,) = store.load_gaps("FLJE")
    assert (again, gap.uid, gap.attempts) == ([GAP], 5, 2)
    assert store.record("FLJE", [build_stored(5)], None, NOW) == [MAIL]
    assert store.load_gaps("FLJE") == []
    (line,) = store.load_ledger(["FLJE"])
    assert (line.sightings, line.mails, line.gaps, line.balanced) == (1, 1, 0, True)


def test_gap_may_be_filled_with_bytes_that_stood_elsewhere(database: Database) -> None:
    store = SqlSightings(database)
    store.record("FLJE", [build_gap(5), build_stored(6, "a")], None, NOW)

    outcomes = store.record("FLJE", [build_stored(5, "a")], None, NOW)

    assert outcomes == [REPEAT]


def test_vanished_mail_stays_in_the_books_and_is_not_asked_for_again(database: Database) -> None:
    store = SqlSightings(database)

    store.record("FLJE", [build_gap(5), build_gap(6, reason="vanished")], None, NOW)

    assert [gap.uid for gap in store.load_gaps("FLJE")] == [5]
    (line,) = store.load_ledger(["FLJE"])
    assert (line.gaps, line.balanced) == (2, True)


def test_ledger_shows_a_message_that_was_lost(database: Database) -> None:
    store = SqlSightings(database)
    store.record("FLJE", [build_stored(1), build_stored(2)], None, NOW)

    with database.writing() as connection:
        connection.execute(update(sightings).where(sightings.c.uid == 2).values(message=None))
        connection.execute(delete(messages).where(messages.c.sha256 == build_stored(2).sha256))

    (line, empty) = store.load_ledger(["FLJE", "MLAR"])
    assert (line.sightings, line.mails, line.balanced) == (2, 1, False)
    assert (empty.sightings, empty.mails, empty.balanced) == (0, 0, True)


def test_folder_names_and_places_from_outside_are_recognised_however_odd(database: Database) -> None:
    store = SqlSightings(database)
    odd = build_stored(2**62, folder="/mnt/post/\udce6\udcff/Bj\0rn's \N{PILE OF POO}; DROP TABLE messages")

    outcomes = [*store.record("FLJE", [odd], None, NOW), *store.record("FLJE", [odd], None, NOW)]

    assert outcomes == [MAIL, REPEAT]
    (line,) = store.load_ledger(["FLJE"])
    assert line.sightings == 1


def test_many_sightings_at_once(database: Database) -> None:
    store = SqlSightings(database)
    seen = [build_stored(uid, f"{uid % 1000}") for uid in range(1, 1501)]

    outcomes = store.record("FLJE", seen, None, NOW)

    assert (outcomes.count(MAIL), outcomes.count(REPEAT)) == (1000, 500)


def test_two_that_record_the_same_at_once_leave_one_message(database: Database) -> None:
    batches = [[build_stored(uid, f"{uid}") for uid in range(start, start + 5)] for start in range(1, 100, 5)]
    outcomes: list[SightingOutcome] = []

    def record_all() -> None:
        store = SqlSightings(database)
        for batch in batches:
            outcomes.extend(store.record("FLJE", batch, None, NOW))

    threads = [threading.Thread(target=record_all) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (line,) = SqlSightings(database).load_ledger(["FLJE"])
    assert (line.sightings, line.mails, line.repeats, line.balanced) == (100, 100, 0, True)
    assert (outcomes.count(MAIL), outcomes.count(REPEAT)) == (100, 200)
    assert len({claimed.sha256 for claimed in SqlMessages(database).list_all()}) == 100


def test_health_tells_the_last_success_and_todays_error(database: Database) -> None:
    store = SqlSightings(database)
    later = NOW + timedelta(minutes=5)
    store.record_poll(Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW, mails=3))
    store.record_poll(Poll(mailbox="FLJE", started_at=later, ended_at=later, error="The login was refused."))

    (health, never) = store.load_health(["FLJE", "MLAR"])

    assert (health.last_success, health.error) == (NOW, "The login was refused.")
    assert (never.last_success, never.error) == (None, None)


def test_error_is_over_with_the_next_good_visit(database: Database) -> None:
    store = SqlSightings(database)
    later = NOW + timedelta(minutes=5)
    store.record_poll(Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW, error="No answer."))
    store.record_poll(Poll(mailbox="FLJE", started_at=later, ended_at=later))

    (health,) = store.load_health(["FLJE"])

    assert (health.last_success, health.error) == (later, None)

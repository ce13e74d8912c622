import threading
from datetime import timedelta

from domain.digest import Figures
from domain.outgoing import OutboxEntry, OutboxState, OutgoingMail
from domain.standing import Standing
from storage.database import Database
from storage.outbox import SqlOutbox
from tests.books import LEASE, NOW


def build_entry(period: str = "2019-W45", recipient: str = "udvalg@kl.dk", answered: int | None = None) -> OutboxEntry:
    mail = OutgoingMail(
        message_id=f"<digest.{period}.{recipient}>",
        sender="kernevaerdier@kl.dk",
        recipient=recipient,
        content=b"Subject: Ugeoversigt\r\n\r\n\xe6\x00",
    )
    figures = None
    if answered is not None:
        figures = Figures(as_of=NOW, counts={Standing.ON_TIME: answered}, answered=frozenset({"0461"}))
    return OutboxEntry(kind="digest", consultation="efteraar", period=period, mail=mail, figures=figures)


def test_entry_comes_out_as_it_went_in(database: Database) -> None:
    store, entry = SqlOutbox(database), build_entry(answered=3)

    enqueued = store.enqueue(entry, NOW)

    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=10)
    assert enqueued
    assert (row.entry, row.state, row.attempts, row.created_at) == (entry, OutboxState.SENDING, 1, NOW)


def test_same_key_goes_in_once(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(), NOW)

    assert store.enqueue(build_entry(), NOW) is False
    assert store.enqueue(build_entry(recipient="anden@kl.dk"), NOW) is True
    assert store.has_period("digest", "efteraar", "2019-W45", "udvalg@kl.dk") is True
    assert store.has_period("digest", "efteraar", "2019-W46", "udvalg@kl.dk") is False


def test_of_many_who_enqueue_the_same_at_once_one_succeeds(database: Database) -> None:
    results: list[bool] = []
    threads = [
        threading.Thread(target=lambda: results.append(SqlOutbox(database).enqueue(build_entry(), NOW)))
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, False, False, True]


def test_row_is_held_by_one_and_taken_over_when_its_lease_is_over(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(), NOW)

    store.claim(owner="one", now=NOW, lease=LEASE, limit=1)
    during = store.claim(owner="two", now=NOW, lease=LEASE, limit=1)
    (after,) = store.claim(owner="two", now=NOW + LEASE, lease=LEASE, limit=1)

    assert (during, after.attempts) == ([], 2)


def test_sent_stays_sent_whatever_is_reported_later(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(), NOW)
    (row,) = store.claim(owner="one", now=NOW, lease=LEASE, limit=1)
    store.claim(owner="two", now=NOW + LEASE, lease=LEASE, limit=1)

    store.record_sent(row.id, owner="one", now=NOW)
    store.record_failure(row.id, owner="two", error="550", retry_at=NOW)

    assert store.claim(owner="three", now=NOW + 9 * LEASE, lease=LEASE, limit=1) == []


def test_deferred_mail_waits_and_a_refused_one_is_not_tried_again(database: Database) -> None:
    store, retry_at = SqlOutbox(database), NOW + timedelta(minutes=2)
    store.enqueue(build_entry(), NOW)
    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_failure(row.id, owner="w", error="451 later", retry_at=retry_at)
    too_early = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
    (again,) = store.claim(owner="w", now=retry_at, lease=LEASE, limit=1)
    store.record_failure(row.id, owner="w", error="550 never", retry_at=None)

    assert (too_early, again.last_error) == ([], "451 later")
    assert store.claim(owner="w", now=retry_at + 9 * LEASE, lease=LEASE, limit=1) == []


def test_figures_are_those_of_the_latest_earlier_digest(database: Database) -> None:
    store = SqlOutbox(database)
    for period, answered in (("2019-W45", 3), ("2019-W43", 1), ("2019-W44", 2)):
        store.enqueue(build_entry(period, answered=answered), NOW)

    found = store.find_last_figures("efteraar", "2019-W45")

    assert found == build_entry(answered=2).figures
    assert store.find_last_figures("efteraar", "2019-W43") is None
    assert store.find_last_figures("foraar", "2019-W45") is None


def test_withheld_mail_is_never_sent_and_keeps_its_key(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(), NOW)
    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_withheld(row.id, owner="somebody else", reason="not theirs to say")
    store.record_withheld(row.id, owner="w", reason="has answered")

    assert store.claim(owner="w", now=NOW + 9 * LEASE, lease=LEASE, limit=1) == []
    assert store.enqueue(build_entry(), NOW) is False

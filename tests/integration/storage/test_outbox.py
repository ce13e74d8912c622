import threading
from datetime import timedelta

from domain.digest import Figures
from domain.outgoing import OutboxEntry, OutboxState, OutgoingMail, Pace
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


def test_the_case_of_an_address_makes_no_other_recipient(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(recipient="UDVALG@kl.dk"), NOW)

    assert store.has_period("digest", "efteraar", "2019-W45", "udvalg@kl.dk")
    assert store.enqueue(build_entry(recipient="udvalg@kl.dk"), NOW) is False


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


def test_a_row_that_another_had_claimed_is_marked_as_taken_over(database: Database) -> None:
    store = SqlOutbox(database)
    store.enqueue(build_entry(), NOW)

    (first,) = store.claim(owner="one", now=NOW, lease=LEASE, limit=1)
    (second,) = store.claim(owner="two", now=NOW + LEASE, lease=LEASE, limit=1)

    assert (first.taken_over, second.taken_over) == (False, True)


def test_an_uncertain_mail_is_taken_over_when_it_is_time_to_look(database: Database) -> None:
    store, look_at = SqlOutbox(database), NOW + timedelta(minutes=2)
    store.enqueue(build_entry(), NOW)
    (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_uncertain(row.id, owner="w", error="silence", look_at=look_at)

    assert store.claim(owner="w", now=NOW, lease=LEASE, limit=1) == []
    (again,) = store.claim(owner="w", now=look_at, lease=LEASE, limit=1)
    assert (again.taken_over, again.last_error) == (True, "silence")


def test_no_more_are_claimed_than_the_pace_allows_in_a_minute_by_whatever_process(database: Database) -> None:
    one, two, pace = SqlOutbox(database), SqlOutbox(database), Pace(per_minute=2)
    for week in ("2019-W43", "2019-W44", "2019-W45"):
        one.enqueue(build_entry(week), NOW)
    for store, owner in ((one, "one"), (two, "two")):
        (row,) = store.claim(owner=owner, now=NOW, lease=LEASE, limit=1, pace=pace)
        store.record_sent(row.id, owner=owner, now=NOW)

    later = NOW + timedelta(seconds=45)

    assert two.claim(owner="two", now=later, lease=LEASE, limit=1, pace=pace) == []
    assert two.find_wait(now=later, pace=pace) == timedelta(seconds=15)
    assert len(two.claim(owner="two", now=NOW + timedelta(minutes=1), lease=LEASE, limit=1, pace=pace)) == 1
    assert two.find_wait(now=NOW + timedelta(minutes=1), pace=pace) is None


def test_no_more_are_on_their_way_at_once_than_the_pace_allows(database: Database) -> None:
    store, pace = SqlOutbox(database), Pace(connections=1)
    for week in ("2019-W44", "2019-W45"):
        store.enqueue(build_entry(week), NOW)
    (row,) = store.claim(owner="one", now=NOW, lease=LEASE, limit=1, pace=pace)

    during = store.claim(owner="two", now=NOW, lease=LEASE, limit=1, pace=pace)
    wait = store.find_wait(now=NOW, pace=pace)
    store.record_sent(row.id, owner="one", now=NOW)

    assert (during, wait) == ([], timedelta(seconds=1))
    assert len(store.claim(owner="two", now=NOW, lease=LEASE, limit=1, pace=pace)) == 1


def test_what_a_gone_holder_held_is_nobodys_and_taken_over_soon(database: Database) -> None:
    store, soon, pace = SqlOutbox(database), NOW + timedelta(minutes=1), Pace(connections=1)
    for week in ("2019-W44", "2019-W45"):
        store.enqueue(build_entry(week), NOW)
    (held,) = store.claim(owner="gone", now=NOW, lease=LEASE, limit=1)

    released = store.release_gone(lambda owner: owner == "gone", until=soon)

    (other,) = store.claim(owner="two", now=NOW, lease=LEASE, limit=1, pace=pace)
    store.record_sent(other.id, owner="two", now=NOW)
    (again,) = store.claim(owner="two", now=soon, lease=LEASE, limit=1, pace=pace)
    assert (released, again.id, again.taken_over) == (1, held.id, True)
    assert store.release_gone(lambda _: False, until=soon) == 0


def test_the_mail_sent_last_is_found_with_what_was_noted(database: Database) -> None:
    store = SqlOutbox(database)
    for minute, week in enumerate(("2019-W44", "2019-W45")):
        store.enqueue(build_entry(week), NOW)
        (row,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
        store.record_sent(row.id, owner="w", now=NOW + timedelta(minutes=minute), note="found")

    last = store.find_latest_sent(NOW + timedelta(hours=1))
    before = store.find_latest_sent(NOW)

    assert last
    assert before
    assert (last.entry.period, last.last_error, before.entry.period) == ("2019-W45", "found", "2019-W44")
    assert store.find_latest_sent(NOW - timedelta(hours=1)) is None


def test_what_was_refused_or_has_waited_for_a_day_is_undelivered(database: Database) -> None:
    store, tomorrow = SqlOutbox(database), NOW + timedelta(days=1)
    for recipient in ("refused@kl.dk", "waiting@kl.dk", "sent@kl.dk"):
        store.enqueue(build_entry(recipient=recipient), NOW)
    rows = {row.entry.mail.recipient: row.id for row in store.claim(owner="w", now=NOW, lease=LEASE, limit=9)}
    store.record_failure(rows["refused@kl.dk"], owner="w", error="550 never", retry_at=None)
    store.record_failure(rows["waiting@kl.dk"], owner="w", error="451 later", retry_at=NOW)
    store.record_sent(rows["sent@kl.dk"], owner="w", now=NOW)

    soon = store.load_undelivered(NOW + timedelta(hours=1), "efteraar")
    found = store.load_undelivered(tomorrow)
    much_later = store.load_undelivered(NOW + timedelta(days=20))

    assert [(mail.recipient, mail.refused, mail.error) for mail in soon] == [("refused@kl.dk", True, "550 never")]
    assert [mail.recipient for mail in found] == ["refused@kl.dk", "waiting@kl.dk"]
    assert [mail.recipient for mail in much_later] == ["waiting@kl.dk"]
    assert store.load_undelivered(tomorrow, "foraar") == []


def test_rows_are_listed_without_their_mails_newest_first(database: Database) -> None:
    store = SqlOutbox(database)
    for week in ("2019-W44", "2019-W45"):
        store.enqueue(build_entry(week), NOW)
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    lines = store.list_lines(10)

    assert [(line.period, line.state) for line in lines] == [
        ("2019-W45", OutboxState.WAITING),
        ("2019-W44", OutboxState.SENDING),
    ]
    assert store.count_states() == {OutboxState.WAITING: 1, OutboxState.SENDING: 1}
    assert len(store.list_lines(1)) == 1

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.errors import UsageError
from domain.message import ExtractedText, State, Verdict
from domain.message_ports import WaitingQueue
from domain.review import Role
from domain.rulings import Basis
from storage.database import Database
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from tests.books import (
    LEASE,
    NOW,
    add_message,
    add_waiting,
    build_judgement,
    build_stored,
    fail_message,
    grant_extension,
    record_judgement,
)
from tests.builders import IN_TIME, build_attachment, build_headers, build_mail


def test_claimed_message_is_nobody_elses_until_its_lease_is_over(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001 - the word of the outer contract

    (first,) = store.claim(owner="one", now=NOW, lease=LEASE, limit=10)
    during = store.claim(owner="two", now=NOW + LEASE - timedelta(seconds=1), lease=LEASE, limit=10)
    (after,) = store.claim(owner="two", now=NOW + LEASE, lease=LEASE, limit=10)

    assert (first.id, first.attempts, first.internal_date) == (id, 1, IN_TIME)
    assert during == []
    assert (after.id, after.attempts) == (id, 2)


def test_no_message_is_claimed_twice_among_four_workers(database: Database) -> None:
    SqlSightings(database).record("FLJE", [build_stored(uid) for uid in range(1, 201)], None, NOW)
    claimed: list[int] = []

    def work(owner: str) -> None:
        store = SqlMessages(database)
        while mails := store.claim(owner=owner, now=NOW, lease=LEASE, limit=7):
            claimed.extend(mail.id for mail in mails)

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(claimed) == 200
    assert len(set(claimed)) == 200


def test_who_has_lost_the_lease_writes_nothing(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="slow", now=NOW, lease=LEASE, limit=1)
    store.claim(owner="quick", now=NOW + LEASE, lease=LEASE, limit=1)
    late, right = build_judgement("0101"), build_judgement("0461")

    by_slow = record_judgement(store, id, late, owner="slow")
    store.record_failure(id, owner="slow", reason="late", glimpse=None, retry_at=None)
    by_quick = record_judgement(store, id, right, owner="quick")

    assert (by_slow, by_quick) == (False, True)
    assert store.load_view(id).municipalities == ("0461",)


def test_judgement_made_without_the_latest_decision_is_not_written(database: Database) -> None:
    id = add_message(database, build_judgement("0461"))  # noqa: A001
    stale = build_judgement("0101")

    written = record_judgement(SqlMessages(database), id, stale, basis=Basis(decisions=1, revision=0))

    assert written is False
    assert SqlMessages(database).load_view(id).municipalities == ("0461",)


def test_judgement_made_before_the_latest_ruling_is_not_written(database: Database) -> None:
    id = add_message(database, build_judgement("0461"))  # noqa: A001
    stale, basis = build_judgement("0101"), Basis(decisions=0, revision=0)
    grant_extension(database, "0751", date(2019, 11, 15))

    written = record_judgement(SqlMessages(database), id, stale, basis=basis)

    assert written is False
    assert SqlMessages(database).load_view(id).municipalities == ("0461",)


def test_judged_message_is_shown_with_all_that_was_read(database: Database) -> None:
    attachment = build_attachment(path=("svar.zip", "Høringssvar.docx"))
    mail = build_mail("Hermed vores svar.", attachment, quoted="Fra: KL", sender="Ida Bæk <ida@odense.dk>")

    id = add_message(database, build_judgement("0461"), mail)  # noqa: A001

    view = SqlMessages(database).load_view(id)
    assert view.attachments == (attachment,)
    assert view.judgement is not None
    assert view.judgement.suggestions == build_judgement("0461").suggestions
    assert (str(view.sender), view.body, view.quoted) == ("Ida Bæk <ida@odense.dk>", "Hermed vores svar.", "Fra: KL")
    assert (view.state, view.role, view.provisional, view.received_at) == (State.COUNTED, Role.FIRST, False, IN_TIME)
    assert view.text.startswith("Hermed vores svar.\n\nHøringssvar om")
    assert view.sources == ("imap://FLJE/INBOX;UIDVALIDITY=1/;UID=1",)


def test_judging_again_replaces_what_was_there(database: Database) -> None:
    store = SqlMessages(database)
    id = add_message(database, build_judgement("0461", "0101"), build_mail("Før", build_attachment()))  # noqa: A001
    anew = build_judgement("0630", state=State.REVIEW)

    record_judgement(store, id, anew, build_mail("Efter"))

    view = store.load_view(id)
    assert (view.body, view.attachments, view.replies, view.state) == ("Efter", (), (), State.REVIEW)
    assert view.municipalities == ("0630",)


def test_text_that_no_database_can_hold_is_kept_visibly(database: Database) -> None:
    extracted = ExtractedText(text="\0tekst\ud800", verdict=Verdict.OK, method="test", notes=("\udce6",))
    attachment = replace(build_attachment(), filename="b\0r\udcff.docx", path=("b\0r\udcff.docx",), extracted=extracted)
    mail = build_mail("nul \0 og \udce6", attachment, subject="\udcf8re")

    id = add_message(database, build_judgement("0461"), mail)  # noqa: A001

    view = SqlMessages(database).load_view(id)
    assert (view.body, view.subject) == ("nul \ufffd og \\udce6", "\\udcf8re")
    assert view.attachments[0].extracted.text == "\ufffdtekst\\ud800"
    assert view.attachments[0].path == ("b\ufffdr\\udcff.docx",)


def test_failed_message_waits_until_its_next_attempt_and_then_fails(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
    retry_at = NOW + timedelta(minutes=1)

    store.record_failure(id, owner="w", reason="ReaderTimeout", glimpse=None, retry_at=retry_at)
    too_early = store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
    (again,) = store.claim(owner="w", now=retry_at, lease=LEASE, limit=1)
    store.record_failure(id, owner="w", reason="ReaderTimeout", glimpse=None, retry_at=None)

    assert (too_early, again.attempts) == ([], 2)
    assert store.load_view(id).state is State.FAILED
    assert store.claim(owner="w", now=retry_at, lease=LEASE, limit=1) == []
    assert [
        mail.id for mail in store.claim(owner="w", now=retry_at, lease=LEASE, limit=1, queue=WaitingQueue.FAILED)
    ] == [id]


def test_failed_message_keeps_its_glimpse_and_counts_nothing(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.record_failure(
        id,
        owner="w",
        reason="UnreadableMail: cut short",
        glimpse=build_judgement("0461"),
        retry_at=None,
        headers=build_headers(subject="Høringssvar"),
    )

    view = store.load_view(id)
    machine = store.find_machine_judgement(id)
    assert (view.state, view.municipalities, view.replies) == (State.FAILED, ("0461",), ())
    assert (view.failure, view.subject) == ("UnreadableMail: cut short", "Høringssvar")
    assert machine is not None
    assert (machine.state, machine.replies) == (State.FAILED, ())


def test_success_after_failure_forgets_the_failure(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    fail_message(database, id, build_judgement("0461"))
    good = build_judgement("0461")

    record_judgement(store, id, good)

    view = store.load_view(id)
    assert (view.state, view.failure) == (State.COUNTED, None)


def test_machine_judgement_is_kept_apart_from_what_holds(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    machine, effective = build_judgement("0461", state=State.REVIEW), build_judgement("0101")

    unread = store.find_machine_judgement(id)
    record_judgement(store, id, machine, effective=effective)

    assert unread is None
    assert store.find_machine_judgement(id) == machine
    assert store.load_view(id).judgement == effective


def test_roles_follow_the_order_of_arrival_and_content(database: Database) -> None:
    later, last = IN_TIME + timedelta(hours=1), IN_TIME + timedelta(hours=2)
    supplement = add_message(database, build_judgement("0461", received_at=later), build_mail("Mere"))
    first = add_message(database, build_judgement("0461"), build_mail("Svar", build_attachment()))
    duplicate = add_message(
        database, build_judgement("0461", received_at=last), build_mail(" Svar\n", build_attachment())
    )
    other = add_message(database, build_judgement("0101", received_at=last), build_mail("Svar", build_attachment()))

    views = SqlMessages(database).list_views()

    assert {view.id: view.role for view in views} == {
        supplement: Role.SUPPLEMENT,
        first: Role.FIRST,
        duplicate: Role.DUPLICATE,
        other: Role.FIRST,
    }
    assert [view.id for view in views] == [other, duplicate, supplement, first]
    assert SqlMessages(database).load_view(duplicate).role is Role.DUPLICATE


def test_same_answer_by_two_routes_lists_both_with_the_one_that_counts(database: Database) -> None:
    body = "Hermed vores svar.\n\nMvh\nIda Bach"
    first = add_message(database, build_judgement("0461"), build_mail(body, build_attachment(text="Ja. " * 30)))
    later = build_judgement("0461", received_at=IN_TIME + timedelta(hours=1))
    footer = f"{body}\n\nDenne mail kan indeholde fortrolige oplysninger."
    again = add_message(database, later, build_mail(footer, build_attachment(text="Ja. " * 30)))
    store = SqlMessages(database)

    one, other = store.load_view(first), store.load_view(again)

    assert (one.role, other.role, other.replies[0].of) == (Role.FIRST, Role.DUPLICATE, first)
    assert len(other.sources) == 1
    assert one.sources[1:] == other.sources
    assert {view.id: view.sources for view in store.list_views()} == {first: one.sources, again: other.sources}


def test_roles_know_what_a_judgement_says_of_the_reply(database: Database) -> None:
    judgement = build_judgement("0461", received_at=IN_TIME + timedelta(hours=1))
    first = add_message(database, build_judgement("0461"), build_mail("Vi støtter værdi 3 og 4."))
    second = add_message(database, replace(judgement, replaces=True), build_mail("Vi er imod dem alle elleve."))

    (reply,) = SqlMessages(database).load_view(second).replies

    assert (reply.role, reply.of) == (Role.REPLACEMENT, first)


def test_list_can_be_narrowed(database: Database) -> None:
    store = SqlMessages(database)
    counted = add_message(database, build_judgement("0461"), build_mail("", build_attachment()))
    review = add_message(database, build_judgement(state=State.REVIEW, consultation=None))
    waiting = add_waiting(database)

    assert [view.id for view in store.list_views(state=State.REVIEW)] == [review]
    assert [view.id for view in store.list_views(state=State.WAITING)] == [waiting]
    (view,) = store.list_views(consultation="kernevaerdier-2019-efteraar")
    assert (view.id, view.attachments[0].extracted.verdict) == (counted, Verdict.OK)
    assert store.list_views(consultation="another") == []


def test_unknown_message_is_a_usage_error(database: Database) -> None:
    store = SqlMessages(database)
    judgement = build_judgement("0461")

    with pytest.raises(UsageError, match="no message 17"):
        store.load_view(17)
    with pytest.raises(UsageError, match="no message 99999999999999999999"):
        store.load_view(99999999999999999999)
    with pytest.raises(UsageError, match="no message 17"):
        store.find_machine_judgement(17)
    assert record_judgement(store, 17, judgement) is False


def test_rebuild_sees_every_message_once(database: Database) -> None:
    SqlSightings(database).record("FLJE", [build_stored(uid) for uid in range(1, 2102)], None, NOW)

    ids = [claimed.id for claimed in SqlMessages(database).list_all()]

    assert (len(ids), ids) == (2101, sorted(set(ids)))


def test_long_list_takes_no_more_queries_than_a_short_one(database: Database) -> None:
    add_message(database, build_judgement("0461"), build_mail("", build_attachment()))
    add_message(database, build_judgement("0461"), build_mail("", build_attachment()))
    few = count_queries(SqlMessages(database).list_views)
    for _ in range(20):
        add_message(database, build_judgement("0461"), build_mail("", build_attachment()))

    many = count_queries(SqlMessages(database).list_views)

    assert many == few


def count_queries(act: Callable[[], object]) -> int:
    queries = []

    def note(*arguments: Any) -> None:
        queries.append(arguments[2])

    event.listen(Engine, "before_cursor_execute", note)
    act()
    event.remove(Engine, "before_cursor_execute", note)
    return len(queries)


def test_message_put_off_waits_in_the_queue_for_ocr_alone(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)

    store.put_off(id, owner="w", glimpse=build_judgement("0461"))

    assert store.load_view(id).state is State.WAITING
    assert store.load_view(id).municipalities == ("0461",)
    assert store.claim(owner="w", now=NOW, lease=LEASE, limit=1) == []
    (claimed,) = store.claim(owner="w", now=NOW, lease=LEASE, limit=1, queue=WaitingQueue.OCR)
    assert (claimed.id, claimed.attempts) == (id, 1)


def test_who_has_lost_the_lease_puts_nothing_off(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="slow", now=NOW, lease=LEASE, limit=1)
    store.claim(owner="quick", now=NOW + LEASE, lease=LEASE, limit=1)

    store.put_off(id, owner="slow", glimpse=build_judgement("0461"))

    assert store.claim(owner="w", now=NOW + 2 * LEASE, lease=LEASE, limit=1, queue=WaitingQueue.OCR) == []


def test_message_judged_after_ocr_is_in_no_queue(database: Database) -> None:
    store = SqlMessages(database)
    id = add_waiting(database)  # noqa: A001
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
    store.put_off(id, owner="w", glimpse=build_judgement("0461"))
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1, queue=WaitingQueue.OCR)

    judged = build_judgement("0461")
    record_judgement(store, id, judged, owner="w")

    queues = [store.claim(owner="w", now=NOW, lease=LEASE, limit=1, queue=queue) for queue in WaitingQueue]
    assert queues == [[], [], []]

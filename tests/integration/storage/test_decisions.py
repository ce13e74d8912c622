import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.errors import DecisionConflict, RulingsChanged, UsageError
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.message_ports import WaitingQueue
from domain.review import Decision, Role
from storage.database import Database
from storage.decisions import SqlDecisions
from storage.messages import SqlMessages
from storage.tables import decisions
from storage.values import parse_value
from tests.books import (
    LEASE,
    NOW,
    add_message,
    add_waiting,
    build_judgement,
    fail_message,
    grant_extension,
    record_judgement,
)
from tests.builders import IN_TIME


def build_decision(by: str = "Mette", **said: object) -> Decision:
    return Decision(by=by, decided_at=NOW, **said)  # type: ignore[arg-type]  # a builder takes any field


def test_decision_comes_back_as_it_was_given(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    decision = build_decision(
        reason="Ringet op",
        municipalities=("0461", "0101"),
        kind=Kind.NO_COMMENTS,
        state=State.COUNTED,
        consultation="kernevaerdier-2019-efteraar",
        role=Role.REPLACEMENT,
        provisional=True,
        received_at=IN_TIME,
    )

    store.record(id, decision, build_judgement("0461", "0101"), seen=0)

    assert store.load(id) == (decision,)
    assert SqlMessages(database).load_view(id).municipalities == ("0461", "0101")


def test_what_the_machine_thought_outlives_the_decision(database: Database) -> None:
    machine = build_judgement(state=State.REVIEW)
    id = add_message(database, machine)  # noqa: A001

    SqlDecisions(database).record(id, build_decision(municipalities=("0461",)), build_judgement("0461"), seen=0)

    assert SqlMessages(database).find_machine_judgement(id) == machine


def test_latest_decision_is_taken_back_and_stays_on_record(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    first, second = build_decision(municipalities=("0461",)), build_decision("Ida", municipalities=("0101",))
    store.record(id, first, build_judgement("0461"), seen=0)
    store.record(id, second, build_judgement("0101"), seen=1)

    store.undo(id, build_judgement("0461"), by="Bo", now=NOW, seen=2)

    with database.reading() as connection:
        rows = connection.execute(select(decisions).order_by(decisions.c.id)).all()
    assert store.load(id) == (first,)
    assert [(row.decided_by, row.undone_by, row.undone_at) for row in rows] == [
        ("Mette", None, None),
        ("Ida", "Bo", NOW),
    ]
    assert rows[1].before == rows[0].after
    assert SqlMessages(database).load_view(id).municipalities == ("0461",)


def test_nothing_to_take_back_is_a_usage_error(database: Database) -> None:
    id = add_message(database, build_judgement("0461"))  # noqa: A001

    with pytest.raises(UsageError, match="no decision"):
        SqlDecisions(database).undo(id, build_judgement("0461"), by="Bo", now=NOW, seen=0)


def test_second_of_two_who_decide_at_once_is_told_what_the_first_said(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    first = build_decision("Ida", municipalities=("0461",), state=State.COUNTED, reason="Ringet op")
    store.record(id, first, build_judgement("0461"), seen=0)

    told = r'Ida has decided on message 1 .* 2019-11-04 08:00: counted, from Odense \(0461\), because "Ringet op"\.'
    with pytest.raises(DecisionConflict, match=told):
        store.record(id, build_decision("Bo", municipalities=("0101",)), build_judgement("0101"), seen=0)
    with pytest.raises(DecisionConflict):
        store.undo(id, build_judgement(state=State.REVIEW), by="Bo", now=NOW, seen=0)

    assert SqlMessages(database).load_view(id).municipalities == ("0461",)


def test_who_decides_beside_one_who_takes_back_is_told_that(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    store.record(id, build_decision("Ida", kind=Kind.OTHER), build_judgement(state=State.SET_ASIDE), seen=0)
    store.undo(id, build_judgement(state=State.REVIEW), by="Bo", now=NOW + timedelta(hours=1), seen=1)

    with pytest.raises(DecisionConflict, match=r"Bo has taken a decision on message 1 back, 2019-11-04 09:00: other"):
        store.record(id, build_decision("Eva", municipalities=("0461",)), build_judgement("0461"), seen=1)

    assert store.load(id) == ()


def test_decision_made_by_rulings_that_hold_no_more_is_refused(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    grant_extension(database, "0461", date(2019, 11, 8))

    with pytest.raises(RulingsChanged, match="run the same command again"):
        store.record(id, build_decision(municipalities=("0461",)), build_judgement("0461"), seen=0, revision=0)

    assert store.load(id) == ()


def test_why_a_decision_was_taken_back_is_kept_with_what_held(database: Database) -> None:
    store, id = SqlDecisions(database), add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    store.record(id, build_decision(municipalities=("0461",)), build_judgement("0461"), seen=0)

    store.undo(id, build_judgement(state=State.REVIEW), by="Bo", now=NOW, seen=1, reason="Forkert kommune")

    with database.reading() as connection:
        (row,) = connection.execute(select(decisions)).all()
    assert row.undone_reason == "Forkert kommune"
    assert parse_value(Judgement, row.undone_before) == build_judgement("0461")
    assert parse_value(Judgement, row.undone_after) == build_judgement(state=State.REVIEW)


def test_of_many_who_decide_at_once_one_succeeds(database: Database) -> None:
    id = add_message(database, build_judgement(state=State.REVIEW))  # noqa: A001
    conflicts: list[DecisionConflict] = []

    def decide(code: str) -> None:
        try:
            SqlDecisions(database).record(
                id, build_decision(code, municipalities=(code,)), build_judgement(code), seen=0
            )
        except DecisionConflict as conflict:
            conflicts.append(conflict)

    threads = [threading.Thread(target=decide, args=(code,)) for code in ("0461", "0101", "0630", "0751")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (decision,) = SqlDecisions(database).load(id)
    assert len(conflicts) == 3
    assert SqlMessages(database).load_view(id).municipalities == decision.municipalities


def test_decision_ends_the_lease_of_who_reads_the_mail_again(database: Database) -> None:
    store, id = SqlMessages(database), add_waiting(database)  # noqa: A001
    fail_message(database, id)
    store.claim(owner="w", now=NOW + timedelta(hours=1), lease=LEASE, limit=1, queue=WaitingQueue.FAILED)

    SqlDecisions(database).record(id, build_decision(municipalities=("0461",)), build_judgement("0461"), seen=0)

    stale = build_judgement("0101")
    assert record_judgement(store, id, stale, owner="w") is False
    assert store.load_view(id).municipalities == ("0461",)


def test_mail_that_waits_cannot_be_decided_on(database: Database) -> None:
    id = add_waiting(database)  # noqa: A001

    with pytest.raises(UsageError, match=r"not been read yet.*kommunesvar process"):
        SqlDecisions(database).record(id, build_decision(municipalities=("0461",)), build_judgement("0461"), seen=0)


def test_unknown_message_is_a_usage_error(database: Database) -> None:
    store = SqlDecisions(database)

    with pytest.raises(UsageError, match="no message 17"):
        store.load(17)
    with pytest.raises(UsageError, match="no message 17"):
        store.record(17, build_decision(), build_judgement("0461"), seen=0)

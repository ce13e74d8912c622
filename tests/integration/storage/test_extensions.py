import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.deadline import Timeliness
from domain.judgement import Judgement
from domain.message import State
from domain.review import Decision, ReviewReason
from domain.rulings import Basis
from storage.database import Database
from storage.decisions import SqlDecisions
from storage.extensions import SqlExtensions
from storage.facts import SqlFacts
from storage.messages import SqlMessages
from storage.tables import extensions
from tests.books import AUTUMN, NOW, add_message, add_waiting, build_judgement, record_judgement
from tests.rulings import LATE, build_ruling, lay_over

FRIDAY = date(2019, 11, 8)
MONTH_LATER = date(2019, 12, 1)


def load_times(database: Database, message: int) -> list[tuple[Timeliness, date]]:
    view = SqlMessages(database).load_view(message)
    return [(reply.timeliness, reply.judged_against) for reply in view.replies]


def doubt_the_clocks(judgement: Judgement, rival: datetime) -> Judgement:
    """Return a judgement that is in review for nothing but clocks on both sides of the deadline."""
    clock = replace(judgement.clock, rival=rival)
    return replace(judgement, clock=clock, state=State.REVIEW, reasons=(ReviewReason.CLOCKS_DISAGREE,), replies=())


def test_what_came_late_is_on_time_by_an_extension_granted_afterwards(database: Database) -> None:
    id = add_message(database, build_judgement("0461", received_at=LATE))  # noqa: A001
    other = add_message(database, build_judgement("0101", received_at=LATE))

    extended = SqlExtensions(database).record(build_ruling("0461"), FRIDAY, lay_over=lay_over)

    assert (extended.before, [one.message for one in extended.rejudged]) == (None, [id])
    assert load_times(database, id) == [(Timeliness.ON_TIME, FRIDAY)]
    assert load_times(database, other) == [(Timeliness.LATE, date(2019, 11, 1))]


def test_later_extension_takes_the_place_of_the_one_before_and_says_so(database: Database) -> None:
    store = SqlExtensions(database)
    store.record(build_ruling(), FRIDAY, lay_over=lay_over)

    replaced = store.record(build_ruling(by="Ida", reason="udvalgsmøde"), MONTH_LATER, lay_over=lay_over)

    with database.reading() as connection:
        rows = connection.execute(select(extensions).order_by(extensions.c.id)).all()
    assert replaced.before == FRIDAY
    assert [(row.decided_by, row.before, row.until, row.reason) for row in rows] == [
        ("Mette", None, FRIDAY, ""),
        ("Ida", FRIDAY, MONTH_LATER, "udvalgsmøde"),
    ]
    assert SqlFacts(database).load_rulings().extensions == {(AUTUMN, "0461"): MONTH_LATER}


def test_extension_in_force_is_not_written_twice(database: Database) -> None:
    store = SqlExtensions(database)
    store.record(build_ruling(), FRIDAY, lay_over=lay_over)

    again = store.record(build_ruling(by="Ida"), FRIDAY, lay_over=lay_over)

    with database.reading() as connection:
        assert len(connection.execute(select(extensions)).all()) == 1
    assert again.before == FRIDAY


def test_revoking_judges_again_and_wakes_no_older_extension(database: Database) -> None:
    id = add_message(database, build_judgement("0461", received_at=LATE))  # noqa: A001
    store = SqlExtensions(database)
    store.record(build_ruling(), FRIDAY, lay_over=lay_over)
    store.record(build_ruling(), MONTH_LATER, lay_over=lay_over)

    revoked = store.revoke(build_ruling(by="Bo", reason="tastefejl"), lay_over=lay_over)

    with database.reading() as connection:
        marks = connection.execute(select(extensions.c.revoked_by, extensions.c.revoked_reason)).all()
    assert revoked.before == MONTH_LATER
    assert [tuple(mark) for mark in marks] == [("Bo", "tastefejl")] * 2
    assert SqlFacts(database).load_rulings().extensions == {}
    assert load_times(database, id) == [(Timeliness.LATE, date(2019, 11, 1))]


def test_nothing_is_revoked_where_nothing_was_granted(database: Database) -> None:
    revoked = SqlExtensions(database).revoke(build_ruling(), lay_over=lay_over)

    assert revoked.before is None


def test_clocks_that_disagreed_across_the_old_deadline_agree_before_the_new_one(database: Database) -> None:
    midnight = datetime(2019, 11, 1, 22, 59, tzinfo=UTC)
    machine = doubt_the_clocks(build_judgement("0461", received_at=LATE), rival=midnight)
    id = add_message(database, machine)  # noqa: A001
    store = SqlExtensions(database)

    store.record(build_ruling(), FRIDAY, lay_over=lay_over)

    assert load_times(database, id) == [(Timeliness.ON_TIME, FRIDAY)]
    store.revoke(build_ruling(), lay_over=lay_over)
    assert SqlMessages(database).load_view(id).reasons == (ReviewReason.CLOCKS_DISAGREE,)


def test_what_people_decided_is_laid_over_what_is_judged_again(database: Database) -> None:
    id = add_message(database, build_judgement("0101", state=State.REVIEW, received_at=LATE))  # noqa: A001
    said = Decision(by="Anne", decided_at=NOW, municipalities=("0461",), state=State.COUNTED, consultation=AUTUMN)
    SqlDecisions(database).record(id, said, build_judgement("0461", received_at=LATE), seen=0)

    SqlExtensions(database).record(build_ruling("0461"), FRIDAY, lay_over=lay_over)

    assert load_times(database, id) == [(Timeliness.ON_TIME, FRIDAY)]
    assert SqlDecisions(database).load(id) == (said,)


def test_joint_reply_is_judged_again_only_for_the_one_who_got_more_time(database: Database) -> None:
    id = add_message(database, build_judgement("0461", "0101", received_at=LATE))  # noqa: A001

    SqlExtensions(database).record(build_ruling("0101"), FRIDAY, lay_over=lay_over)

    assert load_times(database, id) == [
        (Timeliness.LATE, date(2019, 11, 1)),
        (Timeliness.ON_TIME, FRIDAY),
    ]


def test_message_whose_decision_names_an_unknown_consultation_stays_as_it_is(database: Database) -> None:
    id = add_message(database, build_judgement("0461", received_at=LATE))  # noqa: A001
    said = Decision(by="Anne", decided_at=NOW, state=State.COUNTED, consultation="afskaffet")
    SqlDecisions(database).record(id, said, build_judgement("0461", received_at=LATE), seen=0)

    extended = SqlExtensions(database).record(build_ruling("0461"), FRIDAY, lay_over=lay_over)

    assert (extended.left, extended.rejudged) == ((id,), ())
    assert load_times(database, id) == [(Timeliness.LATE, date(2019, 11, 1))]


def test_mail_that_waits_is_left_to_who_judges_it(database: Database) -> None:
    id = add_waiting(database)  # noqa: A001

    SqlExtensions(database).record(build_ruling(), FRIDAY, lay_over=lay_over)

    assert SqlMessages(database).load_view(id).state is State.WAITING


def test_judgement_by_the_deadline_of_before_is_not_written_down(database: Database) -> None:
    id, messages = add_waiting(database), SqlMessages(database)  # noqa: A001
    store = SqlExtensions(database)
    revision = SqlFacts(database).load_rulings().revision
    late, before = build_judgement("0461", received_at=LATE), Basis(decisions=0, revision=revision)
    store.record(build_ruling(), FRIDAY, lay_over=lay_over)

    written = record_judgement(messages, id, late, basis=before)
    store.revoke(build_ruling(), lay_over=lay_over)

    assert written is False
    assert SqlFacts(database).load_rulings().revision not in {revision, revision + 1}


def test_of_two_extensions_at_once_both_are_kept_and_one_is_in_force(database: Database) -> None:
    id = add_message(database, build_judgement("0461", received_at=LATE))  # noqa: A001
    days = (FRIDAY, MONTH_LATER)

    threads = [
        threading.Thread(
            target=SqlExtensions(database).record, args=(build_ruling(), day), kwargs={"lay_over": lay_over}
        )
        for day in days
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    in_force = SqlFacts(database).load_rulings().extensions[AUTUMN, "0461"]
    with database.reading() as connection:
        rows = connection.execute(select(extensions.c.before, extensions.c.until).order_by(extensions.c.id)).all()
    assert rows[1].until == in_force
    assert rows[1].before == rows[0].until
    assert load_times(database, id) == [(Timeliness.ON_TIME, in_force)]


@pytest.mark.parametrize("state", [State.SET_ASIDE, State.FAILED])
def test_what_is_not_counted_stays_where_it_is(database: Database, state: State) -> None:
    id = add_message(database, build_judgement("0461", state=state, received_at=LATE))  # noqa: A001

    extended = SqlExtensions(database).record(build_ruling(), FRIDAY, lay_over=lay_over)

    assert extended.rejudged == ()
    assert SqlMessages(database).load_view(id).state is state

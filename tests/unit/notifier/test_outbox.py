from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from structlog.testing import capture_logs

from domain.consultation import Consultation
from domain.standing import Standing
from notifier.gather import DigestBooks
from notifier.outbox import DigestPlan, enqueue_digests, find_due_digests
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import SENDER
from tests.fakes import FakeFacts, FakeNotices, FakeOutbox, FakeSightings

LEASE = timedelta(minutes=10)
PLAN = DigestPlan(sender=SENDER, recipients=("Anne <ANJE@kl.dk>", "FLJE@kl.dk"))
AUTUMN = build_consultation()
MONDAY_8 = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)


def enqueue(outbox: FakeOutbox, now: datetime, *consultations: Consultation, plan: DigestPlan = PLAN) -> int:
    return enqueue_digests(
        consultations or (AUTUMN,),
        plan=plan,
        now=now,
        books=DigestBooks(
            roster=load_roster(),
            facts=FakeFacts(),
            sightings=FakeSightings(),
            notices=FakeNotices(),
            outbox=outbox,
        ),
    )


def list_periods(outbox: FakeOutbox) -> list[str]:
    return [row.entry.period for row in outbox.rows.values()]


def test_a_digest_is_due_from_its_moment_on_and_once() -> None:
    outbox = FakeOutbox()
    enqueue(outbox, MONDAY_8 - timedelta(days=3))

    early = enqueue(outbox, MONDAY_8 - timedelta(seconds=1))
    due = enqueue(outbox, MONDAY_8)
    again = enqueue(outbox, MONDAY_8 + timedelta(seconds=30))

    assert (early, due, again) == (0, 2, 0)
    assert list_periods(outbox) == ["2019-W44", "2019-W44", "2019-W45", "2019-W45"]


def test_a_missed_monday_is_made_up_for_once_with_the_figures_of_now() -> None:
    outbox, thursday = FakeOutbox(), datetime(2019, 11, 7, 13, 30, tzinfo=UTC)

    enqueue(outbox, thursday)
    enqueue(outbox, thursday + timedelta(days=1))

    assert list_periods(outbox) == ["2019-W45", "2019-W45"]
    assert {row.entry.figures.as_of for row in outbox.rows.values() if row.entry.figures} == {thursday}


def test_making_up_for_last_week_does_not_take_this_weeks_place() -> None:
    outbox, plan = FakeOutbox(), replace(PLAN, weekday="fri", clock=time(16))

    enqueue(outbox, datetime(2019, 11, 4, 9, 0, tzinfo=UTC), plan=plan)
    enqueue(outbox, datetime(2019, 11, 8, 15, 0, tzinfo=UTC), plan=plan)

    assert list_periods(outbox) == ["2019-W44", "2019-W44", "2019-W45", "2019-W45"]


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2019, 6, 24, 8, 0, tzinfo=UTC), False),
        (datetime(2019, 6, 30, 8, 0, tzinfo=UTC), False),
        (datetime(2019, 7, 1, 6, 0, tzinfo=UTC), True),
        (datetime(2019, 12, 23, 7, 0, tzinfo=UTC), True),
        (datetime(2019, 12, 30, 7, 0, tzinfo=UTC), False),
    ],
)
def test_digests_go_out_from_the_opening_to_the_closing_day(moment: datetime, due: bool) -> None:  # noqa: FBT001
    found = find_due_digests((AUTUMN,), plan=PLAN, outbox=FakeOutbox(), now=moment)

    assert bool(found) is due


@pytest.mark.parametrize("monday", ["2019-10-21", "2019-10-28", "2020-03-23", "2020-03-30"])
def test_eight_o_clock_stays_eight_o_clock_when_the_clocks_change(monday: str) -> None:
    day, zone = date.fromisoformat(monday), AUTUMN.deadline.zone
    eight = datetime.combine(day, time(8), tzinfo=zone).astimezone(UTC)
    consultation = replace(AUTUMN, closes=date(2020, 12, 31))
    outbox = FakeOutbox()
    enqueue(outbox, eight - timedelta(days=3), consultation)

    early = find_due_digests((consultation,), plan=PLAN, outbox=outbox, now=eight - timedelta(minutes=1))
    due = find_due_digests((consultation,), plan=PLAN, outbox=outbox, now=eight)

    assert early == ()
    assert [d.period for d in due] == ["{}-W{:02}".format(*day.isocalendar()[:2])]


def test_weeks_over_new_year_are_apart_and_in_order() -> None:
    outbox = FakeOutbox()
    consultation = replace(AUTUMN, opens=date(2026, 12, 1), closes=date(2027, 3, 1))
    mondays = [datetime(2026, 12, 21, 7, tzinfo=UTC) + timedelta(weeks=n) for n in range(4)]

    for monday in mondays:
        enqueue(outbox, monday, consultation, plan=replace(PLAN, recipients=("ANJE@kl.dk",)))

    assert list_periods(outbox) == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    last = outbox.find_last_figures(consultation.id, "2027-W02")
    assert last
    assert last.as_of == mondays[2]


def test_figures_are_frozen_for_the_next_digest() -> None:
    outbox = FakeOutbox()

    enqueue(outbox, MONDAY_8)

    figures = outbox.find_last_figures(AUTUMN.id, "2019-W46")
    assert figures
    assert figures.counts[Standing.MISSING] == 98
    assert outbox.find_last_figures(AUTUMN.id, "2019-W45") is None


def test_one_mail_a_consultation_and_recipient() -> None:
    outbox, spring = FakeOutbox(), replace(AUTUMN, id="foraar", title="Foråret")

    count = enqueue(outbox, MONDAY_8, AUTUMN, spring)

    assert count == 4
    assert len({row.entry.mail.message_id for row in outbox.rows.values()}) == 4


def test_a_digest_to_nobody_is_an_alarm_once_a_week() -> None:
    outbox, plan = FakeOutbox(), replace(PLAN, recipients=())
    consultation = replace(AUTUMN, id="sent-to-nobody")

    with capture_logs() as logs:
        counts = [enqueue(outbox, MONDAY_8 + timedelta(minutes=n), consultation, plan=plan) for n in range(3)]

    assert counts == [0, 0, 0]
    assert [(log["log_level"], log["consultation"]) for log in logs] == [("error", "sent-to-nobody")]


def test_a_recipient_that_is_no_address_does_not_keep_the_others_from_theirs() -> None:
    outbox = FakeOutbox()

    with capture_logs() as logs:
        count = enqueue(outbox, MONDAY_8, plan=replace(PLAN, recipients=("Anne Jensen", "FLJE@kl.dk")))

    assert count == 1
    assert [log["event"] for log in logs] == ["digest cannot be addressed"]


def test_without_a_sender_nothing_is_enqueued_and_it_is_told() -> None:
    outbox = FakeOutbox()

    with capture_logs() as logs:
        count = enqueue(outbox, MONDAY_8, plan=replace(PLAN, sender=""))

    assert count == 0
    assert [log["event"] for log in logs] == ["digest not composed"]

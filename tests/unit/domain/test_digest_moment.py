"""When a digest is due: the same weekday and hour by the clock on the wall, over every change of it, week and year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.deadline import COPENHAGEN
from domain.digest import WEEKDAYS, find_digest_moment, name_period

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 15, tzinfo=UTC)


def find(now: datetime, weekday: str = "mon", clock: time = time(8)) -> datetime:
    return find_digest_moment(now, weekday=weekday, clock=clock, zone=COPENHAGEN)


@pytest.mark.parametrize("weekday", WEEKDAYS)
@pytest.mark.parametrize("clock", [time(0), time(1, 59), time(3), time(8), time(23, 59)])
def test_at_every_moment_of_two_years_it_is_the_latest_of_its_weekday_and_hour(weekday: str, clock: time) -> None:
    now = FIRST
    while now < LAST:
        local = find(now, weekday, clock).astimezone(COPENHAGEN)

        assert (WEEKDAYS[local.weekday()], local.time()) == (weekday, clock)
        assert timedelta(0) <= now - local < timedelta(days=7, hours=1)
        now += timedelta(hours=5, minutes=17)


@pytest.mark.parametrize(
    ("sunday", "hours"),
    [(date(2026, 3, 29), 7 * 24 - 1), (date(2026, 10, 25), 7 * 24 + 1), (date(2026, 6, 28), 7 * 24)],
)
def test_the_week_in_which_the_clocks_change_is_an_hour_shorter_or_longer(sunday: date, hours: int) -> None:
    monday = datetime.combine(sunday + timedelta(days=1), time(8), tzinfo=COPENHAGEN).astimezone(UTC)

    before, after = find(monday - timedelta(seconds=1)), find(monday)

    assert after == monday
    assert after - before == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("weekday", "sunday", "utc"),
    [("sun", date(2026, 3, 29), 1), ("sun", date(2026, 10, 25), 2)],
)
def test_three_o_clock_on_the_sunday_of_the_change_comes_once(weekday: str, sunday: date, utc: int) -> None:
    due = datetime(sunday.year, sunday.month, sunday.day, utc, tzinfo=UTC)

    assert find(due, weekday, time(3)) == due
    assert find(due - timedelta(seconds=1), weekday, time(3)) == datetime.combine(
        sunday - timedelta(days=7), time(3), tzinfo=COPENHAGEN
    )


@pytest.mark.parametrize(
    ("monday", "period"),
    [
        ("2026-12-21", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2027-12-27", "2027-W52"),
        ("2028-01-03", "2028-W01"),
    ],
)
def test_weeks_keep_their_order_over_new_year(monday: str, period: str) -> None:
    moment = find(datetime.fromisoformat(f"{monday}T08:00:00+01:00"))

    assert name_period(moment, COPENHAGEN) == period


@pytest.mark.parametrize("holiday", ["2027-03-29", "2027-05-17", "2026-12-24", "2027-01-01"])
def test_a_holiday_is_a_day_like_any_other_for_a_mail_that_one_reads_when_one_is_back(holiday: str) -> None:
    day = date.fromisoformat(holiday)
    eight = datetime.combine(day, time(8), tzinfo=COPENHAGEN).astimezone(UTC)

    assert find(eight, WEEKDAYS[day.weekday()]) == eight


def test_a_service_that_starts_on_another_weekday_finds_the_moment_it_missed() -> None:
    monday = datetime(2026, 11, 2, 7, tzinfo=UTC)

    found = {find(monday + timedelta(days=days, hours=3)) for days in range(7)}

    assert found == {monday}

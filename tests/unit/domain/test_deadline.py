from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import COPENHAGEN, Deadline, Timeliness, end_of_day, local_day, local_moment, start_of_day

DAYS = (
    date(2019, 11, 1),  # winter
    date(2019, 4, 23),  # summer
    date(2019, 3, 31),  # 23 hours long
    date(2019, 10, 27),  # 25 hours long
)
ZONES = (
    "Europe/Copenhagen",
    "UTC",
    "America/Godthab",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Atlantic/Faroe",
)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("zone", ZONES)
def test_half_a_minute_before_midnight_is_in_time_and_after_it_late(day: date, zone: str) -> None:
    deadline = Deadline(day)
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=COPENHAGEN).astimezone(UTC)

    before = (midnight - timedelta(seconds=30)).astimezone(ZoneInfo(zone))
    after = (midnight + timedelta(seconds=30)).astimezone(ZoneInfo(zone))

    assert deadline.judge(before) is Timeliness.ON_TIME
    assert deadline.judge(after) is Timeliness.LATE


def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    deadline = Deadline(date(2019, 11, 1))

    assert deadline.judge(datetime(2019, 11, 1, 22, 59, 59, 999_999, tzinfo=UTC)) is Timeliness.ON_TIME
    assert deadline.judge(datetime(2019, 11, 1, 23, 0, 0, tzinfo=UTC)) is Timeliness.LATE


@pytest.mark.parametrize(("day", "hours"), [(date(2019, 3, 31), 23), (date(2019, 10, 27), 25), (date(2019, 11, 1), 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    assert end_of_day(day) - start_of_day(day) == timedelta(hours=hours)


def test_an_extension_never_shortens() -> None:
    deadline = Deadline(date(2019, 11, 1))

    assert deadline.extended_to(None) == deadline
    assert deadline.extended_to(date(2019, 10, 1)) == deadline
    assert deadline.extended_to(date(2019, 11, 15)).day == date(2019, 11, 15)


def test_a_moment_on_the_wall_is_one_in_utc() -> None:
    assert local_moment(date(2019, 11, 4), time(8)) == datetime(2019, 11, 4, 7, tzinfo=UTC)


@given(
    st.integers(min_value=1_167_606_000, max_value=2_208_985_200),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_the_side_of_the_deadline_is_the_local_day(timestamp: int, minutes: int) -> None:
    moment = datetime.fromtimestamp(timestamp, timezone(timedelta(minutes=minutes)))
    day = local_day(moment)

    assert Deadline(day).judge(moment) is Timeliness.ON_TIME
    assert Deadline(day - timedelta(days=1)).judge(moment) is Timeliness.LATE
    assert start_of_day(day) <= moment < end_of_day(day)

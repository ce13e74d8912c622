from datetime import UTC, datetime

import pytest

from domain.deadline import COPENHAGEN
from kommunesvar.moments import parse_moment


def test_a_day_means_its_end() -> None:
    assert parse_moment("2019-11-01", COPENHAGEN) == datetime(2019, 11, 1, 22, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2019-11-01T23:41:00", "2019-11-01T22:41:00+00:00"])
def test_a_time_without_offset_is_local(text: str) -> None:
    assert parse_moment(text, COPENHAGEN) == datetime(2019, 11, 1, 22, 41, tzinfo=UTC)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59+00:00"])
def test_ends_of_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="too far away"):
        parse_moment(text, COPENHAGEN)

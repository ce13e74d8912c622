"""When a letter came, as a person types it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import UsageError
from kommunesvar.moments import read_received

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "received_at"),
    [
        ("2019-11-01", datetime(2019, 11, 1, 11, 0, tzinfo=UTC)),
        ("2019-07-01", datetime(2019, 7, 1, 10, 0, tzinfo=UTC)),
        ("2019-11-04", NOW),
        ("2019-11-01T23:41", datetime(2019, 11, 1, 22, 41, tzinfo=UTC)),
        ("2019-11-01T23:41:00+00:00", datetime(2019, 11, 1, 23, 41, tzinfo=UTC)),
    ],
    ids=["noon in winter", "noon in summer", "today, before noon", "local time", "with its offset"],
)
def test_day_is_its_noon_and_a_moment_is_itself(text: str, received_at: datetime) -> None:
    assert read_received(text, COPENHAGEN, NOW) == received_at


@pytest.mark.parametrize("text", ["1/11", "2019-02-30", "", "i går", "0001-01-01", "9999-12-31", "9999-12-31T23:59"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_received(text, COPENHAGEN, NOW)

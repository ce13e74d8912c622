"""Moments as mailers write them."""

from datetime import UTC, datetime

import pytest

from parsers.letters.dates import find_moment


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 30 Oct 2019 13:05:22 +0100",
        "Wed, 30 Oct 2019 13:05:22 +0100 (CET)",
        "30 Oct 2019 13:05:22 CET",
        "Wed, 30 Oct 19 14:05:22 CEST",
        "Wed, 30 Oct 119 12:05:22 GMT",
        "Wed, 30-Oct-2019 12:05:22 UTC",
        "Wed, 30 Oct 2019 07:05:22 EST",
        "Wed, 30 Oct 2019 12:05:22 Z",
        "Wed, 30 Oct 2019 12:05:22 -0000",
        "Wed, 30 Oct 2019 13:05:22 GMT+0100",
        "Wed, 30 Oct 2019 13:05:22 +01:00",
        "ons, 30 okt 2019 13.05.22 +0100",
        "Wed Oct 30 13:05:22 2019 +0100",
        "Wed Oct 30 13:05:22 CET 2019",
        "2019-10-30T13:05:22+01:00",
        "2019-10-30 12:05:22.123Z",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    moment = find_moment(text)

    assert moment == datetime(2019, 10, 30, 12, 5, 22, tzinfo=UTC)


def test_old_year_of_two_digits_is_of_the_last_century() -> None:
    moment = find_moment("1 Jan 97 00:00:00 GMT")

    assert moment == datetime(1997, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["30 Oct 2019 13:05:22", "30 Oct 2019 13:05 XYZ", "31 Dec 9999 23:59:59 -1200", "1 Jan 0000 00:00 GMT"]
)
def test_moment_without_a_known_zone_or_day_is_none(text: str) -> None:
    assert find_moment(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 31 Dec 9999 23:30:00 +0000",
        "Fri, 31 Dec 9999 23:59:59 -1400",
        "Mon, 1 Jan 0001 00:00:00 +0100",
        "Mon, 1 Jan 0001 00:00:00 +0000",
    ],
)
def test_ends_of_the_calendar_are_no_moments(text: str) -> None:
    assert find_moment(text) is None

from datetime import UTC, date, datetime

import pytest

from domain.deadline import COPENHAGEN
from notifier.danish import (
    describe_days_left,
    format_change,
    format_count,
    format_day,
    format_day_near,
    format_moment,
    format_moment_near,
    format_number,
    join_names,
)


def test_days_and_moments_are_written_in_danish_and_local_time() -> None:
    moment = datetime(2019, 11, 4, 22, 41, tzinfo=UTC)

    assert format_day(date(2019, 11, 4)) == "mandag den 4. november 2019"
    assert format_moment(moment, COPENHAGEN) == "mandag den 4. november 2019 kl. 23.41"
    assert format_moment_near(moment, moment, COPENHAGEN) == "4. nov. kl. 23.41"


def test_another_year_is_named() -> None:
    december = datetime(2019, 12, 30, 7, 0, tzinfo=UTC)
    january = datetime(2020, 1, 6, 7, 0, tzinfo=UTC)

    assert format_moment_near(december, january, COPENHAGEN) == "30. dec. 2019 kl. 08.00"
    assert format_day_near(december.date(), january.date()) == "mandag den 30. december 2019"
    assert format_day_near(january.date(), january.date()) == "mandag den 6. januar"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "12 dage til fristen"),
        (1, "1 dag til fristen"),
        (0, "fristen er i dag"),
        (-1, "fristen udløb i går"),
        (-3, "fristen udløb for 3 dage siden"),
    ],
)
def test_days_left_in_words(days: int, words: str) -> None:
    assert describe_days_left(days) == words


def test_numbers_and_their_nouns() -> None:
    assert format_number(1204) == "1.204"
    assert [format_count(n, "hul", "huller") for n in (0, 1, 2)] == ["0 huller", "1 hul", "2 huller"]
    assert [format_change(n) for n in (3, -16, 0, None)] == ["+3", "−16", "uændret", ""]


def test_lists_of_names() -> None:
    assert join_names([]) == ""
    assert join_names(["Faxe"]) == "Faxe"
    assert join_names(["Faxe", "Greve", "Stevns"]) == "Faxe, Greve og Stevns"

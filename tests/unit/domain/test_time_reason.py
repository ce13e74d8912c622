from datetime import UTC, date, datetime

import pytest

from domain.danish_time import describe_span
from domain.deadline import Deadline
from domain.judgement import ClockReading, ReceivedBy
from domain.time_reason import explain_time

AUTUMN = Deadline(date(2019, 11, 1))
LAST_HOUR = datetime(2019, 11, 1, 22, 41, tzinfo=UTC)
NEXT_DAY = datetime(2019, 11, 1, 23, 41, tzinfo=UTC)


def explain(received_at: datetime, *evidence: str, until: Deadline = AUTUMN, **clock: object) -> str:
    reading = ClockReading(received_at, clock.pop("by", ReceivedBy.BORDER), evidence, **clock)  # type: ignore[arg-type]
    return explain_time(reading, received_at, deadline=AUTUMN, until=until)


def test_last_hour_of_the_deadline_is_on_time_whatever_the_sender_s_clock_shows() -> None:
    said = explain(
        LAST_HOUR,
        "modtaget 1. november 2019 kl. 23.41 af mx.kl.dk",
        sender_clock=datetime(2019, 11, 1, 23, 2, tzinfo=UTC),
    )

    assert said == (
        "modtaget 1. november 2019 kl. 23.41 af mx.kl.dk, fristen løb dagen ud: rettidig; "
        "afsenderens ur viste 2. november 2019 kl. 00.02"
    )


def test_late_reply_is_told_by_how_much() -> None:
    said = explain(NEXT_DAY, sender_clock=LAST_HOUR)

    assert said == (
        "modtaget 2. november 2019 kl. 00.41, fristen var 1. november 2019: 41 minutter for sent; "
        "afsenderens ur viste 1. november 2019 kl. 23.41"
    )


def test_extension_is_named() -> None:
    until = Deadline(date(2019, 11, 15))

    assert explain(NEXT_DAY, until=until) == (
        "modtaget 2. november 2019 kl. 00.41, fristen var forlænget til og med 15. november 2019: rettidig"
    )


def test_sender_s_clock_of_the_same_day_is_passed_over() -> None:
    said = explain(LAST_HOUR, sender_clock=datetime(2019, 11, 1, 22, 40, tzinfo=UTC))

    assert "afsenderens ur" not in said


@pytest.mark.parametrize("year", [1, 9999])
def test_sender_s_clock_at_an_end_of_the_calendar_is_passed_over(year: int) -> None:
    said = explain(LAST_HOUR, sender_clock=datetime(year, 12, 31, 23, 59, tzinfo=UTC))

    assert said.endswith("rettidig")


def test_sender_s_clock_is_named_once() -> None:
    said = explain(LAST_HOUR, "afsenderens ur viste 2. november", sender_clock=NEXT_DAY)

    assert said.count("afsenderens ur") == 1


@pytest.mark.parametrize(
    ("by", "begins"),
    [
        (ReceivedBy.INTERNALDATE, "lagt i postkassen 1. november 2019 kl. 23.41, fristen"),
        (ReceivedBy.FORWARDED, "modtaget 1. november 2019 kl. 23.41 ifølge den videresendte mail, fristen"),
        (ReceivedBy.PERSON, "modtaget 1. november 2019 kl. 23.41, fristen"),
    ],
)
def test_clock_without_words_of_its_own_is_named(by: ReceivedBy, begins: str) -> None:
    assert explain(LAST_HOUR, by=by).startswith(begins)


@pytest.mark.parametrize(
    ("until", "span"),
    [
        (datetime(2019, 11, 1, 23, 0, 30, tzinfo=UTC), "under et minut"),
        (datetime(2019, 11, 1, 23, 1, tzinfo=UTC), "1 minut"),
        (datetime(2019, 11, 2, 1, 59, tzinfo=UTC), "2 timer"),
        (datetime(2019, 11, 2, 23, 0, tzinfo=UTC), "1 dag"),
        (datetime(2019, 11, 9, 8, 0, tzinfo=UTC), "7 dage"),
    ],
)
def test_span_is_told_in_its_largest_unit(until: datetime, span: str) -> None:
    assert describe_span(until - AUTUMN.ends_at) == span

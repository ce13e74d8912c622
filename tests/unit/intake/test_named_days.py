"""Days as people name them to a deadline of 1 November 2019, a Friday."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.classification.named_days import find_days

DEADLINE = date(2019, 11, 1)


def days_in(sentence: str, deadline: date = DEADLINE) -> list[str]:
    return [named.day.isoformat() for named in find_days(sentence, deadline)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("udsættelse til den 15. november", "2019-11-15"),
        ("udsættelse til 15. nov. 2019", "2019-11-15"),
        ("frist 15/11", "2019-11-15"),
        ("frist 15/11-19", "2019-11-15"),
        ("frist den 15.11.2019", "2019-11-15"),
        ("senest 15.11", "2019-11-15"),
        ("senest d. 15-11-2019", "2019-11-15"),
        ("inden 2019-11-15", "2019-11-15"),
        ("i uge 46", "2019-11-15"),
        ("i uge 46-47", "2019-11-22"),
        ("i uge 2", "2020-01-10"),
        ("midt i november", "2019-11-15"),
        ("primo december", "2019-12-10"),
        ("i slutningen af november", "2019-11-30"),
        ("inden månedens udgang", "2019-11-30"),
        ("inden årets udgang", "2019-12-31"),
        ("må vi få til den 8.?", "2019-11-08"),
        ("en uge længere", "2019-11-08"),
        ("et par ugers udsættelse", "2019-11-15"),
        ("14 dages forlængelse", "2019-11-15"),
        ("fem arbejdsdage mere", "2019-11-08"),
        ("en måneds udsættelse", "2019-12-01"),
        ("kan vi få til mandag", "2019-11-04"),
        ("byrådet mødes 10. januar", "2020-01-10"),
    ],
)
def test_a_day_is_read_in_every_form(sentence: str, day: str) -> None:
    assert days_in(sentence) == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "fristen er den 1. november",
        "i skrev den 28. juni 2019",
        "den 31. november",
        "uge 54",
        "tlf. 65 51 10 10",
        "kl. 10.15",
        "sagsnr. 19/1234",
        "pkt. 2.3 i brevet",
    ],
)
def test_what_is_no_day_or_lies_before_the_deadline_is_none(sentence: str) -> None:
    assert days_in(sentence) == []


def test_the_last_month_of_a_year_is_followed_by_the_first_of_the_next() -> None:
    christmas = date(2019, 12, 20)

    assert days_in("den 8.", christmas) == ["2020-01-08"]
    assert days_in("en måned", christmas) == ["2020-01-20"]


def test_a_day_is_known_as_an_end_by_the_words_before_it() -> None:
    days = find_days("fra 8. november til den 15. november", DEADLINE)

    assert [(named.day.day, named.is_end) for named in days] == [(8, False), (15, True)]


@given(st.text(alphabet="0123456789./- denugtilmajov", max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(named.day > DEADLINE for named in find_days(text, DEADLINE))


def test_a_long_text_costs_little() -> None:
    text = "den 15. " * 5_000 + "1/1/" * 5_000 + "til " * 5_000

    start = time.process_time()
    find_days(text, DEADLINE)

    assert time.process_time() - start < 1.0

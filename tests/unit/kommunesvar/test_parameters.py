from datetime import date

import pytest
from starlette.datastructures import QueryParams

from domain.standing import Standing
from kommunesvar.web.parameters import BadParameter, Parameters
from storage.roster import load_roster


def read(query: str) -> Parameters:
    return Parameters(QueryParams(query))


@pytest.mark.parametrize("text", ["2019-11-01", "1.11.2019", "01-11-2019", "1/11/2019"])
def test_a_day_is_read_as_browsers_send_and_as_danes_write_it(text: str) -> None:
    assert read(f"frist={text}").find_day("frist") == date(2019, 11, 1)


@pytest.mark.parametrize("text", ["31.2.2019", "i morgen", "0001-01-01", "9999-12-31", "1.11.99999", "²019-11-01"])
def test_what_is_no_day_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(BadParameter, match="frist"):
        read(f"frist={text}").find_day("frist")


@pytest.mark.parametrize("text", ["-1", "1.5", "²", "١", "99999999999", "1" * 5000, "0x10"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        read(f"id={text}").find_number("id")


def test_what_is_left_out_or_empty_is_none() -> None:
    for query in ("", "id=", "id=+"):
        assert (read(query).find_number("id"), read(query).find_text("id"), read(query).find_day("id")) == (None,) * 3


def test_what_must_be_there_is_asked_for() -> None:
    with pytest.raises(BadParameter, match="»frist« skal udfyldes"):
        read("frist=").read_day("frist")


def test_a_choice_names_what_there_is_to_choose() -> None:
    assert read("status=late&status=late&status=").find_choices("status", Standing) == (Standing.LATE,)
    with pytest.raises(BadParameter, match="on_time"):
        read("status=ukendt").read_choice("status", Standing)


def test_a_municipality_is_one_of_the_98() -> None:
    roster = load_roster()

    assert read("kommune=0461").read_municipality("kommune", roster).name == "Odense"
    with pytest.raises(BadParameter, match="9999"):
        read("kommune=9999").read_municipality("kommune", roster)


@pytest.mark.parametrize("text", ["a\0b", "x" * 2001])
def test_text_that_no_person_typed_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        read("").__class__(QueryParams([("grund", text)])).find_text("grund")

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.standing import Standing, Standings
from notifier.status_columns import COLUMNS, defuse
from notifier.workbook import name_workbook, write_workbook
from tests.builders import build_consultation
from tests.digests import MONDAY, build_standings
from tests.workbooks import read_workbook


def test_all_98_stand_in_it_in_danish_order() -> None:
    book = read_workbook(write_workbook(build_standings()))

    names = [row[1] for row in book.rows[1:]]
    assert len(names) == 98
    assert (names[0], names[-1]) == ("Albertslund", "Aarhus")
    assert book.rows[0] == [column.heading for column in COLUMNS]
    assert book.filtered == "A1:L99"
    assert book.frozen == ("1", "2")
    assert book.others == ("Om tallene",)


def test_days_and_moments_can_be_calculated_with() -> None:
    standings = build_standings()

    book = read_workbook(write_workbook(standings))

    rows = {row[1]: row for row in book.rows[1:]}
    answered = standings.with_standing(Standing.ON_TIME)[0].municipality.name
    extended = standings.with_standing(Standing.EXTENDED)[0].municipality.name
    assert rows[answered][4] == datetime(2019, 10, 27, 8, 0)  # noqa: DTZ001 - local, as spreadsheets know no zones
    assert rows[answered][7] == date(2019, 11, 1)
    assert rows[extended][7:9] == [date(2019, 11, 15), date(2019, 11, 15)]


def test_some_rows_alone_may_be_written() -> None:
    standings = build_standings()

    book = read_workbook(write_workbook(standings, standings.with_standing(Standing.MISSING)))

    assert {row[3] for row in book.rows[1:]} == {"mangler"}
    assert book.filtered == "A1:L50"


def test_no_rows_at_all_make_a_workbook_still() -> None:
    book = read_workbook(write_workbook(build_standings(), ()))

    assert len(book.rows) == 1


def test_the_same_standings_give_the_same_bytes() -> None:
    assert write_workbook(build_standings()) == write_workbook(build_standings())


@pytest.mark.parametrize("name", ["=1+1", "+45 12 34", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_text(name: str) -> None:
    standings = rename_first(build_standings(), name)

    book = read_workbook(write_workbook(standings))

    assert book.rows[1][1] == name.replace("\r", "_x000D_")  # as Excel escapes it (ECMA-376 part 1, 22.9.2.19)
    assert (book.formulas, book.links) == (0, 0)
    assert defuse(name) == f"'{name}"


def test_odd_words_break_no_workbook() -> None:
    title = "<b>&\x00\x0b\udce6 http://evil.example " + "x" * 40_000
    standings = rename_first(build_standings(build_consultation(title=title)), "https://evil.example/\x01")

    book = read_workbook(write_workbook(standings))

    assert len(book.rows) == 99
    assert (book.formulas, book.links) == (0, 0)


def test_it_is_named_by_the_danish_day() -> None:
    late_evening = datetime(2019, 10, 31, 23, 30, tzinfo=UTC)

    assert name_workbook(build_standings(as_of=late_evening)) == "status_2019-11-01.xlsx"
    assert name_workbook(build_standings(as_of=MONDAY)) == "status_2019-10-28.xlsx"


def rename_first(standings: Standings, name: str) -> Standings:
    first = standings.rows[0]
    renamed = replace(first, municipality=replace(first.municipality, name=name))
    return replace(standings, rows=(renamed, *standings.rows[1:]))

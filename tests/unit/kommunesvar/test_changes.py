"""What judging anew would change, as it is shown before it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from domain.deadline import Timeliness
from domain.kind import Kind
from domain.message import State
from domain.municipality import Roster
from intake.replay import Change, Move, Position
from kommunesvar.changes import print_changes
from kommunesvar.console import out

FIRST = date(2019, 11, 1)


def build_position(state: State = State.COUNTED, *codes: str, late: bool = False) -> Position:
    timeliness = Timeliness.LATE if late else Timeliness.ON_TIME
    return Position(
        state=state,
        kind=Kind.RESPONSE,
        consultation="efteraar",
        replies=tuple((code, timeliness, FIRST) for code in codes),
    )


COUNTED, REVIEW, ASIDE = (
    build_position(State.COUNTED, "0461"),
    build_position(State.REVIEW),
    build_position(State.SET_ASIDE),
)


@contextmanager
def at_width(columns: int) -> Iterator[None]:
    before, out.width = out.width, columns
    yield
    out.width = before


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (COUNTED, REVIEW, Move.LOST),
        (COUNTED, ASIDE, Move.LOST),
        (REVIEW, COUNTED, Move.COUNTED),
        (None, COUNTED, Move.COUNTED),
        (COUNTED, build_position(State.COUNTED, "0101"), Move.MOVED),
        (COUNTED, build_position(State.COUNTED, "0461", late=True), Move.MOVED),
        (REVIEW, ASIDE, Move.MOVED),
        (None, REVIEW, Move.MOVED),
    ],
)
def test_change_is_lost_counted_or_moved(before: Position | None, after: Position, move: Move) -> None:
    assert Change(message=1, before=before, after=after).move is move


def test_figures_are_summed_and_what_is_lost_stands_first(capsys: pytest.CaptureFixture[str], roster: Roster) -> None:
    changes = [
        Change(message=3, before=REVIEW, after=ASIDE),
        Change(message=4, before=None, after=COUNTED),
        Change(message=9, before=COUNTED, after=REVIEW),
    ]

    with at_width(200):
        print_changes(changes, roster, unchanged=412, left=1, applied=False)

    shown = capsys.readouterr().out
    lines = [line for line in shown.splitlines() if line.strip()[:1].isdigit()]
    assert [line.split()[:2] for line in lines] == [["9", "tabt"], ["4", "talt"], ["3", "flyttet"]]
    assert "Odense til tiden (frist 01.11.2019)" in lines[0]
    assert "--apply" in shown
    assert "tabt: 1 · talt med: 1 · flyttet: 1 · uændret: 412 · ikke vurderet: 1" in shown


def test_nothing_that_changes_is_said_to_be_so(capsys: pytest.CaptureFixture[str], roster: Roster) -> None:
    print_changes([], roster, unchanged=2, left=0, applied=True)

    assert capsys.readouterr().out == (
        "Intet ændrer sig.\ntabt: 0 · talt med: 0 · flyttet: 0 · uændret: 2 · ikke vurderet: 0\n"
    )

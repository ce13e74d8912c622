from datetime import UTC, datetime, timedelta

import pytest

from domain.digest import Figures
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import ExtractedText, State, Verdict
from domain.review import Decision, ReviewReason, Role
from domain.standing import Standing
from storage.values import dump_value, parse_value
from tests.books import NOW, build_judgement
from tests.builders import IN_TIME

DECISION = Decision(
    by="Mette", decided_at=NOW, municipalities=(), kind=Kind.OTHER, role=Role.FIRST, provisional=False, received_at=NOW
)
FIGURES = Figures(as_of=NOW, counts={Standing.ON_TIME: 1, Standing.MISSING: 97}, answered=frozenset({"0461", "0101"}))


@pytest.mark.parametrize(
    "value",
    [
        build_judgement("0461", "0101", role=Role.REPLACEMENT),
        build_judgement(state=State.REVIEW, received_at=None, consultation=None, reasons=(ReviewReason.NO_CLOCK,)),
        DECISION,
        Decision(by="Bo", decided_at=IN_TIME + timedelta(microseconds=1)),
        FIGURES,
        ExtractedText(text='"æ\u2028\\', verdict=Verdict.OK, method="docx", pages=3, notes=("a", "b")),
    ],
)
def test_value_comes_back_equal(value: object) -> None:
    text = dump_value(value)

    assert parse_value(type(value), text) == value
    assert text.isascii()


def test_field_that_came_later_takes_its_default_and_one_that_went_is_left_out() -> None:
    text = '{"by": "Mette", "decided_at": "2019-11-04T07:00:00+00:00", "mood": "glad"}'

    decision = parse_value(Decision, text)

    assert decision == Decision(by="Mette", decided_at=datetime(2019, 11, 4, 7, tzinfo=UTC))


def test_judgement_of_another_shape_is_refused() -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse_value(Judgement, '{"kind": {"kind": "nonsense", "rule": "x"}}')

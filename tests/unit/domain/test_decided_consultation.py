from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.errors import UsageError
from domain.judgement import ClockReading, Judgement, ReceivedBy
from domain.message import State
from domain.overlay import apply_decisions
from domain.review import Decision, ReviewReason
from tests.books import AUTUMN, NOW, build_judgement
from tests.builders import build_consultation

NAMED = Decision(by="Mette", decided_at=NOW, consultation=AUTUMN)
BEFORE = datetime(2019, 11, 1, 22, 0, tzinfo=UTC)
AFTER = datetime(2019, 11, 2, 8, 0, tzinfo=UTC)


def build_undecided(*, rival: datetime | None = None) -> Judgement:
    unknown = build_judgement(
        "0461", state=State.REVIEW, consultation=None, reasons=(ReviewReason.UNKNOWN_CONSULTATION,)
    )
    return replace(unknown, clock=ClockReading(BEFORE, ReceivedBy.BORDER, rival=rival))


def test_naming_the_consultation_counts_a_mail_with_no_other_doubt() -> None:
    effective = apply_decisions(build_undecided(), (NAMED,), {AUTUMN: build_consultation()}, {})

    assert effective.state is State.COUNTED


def test_clocks_on_both_sides_of_the_deadline_are_a_doubt_once_the_consultation_is_named() -> None:
    effective = apply_decisions(build_undecided(rival=AFTER), (NAMED,), {AUTUMN: build_consultation()}, {})

    assert (effective.state, effective.reasons) == (State.REVIEW, (ReviewReason.CLOCKS_DISAGREE,))


def test_who_was_not_asked_is_a_doubt_once_the_consultation_is_named() -> None:
    others = build_consultation(asked=frozenset({"0101"}))

    effective = apply_decisions(build_undecided(), (NAMED,), {AUTUMN: others}, {})

    assert (effective.state, effective.reasons) == (State.REVIEW, (ReviewReason.NOT_ASKED,))


def test_consultation_that_is_not_configured_any_more_is_told_of_and_breaks_nothing() -> None:
    with pytest.raises(UsageError, match="does not know"):
        apply_decisions(build_undecided(), (NAMED,), {}, {})

"""What several decisions on one mail say together, and how each is told to the next who decides."""

from datetime import UTC, datetime

import pytest

from domain.decided import say_decision
from domain.kind import Kind
from domain.message import State
from domain.municipality import Roster
from domain.overlay import apply_decisions
from domain.review import Decision, Role, merge_decisions
from tests.books import build_judgement
from tests.builders import build_consultation

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
CONSULTATION = build_consultation()
COUNTED = {"municipalities": ("0461",), "state": State.COUNTED, "kind": Kind.RESPONSE, "consultation": CONSULTATION.id}


def build_decision(**said: object) -> Decision:
    return Decision(by="Anne", decided_at=NOW, **said)  # type: ignore[arg-type]  # a builder takes any field


def settle(*decisions: Decision) -> tuple[State, Kind]:
    machine = build_judgement("0461", state=State.REVIEW)
    effective = apply_decisions(machine, decisions, {CONSULTATION.id: CONSULTATION}, {})
    return effective.state, effective.kind.kind


def test_what_was_counted_and_is_then_said_to_be_no_reply_counts_no_more() -> None:
    settled = settle(build_decision(**COUNTED), build_decision(kind=Kind.OTHER))

    assert settled == (State.SET_ASIDE, Kind.OTHER)


@pytest.mark.parametrize("first", [{"state": State.SET_ASIDE}, {"kind": Kind.OTHER}, {"state": State.REVIEW}])
@pytest.mark.parametrize("then", [{"municipalities": ("0461",)}, {"state": State.COUNTED}])
def test_what_was_set_aside_and_is_then_said_to_be_a_reply_counts(
    first: dict[str, object], then: dict[str, object]
) -> None:
    settled = settle(build_decision(**first), build_decision(**then))

    assert settled == (State.COUNTED, Kind.RESPONSE)


def test_what_was_counted_as_no_comments_stays_that_when_only_its_owner_is_corrected() -> None:
    said = COUNTED | {"kind": Kind.NO_COMMENTS}

    merged = merge_decisions((build_decision(**said), build_decision(municipalities=("0101",))))

    assert (merged.kind, merged.municipalities) == (Kind.NO_COMMENTS, ("0101",))


def test_decision_on_something_else_leaves_the_state() -> None:
    settled = settle(build_decision(**COUNTED), build_decision(role=Role.SUPPLEMENT, provisional=True))

    assert settled == (State.COUNTED, Kind.RESPONSE)


def test_decision_is_told_in_one_sentence(roster: Roster) -> None:
    decision = build_decision(**COUNTED, role=Role.FIRST, provisional=False, received_at=NOW, reason="ringet op")

    said = say_decision(decision, roster)

    assert said == (
        "counted, response, from Odense (0461), in kernevaerdier-2019-efteraar, received 2019-11-04 08:00, first, "
        'final, because "ringet op"'
    )


def test_decision_on_several_is_told_by_all_their_names(roster: Roster) -> None:
    said = say_decision(build_decision(municipalities=("0461", "0101", "9999")), roster)

    assert said == "from Odense (0461) and København (0101) and 9999"

import pytest

from domain.judgement import UNREAD
from domain.message import State
from domain.overlay import apply_decisions
from domain.review import Decision
from tests.books import AUTUMN, NOW, build_judgement
from tests.builders import build_consultation

CONSULTATIONS = {AUTUMN: build_consultation()}


@pytest.mark.parametrize("state", [None, State.REVIEW])
def test_mail_that_cannot_be_counted_yet_may_be_of_whom_a_person_names(state: State | None) -> None:
    unknown = build_judgement(state=State.REVIEW, consultation=None)
    decision = Decision(by="Mette", decided_at=NOW, municipalities=("0461",), state=state)

    effective = apply_decisions(unknown, (decision,), CONSULTATIONS, {})

    assert (effective.state, effective.replies) == (State.REVIEW, ())
    assert [match.municipality for match in effective.suggestions] == ["0461"]


def test_mail_that_nobody_could_read_may_be_of_whom_a_person_names() -> None:
    decision = Decision(by="Mette", decided_at=NOW, municipalities=("0461",))

    effective = apply_decisions(UNREAD, (decision,), CONSULTATIONS, {})

    assert (effective.state, effective.suggestions[0].municipality) == (State.REVIEW, "0461")


def test_what_the_machine_suggests_stays_behind_what_a_person_names() -> None:
    decision = Decision(by="Mette", decided_at=NOW, municipalities=("0461",), state=State.REVIEW)

    effective = apply_decisions(build_judgement("0101", state=State.REVIEW), (decision,), CONSULTATIONS, {})

    assert [(match.municipality, match.rule) for match in effective.suggestions] == [
        ("0461", "person"),
        ("0101", "sender_domain"),
    ]

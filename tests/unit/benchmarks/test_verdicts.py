from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from benchmarks.verdicts import Share, describe_failure, tally, tell_half
from domain.deadline import Timeliness
from domain.judgement import Authenticity as Word
from domain.judgement import AuthenticityFinding, ClockReading, Judgement, ReceivedBy, Reply
from domain.kind import Kind, KindFinding
from domain.match import Certainty, Match
from domain.message import State
from domain.review import ReviewReason
from storage.roster import load_roster
from tests.verdicts.corpus import list_cases
from tests.verdicts.labels import Asked, Half, Labelled
from tests.verdicts.marking import Outcome

NOON = datetime(2019, 10, 30, 12, 5, tzinfo=UTC)
ASKED = Asked(
    states=frozenset({State.COUNTED}),
    kinds=frozenset({Kind.RESPONSE}),
    municipalities=("0461",),
    first="0461",
    received_at=NOON,
    received_by=ReceivedBy.BORDER,
    timeliness=Timeliness.ON_TIME,
    plain=True,
)
COUNTED = Judgement(
    kind=KindFinding(Kind.RESPONSE, "response", ("vedhæftet: Høringssvar.docx",)),
    suggestions=(Match("0461", "sender_domain", Certainty.SURE),),
    authenticity=AuthenticityFinding(Word.PASS),
    clock=ClockReading(NOON, ReceivedBy.BORDER),
    consultation="efteraar",
    state=State.COUNTED,
    replies=(Reply(municipality="0461", timeliness=Timeliness.ON_TIME, judged_against=date(2019, 11, 1)),),
)


def build_outcome(judgement: Judgement = COUNTED, asked: Asked = ASKED, name: str = "plain-0001") -> Outcome:
    case = Labelled(name=name, chapter="plain", raw=b"", mailbox="FLJE", internal_date=NOON, asked=asked)
    return Outcome(case, judgement)


def test_there_are_many_cases_in_two_halves_of_about_one_size() -> None:
    cases = list_cases()

    held = sum(case.half is Half.HELD for case in cases)

    assert len(cases) >= 700
    assert 0.45 < held / len(cases) < 0.55


def test_the_cases_are_the_same_each_time_they_are_made() -> None:
    again = list_cases.__wrapped__()

    assert [(case.name, case.half, case.asked) for case in again] == [(c.name, c.half, c.asked) for c in list_cases()]


def test_cases_of_one_family_share_a_half() -> None:
    halves = {case.name: case.half for case in list_cases()}

    parted = [case.name for case in list_cases() if case.family and halves[case.family] is not case.half]

    assert not parted


def test_each_municipality_sends_a_plain_reply() -> None:
    senders = {case.asked.first for case in list_cases() if case.asked.plain}

    assert senders == {municipality.code for municipality in load_roster()}


def test_a_plain_reply_may_only_be_counted() -> None:
    lenient = [case.name for case in list_cases() if case.asked.plain and case.asked.states != {State.COUNTED}]

    assert not lenient


def test_what_is_as_asked_has_no_fault() -> None:
    outcome = build_outcome()

    assert outcome.counted_rightly
    assert outcome.faults == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"replies": (replace(COUNTED.replies[0], municipality="0101"),)}, "COUNTED_WRONGLY"),
        ({"replies": (*COUNTED.replies, replace(COUNTED.replies[0], municipality="0101"))}, "COUNTED_WRONGLY"),
        ({"replies": (replace(COUNTED.replies[0], timeliness=Timeliness.LATE),)}, "time"),
        ({"clock": ClockReading(NOON, ReceivedBy.INTERNALDATE)}, "time"),
        ({"state": State.SET_ASIDE, "replies": ()}, "LOST"),
        ({"state": State.REVIEW, "replies": ()}, "plain_not_counted"),
        ({"kind": KindFinding(Kind.QUESTION, "question")}, "kind"),
        ({"suggestions": ()}, "first"),
    ],
)
def test_each_fault_is_named(changes: dict[str, object], fault: str) -> None:
    judgement = replace(COUNTED, **changes)  # type: ignore[arg-type]  # each case changes other fields

    assert fault in build_outcome(judgement).faults


def test_counting_what_must_not_be_counted_is_wrong_for_the_right_municipality_too() -> None:
    asked = replace(ASKED, states=frozenset({State.REVIEW}), plain=False)

    assert build_outcome(asked=asked).counted_wrongly


def test_reasons_are_looked_for_in_review_alone() -> None:
    asked = replace(ASKED, states=frozenset({State.REVIEW}), reasons=frozenset({"question"}), plain=False)
    in_review = replace(COUNTED, state=State.REVIEW, replies=(), reasons=(ReviewReason.QUESTION, ReviewReason.NO_CLOCK))

    assert build_outcome(in_review, asked).reasons_right
    assert build_outcome(replace(in_review, reasons=()), asked).reasons_right is False
    assert build_outcome(COUNTED, asked).reasons_right is None


def test_a_municipality_that_must_not_be_suggested_first_is_a_fault_and_none_is_not() -> None:
    asked = replace(ASKED, first=None, never_first=frozenset({"0461"}))

    assert build_outcome(asked=asked).first_right is False
    assert build_outcome(replace(COUNTED, suggestions=()), asked).first_right is True


def test_a_half_reaches_what_is_asked_only_without_the_two_errors() -> None:
    good, lost = build_outcome(), build_outcome(replace(COUNTED, state=State.SET_ASIDE, replies=()))

    found = tally([good, lost])

    assert (found.counted_rightly, found.counted_wrongly, found.lost) == (1, 0, 1)
    assert found.shares["plain"] == Share(1, 2)
    reached = {figure.what: figure.reached for figure in tell_half(Half.TUNED, found)}
    assert reached["verdicts: counted wrongly"]
    assert not reached["verdicts: real replies lost"]
    assert not reached["verdicts: plain replies counted without help"]


def test_a_failure_is_told_in_one_line_with_what_was_asked_and_what_came() -> None:
    outcome = build_outcome(replace(COUNTED, state=State.REVIEW, replies=(), reasons=(ReviewReason.UNCLEAR_KIND,)))

    line = describe_failure(outcome)

    assert line.startswith("plain_not_counted plain-0001: asked counted response 0461")
    assert "got review response" in line
    assert "unclear_kind" in line
    assert "\n" not in line

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.conclusion import judge
from domain.deadline import Timeliness
from domain.errors import UsageError
from domain.judgement import (
    Authenticity,
    AuthenticityFinding,
    ClockReading,
    Findings,
    Judgement,
    ReceivedBy,
)
from domain.kind import FOR_A_PERSON, SET_ASIDE, Kind, KindFinding
from domain.match import Certainty, Match
from domain.message import State, Verdict
from domain.overlay import apply_decisions
from domain.review import Decision, ReviewReason, Role
from tests.builders import IN_TIME, build_attachment, build_consultation

AUTUMN = build_consultation()
LATE = datetime(2019, 11, 2, 8, 0, tzinfo=UTC)
ODENSE = Match("0461", "sender_domain", Certainty.SURE, ("afsenderen skriver fra @odense.dk",))
NYBORG = Match("0450", "official_name", Certainty.LIKELY, ("underskriften nævner Nyborg Kommune",))
SURE = Findings(
    kind=KindFinding(Kind.RESPONSE, "response"),
    matches=(ODENSE,),
    authenticity=AuthenticityFinding(Authenticity.PASS),
    clock=ClockReading(IN_TIME, ReceivedBy.BORDER),
    candidates=(AUTUMN,),
)
NOW = datetime(2019, 11, 4, tzinfo=UTC)


def kind(value: Kind) -> KindFinding:
    return KindFinding(value, "test")


def decide(judgement: Judgement, *decisions: Decision) -> Judgement:
    return apply_decisions(judgement, decisions, {AUTUMN.id: AUTUMN}, {})


def say(**said: object) -> Decision:
    return Decision(by="Mia", decided_at=NOW, **said)  # type: ignore[arg-type]  # any field of a decision


def test_a_sure_reply_is_counted() -> None:
    judgement = judge(SURE, {})

    assert judgement.state is State.COUNTED
    assert [(r.municipality, r.timeliness) for r in judgement.replies] == [("0461", Timeliness.ON_TIME)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"matches": ()}, ReviewReason.UNKNOWN_SENDER),
        ({"matches": (NYBORG,)}, ReviewReason.UNKNOWN_SENDER),
        ({"matches": (ODENSE, replace(NYBORG, certainty=Certainty.SURE))}, ReviewReason.CONFLICTING_MUNICIPALITIES),
        ({"authenticity": AuthenticityFinding(Authenticity.FAIL)}, ReviewReason.UNVERIFIED_SENDER),
        ({"clock": ClockReading(None, ReceivedBy.NONE)}, ReviewReason.NO_CLOCK),
        ({"clock": ClockReading(IN_TIME, ReceivedBy.BORDER, (), LATE)}, ReviewReason.CLOCKS_DISAGREE),
        ({"candidates": ()}, ReviewReason.UNKNOWN_CONSULTATION),
        ({"candidates": (AUTUMN, AUTUMN)}, ReviewReason.UNKNOWN_CONSULTATION),
        ({"candidates": (replace(AUTUMN, asked=frozenset({"0101"})),)}, ReviewReason.NOT_ASKED),
        ({"attachments": (build_attachment(verdict=Verdict.SCANNED),)}, ReviewReason.ATTACHMENT_UNREADABLE),
        ({"kind": kind(Kind.OTHER)}, ReviewReason.UNCLEAR_KIND),
        ({"doubts": (ReviewReason.ATTACHMENT_MISSING,)}, ReviewReason.ATTACHMENT_MISSING),
        ({"doubts": (ReviewReason.LINK_ONLY,)}, ReviewReason.LINK_ONLY),
        ({"doubts": (ReviewReason.SENT_ON_BEHALF,), "matches": (NYBORG,)}, ReviewReason.SENT_ON_BEHALF),
    ],
)
def test_each_doubt_alone_sends_to_review(changes: dict[str, object], reason: ReviewReason) -> None:
    judgement = judge(replace(SURE, **changes), {})  # type: ignore[arg-type]  # any field of the findings

    assert judgement.state is State.REVIEW
    assert judgement.reasons == (reason,)
    assert judgement.replies == ()


def test_a_doubt_found_twice_is_named_once() -> None:
    both = (ODENSE, replace(NYBORG, certainty=Certainty.SURE))

    judgement = judge(replace(SURE, matches=both, doubts=(ReviewReason.CONFLICTING_MUNICIPALITIES,)), {})

    assert judgement.reasons == (ReviewReason.CONFLICTING_MUNICIPALITIES,)


@pytest.mark.parametrize("value", sorted(SET_ASIDE))
def test_machines_mail_is_set_aside_whatever_else_is_doubted(value: Kind) -> None:
    judgement = judge(replace(SURE, kind=kind(value), doubts=(ReviewReason.LINK_ONLY,)), {})

    assert (judgement.state, judgement.reasons, judgement.replies) == (State.SET_ASIDE, (), ())


@pytest.mark.parametrize("value", sorted(FOR_A_PERSON))
def test_what_wants_a_persons_answer_goes_to_review(value: Kind) -> None:
    judgement = judge(replace(SURE, kind=kind(value)), {})

    assert (judgement.state, judgement.reasons) == (State.REVIEW, (ReviewReason(value.value),))


def test_what_concerns_nobody_is_set_aside() -> None:
    stranger = replace(SURE, kind=kind(Kind.OTHER), matches=())

    assert judge(replace(stranger, concerns_us=False), {}).state is State.SET_ASIDE
    assert judge(stranger, {}).state is State.REVIEW
    assert judge(replace(stranger, matches=(NYBORG,), concerns_us=False), {}).state is State.REVIEW


def test_what_a_colleague_asks_another_is_no_question_to_us() -> None:
    asks = replace(SURE, kind=kind(Kind.QUESTION), matches=(), concerns_us=False)
    colleague = replace(asks, authenticity=AuthenticityFinding(Authenticity.INTERNAL))

    assert judge(colleague, {}).state is State.SET_ASIDE
    assert judge(replace(colleague, concerns_us=True), {}).state is State.REVIEW
    assert judge(asks, {}).state is State.REVIEW


def test_clocks_on_the_same_side_do_not_disagree() -> None:
    earlier = ClockReading(LATE, ReceivedBy.BORDER, (), datetime(2019, 11, 2, 7, 0, tzinfo=UTC))

    judgement = judge(replace(SURE, clock=earlier), {})

    assert [r.timeliness for r in judgement.replies] == [Timeliness.LATE]


def test_an_extension_moves_the_deadline_and_settles_the_clocks() -> None:
    torn = replace(SURE, clock=ClockReading(LATE, ReceivedBy.BORDER, (), IN_TIME))

    judgement = judge(torn, {(AUTUMN.id, "0461"): date(2019, 11, 15)})

    assert judgement.state is State.COUNTED
    assert (judgement.replies[0].timeliness, judgement.replies[0].judged_against) == (
        Timeliness.ON_TIME,
        date(2019, 11, 15),
    )


def test_the_best_suggestion_comes_first() -> None:
    judgement = judge(replace(SURE, matches=(NYBORG, ODENSE)), {})

    assert [m.municipality for m in judgement.suggestions] == ["0461", "0450"]


def test_without_decisions_the_machines_word_stands() -> None:
    machine = judge(SURE, {})

    assert decide(machine) is machine


def test_a_person_names_the_municipality_and_it_is_counted() -> None:
    unknown = judge(replace(SURE, matches=()), {})

    decided = decide(unknown, say(municipalities=("0450", "0461")))

    assert decided.state is State.COUNTED
    assert [r.municipality for r in decided.replies] == ["0450", "0461"]
    assert decided.reasons == ()


def test_a_person_who_names_only_the_consultation_leaves_the_other_doubts() -> None:
    doubted = judge(replace(SURE, candidates=(), matches=(NYBORG,)), {})

    decided = decide(doubted, say(consultation=AUTUMN.id))

    assert (decided.state, decided.reasons) == (State.REVIEW, (ReviewReason.UNKNOWN_SENDER,))


def test_a_persons_time_answers_the_doubts_about_it() -> None:
    timeless = judge(replace(SURE, clock=ClockReading(None, ReceivedBy.NONE)), {})

    decided = decide(timeless, say(received_at=LATE))

    assert decided.state is State.COUNTED
    assert (decided.clock.received_by, decided.replies[0].timeliness) == (ReceivedBy.PERSON, Timeliness.LATE)


def test_a_person_sets_aside_and_a_later_one_takes_it_up_again() -> None:
    machine = judge(SURE, {})

    aside = decide(machine, say(state=State.SET_ASIDE))
    again = decide(machine, say(state=State.SET_ASIDE), say(state=State.COUNTED))

    assert (aside.state, aside.replies) == (State.SET_ASIDE, ())
    assert again.state is State.COUNTED


def test_a_persons_kind_role_and_reservation_are_kept() -> None:
    machine = judge(SURE, {})

    decided = decide(machine, say(kind=Kind.NO_COMMENTS), say(role=Role.SUPPLEMENT, provisional=True))

    assert (decided.kind.kind, decided.kind.rule) == (Kind.NO_COMMENTS, "person")
    assert (decided.replies[0].role, decided.replies[0].provisional) == (Role.SUPPLEMENT, True)


def test_what_is_no_answer_is_not_counted_by_a_person_s_kind() -> None:
    machine = judge(SURE, {})

    assert decide(machine, say(kind=Kind.AUTO_REPLY)).state is State.SET_ASIDE
    assert decide(machine, say(kind=Kind.QUESTION)).state is State.REVIEW


def test_a_mail_set_aside_that_a_person_gives_to_a_municipality_becomes_a_reply() -> None:
    machine = judge(replace(SURE, kind=kind(Kind.BULK)), {})

    decided = decide(machine, say(municipalities=("0461",)))

    assert (decided.state, decided.kind.kind) == (State.COUNTED, Kind.RESPONSE)


def test_counting_what_is_not_known_is_refused_with_one_sentence() -> None:
    unknown = judge(replace(SURE, matches=(), clock=ClockReading(None, ReceivedBy.NONE)), {})

    with pytest.raises(UsageError, match=r"--municipality.*--received-at"):
        decide(unknown, say(state=State.COUNTED))


def test_review_by_hand_is_a_reason_of_its_own() -> None:
    decided = decide(judge(SURE, {}), say(state=State.REVIEW))

    assert (decided.state, decided.reasons) == (State.REVIEW, (ReviewReason.BY_HAND,))


def test_every_reason_has_its_danish_sentence() -> None:
    assert all(reason.sentence.endswith(".") for reason in ReviewReason)

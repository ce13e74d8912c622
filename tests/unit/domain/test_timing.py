from dataclasses import replace
from datetime import UTC, date, datetime

from domain.conclusion import judge
from domain.deadline import Timeliness
from domain.judgement import Authenticity, AuthenticityFinding, ClockReading, Findings, Judgement, ReceivedBy
from domain.kind import Kind, KindFinding
from domain.match import Certainty, Match
from domain.message import State
from domain.overlay import apply_decisions
from domain.review import Decision, ReviewReason
from domain.timing import rejudge_time
from tests.builders import build_consultation

AUTUMN = build_consultation()
CONSULTATIONS = {AUTUMN.id: AUTUMN}
LAST_HOUR = datetime(2019, 11, 1, 22, 41, tzinfo=UTC)
NEXT_DAY = datetime(2019, 11, 2, 9, tzinfo=UTC)
NOW = datetime(2019, 11, 4, 9, tzinfo=UTC)
EXTENDED = {(AUTUMN.id, "0461"): date(2019, 11, 15)}


def judge_arrival(received_at: datetime, rival: datetime | None = None) -> Judgement:
    findings = Findings(
        kind=KindFinding(Kind.RESPONSE, "test"),
        matches=(Match("0461", "sender_domain", Certainty.SURE),),
        authenticity=AuthenticityFinding(Authenticity.PASS),
        clock=ClockReading(received_at, ReceivedBy.BORDER, rival=rival),
        candidates=(AUTUMN,),
        provisional=True,
        committee="Børneudvalget",
    )
    return judge(findings, {})


def test_reply_tells_what_the_mail_says_of_it_and_why_it_is_in_time() -> None:
    (reply,) = judge_arrival(LAST_HOUR).replies

    assert (reply.provisional, reply.committee) == (True, "Børneudvalget")
    assert reply.time_reason == "modtaget 1. november 2019 kl. 23.41, fristen løb dagen ud: rettidig"


def test_extension_granted_after_lateness_judges_again_what_it_covers() -> None:
    late = judge_arrival(NEXT_DAY)

    anew = rejudge_time(late, CONSULTATIONS, EXTENDED)

    assert (late.replies[0].timeliness, anew.replies[0].timeliness) == (Timeliness.LATE, Timeliness.ON_TIME)
    assert anew.replies[0].judged_against == date(2019, 11, 15)
    assert anew.replies[0].committee == "Børneudvalget"
    assert rejudge_time(anew, CONSULTATIONS, {}) == late


def test_extension_of_another_municipality_changes_nothing() -> None:
    late = judge_arrival(NEXT_DAY)

    assert rejudge_time(late, CONSULTATIONS, {(AUTUMN.id, "0101"): date(2019, 11, 15)}) is late


def test_clocks_that_an_extension_lets_agree_count_and_disagree_again_without_it() -> None:
    torn = judge_arrival(NEXT_DAY, LAST_HOUR)

    counted = rejudge_time(torn, CONSULTATIONS, EXTENDED)

    assert (torn.state, torn.reasons) == (State.REVIEW, (ReviewReason.CLOCKS_DISAGREE,))
    assert (counted.state, counted.reasons) == (State.COUNTED, ())
    assert rejudge_time(counted, CONSULTATIONS, {}) == torn


def test_extension_settles_no_other_doubt() -> None:
    torn = judge_arrival(NEXT_DAY, LAST_HOUR)
    doubtful = replace(torn, reasons=(ReviewReason.LINK_ONLY, *torn.reasons))

    settled = rejudge_time(doubtful, CONSULTATIONS, EXTENDED)

    assert (settled.state, settled.reasons) == (State.REVIEW, (ReviewReason.LINK_ONLY,))
    assert rejudge_time(settled, CONSULTATIONS, {}) == doubtful


def test_what_is_doubtful_for_another_reason_than_its_time_stays_as_it_is() -> None:
    doubtful = replace(judge_arrival(NEXT_DAY), state=State.REVIEW, reasons=(ReviewReason.LINK_ONLY,), replies=())

    assert rejudge_time(doubtful, CONSULTATIONS, EXTENDED) is doubtful


def test_correction_is_told_with_its_own_reason_and_not_that_of_a_later_decision() -> None:
    late = judge_arrival(NEXT_DAY)
    said = (
        Decision(by="Mette", decided_at=NOW, received_at=LAST_HOUR, reason="Serveren stod stille"),
        Decision(by="Ole", decided_at=NOW, provisional=False, reason="Udvalget har godkendt"),
    )

    (reply,) = apply_decisions(late, said, CONSULTATIONS, {}).replies

    assert (reply.timeliness, reply.provisional) == (Timeliness.ON_TIME, False)
    assert reply.time_reason == (
        "modtaget 1. november 2019 kl. 23.41, oplyst af Mette (Serveren stod stille), fristen løb dagen ud: rettidig"
    )


def test_each_municipality_of_a_joint_reply_is_judged_by_its_own_deadline() -> None:
    said = (Decision(by="Mette", decided_at=NOW, municipalities=("0461", "0450")),)

    odense, nyborg = apply_decisions(judge_arrival(NEXT_DAY), said, CONSULTATIONS, EXTENDED).replies

    assert (odense.timeliness, nyborg.timeliness) == (Timeliness.ON_TIME, Timeliness.LATE)
    assert "forlænget til og med" in odense.time_reason
    assert "for sent" in nyborg.time_reason

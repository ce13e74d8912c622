"""Concluding from what the rules found in a mail.

The machine counts only what it is sure of; every other mail that may be a reply goes to review with
each reason named.
"""

from dataclasses import replace

from domain.consultation import Consultation
from domain.judgement import Authenticity, Findings, Judgement
from domain.kind import FOR_A_PERSON, SET_ASIDE, Kind
from domain.match import Certainty, find_sure_municipality, rank_matches
from domain.message import READABLE, State
from domain.review import ReviewReason
from domain.rulings import Extensions
from domain.timing import doubt_time, judge_replies


def judge(findings: Findings, extensions: Extensions) -> Judgement:
    """Conclude from what the rules found: count, set aside, or ask a person and say why."""
    consultation = findings.candidates[0] if len(findings.candidates) == 1 else None
    undecided = Judgement(
        kind=findings.kind,
        suggestions=rank_matches(findings.matches),
        authenticity=findings.authenticity,
        clock=findings.clock,
        consultation=consultation.id if consultation else None,
        state=State.SET_ASIDE,
        provisional=findings.provisional,
        replaces=findings.replaces,
        asked_until=findings.asked_until,
        committee=findings.committee,
        belonging=findings.belonging,
    )
    if _is_set_aside(findings):
        return undecided
    code = find_sure_municipality(findings.matches)
    reasons = _find_doubts(findings, consultation, code, extensions)
    if reasons or consultation is None or code is None:
        return replace(undecided, state=State.REVIEW, reasons=reasons)
    replies = judge_replies((code,), undecided, consultation, extensions)
    return replace(undecided, state=State.COUNTED, replies=replies)


def _is_set_aside(findings: Findings) -> bool:
    if findings.kind.kind in SET_ASIDE:
        return True
    # What a colleague asks another, though it be in this mailbox, is no question to us.
    is_private = findings.kind.kind is Kind.QUESTION and findings.authenticity.authenticity is Authenticity.INTERNAL
    return (findings.kind.kind is Kind.OTHER or is_private) and not findings.matches and not findings.concerns_us


_EXPLAIN_UNSURE = frozenset(
    {ReviewReason.SENT_ON_BEHALF, ReviewReason.CONFLICTING_MUNICIPALITIES, ReviewReason.SEVERAL_MUNICIPALITIES}
)
"""Doubts that say why no municipality is sure: with them the sender is not unknown."""


def _find_doubts(
    findings: Findings, consultation: Consultation | None, code: str | None, extensions: Extensions
) -> tuple[ReviewReason, ...]:
    """Return every reason why this mail cannot be counted by a machine."""
    clock, sure = findings.clock, {m.municipality for m in findings.matches if m.certainty is Certainty.SURE}
    whose = code or next((match.municipality for match in findings.matches), "")
    of_time = consultation and doubt_time(clock, consultation, extensions.get((consultation.id, whose)))
    doubts = {
        ReviewReason.UNKNOWN_SENDER: not sure and not _EXPLAIN_UNSURE.intersection(findings.doubts),
        ReviewReason.CONFLICTING_MUNICIPALITIES: len(sure) > 1,
        ReviewReason.UNVERIFIED_SENDER: findings.authenticity.authenticity is Authenticity.FAIL,
        ReviewReason.NOT_ASKED: consultation is not None and code is not None and not consultation.asks(code),
        ReviewReason.NO_CLOCK: clock.received_at is None,
        ReviewReason.CLOCKS_DISAGREE: of_time is ReviewReason.CLOCKS_DISAGREE,
        ReviewReason.FORWARDED_TIME_DECIDES: of_time is ReviewReason.FORWARDED_TIME_DECIDES,
        ReviewReason.UNKNOWN_CONSULTATION: consultation is None,
        ReviewReason.ATTACHMENT_UNREADABLE: any(a.extracted.verdict not in READABLE for a in findings.attachments),
        ReviewReason.UNCLEAR_KIND: findings.kind.kind is Kind.OTHER,
    }
    asked_for = (ReviewReason(findings.kind.kind.value),) if findings.kind.kind in FOR_A_PERSON else ()
    found = tuple(reason for reason, holds in doubts.items() if holds)
    return tuple(dict.fromkeys((*asked_for, *found, *findings.doubts)))

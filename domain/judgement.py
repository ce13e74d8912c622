"""The judgement (vurdering) on one mail: kind, municipality, authenticity, time, and how sure.

The machine counts only what it is sure of; every other mail that may be a reply goes to review with
each reason named. What a person has decided is laid over the machine's judgement, so that it
survives every rebuild.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.errors import UsageError
from domain.kind import ANSWERS, FOR_A_PERSON, SET_ASIDE, Kind, KindFinding
from domain.match import Certainty, Match, rank_matches
from domain.message import READABLE, Attachment, State
from domain.review import Decision, ReviewReason, Role, merge_decisions
from domain.rulings import Extensions


class Authenticity(StrEnum):
    """Whether the trusted mail server confirmed the sender."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NONE = "none"
    INTERNAL = "internal"


class ReceivedBy(StrEnum):
    """Whose clock said when the mail came."""

    BORDER = "border"
    INTERNALDATE = "internaldate"
    FORWARDED = "forwarded"
    PERSON = "person"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuthenticityFinding:
    """What the trusted server says of the sender, in its own words."""

    authenticity: Authenticity
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """When the mail came, by whose clock; ``rival`` is another trusted clock that contradicts it."""

    received_at: datetime | None
    received_by: ReceivedBy
    evidence: tuple[str, ...] = ()
    rival: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One municipality's reply in one message; ``role`` is only set where a person said it."""

    municipality: str
    timeliness: Timeliness
    judged_against: date
    role: Role | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is held of one message; ``replies`` is empty unless the state is counted."""

    kind: KindFinding
    suggestions: tuple[Match, ...]
    authenticity: AuthenticityFinding
    clock: ClockReading
    consultation: str | None
    state: State
    reasons: tuple[ReviewReason, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the rules found in one mail, before anything is concluded from it.

    ``candidates`` are the consultations it may belong to. ``concerns_us`` is whether the mail, though no
    rule knows it, speaks of what a consultation is about or brings a document. ``doubts`` are reasons for
    review that only the rules can see, such as an attachment that is spoken of and not there.
    """

    kind: KindFinding
    matches: tuple[Match, ...]
    authenticity: AuthenticityFinding
    clock: ClockReading
    candidates: tuple[Consultation, ...]
    attachments: tuple[Attachment, ...] = ()
    concerns_us: bool = True
    doubts: tuple[ReviewReason, ...] = ()


UNREAD = Judgement(
    kind=KindFinding(Kind.OTHER, "unread"),
    suggestions=(),
    authenticity=AuthenticityFinding(Authenticity.NONE),
    clock=ClockReading(None, ReceivedBy.NONE),
    consultation=None,
    state=State.FAILED,
)
"""What is held of a mail that nobody and nothing has looked into."""


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
    )
    if _is_set_aside(findings):
        return undecided
    code = _find_sure_municipality(findings.matches)
    reasons = _find_doubts(findings, consultation, code, extensions)
    if reasons or consultation is None or code is None:
        return replace(undecided, state=State.REVIEW, reasons=reasons)
    return replace(
        undecided, state=State.COUNTED, replies=_judge_replies((code,), undecided.clock, consultation, extensions)
    )


def _is_set_aside(findings: Findings) -> bool:
    if findings.kind.kind in SET_ASIDE:
        return True
    return findings.kind.kind is Kind.OTHER and not findings.matches and not findings.concerns_us


def _find_sure_municipality(matches: tuple[Match, ...]) -> str | None:
    sure = {m.municipality for m in matches if m.certainty is Certainty.SURE}
    return sure.pop() if len(sure) == 1 else None


_EXPLAIN_UNSURE = frozenset(
    {ReviewReason.SENT_ON_BEHALF, ReviewReason.CONFLICTING_MUNICIPALITIES, ReviewReason.SEVERAL_MUNICIPALITIES}
)
"""Doubts that say why no municipality is sure: with them the sender is not unknown."""


def _find_doubts(
    findings: Findings, consultation: Consultation | None, code: str | None, extensions: Extensions
) -> tuple[ReviewReason, ...]:
    """Return every reason why this mail cannot be counted by a machine."""
    clock, sure = findings.clock, {m.municipality for m in findings.matches if m.certainty is Certainty.SURE}
    doubts = {
        ReviewReason.UNKNOWN_SENDER: not sure and not _EXPLAIN_UNSURE.intersection(findings.doubts),
        ReviewReason.CONFLICTING_MUNICIPALITIES: len(sure) > 1,
        ReviewReason.UNVERIFIED_SENDER: findings.authenticity.authenticity is Authenticity.FAIL,
        ReviewReason.NOT_ASKED: consultation is not None and code is not None and not consultation.asks(code),
        ReviewReason.NO_CLOCK: clock.received_at is None,
        ReviewReason.CLOCKS_DISAGREE: consultation is not None
        and code is not None
        and _clocks_disagree(clock, consultation, extensions.get((consultation.id, code))),
        ReviewReason.UNKNOWN_CONSULTATION: consultation is None,
        ReviewReason.ATTACHMENT_UNREADABLE: any(a.extracted.verdict not in READABLE for a in findings.attachments),
        ReviewReason.UNCLEAR_KIND: findings.kind.kind is Kind.OTHER,
    }
    asked_for = (ReviewReason(findings.kind.kind.value),) if findings.kind.kind in FOR_A_PERSON else ()
    found = tuple(reason for reason, holds in doubts.items() if holds)
    return tuple(dict.fromkeys((*asked_for, *found, *findings.doubts)))


def _clocks_disagree(clock: ClockReading, consultation: Consultation, until: date | None) -> bool:
    if clock.received_at is None or clock.rival is None:
        return False
    deadline = consultation.deadline.extended_to(until)
    return deadline.judge(clock.received_at) is not deadline.judge(clock.rival)


def _judge_replies(
    codes: tuple[str, ...], clock: ClockReading, consultation: Consultation, extensions: Extensions
) -> tuple[Reply, ...]:
    if clock.received_at is None:
        return ()
    deadlines = {code: consultation.deadline.extended_to(extensions.get((consultation.id, code))) for code in codes}
    return tuple(
        Reply(municipality=code, timeliness=deadline.judge(clock.received_at), judged_against=deadline.day)
        for code, deadline in deadlines.items()
    )


def apply_decisions(
    judgement: Judgement,
    decisions: tuple[Decision, ...],
    consultations: Mapping[str, Consultation],
    extensions: Extensions,
) -> Judgement:
    """Lay what people have said, oldest first, over what the machine thinks.

    Raises UsageError when a person wants a mail counted and something needed for that is unknown, or named a
    consultation that is not configured any more.
    """
    if not decisions:
        return judgement
    said = merge_decisions(decisions)
    if said.consultation is not None and said.consultation not in consultations:
        raise UsageError(
            f"A decision names the consultation '{said.consultation}', which the configuration does not know.",
            remedy="Put it back into the configuration, or take the decision back.",
        )
    settled = _settle_facts(judgement, said)
    codes = _settle_municipalities(judgement, said)
    settled = replace(settled, reasons=_add_doubts(settled, said, codes, consultations, extensions))
    missing = _find_missing(settled, codes)
    if said.state is State.COUNTED and missing:
        raise UsageError(f"This mail cannot be counted yet: {', '.join(missing)}.")
    state = _settle_state(settled, said, countable=not missing)
    if state is State.REVIEW:
        return replace(settled, state=state, reasons=_find_remaining_doubts(settled, said), replies=())
    if state is not State.COUNTED or settled.consultation is None:
        return replace(settled, state=state, reasons=(), replies=())
    replies = _judge_replies(codes, settled.clock, consultations[settled.consultation], extensions)
    decided = tuple(replace(r, role=said.role, provisional=bool(said.provisional)) for r in replies)
    return replace(settled, state=State.COUNTED, reasons=(), replies=decided)


def _settle_facts(judgement: Judgement, said: Decision) -> Judgement:
    """Replace the machine's facts by a person's, each where one was given."""
    kind, clock = judgement.kind, judgement.clock
    if said.kind is not None:
        kind = KindFinding(said.kind, "person", (said.by,))
    elif kind.kind not in ANSWERS and (said.municipalities or said.state is State.COUNTED):
        kind = KindFinding(Kind.RESPONSE, "person", (said.by,))
    if said.received_at is not None:
        clock = ClockReading(said.received_at, ReceivedBy.PERSON, (said.by,))
    # A mail that cannot be counted yet is under review for the municipality that a person named, as for those
    # that the machine suggests.
    named = tuple(Match(code, "person", Certainty.SURE, (said.by,)) for code in said.municipalities or ())
    return replace(
        judgement,
        kind=kind,
        clock=clock,
        consultation=said.consultation or judgement.consultation,
        suggestions=named + judgement.suggestions,
    )


def _add_doubts(
    settled: Judgement,
    said: Decision,
    codes: tuple[str, ...],
    consultations: Mapping[str, Consultation],
    extensions: Extensions,
) -> tuple[ReviewReason, ...]:
    """Return the machine's doubts, and those that could not be seen before a person named the consultation."""
    if said.consultation is None or settled.state is not State.REVIEW:
        return settled.reasons
    consultation = consultations[said.consultation]
    seen_now = {
        ReviewReason.NOT_ASKED: any(not consultation.asks(code) for code in codes),
        ReviewReason.CLOCKS_DISAGREE: any(
            _clocks_disagree(settled.clock, consultation, extensions.get((consultation.id, code))) for code in codes
        ),
    }
    return tuple(dict.fromkeys((*settled.reasons, *(reason for reason, holds in seen_now.items() if holds))))


def _settle_municipalities(judgement: Judgement, said: Decision) -> tuple[str, ...]:
    if said.municipalities:
        return said.municipalities
    if judgement.replies:
        return tuple(reply.municipality for reply in judgement.replies)
    sure = _find_sure_municipality(judgement.suggestions)
    return (sure,) if sure else ()


def _find_missing(settled: Judgement, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Name what must be known before a mail can be counted, each with the option that says it."""
    facts = {
        "whose it is is not known (--municipality)": bool(codes),
        "its consultation is not known (--consultation)": settled.consultation is not None,
        "when it came is not known (--received-at)": settled.clock.received_at is not None,
    }
    return tuple(sentence for sentence, known in facts.items() if not known)


def _settle_state(settled: Judgement, said: Decision, *, countable: bool) -> State:
    """Return the state that follows: what was said, else what the kind and the facts allow."""
    if said.state is not None:
        return said.state
    kind = settled.kind.kind
    if said.settles_reply and kind not in ANSWERS:
        return State.REVIEW if kind in FOR_A_PERSON else State.SET_ASIDE
    if settled.state is State.COUNTED or said.settles_reply or not _find_remaining_doubts(settled, said):
        return State.COUNTED if countable and kind in ANSWERS else State.REVIEW
    return settled.state


def _find_remaining_doubts(settled: Judgement, said: Decision) -> tuple[ReviewReason, ...]:
    """Return the machine's doubts less those a person has answered."""
    answered = {
        ReviewReason.UNKNOWN_CONSULTATION: said.consultation is not None,
        ReviewReason.NO_CLOCK: said.received_at is not None,
        ReviewReason.CLOCKS_DISAGREE: said.received_at is not None,
    }
    left = tuple(reason for reason in settled.reasons if not answered.get(reason, said.settles_reply))
    return left or ((ReviewReason.BY_HAND,) if said.state is State.REVIEW else ())

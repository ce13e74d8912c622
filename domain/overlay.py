"""What people have said of a mail, laid over the machine's judgement, so that it survives every rebuild."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from domain.consultation import Consultation
from domain.errors import UsageError
from domain.judgement import ClockReading, Judgement, ReceivedBy
from domain.kind import ANSWERS, FOR_A_PERSON, Kind, KindFinding
from domain.match import Certainty, Match, find_sure_municipality
from domain.message import State
from domain.review import Decision, ReviewReason, merge_decisions
from domain.rulings import Extensions
from domain.timing import doubt_time, judge_replies, rejudge_time


class Missing(StrEnum):
    """What must be known before a mail can be counted, with the option that says it."""

    MUNICIPALITY = "whose it is is not known (--municipality)"
    CONSULTATION = "its consultation is not known (--consultation)"
    RECEIVED_AT = "when it came is not known (--received-at)"


class NotCountable(UsageError):
    """A person wants a mail counted of which something needed for that is not known."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(f"This mail cannot be counted yet: {', '.join(missing)}.")
        self.missing = missing


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
    judgement = rejudge_time(judgement, consultations, extensions)
    if not decisions:
        return judgement
    said = merge_decisions(decisions)
    if said.consultation is not None and said.consultation not in consultations:
        raise UsageError(
            f"A decision names the consultation '{said.consultation}', which the configuration does not know.",
            remedy="Put it back into the configuration, or take the decision back.",
        )
    settled = _settle_facts(judgement, said, decisions)
    codes = _settle_municipalities(judgement, said)
    settled = replace(settled, reasons=_add_doubts(settled, said, codes, consultations, extensions))
    missing = _find_missing(settled, codes)
    if said.state is State.COUNTED and missing:
        raise NotCountable(missing)
    state = _settle_state(settled, said, countable=not missing)
    if state is State.REVIEW:
        return replace(settled, state=state, reasons=_find_remaining_doubts(settled, said), replies=())
    if state is not State.COUNTED or settled.consultation is None:
        return replace(settled, state=state, reasons=(), replies=())
    replies = judge_replies(codes, settled, consultations[settled.consultation], extensions)
    decided = tuple(replace(reply, role=said.role) for reply in replies)
    return replace(settled, state=State.COUNTED, reasons=(), replies=decided)


def _settle_facts(judgement: Judgement, said: Decision, decisions: tuple[Decision, ...]) -> Judgement:
    """Replace the machine's facts by a person's, each where one was given."""
    kind, clock = judgement.kind, judgement.clock
    if said.kind is not None:
        kind = KindFinding(said.kind, "person", (said.by,))
    elif kind.kind not in ANSWERS and (said.municipalities or said.state is State.COUNTED):
        kind = KindFinding(Kind.RESPONSE, "person", (said.by,))
    if said.received_at is not None:
        clock = _set_clock(clock, decisions)
    # A mail that cannot be counted yet is under review for the municipality that a person named, as for those
    # that the machine suggests.
    named = tuple(Match(code, "person", Certainty.SURE, (said.by,)) for code in said.municipalities or ())
    return replace(
        judgement,
        kind=kind,
        clock=clock,
        provisional=judgement.provisional if said.provisional is None else said.provisional,
        consultation=said.consultation or judgement.consultation,
        suggestions=named + judgement.suggestions,
    )


def _set_clock(clock: ClockReading, decisions: tuple[Decision, ...]) -> ClockReading:
    """Let the person who last said when it came be the clock, with the reason given for just that."""
    corrected = next(decision for decision in reversed(decisions) if decision.received_at is not None)
    reason = f" ({corrected.reason})" if corrected.reason else ""
    return ClockReading(
        received_at=corrected.received_at,
        received_by=ReceivedBy.PERSON,
        evidence=(f"oplyst af {corrected.by}{reason}",),
        sender_clock=clock.sender_clock,
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
    not_asked = (ReviewReason.NOT_ASKED for code in codes if not consultation.asks(code))
    of_time = (doubt_time(settled.clock, consultation, extensions.get((consultation.id, code))) for code in codes)
    return tuple(dict.fromkeys((*settled.reasons, *not_asked, *filter(None, of_time))))


def _settle_municipalities(judgement: Judgement, said: Decision) -> tuple[str, ...]:
    if said.municipalities:
        return said.municipalities
    if judgement.replies:
        return tuple(reply.municipality for reply in judgement.replies)
    sure = find_sure_municipality(judgement.suggestions)
    return (sure,) if sure else ()


def _find_missing(settled: Judgement, codes: tuple[str, ...]) -> tuple[Missing, ...]:
    """Name what must be known before a mail can be counted."""
    facts = {
        Missing.MUNICIPALITY: bool(codes),
        Missing.CONSULTATION: settled.consultation is not None,
        Missing.RECEIVED_AT: settled.clock.received_at is not None,
    }
    return tuple(fact for fact, known in facts.items() if not known)


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
        ReviewReason.FORWARDED_TIME_DECIDES: said.received_at is not None,
    }
    left = tuple(reason for reason in settled.reasons if not answered.get(reason, said.settles_reply))
    if left:
        return left
    if said.kind in FOR_A_PERSON and said.state is not State.COUNTED:
        return (ReviewReason(said.kind.value),)
    return (ReviewReason.BY_HAND,) if said.state is State.REVIEW else ()

"""Whether a mail came in time: the clock that judges, against each municipality's own deadline."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.consultation import Consultation
from domain.judgement import ClockReading, Judgement, Reply
from domain.match import find_sure_municipality
from domain.message import State
from domain.review import ReviewReason
from domain.rulings import Extensions
from domain.time_reason import explain_time


def doubt_time(clock: ClockReading, consultation: Consultation, until: date | None) -> ReviewReason | None:
    """Say why it is doubtful on which side of the deadline, or of the extension to ``until``, a mail came.

    Another trusted clock shows the other side, or the mail was passed on and is said to have come on the other.
    """
    if clock.received_at is None:
        return None
    deadline = consultation.deadline.extended_to(until)
    judged = deadline.judge(clock.received_at)
    if clock.rival is not None and deadline.judge(clock.rival) is not judged:
        return ReviewReason.CLOCKS_DISAGREE
    if clock.claimed is not None and deadline.judge(clock.claimed) is not judged:
        return ReviewReason.FORWARDED_TIME_DECIDES
    return None


_ABOUT_TIME = frozenset({ReviewReason.CLOCKS_DISAGREE, ReviewReason.FORWARDED_TIME_DECIDES})
"""Doubts that an extension can settle."""


def judge_replies(
    codes: tuple[str, ...], judgement: Judgement, consultation: Consultation, extensions: Extensions
) -> tuple[Reply, ...]:
    """Judge a mail's time for each municipality whose reply it is, by its own deadline; without a time by none."""
    received_at = judgement.clock.received_at
    if received_at is None:
        return ()
    until = {code: extensions.get((consultation.id, code)) for code in codes}
    return tuple(_judge_reply(code, received_at, judgement, consultation, day) for code, day in until.items())


def _judge_reply(
    code: str, received_at: datetime, judgement: Judgement, consultation: Consultation, extended_to: date | None
) -> Reply:
    until = consultation.deadline.extended_to(extended_to)
    return Reply(
        municipality=code,
        timeliness=until.judge(received_at),
        judged_against=until.day,
        time_reason=explain_time(judgement.clock, received_at, deadline=consultation.deadline, until=until),
        provisional=judgement.provisional,
        committee=judgement.committee,
    )


def rejudge_time(machine: Judgement, consultations: Mapping[str, Consultation], extensions: Extensions) -> Judgement:
    """Judge the time of what the machine thinks anew, by the extensions now in force; all else stays.

    An extension can also settle a doubt about the time, and its revocation bring that doubt back; the other
    doubts remain. The judgement itself is returned where nothing changes.
    """
    consultation, codes = consultations.get(machine.consultation or ""), _list_timed(machine)
    if consultation is None or not codes:
        return machine
    found = (doubt_time(machine.clock, consultation, extensions.get((consultation.id, code))) for code in codes)
    doubts = frozenset(filter(None, found))
    others = tuple(reason for reason in machine.reasons if reason not in _ABOUT_TIME)
    if doubts == _ABOUT_TIME.intersection(machine.reasons) and machine.state is State.REVIEW:
        return machine
    if doubts or others:
        return replace(machine, state=State.REVIEW, reasons=(*others, *sorted(doubts)), replies=())
    replies = judge_replies(codes, machine, consultation, extensions)
    anew = replace(machine, state=State.COUNTED, reasons=(), replies=replies)
    return machine if anew == machine else anew


def _list_timed(machine: Judgement) -> tuple[str, ...]:
    """Return the municipalities of a mail that is counted, or of one in review that is surely one's."""
    if machine.state is State.COUNTED:
        return tuple(reply.municipality for reply in machine.replies)
    sure = find_sure_municipality(machine.suggestions)
    return (sure,) if sure and machine.state is State.REVIEW else ()

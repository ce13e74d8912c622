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


def clocks_disagree(clock: ClockReading, consultation: Consultation, until: date | None) -> bool:
    """Say whether the trusted clocks lie on both sides of the deadline, or of the extension to ``until``."""
    if clock.received_at is None or clock.rival is None:
        return False
    deadline = consultation.deadline.extended_to(until)
    return deadline.judge(clock.received_at) is not deadline.judge(clock.rival)


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

    An extension can also settle that the clocks disagree, and its revocation bring that doubt back. The
    judgement itself is returned where nothing changes.
    """
    consultation, codes = consultations.get(machine.consultation or ""), _list_timed(machine)
    if consultation is None or not codes:
        return machine
    if any(clocks_disagree(machine.clock, consultation, extensions.get((consultation.id, code))) for code in codes):
        anew = replace(machine, state=State.REVIEW, reasons=(ReviewReason.CLOCKS_DISAGREE,), replies=())
    else:
        replies = judge_replies(codes, machine, consultation, extensions)
        anew = replace(machine, state=State.COUNTED, reasons=(), replies=replies)
    return machine if anew == machine else anew


def _list_timed(machine: Judgement) -> tuple[str, ...]:
    """Return the municipalities of a mail that is counted, or would be if only its clocks agreed."""
    if machine.state is State.COUNTED:
        return tuple(reply.municipality for reply in machine.replies)
    sure = find_sure_municipality(machine.suggestions)
    only_time = machine.state is State.REVIEW and machine.reasons == (ReviewReason.CLOCKS_DISAGREE,)
    return (sure,) if sure and only_time else ()

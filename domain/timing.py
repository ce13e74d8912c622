"""Whether a mail came in time: the clock that judges, against each municipality's own deadline."""

from datetime import date

from domain.consultation import Consultation
from domain.judgement import ClockReading, Reply
from domain.rulings import Extensions


def clocks_disagree(clock: ClockReading, consultation: Consultation, until: date | None) -> bool:
    """Say whether the trusted clocks lie on both sides of the deadline, or of the extension to ``until``."""
    if clock.received_at is None or clock.rival is None:
        return False
    deadline = consultation.deadline.extended_to(until)
    return deadline.judge(clock.received_at) is not deadline.judge(clock.rival)


def judge_replies(
    codes: tuple[str, ...], clock: ClockReading, consultation: Consultation, extensions: Extensions
) -> tuple[Reply, ...]:
    """Judge a mail's time for each municipality whose reply it is, by its own deadline; without a time by none."""
    if clock.received_at is None:
        return ()
    deadlines = {code: consultation.deadline.extended_to(extensions.get((consultation.id, code))) for code in codes}
    return tuple(
        Reply(municipality=code, timeliness=deadline.judge(clock.received_at), judged_against=deadline.day)
        for code, deadline in deadlines.items()
    )

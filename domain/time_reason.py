"""Why a reply is on time or late, in a Danish sentence a person can check."""

from datetime import datetime

from domain.danish_time import describe_day, describe_moment, describe_span
from domain.deadline import Deadline, Timeliness, local_day
from domain.judgement import ClockReading, ReceivedBy

_YEARS = range(1970, 9999)
"""At the ends of the calendar there is no local time, and a ``Date:`` may claim them."""
_SENDERS_CLOCK = "afsenderens ur"
_WHOSE_CLOCK = {
    ReceivedBy.BORDER: "modtaget {}",
    ReceivedBy.INTERNALDATE: "lagt i postkassen {}",
    ReceivedBy.FORWARDED: "modtaget {} ifølge den videresendte mail",
    ReceivedBy.PERSON: "modtaget {}",
    ReceivedBy.NONE: "modtaget {}",
}


def explain_time(clock: ClockReading, received_at: datetime, *, deadline: Deadline, until: Deadline) -> str:
    """Say by whose clock a reply came when, against which deadline, and what follows.

    ``deadline`` is the consultation's and ``until`` the one that judges: the same, or an extension's.
    As in: modtaget 1. november 2019 kl. 23.41 af mx.kl.dk, fristen løb dagen ud: rettidig; afsenderens ur
    viste 2. november 2019 kl. 00.02.
    """
    parts = [f"{_say_when(clock, received_at, until)}, {_say_deadline(received_at, deadline, until)}"]
    if not any(_SENDERS_CLOCK in evidence for evidence in clock.evidence):
        parts.extend(_say_senders_clock(clock.sender_clock, received_at, until))
    return "; ".join(parts)


def _say_when(clock: ClockReading, received_at: datetime, until: Deadline) -> str:
    """Say when it came in the words of the evidence; where they name no moment, in our own."""
    moment = describe_moment(received_at, until.zone)
    words = ", ".join(clock.evidence)
    if moment in words:
        return words
    return ", ".join(filter(None, (_WHOSE_CLOCK[clock.received_by].format(moment), words)))


def _say_deadline(received_at: datetime, deadline: Deadline, until: Deadline) -> str:
    day = describe_day(until.day)
    if until != deadline:
        limit = f"fristen var forlænget til og med {day}"
    elif local_day(received_at, until.zone) == until.day:
        limit = "fristen løb dagen ud"
    else:
        limit = f"fristen var {day}"
    if until.judge(received_at) is Timeliness.ON_TIME:
        return f"{limit}: rettidig"
    return f"{limit}: {describe_span(received_at - until.ends_at)} for sent"


def _say_senders_clock(sender_clock: datetime | None, received_at: datetime, until: Deadline) -> tuple[str, ...]:
    """Tell of the sender's clock where it shows another day, and so might make somebody ask."""
    if sender_clock is None or sender_clock.year not in _YEARS:
        return ()
    if local_day(sender_clock, until.zone) == local_day(received_at, until.zone):
        return ()
    return (f"{_SENDERS_CLOCK} viste {describe_moment(sender_clock, until.zone)}",)

"""Hand over what stands in the outbox: nothing is lost, and nothing goes out twice where that can be seen."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from domain.errors import KommunesvarError, SendRefused, SendUncertain
from domain.outbox_ports import Channel, Outbox
from domain.outgoing import Guard, OutboxRow, Pace
from domain.ports import Clock
from domain.sent_ports import NowhereToLook, SentMail

FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)


class Trace(StrEnum):
    """What is known of a mail before it is sent: nobody tried, or somebody did and it is there, or not, or unseen."""

    UNTRIED = "untried"
    FOUND = "found"
    ABSENT = "absent"
    UNSEEN = "unseen"


NOTES = {
    Trace.FOUND: "Programmet blev afbrudt, mens mailen blev sendt. Den står i Sendt post og er ikke sendt igen.",
    Trace.ABSENT: "Programmet blev afbrudt, mens mailen blev sendt. Den stod ikke i Sendt post og er sendt igen.",
    Trace.UNSEEN: (
        "Programmet blev afbrudt, mens mailen blev sendt, og kunne ikke slå op i Sendt post, om den var nået af sted. "
        "Den er sendt igen, så modtageren kan have fået den to gange."
    ),
}
"""What is written in the row of a mail that was taken over."""

MAY_HAVE_LEFT = (
    "Programmet blev afbrudt, mens mailen blev sendt, og kunne ikke slå op i Sendt post, så modtageren kan have fået "
    "den alligevel."
)
"""What is written of a mail that was withheld or refused only after somebody had it in hand."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """How many mails went out, stay to be tried again, are given up or withheld, and why the latter three.

    ``found`` are those that had gone out before a crash. ``resume_in`` is when the pace lets the next mail that is
    due out, or None when none is.
    """

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    withheld: int = 0
    found: int = 0
    problems: tuple[str, ...] = ()
    resume_in: timedelta | None = None

    def __add__(self, other: "DeliveryReport") -> "DeliveryReport":
        """Return both together; the later one knows what is due."""
        return DeliveryReport(
            sent=self.sent + other.sent,
            deferred=self.deferred + other.deferred,
            refused=self.refused + other.refused,
            withheld=self.withheld + other.withheld,
            found=self.found + other.found,
            problems=self.problems + other.problems,
            resume_in=other.resume_in,
        )


def deliver_outbox(
    outbox: Outbox,
    channel: Channel,
    *,
    owner: str,
    now: Clock,
    lease: timedelta,
    limit: int,
    guard: Guard = lambda row, now: None,  # noqa: ARG005 - nothing is against any mail
    sent: SentMail | None = None,
    pace: Pace | None = None,
) -> DeliveryReport:
    """Hand over up to ``limit`` mails that are due, one by one, and write down what became of each.

    Each is claimed just before it is sent, so that ``lease`` has to cover one sending and not a whole
    round: it must be longer than the channel's time-outs together. A deferred mail is tried again after
    one minute, then two, four … up to an hour, for ever; a refused one stays in the outbox as refused.

    ``guard`` is asked of each right before it is sent; a reason withholds it for good. When it cannot
    answer, nothing is sent and it is asked again later. Nothing waits here for the ``pace``: the report says
    when to go on.

    A crash between handing over and writing it down cannot be told from one before. When the lease of such a
    mail is over it is looked for in ``sent``: by then a mail that was accepted has long been filed there. One that
    is there was sent; any other goes out again, with the same Message-ID and the same bytes, so that a mail system
    that knows duplicates drops it, and where nobody could look that is said. It never gets lost.
    """
    report, pace = DeliveryReport(), pace or _UNHURRIED
    desk = _Desk(
        outbox=outbox, channel=channel, owner=owner, now=now, lease=lease, guard=guard, sent=sent or NowhereToLook()
    )
    with channel.hold_open():
        for _ in range(limit):
            rows = outbox.claim(owner=owner, now=now(), lease=lease, limit=1, pace=pace)
            if not rows:
                break
            for row in rows:
                report += _deliver(row, desk)
    return replace(report, resume_in=outbox.find_wait(now=now(), pace=pace))


_UNHURRIED = Pace(per_minute=1_000_000, connections=1_000_000)


def find_retry(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: a minute, doubling, an hour at most."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every mail of a round is handed over with."""

    outbox: Outbox
    channel: Channel
    owner: str
    now: Clock
    lease: timedelta
    guard: Guard
    sent: SentMail

    def look_for(self, row: OutboxRow) -> Trace:
        """Say whether a mail has gone out before."""
        if not row.taken_over:
            return Trace.UNTRIED
        found = self.sent.find(row.entry.mail.message_id, since=row.created_at)
        if found:
            return Trace.FOUND
        return Trace.ABSENT if found is False and self._files_what_is_sent() else Trace.UNSEEN

    def _files_what_is_sent(self) -> bool:
        """Say whether the last mail sent is there: a server that files nothing lets every mail seem unsent."""
        last = self.outbox.find_latest_sent(self.now() - self.lease)
        return last is None or bool(self.sent.find(last.entry.mail.message_id, since=last.created_at))


def _deliver(row: OutboxRow, desk: _Desk) -> DeliveryReport:
    trace = Trace.UNSEEN if row.taken_over else Trace.UNTRIED
    try:
        trace = desk.look_for(row)
        if trace is Trace.FOUND:
            return _record_found(row, desk)
        if (reason := desk.guard(row, desk.now())) is not None:
            return _withhold(row, reason, desk, trace=trace)
        desk.channel.send(row.entry.mail)
    except SendRefused as error:
        return _give_up(row, error, desk, trace=trace)
    # Boundary 'one outgoing mail': whatever goes wrong with it, it stays in the outbox and the others go out.
    except Exception as error:  # noqa: BLE001
        return _put_off(row, error, desk, trace=trace)
    desk.outbox.record_sent(row.id, owner=desk.owner, now=desk.now(), note=NOTES.get(trace))
    if trace is Trace.UNSEEN:
        _bind(row).warning("mail sent again without a look into the folder of sent mail: it may arrive twice")
    _bind(row).info("mail handed over", trace=trace.value)
    return DeliveryReport(sent=1)


def _record_found(row: OutboxRow, desk: _Desk) -> DeliveryReport:
    desk.outbox.record_sent(row.id, owner=desk.owner, now=desk.now(), note=NOTES[Trace.FOUND])
    _bind(row).info("mail found in the folder of sent mail, so it is not sent again")
    return DeliveryReport(found=1)


def _withhold(row: OutboxRow, reason: str, desk: _Desk, *, trace: Trace) -> DeliveryReport:
    """Let a mail not go out; where nobody could see whether it had before, it counts as one that may have."""
    said, left_at = _say_left(reason, desk, trace)
    desk.outbox.record_withheld(row.id, owner=desk.owner, reason=said, may_have_left_at=left_at)
    _bind(row).info("mail withheld", reason=reason, may_have_left=left_at is not None)
    return DeliveryReport(withheld=1, problems=(f"{row.entry.mail.recipient}: {reason}",))


def _give_up(row: OutboxRow, error: SendRefused, desk: _Desk, *, trace: Trace) -> DeliveryReport:
    """Try a mail no more; that it is refused now does not say that it had not gone out before."""
    said, left_at = _say_left(str(error), desk, trace)
    desk.outbox.record_failure(row.id, owner=desk.owner, error=said, retry_at=None, may_have_left_at=left_at)
    _bind(row).error("mail refused for good", error=str(error), may_have_left=left_at is not None)
    return DeliveryReport(refused=1, problems=(f"{row.entry.mail.recipient}: {error}",))


def _say_left(reason: str, desk: _Desk, trace: Trace) -> tuple[str, datetime | None]:
    """Return what to write of a mail that does not go out, and by when it may have before, if nobody could see."""
    return (f"{reason} {MAY_HAVE_LEFT}", desk.now()) if trace is Trace.UNSEEN else (reason, None)


def _put_off(row: OutboxRow, error: Exception, desk: _Desk, *, trace: Trace) -> DeliveryReport:
    """Let a mail wait: to be tried again, or where it may have gone out to be looked for first."""
    said = str(error) if isinstance(error, KommunesvarError) else f"{type(error).__name__}: {error}"
    pause = find_retry(row.attempts)
    if trace is Trace.UNSEEN or isinstance(error, SendUncertain):
        pause = max(pause, desk.lease)
        desk.outbox.record_uncertain(row.id, owner=desk.owner, error=said, look_at=desk.now() + pause)
    else:
        desk.outbox.record_failure(row.id, owner=desk.owner, error=said, retry_at=desk.now() + pause)
    retry_at = (desk.now() + pause).isoformat()
    _bind(row).warning("mail deferred", error=said, attempts=row.attempts, retry_at=retry_at)
    return DeliveryReport(deferred=1, problems=(f"{row.entry.mail.recipient}: {said}",))


def _bind(row: OutboxRow) -> structlog.stdlib.BoundLogger:
    mail = row.entry.mail
    bound: structlog.stdlib.BoundLogger = log.bind(outbox=row.id, recipient=mail.recipient, message_id=mail.message_id)
    return bound

"""The rounds of the program, as commands and worker make them: visit, process, send."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from domain.consultation import Consultation
from domain.digest import Digest, find_digest_moment, name_period
from domain.errors import ConfigurationError, KommunesvarError, SourceError
from domain.mailbox import Poll
from domain.ports import MailSource
from intake.clerk import Outcome
from intake.process import glimpse_waiting, process_waiting, recognize_waiting
from intake.take_in import Visit, take_in
from kommunesvar.bootstrap import Program
from kommunesvar.config_sections import MailboxSection
from kommunesvar.owner import is_gone
from notifier import outbox
from notifier.gather import gather_digest
from notifier.outbox import DeliveryReport, DigestPlan, DueDigest, deliver_outbox, enqueue_digests, find_due_digests

SENDING_LEASE = timedelta(minutes=10)
"""Longer than all time-outs of one sending together."""


class MailboxMisconfigured(SourceError):
    """What the configuration says of a mailbox cannot be used, so it was not visited."""


THREADS_PER_READER = 2
"""While one thread judges or waits for the disk, another keeps the reading process busy."""

log = structlog.get_logger(__name__)


def visit(program: Program, section: MailboxSection, *, stop: Callable[[], bool] = lambda: False) -> Visit:
    """Visit one mailbox; what is wrong with it never reaches the others."""
    started_at = program.clock()
    try:
        return take_in_from(program, program.make_source(section), stop=stop)
    except Exception as error:
        # The named boundary: one mailbox visit.
        if not isinstance(error, KommunesvarError):
            log.exception("visit broken off", mailbox=section.name)
        failure = _word_failure(section, error)
        poll = Poll(mailbox=section.name, started_at=started_at, ended_at=program.clock(), error=str(failure))
        program.sightings.record_poll(poll)
        return Visit(poll=poll, error=failure)


def _word_failure(section: MailboxSection, error: Exception) -> SourceError:
    match error:
        case SourceError():
            return error
        case ConfigurationError():
            return MailboxMisconfigured(f"Mailbox {section.name}: {error}")
    return SourceError(f"Mailbox {section.name}: {str(error) or type(error).__name__}")


def take_in_from(program: Program, source: MailSource, *, stop: Callable[[], bool] = lambda: False) -> Visit:
    """Take in what a source has that is new."""
    return take_in(source, archive=program.archive, sightings=program.sightings, clock=program.clock, stop=stop)


def process(
    program: Program,
    *,
    advance: Callable[[], object] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
    more: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Judge what waits, also what a process that died here had taken upon itself; what needs OCR is put off.

    While ``more`` says that mails are being taken in, it waits for them.
    """
    program.messages.release_gone(is_gone)
    return process_waiting(
        program.desk,
        owner=program.owner,
        clock=program.clock,
        workers=THREADS_PER_READER * program.config.limits.workers,
        advance=advance,
        stop=stop,
        more=more,
    )


def recognize(
    program: Program, *, advance: Callable[[], object] = lambda: None, stop: Callable[[], bool] = lambda: False
) -> Outcome:
    """Judge what was put off for OCR."""
    return recognize_waiting(program.desk, owner=program.owner, clock=program.clock, advance=advance, stop=stop)


def make_digest_plan(program: Program) -> DigestPlan:
    """Return when digests go out, from whom and to whom. Raises ConfigurationError without a sender."""
    digest, smtp = program.config.digest, program.config.smtp
    sender = smtp.sender or smtp.username or ""
    if "@" not in sender:
        raise ConfigurationError("The digest has no sender.", remedy='Give one in [smtp], as from = "hoering@kl.dk".')
    return DigestPlan(
        sender=sender,
        recipients=tuple(digest.to),
        weekday=digest.weekday,
        clock=digest.time,
        base_url=program.config.web.base_url,
    )


def list_due_digests(program: Program) -> tuple[DueDigest, ...]:
    """Return the digests that are due and not yet in the outbox; none where no mail server is configured."""
    if program.config.smtp.host is None:
        return ()
    return find_due_digests(
        tuple(program.consultations.values()),
        plan=make_digest_plan(program),
        outbox=program.outbox,
        now=program.clock(),
    )


def enqueue_due_digests(program: Program) -> int:
    """Put the digests that are due into the outbox; return how many."""
    glimpse_waiting(program.desk)
    return enqueue_digests(
        tuple(program.consultations.values()),
        plan=make_digest_plan(program),
        roster=program.roster,
        facts=program.facts,
        sightings=program.sightings,
        outbox=program.outbox,
        now=program.clock(),
    )


def gather(program: Program, consultation: Consultation, as_of: datetime) -> tuple[Digest, str]:
    """Return what a digest of this moment says, and its ISO week."""
    glimpse_waiting(program.desk)
    period = name_period(as_of, consultation.deadline.zone)
    digest = gather_digest(
        consultation,
        roster=program.roster,
        facts=program.facts,
        sightings=program.sightings,
        outbox=program.outbox,
        as_of=as_of,
        period=period,
    )
    return digest, period


def enqueue_digest(program: Program, consultation: Consultation, plan: DigestPlan) -> int:
    """Put the digest of the current period into the outbox, for those who have not got it; return how many."""
    now, zone = program.clock(), consultation.deadline.zone
    moment = find_digest_moment(now, weekday=plan.weekday, clock=plan.clock, zone=zone)
    glimpse_waiting(program.desk)
    return outbox.enqueue_digest(
        DueDigest(consultation=consultation, period=name_period(moment, zone), recipients=plan.recipients),
        plan=plan,
        roster=program.roster,
        facts=program.facts,
        sightings=program.sightings,
        outbox=program.outbox,
        now=now,
    )


def deliver(program: Program, *, limit: int = 100) -> DeliveryReport:
    """Hand over what waits in the outbox; nothing where no mail server is configured."""
    if program.config.smtp.host is None:
        return DeliveryReport()
    return deliver_outbox(
        program.outbox, program.make_channel(), owner=program.owner, now=program.clock, lease=SENDING_LEASE, limit=limit
    )

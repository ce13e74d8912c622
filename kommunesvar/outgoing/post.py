"""The rounds of the program for mail that goes out: what is due, what it says, and handing it over."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from domain.consultation import Consultation
from domain.digest import Digest, find_digest_moment, name_period
from domain.errors import ConfigurationError
from domain.outgoing import Guard, Pace
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.gratitude import guard_thanks
from kommunesvar.outgoing.guard import guard_letters
from kommunesvar.owner import is_gone
from notifier import outbox
from notifier.delivery import DeliveryReport, deliver_outbox
from notifier.gather import DigestBooks, gather_digest
from notifier.outbox import DigestPlan, DueDigest, enqueue_digests, find_due_digests

SENDING_LEASE = timedelta(minutes=15)
"""Longer than all time-outs of one look and one sending together."""

_A_BREATH = timedelta(seconds=0.1)

FILING_TIME = timedelta(minutes=2)
"""So long after a process died its last mail is looked for: a server files a moment later what it accepts."""


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
        credentials=program.config.list_credentials(),
        templates=program.config.service.templates,
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
        books=_list_books(program),
        now=program.clock(),
    )


def _list_books(program: Program) -> DigestBooks:
    return DigestBooks(
        roster=program.roster,
        facts=program.facts,
        sightings=program.sightings,
        outbox=program.outbox,
        notices=program.notices,
    )


def gather(program: Program, consultation: Consultation, as_of: datetime) -> tuple[Digest, str]:
    """Return what a digest of this moment says, and its ISO week."""
    glimpse_waiting(program.desk)
    period = name_period(as_of, consultation.deadline.zone)
    digest = gather_digest(
        consultation,
        books=_list_books(program),
        as_of=as_of,
        period=period,
        credentials=program.config.list_credentials(),
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
        books=_list_books(program),
        now=now,
    )


def deliver(
    program: Program,
    *,
    limit: int = 100,
    sleep: Callable[[float], object] | None = time.sleep,
) -> DeliveryReport:
    """Hand over what waits in the outbox; nothing where no mail server is configured.

    Where more waits than may leave in a minute it waits for the next with ``sleep``, which takes seconds; without it
    the rest stays for the next call.
    """
    if program.config.smtp.host is None:
        return DeliveryReport()
    program.outbox.release_gone(is_gone, until=program.clock() + FILING_TIME)
    guard = _join(guard_letters(program), guard_thanks(program))
    report = _deliver_once(program, limit, guard)
    while sleep is not None and report.resume_in is not None:
        sleep(max(report.resume_in, _A_BREATH).total_seconds())
        report += _deliver_once(program, limit, guard)
    return report


def _join(*guards: Guard) -> Guard:
    """Return a guard that is against what any of these is against."""
    return lambda row, now: next((reason for guard in guards if (reason := guard(row, now)) is not None), None)


def _deliver_once(program: Program, limit: int, guard: Guard) -> DeliveryReport:
    section = program.config.smtp
    return deliver_outbox(
        program.outbox,
        program.make_channel(),
        owner=program.owner,
        now=program.clock,
        lease=SENDING_LEASE,
        limit=limit,
        guard=guard,
        sent=program.make_sent_mail(),
        pace=Pace(per_minute=section.per_minute, connections=section.connections),
    )

"""Mailboxes that nobody has managed to read for too long: shown on every page, and told by mail once each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.health import Outage, Visits, find_outage, is_worth_telling
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.outgoing.post import make_digest_plan
from notifier.alarm import AlarmSettings, compose_alarm


def list_outages(program: Program, now: datetime) -> Sequence[Outage]:
    """Return the mailboxes that are dead, by what the books say: also when the process that should read them is."""
    return [outage for _, _, outage in _find(program, now)]


def enqueue_alarms(program: Program, *, watched_from: datetime) -> int:
    """Put a mail on each outage that is worth telling into the outbox; return how many were new there.

    ``watched_from`` is when this process began to watch. None where no mail server is configured. Raises
    ConfigurationError.
    """
    if program.config.smtp.host is None or not program.config.digest.to:
        return 0
    now = program.clock()
    outages = [
        outage
        for section, visits, outage in _find(program, now)
        if is_worth_telling(visits, find_interval(section), watched_from=watched_from, now=now)
    ]
    return sum(_enqueue(program, outage, now) for outage in outages)


def find_interval(section: MailboxSection) -> timedelta:
    """Return how often a mailbox is visited."""
    return timedelta(minutes=section.poll_minutes)


def _find(program: Program, now: datetime) -> Sequence[tuple[MailboxSection, Visits, Outage]]:
    polled = [section for section in program.config.mailboxes if section.is_polled]
    if not polled:
        return []
    visits = program.health.load_visits([section.name for section in polled])
    found = [
        (section, one, find_outage(one, find_interval(section), now))
        for section, one in zip(polled, visits, strict=True)
    ]
    return [(section, one, outage) for section, one, outage in found if outage is not None]


def _enqueue(program: Program, outage: Outage, now: datetime) -> int:
    plan = make_digest_plan(program)
    settings = AlarmSettings(
        sender=plan.sender,
        recipients=plan.recipients,
        zone=program.config.zone,
        base_url=plan.base_url,
        templates=plan.templates,
    )
    return sum(program.outbox.enqueue(entry, now) for entry in compose_alarm(outage, settings, now))

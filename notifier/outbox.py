"""Put digests that are due into the outbox (udbakke); ``delivery.py`` hands over what stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path

import structlog

from domain.consultation import Consultation
from domain.digest import Credential, find_digest_moment, freeze_figures, name_period
from domain.errors import ConfigurationError, KommunesvarError
from domain.outbox_ports import Outbox
from domain.outgoing import OutboxEntry
from notifier.digest import address_digest, draft_digest
from notifier.envelope import find_address
from notifier.gather import DigestBooks, gather_digest

DIGEST = "digest"
"""The kind under which digests stand in the outbox."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """When digests go out, from whom and to whom; ``clock`` is local time in the deadline's zone.

    ``credentials`` are those whose last day is known, to be warned of; ``templates`` is a folder of the operator's.
    ``by`` is the person who has it sent now, or empty where it goes out by itself.
    """

    sender: str
    recipients: tuple[str, ...]
    weekday: str = "mon"
    clock: time = time(8)
    base_url: str | None = None
    credentials: tuple[Credential, ...] = ()
    templates: Path | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDigest:
    """A digest that should be in the outbox and is not."""

    consultation: Consultation
    period: str
    recipients: tuple[str, ...]


def find_due_digests(
    consultations: Sequence[Consultation], *, plan: DigestPlan, outbox: Outbox, now: datetime
) -> tuple[DueDigest, ...]:
    """Return what is due: the latest weekly moment while a consultation ran, for those who have not got it.

    The outbox is the memory: a missed moment is made up for once, and a restart repeats nothing. Where
    nobody is to get a digest that is due, that is logged as an error, once a period and process.
    """
    due = []
    for consultation in consultations:
        zone = consultation.deadline.zone
        moment = find_digest_moment(now, weekday=plan.weekday, clock=plan.clock, zone=zone)
        if not consultation.covers(moment):
            continue
        period = name_period(moment, zone)
        recipients = _find_waiting(plan.recipients, consultation, period, outbox)
        if not plan.recipients:
            _raise_alarm(consultation.id, period)
        if recipients:
            due.append(DueDigest(consultation=consultation, period=period, recipients=recipients))
    return tuple(due)


def enqueue_digests(
    consultations: Sequence[Consultation],
    *,
    plan: DigestPlan,
    books: DigestBooks,
    now: datetime,
) -> int:
    """Put every digest that is due into the outbox; return how many mails were new there.

    A consultation whose digest cannot be composed is logged, and does not keep the others from theirs.
    """
    enqueued = 0
    for due in find_due_digests(consultations, plan=plan, outbox=books.outbox, now=now):
        try:
            enqueued += enqueue_digest(due, plan=plan, books=books, now=now)
        except KommunesvarError:
            log.exception("digest not composed", consultation=due.consultation.id, period=due.period)
    return enqueued


def enqueue_digest(due: DueDigest, *, plan: DigestPlan, books: DigestBooks, now: datetime) -> int:
    """Compose one digest, once for all its recipients, and put it into the outbox; return how many were new.

    The figures are those of ``now``, also when a missed moment is made up for; they are frozen in each
    row for the next digest to compare with. Raises UnbalancedStandings, ConfigurationError.
    """
    digest = gather_digest(due.consultation, books=books, as_of=now, period=due.period, credentials=plan.credentials)
    figures, draft = freeze_figures(digest.standings), draft_digest(digest, plan.base_url, plan.templates)
    enqueued = 0
    for recipient in due.recipients:
        mail = address_digest(draft, sender=plan.sender, recipient=recipient, period=due.period)
        entry = OutboxEntry(
            kind=DIGEST,
            consultation=due.consultation.id,
            period=due.period,
            mail=mail,
            figures=figures,
            by=plan.by,
        )
        enqueued += books.outbox.enqueue(entry, now)
    return enqueued


def _find_waiting(
    recipients: Sequence[str], consultation: Consultation, period: str, outbox: Outbox
) -> tuple[str, ...]:
    """Return the recipients whose key is not in the outbox; one that is no address is told of and left out."""
    waiting = []
    for recipient in recipients:
        try:
            address = find_address(recipient).addr_spec
        except ConfigurationError as error:
            log.error("digest cannot be addressed", recipient=recipient, error=str(error))  # noqa: TRY400 - a setting
            continue
        if not outbox.has_period(DIGEST, consultation.id, period, address):
            waiting.append(recipient)
    return tuple(waiting)


@cache
def _raise_alarm(consultation: str, period: str) -> None:
    """Say so once; it is asked at every tick, and an alarm a minute is soon read by nobody either."""
    log.error("the digest is sent to nobody: [digest] to is empty", consultation=consultation, period=period)

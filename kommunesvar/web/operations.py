"""How the program is doing, as the page shows it: mailboxes, queues, what goes out, what is due, what expires."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy

from domain.danish_time import describe_span
from domain.deadline import local_day
from domain.digest import WEEKDAYS, Credential, find_digest_moment
from domain.health import OutboxLoad, Queues, Visits, find_outage
from domain.outgoing import OutboxLine, OutboxState
from kommunesvar import __version__
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.danish_words import OUTBOX_KIND_WORDS, OUTBOX_STATE_WORDS
from kommunesvar.outgoing.outages import find_interval
from notifier.danish import format_count
from notifier.digest_books import EXPIRY_TOLD
from notifier.sending_faults import say_fault

SHOWN_MAILS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxRow:
    """A mailbox: when it was read, when it will be, and what is wrong; one that is not read is neither well nor ill."""

    section: MailboxSection
    visits: Visits
    gaps: int
    next_visit: datetime | None
    verdict: str
    is_healthy: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRow:
    """A mail of ours as the list shows it, and why; ``is_trouble`` is whether somebody should look."""

    line: OutboxLine
    kind: str
    state: str
    why: str
    is_trouble: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRow:
    """What the program logs in with, and how long that will still do."""

    name: str
    expires_on: date
    remaining: str
    is_soon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What the page shows."""

    mailboxes: Sequence[MailboxRow]
    queues: Queues
    waited: str
    load: OutboxLoad
    outbox_words: Sequence[tuple[str, int]]
    undelivered: int
    mails: Sequence[MailRow]
    balanced: bool
    next_digests: Sequence[tuple[str, datetime]]
    credentials: Sequence[CredentialRow]
    versions: Sequence[tuple[str, str]]


def load_operations(program: Program, now: datetime) -> Operations:
    """Return how things stand."""
    queues, load = program.health.load_queues(), program.health.load_outbox()
    ledger = program.sightings.load_ledger([section.name for section in program.config.mailboxes])
    return Operations(
        mailboxes=_list_mailboxes(program, now, {line.mailbox: line.gaps for line in ledger}),
        queues=queues,
        waited=describe_span(now - queues.oldest_at) if queues.oldest_at else "",
        load=load,
        outbox_words=[(word, load.counts.get(state, 0)) for state, word in OUTBOX_STATE_WORDS.items()],
        undelivered=len(program.outbox.load_undelivered(now)),
        mails=[_make_mail_row(line) for line in program.outbox.list_lines(SHOWN_MAILS)],
        balanced=all(line.balanced for line in ledger),
        next_digests=_list_next_digests(program, now),
        credentials=_list_credentials(program, local_day(now, program.config.zone)),
        versions=_list_versions(program),
    )


def _list_mailboxes(program: Program, now: datetime, gaps: dict[str, int]) -> Sequence[MailboxRow]:
    sections = program.config.mailboxes
    visits = program.health.load_visits([section.name for section in sections])
    return [_make_row(section, one, gaps[section.name], now) for section, one in zip(sections, visits, strict=True)]


def _make_row(section: MailboxSection, visits: Visits, gaps: int, now: datetime) -> MailboxRow:
    verdict, is_healthy = _judge(section, visits, now)
    return MailboxRow(
        section=section,
        visits=visits,
        gaps=gaps,
        next_visit=visits.last_visit + find_interval(section) if section.is_polled and visits.last_visit else None,
        verdict=verdict,
        is_healthy=is_healthy,
    )


def _judge(section: MailboxSection, visits: Visits, now: datetime) -> tuple[str, bool | None]:
    if not section.is_polled:
        return "læses ikke af programmet; mails lægges ind i den", None
    if visits.last_visit is None:
        return "endnu ikke læst", False
    if find_outage(visits, find_interval(section), now) is not None:
        return "læses ikke", False
    return ("det seneste forsøg mislykkedes", False) if visits.error else ("læses, som den skal", True)


def _make_mail_row(line: OutboxLine) -> MailRow:
    is_deferred = line.state is OutboxState.WAITING and line.attempts > 0
    tries = format_count(line.attempts, "gang", "gange")
    return MailRow(
        line=line,
        kind=OUTBOX_KIND_WORDS.get(line.kind, line.kind),
        state=f"udskudt, prøvet {tries}" if is_deferred else OUTBOX_STATE_WORDS[line.state],
        why=_explain(line),
        is_trouble=is_deferred or line.state is OutboxState.REFUSED,
    )


def _explain(line: OutboxLine) -> str:
    """Return what is written in a row; of what was sent or withheld it is in Danish, and else an error."""
    if not line.last_error or line.state in {OutboxState.SENT, OutboxState.WITHHELD}:
        return line.last_error or ""
    return say_fault(line.last_error)


def _list_next_digests(program: Program, now: datetime) -> Sequence[tuple[str, datetime]]:
    """Return, for each consultation still followed then, when its next digest is due."""
    digest, a_week = program.config.digest, timedelta(days=len(WEEKDAYS))
    found = []
    for consultation in program.consultations.values():
        zone = consultation.deadline.zone
        moment = find_digest_moment(now + a_week, weekday=digest.weekday, clock=digest.time, zone=zone)
        if consultation.covers(moment) and digest.to:
            found.append((consultation.title, moment))
    return found


def _list_credentials(program: Program, today: date) -> Sequence[CredentialRow]:
    found = sorted(program.config.list_credentials(), key=lambda one: one.expires_on)
    return [_make_credential_row(one, (one.expires_on - today).days) for one in found]


def _make_credential_row(credential: Credential, days: int) -> CredentialRow:
    remaining = "udløbet" if days < 0 else {0: "i dag er sidste dag", 1: "i morgen"}.get(days, f"om {days} dage")
    return CredentialRow(
        name=credential.name,
        expires_on=credential.expires_on,
        remaining=remaining,
        is_soon=days <= EXPIRY_TOLD.days,
    )


def _list_versions(program: Program) -> Sequence[tuple[str, str]]:
    is_postgresql = program.config.database_url.startswith("postgres")
    return (
        ("Kommunesvar", __version__),
        ("Læsning af filer", program.desk.reader.version),
        ("Database", "PostgreSQL" if is_postgresql else "SQLite"),
        ("Python", platform.python_version()),
        ("SQLAlchemy", sqlalchemy.__version__),
    )

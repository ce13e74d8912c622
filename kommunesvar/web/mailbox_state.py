"""When each mailbox was last read, and whether that is as it should be, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.danish_time import describe_span
from domain.digest import MailboxHealth
from domain.health import MISSED_VISITS
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxState:
    """A mailbox as the page shows it; ``fault`` says what is wrong and what that means, empty where nothing is."""

    name: str
    address: str
    last_read: datetime | None
    told: str
    fault: str = ""


def list_states(program: Program, health: Sequence[MailboxHealth], now: datetime) -> Sequence[MailboxState]:
    """Return the mailboxes of which this is known, in the order in which they are configured."""
    known = {one.mailbox: one for one in health}
    sections = [section for section in program.config.mailboxes if section.name in known]
    return [_describe(section, known[section.name], now) for section in sections]


def _describe(section: MailboxSection, health: MailboxHealth, now: datetime) -> MailboxState:
    told = f"læst for {describe_span(now - health.last_success)} siden" if health.last_success else "er ikke læst endnu"
    if not section.is_polled:
        told = "bliver ikke læst; mails lægges ind i den"
    return MailboxState(
        name=section.name,
        address=section.address,
        last_read=health.last_success,
        told=told,
        fault=_find_fault(section, health, now),
    )


def _find_fault(section: MailboxSection, health: MailboxHealth, now: datetime) -> str:
    if not section.is_polled:
        return ""
    if health.error:
        return f"kunne ikke læses ved det seneste forsøg, så nyere svar er ikke med. Fejlen: {health.error}"
    overdue = timedelta(minutes=section.poll_minutes) * MISSED_VISITS
    if health.last_success is None or now - health.last_success > overdue:
        return "er ikke læst, som den skulle, så nyere svar er ikke med. Kører programmet?"
    return ""

"""Mail that leaves the machine: one row of the outbox (udbakke) each, sent once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.digest import Figures


class OutboxState(StrEnum):
    """Where a row of the outbox stands; ``withheld`` is what our side took back before it was sent."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A finished mail: ``content`` is what goes over the wire, byte for byte (RFC 5322)."""

    message_id: str
    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """A mail and the key under which it goes out at most once: kind, consultation, period, recipient.

    ``by`` is the person who has it sent, for the audit log; empty where it goes out by itself.
    """

    kind: str
    consultation: str
    period: str
    mail: OutgoingMail
    figures: Figures | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """An entry as it stands in the outbox; ``last_error`` also says why it was withheld, or sent again.

    One ``taken_over`` was claimed before by somebody who may have handed it over and did not write it down.
    """

    id: int
    entry: OutboxEntry
    state: OutboxState
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    last_error: str | None
    taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """A row of the outbox as a list shows it, without the mail itself."""

    id: int
    kind: str
    consultation: str
    period: str
    recipient: str
    state: OutboxState
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    last_error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast mail may leave, over all processes: mails in a minute, and mails on their way at once.

    The defaults are what Exchange Online takes of one account (Microsoft, "Message rate limits, SMTP AUTH").
    """

    per_minute: int = 30
    connections: int = 3


Guard = Callable[[OutboxRow, datetime], str | None]
"""Asked of each mail right before it is sent, with the moment: why it must not go out after all, or None."""

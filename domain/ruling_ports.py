"""What ruling needs of the books, as Protocols; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.judgement import Judgement
from domain.mailbox import StoredMail
from domain.message import ReadMail
from domain.review import Decision
from domain.rulings import Extension, Extensions, Ruling

REGISTERED = "registreret"
"""The folder of registered replies, which no mailbox has: an IMAP folder's UIDVALIDITY is never 0, as this one's is."""

LayOver = Callable[[Judgement, tuple[Decision, ...], Extensions], Judgement]
"""Lays decisions and extensions over what the machine thinks of a mail. Raises UsageError where that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """A message that was judged again: what held of it, and what holds."""

    message: int
    before: Judgement
    after: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """What an extension, or its revocation, did: ``before`` is the extension in force until then.

    ``left`` are the messages that could not be judged again, so that what held of them still holds.
    """

    before: date | None
    rejudged: tuple[Rejudged, ...] = ()
    left: tuple[int, ...] = ()


class GrantedExtensions(Protocol):
    """The extensions; appended and marked, never changed."""

    def record(self, ruling: Ruling, until: date, *, lay_over: LayOver) -> Extended:
        """Append an extension in the place of the one in force, and judge again what it covers.

        Nothing is written where it is the one in force.
        """
        ...

    def revoke(self, ruling: Ruling, *, lay_over: LayOver) -> Extended:
        """Mark the extension in force as revoked and judge again what it covered; nothing without one."""
        ...

    def list_in_force(self, consultation: str) -> Sequence[Extension]:
        """Return the extension in force of each municipality that has one, the latest granted first."""
        ...


class Excuses(Protocol):
    """Who is not asked after all; appended and marked, never changed."""

    def find(self, consultation: str, municipality: str) -> Ruling | None:
        """Find the excuse in force."""
        ...

    def record(self, ruling: Ruling) -> bool:
        """Append an excuse; False, and nothing written, when one is in force."""
        ...

    def revoke(self, ruling: Ruling) -> bool:
        """Mark the excuse in force as revoked; False when there is none."""
        ...

    def list_in_force(self, consultation: str) -> Sequence[Ruling]:
        """Return the excuses in force, the latest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredMail:
    """A reply that a person registered, as a mail whose bytes are in the archive, read and judged.

    ``decisions`` count it, and ``effective`` is what holds with them, by the rulings of this ``revision``.
    """

    stored: StoredMail
    mail: ReadMail
    machine: Judgement
    decisions: tuple[Decision, ...]
    effective: Judgement
    revision: int


class Registrations(Protocol):
    """The replies that came by letter or phone."""

    def find(self, mailbox: str, uid: int) -> int | None:
        """Find the message of a registration by its number, which is made from what was registered."""
        ...

    def record(self, registered: RegisteredMail, now: datetime) -> int | None:
        """Write sighting, message, decisions and judgement, all in one transaction; return the message's number.

        None, and nothing written, when this registration is in the books by now. Raises RulingsChanged when
        other rulings are in force by now.
        """
        ...

    def list_messages(self, consultation: str) -> Sequence[int]:
        """Return the messages of this consultation that were registered, the latest first."""
        ...

"""Contacts (kontakter): whom to write to in each municipality."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ContactRole(StrEnum):
    """What a contact is in the municipality; the order is the one they are listed in."""

    COMMITTEE_CHAIR = "committee_chair"
    DIRECTOR = "director"
    MAIN_MAILBOX = "main_mailbox"
    OTHER = "other"
    MAYOR = "mayor"

    @property
    def danish(self) -> str:
        """The word for people."""
        return _DANISH[self]

    @property
    def is_copied(self) -> bool:
        """Whether who has it only ever gets a copy of what others are asked."""
        return self is ContactRole.MAYOR

    @property
    def is_told(self) -> bool:
        """Whether the word stands before the name of who has it."""
        return self not in {ContactRole.OTHER, ContactRole.MAIN_MAILBOX}


_DANISH = {
    ContactRole.COMMITTEE_CHAIR: "udvalgsformand",
    ContactRole.DIRECTOR: "direktør",
    ContactRole.MAIN_MAILBOX: "hovedpostkasse",
    ContactRole.OTHER: "anden kontakt",
    ContactRole.MAYOR: "borgmester",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One address in one municipality; a municipality has each address once, whatever its case."""

    municipality: str
    role: ContactRole
    address: str
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By what it is told from others."""
        return self.municipality, self.address.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """That mail to an address came back: by which message we know, and when it was taken in."""

    message: int
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A contact as it stands in the books; ``bounced`` is the latest return that nobody has answered for."""

    contact: Contact
    bounced: Undelivered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChange:
    """What became of one contact: None before is a new one, None after one that was removed."""

    before: Contact | None
    after: Contact | None


def say_undelivered(address: str) -> str:
    """Return what is said in evidence of an address that could not be reached; by this sentence it is found again."""
    return f"mail til {address} kunne ikke leveres"

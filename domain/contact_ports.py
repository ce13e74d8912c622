"""What writing to municipalities needs of the books; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.contact import Contact, ContactChange, KnownContact


class Contacts(Protocol):
    """Whom to write to."""

    def load(self, municipality: str | None = None) -> Sequence[KnownContact]:
        """Return all contacts, or those of one municipality, by role and address, each with what came back from it."""
        ...

    def record(self, contacts: Sequence[Contact], *, by: str, now: datetime) -> Sequence[ContactChange]:
        """Write contacts, all in one transaction; return those that were new or are another now.

        One that is in the books with the same role and name changes nothing.
        """
        ...

    def replace(self, contacts: Sequence[Contact], *, by: str, now: datetime) -> Sequence[ContactChange]:
        """Write contacts and remove all others of the same municipalities, all in one transaction."""
        ...

    def remove(self, municipality: str, address: str, *, by: str, now: datetime) -> Contact | None:
        """Remove a contact and return it; None when there is none."""
        ...

    def confirm(self, municipality: str, address: str, *, by: str, now: datetime) -> bool:
        """Write that an address is right although mail to it came back; False when there is no such contact."""
        ...

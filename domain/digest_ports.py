"""What the digest needs of the books beside standings and ledger; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.consultation import Consultation
from domain.digest import Bounce


class Notices(Protocol):
    """What machines wrote to us, and when anything came at all."""

    def load_bounces(self, consultation: Consultation, as_of: datetime) -> Sequence[Bounce]:
        """Return what came back undelivered by a moment and belongs to this consultation, oldest first.

        One row for each municipality that a report names; a report that names none comes once, with None.
        """
        ...

    def load_latest_mails(self, mailboxes: Sequence[str], as_of: datetime) -> Mapping[str, datetime]:
        """Return when the latest mail came into each mailbox by a moment; one that never got any is left out."""
        ...

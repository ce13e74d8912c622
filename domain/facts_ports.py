"""What standings and digests are made from; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.consultation import Consultation
from domain.digest import NewReply, OpenMail
from domain.rulings import Rulings
from domain.standing import StandingFacts


class Facts(Protocol):
    """What standings and digests are made from."""

    def load_standing_facts(self, consultation: Consultation, as_of: datetime) -> StandingFacts:
        """Return the facts that had arrived by a moment, as judged now."""
        ...

    def load_rulings(self) -> Rulings:
        """Return what people have ruled that is in force."""
        ...

    def load_new_replies(
        self, consultation: Consultation, since: datetime | None, as_of: datetime
    ) -> Sequence[NewReply]:
        """Return the counted replies after ``since`` and by ``as_of``, newest first, without those sent again."""
        ...

    def load_open_mails(self, consultation: Consultation, as_of: datetime) -> Sequence[OpenMail]:
        """Return the mails in review that may belong to this consultation, oldest first."""
        ...

    def count_unjudged(self, mailboxes: Sequence[str]) -> int:
        """Return how many mails of these mailboxes wait or failed."""
        ...

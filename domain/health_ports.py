"""What the program needs of the books to know how it is doing; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from typing import Protocol

from domain.health import OutboxLoad, Queues, Visits


class Health(Protocol):
    """How the program is doing, as the books have it, whichever process asks."""

    def load_visits(self, mailboxes: Sequence[str]) -> Sequence[Visits]:
        """Return what became of the visits to each mailbox, also of those that were never visited."""
        ...

    def load_queues(self) -> Queues:
        """Return what waits to be judged."""
        ...

    def list_failed(self, mailboxes: Sequence[str]) -> Sequence[int]:
        """Return the numbers of the mails of these mailboxes that failed, oldest first."""
        ...

    def load_outbox(self) -> OutboxLoad:
        """Return what waits to go out."""
        ...

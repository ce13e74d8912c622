"""What the page needs of the books to tell who decided what; beside ``domain/ports.py``, and by the same rules."""

from typing import Protocol

from domain.review import PastDecision


class DecisionHistory(Protocol):
    """Every decision there was."""

    def load_history(self, message: int) -> tuple[PastDecision, ...]:
        """Return all decisions on a message, also those taken back, oldest first.

        Raises UsageError for an unknown message.
        """
        ...

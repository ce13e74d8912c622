"""What the memo needs of the books beside standings and ledger; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from typing import Protocol

from domain.message import State
from domain.message_view import MessageView


class Views(Protocol):
    """The mails as people see them, with all they say."""

    def list_views(self, *, consultation: str | None = None, state: State | None = None) -> Sequence[MessageView]:
        """Return the messages as people see them, newest first: by ``received_at``, else when first seen."""
        ...

"""What the page needs of the books to list messages; beside ``domain/ports.py``, and by the same rules."""

from typing import Protocol

from domain.message_list import MessageFilter, MessagePage


class MessageList(Protocol):
    """The messages, a page at a time, however many there are."""

    def load_page(self, wanted: MessageFilter, *, limit: int, offset: int) -> MessagePage:
        """Return so many of the wanted messages, newest first by ``received_at``, else by when they were first seen."""
        ...

"""What searching needs of the books; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Callable
from typing import Protocol

from domain.search import SearchQuery, SearchResult


class Search(Protocol):
    """The words of all mails that were judged, and of their attachments."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Return the mails that say all the words; every mail judged before the call is among those asked.

        Whatever is typed is no error: what holds no word finds nothing.
        """
        ...

    def catch_up(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Take in what was judged since it was last done; return how many judgements that were.

        A search does so itself; done before, nobody waits for it. Told to ``stop``, it leaves the rest for later.
        """
        ...

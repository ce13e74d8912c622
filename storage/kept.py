"""Answers that are made of the books, kept as long as nobody writes anything to them."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from storage.database import Database

MOST = 128
"""So many answers are kept; of more, those go that were made first."""

Answer = TypeVar("Answer")


class KeptAnswers:
    """Makes an answer anew as soon as anything was written, in this process or another; threads may share it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[Hashable, Any]] = {}

    def find(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the kept answer to a question, or else make it and keep it.

        ``make`` must ask the books for all that it uses of them, and the clock for nothing: what had been asked before
        may be older than the revision that the answer is kept under.
        """
        # Asked before anything is read: what is written meanwhile makes the answer newer than that, never older.
        revision = self._database.find_revision()
        known = self._kept.get(question)
        if known is not None and known[0] == revision:
            answer: Answer = known[1]
            return answer
        answer = make()
        self._keep(question, (revision, answer))
        return answer

    def _keep(self, question: Hashable, known: tuple[Hashable, Any]) -> None:
        with self._lock:
            self._kept.pop(question, None)
            self._kept[question] = known
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]

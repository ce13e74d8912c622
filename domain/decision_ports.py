"""What people have said of messages; beside ``domain/ports.py``, and by the same rules."""

from datetime import datetime
from typing import Protocol

from domain.judgement import Judgement
from domain.review import Decision, PastDecision


class Decisions(Protocol):
    """What people have said of messages; appended, never changed."""

    def load(self, message: int) -> tuple[Decision, ...]:
        """Return the decisions in force, oldest first. Raises UsageError for an unknown message."""
        ...

    def record(
        self, message: int, decision: Decision, effective: Judgement, *, seen: int, revision: int | None = None
    ) -> None:
        """Append a decision and write the judgement that follows from it, with the one before.

        ``seen`` is how many decisions in force the caller knew of, and ``revision`` by which rulings the judgement
        was made (None: not asked). Raises DecisionConflict when there are others by now, saying who said what, and
        RulingsChanged.
        """
        ...

    def undo(
        self,
        message: int,
        effective: Judgement,
        *,
        by: str,
        now: datetime,
        seen: int,
        reason: str = "",
        revision: int | None = None,
    ) -> None:
        """Take the latest decision in force back and write the judgement that holds without it.

        Raises DecisionConflict as ``record`` does.
        """
        ...


class DecisionHistory(Protocol):
    """Every decision there was."""

    def load_history(self, message: int) -> tuple[PastDecision, ...]:
        """Return all decisions on a message, also those taken back, oldest first.

        Raises UsageError for an unknown message.
        """
        ...

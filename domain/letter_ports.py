"""What letters to municipalities need of the books; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.letter import Hindrance, LetterKind, NewLetter, SentLetter


class Letters(Protocol):
    """The letters in the outbox."""

    def load(self, kind: LetterKind, consultation: str) -> Sequence[SentLetter]:
        """Return the letters of a kind about a consultation, oldest first, one for each recipient."""
        ...

    def record(
        self,
        kind: LetterKind,
        consultation: str,
        letter: NewLetter,
        *,
        by: str,
        now: datetime,
        despite: Sequence[Hindrance] = (),
    ) -> int:
        """Put a letter into the outbox, all its mails in one transaction; return how many were new.

        The audit log has who sent it, and ``despite`` what.

        None is where the municipality has a letter of this kind and number, whoever it went to: of two people
        who press at once, one sends.
        """
        ...

    def find_municipality(self, outbox: int) -> str | None:
        """Find the municipality that a mail in the outbox was written to; None where it is no letter."""
        ...

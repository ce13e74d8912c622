"""The messages, from waiting to judged, as the books keep them; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.judgement import Judgement
from domain.message import MailHeaders, ReadMail, State
from domain.message_view import MessageView
from domain.rulings import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedMail:
    """A message that this process may now judge, until its lease is over."""

    id: int
    sha256: str
    mailbox: str
    internal_date: datetime | None
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMail:
    """A mail as it was read, what the machine thinks of it, and what holds with people's decisions over it.

    ``basis`` is what the judgement stands on, where it is to be asked whether that still holds.
    """

    claimed: ClaimedMail
    mail: ReadMail
    machine: Judgement
    effective: Judgement
    basis: Basis | None = None


class WaitingQueue(StrEnum):
    """Which of the messages to be judged: those just to be read, those put off for OCR, or those that failed."""

    READING = "reading"
    OCR = "ocr"
    FAILED = "failed"


class Messages(Protocol):
    """The messages: what waits, what was judged, what failed."""

    def claim(
        self, *, owner: str, now: datetime, lease: timedelta, limit: int, queue: WaitingQueue = WaitingQueue.READING
    ) -> Sequence[ClaimedMail]:
        """Take up to ``limit`` messages of one queue that nobody holds; each counts one attempt more.

        Messages whose next attempt lies after ``now`` are left, save by the queue of the failed ones.
        """
        ...

    def put_off(self, id: int, *, owner: str, glimpse: Judgement) -> None:
        """Let a message wait on, now in the queue for OCR; ``glimpse`` is what is known of it without.

        Its municipality is then under review. The attempt does not count, and the lease is over. Nothing is
        written when ``owner`` no longer holds it.
        """
        ...

    def release_gone(self, is_gone: Callable[[str], bool]) -> int:
        """End the leases of holders that are gone, and return how many: their mails wait for no lease."""
        ...

    def list_unseen(self) -> Sequence[ClaimedMail]:
        """Return the waiting messages of which nothing is known yet, oldest first, without claiming them."""
        ...

    def record_glimpses(self, glimpses: Mapping[int, Judgement]) -> bool:
        """Write what the heads of waiting messages suggest; nothing of those of which more is known by now.

        They stay waiting, and whoever holds them goes on holding them; their municipalities are under review.
        False, and nothing written, where the database takes nothing just now: who only reads goes on reading.
        """
        ...

    def list_all(self) -> Iterator[ClaimedMail]:
        """Yield every message, oldest first, without claiming it: for a rebuild."""
        ...

    def record_judgements(self, judged: Sequence[JudgedMail], *, owner: str | None, now: datetime) -> Sequence[bool]:
        """Write what was read and judged, all in one transaction, and end the leases; say of each if it was written.

        It is not when ``owner`` no longer holds the message (None need not), or when other decisions or
        rulings are in force than those it stands on. Raises for all when the books do not take one of them.
        """
        ...

    def find_machine_judgement(self, id: int) -> Judgement | None:
        """Find what the machine thought last, or its glimpse; None when it has seen nothing yet."""
        ...

    def find_judgement(self, id: int) -> Judgement | None:
        """Find what holds of a message; None while it waits."""
        ...

    def record_failure(
        self,
        id: int,
        *,
        owner: str,
        reason: str,
        glimpse: Judgement | None,
        retry_at: datetime | None,
        headers: MailHeaders | None = None,
    ) -> None:
        """Write that a message could not be judged: it waits until ``retry_at``, or without one has failed.

        ``glimpse`` is what its headers alone suggest; its municipality is then under review. ``headers``
        are kept to show the mail to a person. Nothing is written when ``owner`` no longer holds it.
        """
        ...

    def list_views(self, *, consultation: str | None = None, state: State | None = None) -> Sequence[MessageView]:
        """Return the messages as people see them, newest first: by ``received_at``, else when first seen."""
        ...

    def load_view(self, id: int) -> MessageView:
        """Return one message as people see it. Raises UsageError for an unknown message."""
        ...

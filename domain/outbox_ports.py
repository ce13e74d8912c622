"""What the outbox needs: where it is kept, and the ways out; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from domain.digest import Figures, Undelivered
from domain.outgoing import OutboxEntry, OutboxRow, OutgoingMail, Pace


class Outbox(Protocol):
    """Mail to be sent, each under a key of its own, so that nothing goes out twice."""

    def enqueue(self, entry: OutboxEntry, now: datetime) -> bool:
        """Put a mail in; False, and nothing changed, when its key or Message-ID is there already."""
        ...

    def find_last_figures(self, consultation: str, before_period: str) -> Figures | None:
        """Find the figures frozen in the latest digest of an earlier period, or None."""
        ...

    def has_period(self, kind: str, consultation: str, period: str, recipient: str) -> bool:
        """Say whether this key is already in the outbox, sent or not."""
        ...

    def claim(
        self, *, owner: str, now: datetime, lease: timedelta, limit: int, pace: Pace | None = None
    ) -> Sequence[OutboxRow]:
        """Take rows that are due and that nobody holds, and those whose holder's lease is over (``taken_over``).

        Nothing while the pace is reached, by whatever process.
        """
        ...

    def find_wait(self, *, now: datetime, pace: Pace) -> timedelta | None:
        """Return how long the pace keeps the next row that is due from being claimed; None when none is due."""
        ...

    def find_latest_sent(self, now: datetime) -> OutboxRow | None:
        """Find the mail that was sent last by a moment, or None."""
        ...

    def load_undelivered(self, now: datetime, consultation: str | None = None) -> Sequence[Undelivered]:
        """Return what had been refused, or had waited for too long, by a moment; oldest first."""
        ...

    def release_gone(self, is_gone: Callable[[str], bool], *, until: datetime) -> int:
        """Let nobody hold the rows of holders that are gone; return how many. From ``until`` on they are taken over."""
        ...

    def record_sent(self, id: int, *, owner: str, now: datetime, note: str | None = None) -> None:
        """Write that a mail was handed over, and what is to be said of it."""
        ...

    def record_uncertain(self, id: int, *, owner: str, error: str, look_at: datetime) -> None:
        """Write that a mail may have been handed over; from ``look_at`` on it is taken over like a dead holder's."""
        ...

    def record_failure(
        self, id: int, *, owner: str, error: str, retry_at: datetime | None, may_have_left_at: datetime | None = None
    ) -> None:
        """Write why a mail was not handed over; nothing when ``owner`` no longer holds the row.

        Without ``retry_at`` it is refused for good; ``may_have_left_at`` is then as for one that is withheld.
        """
        ...

    def record_withheld(self, id: int, *, owner: str, reason: str, may_have_left_at: datetime | None = None) -> None:
        """Write why a mail is never to go out after all; nothing when ``owner`` no longer holds the row.

        ``may_have_left_at`` is by when it may have gone out all the same, where somebody had it in hand before.
        """
        ...


class Channel(Protocol):
    """A way out for mail."""

    def send(self, mail: OutgoingMail) -> None:
        """Hand a mail over.

        Raises SendDeferred to try again later, SendUncertain when it may have been handed over, SendRefused to give up.
        """
        ...

    def hold_open(self) -> AbstractContextManager[None]:
        """Let what is sent meanwhile share what can be shared, as a connection."""
        ...

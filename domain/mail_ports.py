"""What mail comes from and where it is kept; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from domain.digest import MailboxHealth
from domain.mailbox import Cursor, Gap, LedgerLine, Poll, RawMail, SightingOutcome, StoredMail


class MailSource(Protocol):
    """A mailbox, or files that stand for one."""

    mailbox: str

    def fetch_new(self, cursors: Mapping[str, Cursor], gaps: Sequence[Gap]) -> Iterator[RawMail | Gap | Cursor]:
        """Yield what has arrived since the cursors (by folder), and the gaps that can now be filled.

        A Cursor is yielded after everything that it covers. A UID whose bytes the server will not give
        is yielded as a Gap; a known gap still empty is yielded again with one attempt more. What the
        server no longer has is a Gap with the reason ``vanished``. Nothing on the server is changed.
        Raises SourceError, also in the middle: what was yielded before it is good.
        """
        ...


class TokenSource(Protocol):
    """Where an OAuth2 access token comes from."""

    def fetch_token(self) -> str:
        """Return a token that is valid now. Raises LoginRefused."""
        ...


@dataclass(frozen=True, slots=True)
class ArchivedBytes:
    """What the archive says of bytes it has stored; ``size`` is in bytes."""

    sha256: str
    size: int


class Archive(Protocol):
    """The raw mails, each under the SHA-256 of its bytes."""

    def put(self, chunks: Iterable[bytes]) -> ArchivedBytes:
        """Store the bytes; when this and then ``settle`` return, they survive a crash.

        Storing the same bytes again changes nothing. Raises ArchiveError when the disk will not take
        them; then nothing half-written stands under a final name.
        """
        ...

    def settle(self) -> None:
        """Wait until everything that this thread has put since its last call survives a crash.

        Raises ArchiveError when the disk would not take it: then none of it may be written into the books.
        """
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading. Raises ArchiveDamaged when they are not there."""
        ...

    def verify(self, sha256: str) -> None:
        """Recompute the checksum. Raises ArchiveDamaged when it is another, or the file is gone."""
        ...


class Sightings(Protocol):
    """What was seen in the mailboxes, and how far each folder is read."""

    def record(
        self, mailbox: str, seen: Sequence[StoredMail | Gap], cursor: Cursor | None, now: datetime
    ) -> Sequence[SightingOutcome]:
        """Write a batch and then move the cursor, in one transaction; return what each turned out to be.

        A mail's bytes seen before become a repeat; a place seen before changes nothing (and is called a
        repeat), except that a gap there is filled or counts one attempt more. Two processes
        recording the same at once leave one message.
        """
        ...

    def load_cursors(self, mailbox: str) -> Mapping[str, Cursor]:
        """Return how far each folder is read, by folder."""
        ...

    def load_gaps(self, mailbox: str) -> Sequence[Gap]:
        """Return the gaps that are still open, oldest first."""
        ...

    def record_poll(self, poll: Poll) -> None:
        """Write that a mailbox was visited."""
        ...

    def load_health(self, mailboxes: Sequence[str]) -> Sequence[MailboxHealth]:
        """Return when each mailbox was last read, and the error of its last visit if it had one."""
        ...

    def load_ledger(self, mailboxes: Sequence[str]) -> Sequence[LedgerLine]:
        """Return the books of each mailbox, also of those that have seen nothing."""
        ...

"""What one room needs of another, as Protocols; ``kommunesvar/bootstrap.py`` puts the real ones in.

A contract is documented here once and nowhere else. Every method of a store is one transaction: when it
returns, what it did is on disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO, Protocol

from domain.consultation import Consultation
from domain.digest import MailboxHealth, NewReply, OpenMail
from domain.judgement import Judgement
from domain.mailbox import Cursor, Gap, LedgerLine, Poll, RawMail, SightingOutcome, StoredMail
from domain.message import ExtractedText, FilePart, MailHeaders, ParsedMail, ReadMail, State
from domain.message_view import MessageView
from domain.review import Decision
from domain.rulings import Basis, Rulings
from domain.standing import StandingFacts

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC. Only the outermost layer holds one."""


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


class TextCache(Protocol):
    """Texts of files already read, by the SHA-256 of the file and the version of the reader."""

    def find(self, sha256: str, version: str) -> ExtractedText | None:
        """Find what this version of the reader made of these bytes, or None."""
        ...

    def record(self, sha256: str, version: str, extracted: ExtractedText) -> None:
        """Remember it; a second time changes nothing."""
        ...


class Reader(Protocol):
    """Takes mails and files apart, behind a fence: bytes in, words out, whatever the bytes are."""

    version: str

    def prepare(self) -> None:
        """Get ready for work that is about to come, without waiting; never needed."""
        ...

    def parse_mail(self, mail: bytes | BinaryIO, *, read_ahead: bool = False) -> ParsedMail:
        """Return the parts of a mail, of which a file is read piece by piece and never held whole.

        Files with a verdict, such as those over the limit, come without their bytes. With ``read_ahead``, so do
        those that could be read in milliseconds, and with what was ``extracted``. Raises UnreadableMail;
        ReaderDied when the mail broke the reader. This and the others raise ReaderUnavailable when no process that
        reads can be started.
        """
        ...

    def extract_text(self, part: FilePart, *, recognize: bool = True, seconds: float | None = None) -> ExtractedText:
        """Return the text of a file with an honest verdict; never raises for what the file holds.

        Without ``recognize``, a file that needs OCR comes with what could be read in milliseconds and the note
        RECOGNITION_DUE. ``seconds`` is the time that is left for the file, where it is less than the limit.
        """
        ...

    def open_file(self, part: FilePart) -> tuple[FilePart, ...]:
        """Return a file by itself; of a container, itself and then all that it holds, each with its path.

        Never raises for what the file holds: one that breaks the reader comes back with that verdict.
        """
        ...


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


class Facts(Protocol):
    """What standings and digests are made from."""

    def load_standing_facts(self, consultation: Consultation, as_of: datetime) -> StandingFacts:
        """Return the facts that had arrived by a moment, as judged now."""
        ...

    def load_rulings(self) -> Rulings:
        """Return what people have ruled that is in force."""
        ...

    def load_new_replies(
        self, consultation: Consultation, since: datetime | None, as_of: datetime
    ) -> Sequence[NewReply]:
        """Return the counted replies after ``since`` and by ``as_of``, newest first, without those sent again."""
        ...

    def load_open_mails(self, consultation: Consultation, as_of: datetime) -> Sequence[OpenMail]:
        """Return the mails in review that may belong to this consultation, oldest first."""
        ...

    def count_unjudged(self, mailboxes: Sequence[str]) -> int:
        """Return how many mails of these mailboxes wait or failed."""
        ...

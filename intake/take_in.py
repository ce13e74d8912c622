"""Take in: from a mailbox to the archive and the books, before anything looks inside a mail."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from domain.errors import ArchiveError, FolderMissing, SourceError
from domain.mail_ports import Archive, MailSource, Sightings
from domain.mailbox import Cursor, Gap, Poll, RawMail, SightingOutcome, StoredMail
from domain.ports import Clock

BATCH_SIZE = 50
"""So many sightings are written in one transaction: one fsync of the database for all of them."""
FIRST_BATCH = 10
"""Of a visit: whoever judges what comes in need not wait long for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to a mailbox as it went; ``error`` is what ended it early, if anything did."""

    poll: Poll
    error: SourceError | ArchiveError | None = None

    @property
    def reached(self) -> bool:
        """Whether the mailbox could be read at all, whatever was wrong with a part of it."""
        return not isinstance(self.error, SourceError) or isinstance(self.error, FolderMissing)


@dataclass(slots=True)
class _Batch:
    """Sightings that are in the archive and not yet in the books."""

    mailbox: str
    archive: Archive
    sightings: Sightings
    clock: Clock
    seen: list[StoredMail | Gap] = field(default_factory=list)
    tally: Counter[SightingOutcome] = field(default_factory=Counter)

    def add(self, item: RawMail | Gap) -> None:
        """Put a mail's bytes in the archive; they come before everything else."""
        self.seen.append(item if isinstance(item, Gap) else _store(item, self.archive))
        if len(self.seen) >= (BATCH_SIZE if self.tally else FIRST_BATCH):
            self.record(None)

    def record(self, cursor: Cursor | None) -> None:
        """Make the archive's names durable, write the books, and only then move the cursor."""
        if not self.seen and cursor is None:
            return
        self.archive.settle()
        self.tally.update(self.sightings.record(self.mailbox, self.seen, cursor, self.clock()))
        self.seen.clear()


def take_in(
    source: MailSource,
    *,
    archive: Archive,
    sightings: Sightings,
    clock: Clock,
    stop: Callable[[], bool] = lambda: False,
) -> Visit:
    """Bring home what is new in one mailbox.

    A mailbox or a disk that fails ends the visit and not the program: what was brought before is kept, the
    cursor stays behind what was not, and the next visit goes on from there.
    """
    started_at = clock()
    error: SourceError | ArchiveError | None
    batch = _Batch(source.mailbox, archive, sightings, clock)
    try:
        error = _bring_home(source, batch, stop)
    except ArchiveError as caught:
        error = caught
        with suppress(ArchiveError):
            # What this visit could not write is not the next one's fault.
            archive.settle()
    poll = Poll(
        mailbox=source.mailbox,
        started_at=started_at,
        ended_at=clock(),
        mails=batch.tally[SightingOutcome.MAIL],
        repeats=batch.tally[SightingOutcome.REPEAT],
        gaps=batch.tally[SightingOutcome.GAP],
        error=str(error) if error else None,
    )
    sightings.record_poll(poll)
    return Visit(poll=poll, error=error)


def _bring_home(source: MailSource, batch: _Batch, stop: Callable[[], bool]) -> SourceError | None:
    """Take everything; return what ended it early. What came before is written in either case."""
    items: Iterable[RawMail | Gap | Cursor] = source.fetch_new(
        batch.sightings.load_cursors(source.mailbox), batch.sightings.load_gaps(source.mailbox)
    )
    error: SourceError | None = None
    try:
        for item in items:
            if isinstance(item, Cursor):
                batch.record(item)
                if stop():
                    return None
            else:
                batch.add(item)
    except SourceError as caught:
        error = caught
    batch.record(None)
    return error


def _store(mail: RawMail, archive: Archive) -> StoredMail:
    archived = archive.put(mail.chunks)
    return StoredMail(
        mailbox=mail.mailbox,
        folder=mail.folder,
        uid_validity=mail.uid_validity,
        uid=mail.uid,
        internal_date=mail.internal_date,
        source=mail.source,
        sha256=archived.sha256,
        size=archived.size,
    )

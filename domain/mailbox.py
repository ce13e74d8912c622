"""What a visit to a mailbox brings home: mails, gaps, and how far it came."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """One sighting of one mail: where it stood, and its bytes in pieces.

    ``folder``, ``uid_validity`` and ``uid`` name the place for good: for IMAP what RFC 9051 calls by
    these names, for files the path, 0 and a number made from the contents. ``chunks`` can be
    iterated once, before the next item is asked of the source.
    """

    mailbox: str
    folder: str
    uid_validity: int
    uid: int
    internal_date: datetime | None
    source: str
    chunks: Iterable[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A UID whose bytes the server would not give; it is asked for again at every visit."""

    mailbox: str
    folder: str
    uid_validity: int
    uid: int
    source: str
    reason: str
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a folder is read: every UID below ``next_uid`` has been seen, but for mail before ``since``.

    A source yields one after the mails it covers; it may be stored only when they are. ``since`` is None
    where nothing was left out for its age.
    """

    folder: str
    uid_validity: int
    next_uid: int
    since: date | None = None


class SightingOutcome(StrEnum):
    """What a sighting turned out to be; the ledger adds these up."""

    MAIL = "mail"
    REPEAT = "repeat"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """A sighting whose bytes are safe in the archive."""

    mailbox: str
    folder: str
    uid_validity: int
    uid: int
    internal_date: datetime | None
    source: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One visit to one mailbox, for health and history."""

    mailbox: str
    started_at: datetime
    ended_at: datetime
    mails: int = 0
    repeats: int = 0
    gaps: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """The books of one mailbox: everything seen stands somewhere."""

    mailbox: str
    sightings: int
    repeats: int
    gaps: int
    mails: int
    waiting: int
    counted: int
    review: int
    set_aside: int
    failed: int

    @property
    def balanced(self) -> bool:
        """Whether sightings = mails + repeats + gaps, and mails = the sum of their states."""
        states = self.waiting + self.counted + self.review + self.set_aside + self.failed
        return self.sightings == self.mails + self.repeats + self.gaps and self.mails == states

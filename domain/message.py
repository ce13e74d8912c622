"""A mail once it is read: its headers, its own words, its attachments and what could be read of them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a message stands (tilstand); every message is in exactly one."""

    WAITING = "waiting"
    COUNTED = "counted"
    REVIEW = "review"
    SET_ASIDE = "set_aside"
    FAILED = "failed"


class Verdict(StrEnum):
    """How well a file could be read (læsbarhed)."""

    OK = "ok"
    PARTIAL = "partial"
    EMPTY = "empty"
    SCANNED = "scanned"
    GARBLED = "garbled"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    INLINE = "inline"
    CONTAINER = "container"


READABLE = frozenset({Verdict.OK, Verdict.INLINE, Verdict.CONTAINER})
"""Verdicts that leave no doubt about what the file says; all others call for a person."""


RECOGNITION_DUE = "recognition_due"
"""The note on a file whose text is a picture that nobody has read yet."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A name and an address as a header gives them; either may be empty."""

    name: str
    address: str

    @property
    def host(self) -> str:
        """What stands behind the last @, in lower case; empty without one."""
        return self.address.rpartition("@")[2].lower() if "@" in self.address else ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One ``Received:`` line (RFC 5321 §4.4): who wrote it, who handed the mail over, and when."""

    by: str
    peers: tuple[str, ...]
    at: datetime | None
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedText:
    """What a reader made of one file."""

    text: str
    verdict: Verdict
    method: str
    pages: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file of a mail; ``path`` names the containers it came by, itself last."""

    filename: str
    path: tuple[str, ...]
    media_type: str
    size: int
    sha256: str
    extracted: ExtractedText


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What is known of bytes that were not handed on."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """One file of a mail before anything has read it; ``verdict`` is set where nothing needs to.

    Of such a file the reader may keep the bytes back: then ``data`` is empty, and ``kept_back`` tells of them.
    So it does of one that it has read already: ``extracted`` is what it made of it.
    """

    filename: str
    path: tuple[str, ...]
    media_type: str
    data: bytes
    verdict: Verdict | None = None
    kept_back: KeptBack | None = None
    extracted: ExtractedText | None = None

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.data) if self.kept_back is None else self.kept_back.size

    @property
    def sha256(self) -> str:
        """The checksum of its bytes, computed at each call."""
        return hashlib.sha256(self.data).hexdigest() if self.kept_back is None else self.kept_back.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHeaders:
    """The headers that judgements are made from, decoded; ``raw`` holds all of them, in order.

    ``froms`` is every address of every From header: more than one is a reason for doubt.
    """

    froms: tuple[Sender, ...]
    from_headers: int
    reply_to: tuple[Sender, ...]
    to: tuple[Sender, ...]
    cc: tuple[Sender, ...]
    subject: str
    date: datetime | None
    message_id: str
    references: tuple[str, ...]
    hops: tuple[Hop, ...]
    raw: tuple[tuple[str, str], ...]

    @property
    def sender(self) -> Sender:
        """The first From address, or an empty one."""
        return self.froms[0] if self.froms else Sender("", "")

    def get_all(self, name: str) -> tuple[str, ...]:
        """Return the values of every header of that name, topmost first."""
        wanted = name.lower()
        return tuple(value for key, value in self.raw if key.lower() == wanted)


INNER_TEXT = "besked.txt"
"""The name of the file that holds the words of a letter inside a mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedMail:
    """A mail attached whole to another, under the path of its file: its own headers and its sender's own words."""

    path: tuple[str, ...]
    headers: MailHeaders
    body: str
    quoted: str
    media_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMail:
    """A mail taken apart: nothing of it is left out.

    ``body`` is the sender's own words, ``quoted`` the history cut off below them. ``media_types`` are the
    types of all parts of the outer message (with ``report-type`` and ``method`` where given, as
    ``multipart/report; report-type=delivery-status``). ``failed_recipients`` are the addresses a
    delivery report names (RFC 3464). ``notes`` are the parser's diagnostics. ``enclosed`` are the mails attached
    whole, of which the files tell as well.
    """

    headers: MailHeaders
    body: str
    quoted: str
    files: tuple[FilePart, ...]
    media_types: tuple[str, ...]
    failed_recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    enclosed: tuple[EnclosedMail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A parsed mail with the text of its files: what rules look at."""

    headers: MailHeaders
    body: str
    quoted: str
    attachments: tuple[Attachment, ...]
    media_types: tuple[str, ...]
    failed_recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    enclosed: tuple[EnclosedMail, ...] = ()

    @property
    def needs_recognition(self) -> bool:
        """Whether a file of it waits for OCR."""
        return any(RECOGNITION_DUE in file.extracted.notes for file in self.attachments)

    @property
    def text(self) -> str:
        """The sender's own words, then each attachment's text."""
        texts = [self.body, *(a.extracted.text for a in self.attachments if a.extracted.verdict != Verdict.INLINE)]
        return "\n\n".join(t for t in (text.strip() for text in texts) if t)

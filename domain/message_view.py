"""A message as people see it: one row of the list, one page of its own."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.deadline import Timeliness
from domain.judgement import Authenticity, Judgement, ReceivedBy, Reply
from domain.kind import Kind
from domain.match import Match
from domain.message import Attachment, ReadMail, Sender, State, Verdict
from domain.review import ReviewReason, Role

Agreed = TypeVar("Agreed")
EXCERPT_LENGTH = 200
COVER_NOTE_LENGTH = 600
"""A longer body says something of its own, whatever is attached."""

PROSE_WORDS = 6
"""A line of so many words, with the end of a sentence or a clause in it, is no letterhead."""

WRAPPED_LENGTH = 55
"""A line of so many characters that ends without a stop goes on in the next."""

_SENTENCE_END = re.compile(r"[a-zæøå]{2}[.,:;?!](?:\s|$)")
_POINTS_TO_ATTACHMENT = re.compile(r"vedh[æa]ft|vedlagt|bilag|hermed|hoslagt|fremsend|attach|enclos", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message with everything known of it.

    ``judgement`` is the effective one and None until there is one; ``replies`` are its replies with
    the role of each filled in. ``sources`` are all places it was seen in, the first sighting first, and then
    those that its repetitions were seen in.
    """

    id: int
    sha256: str
    size: int
    sources: tuple[str, ...]
    mailbox: str
    first_seen_at: datetime
    internal_date: datetime | None
    state: State
    attempts: int
    failure: str | None
    message_id: str
    sender: Sender
    subject: str
    sent_at: datetime | None
    judgement: Judgement | None
    replies: tuple[Reply, ...]
    attachments: tuple[Attachment, ...]
    body: str
    quoted: str

    @property
    def consultation(self) -> str | None:
        """The consultation it belongs to, if that is known."""
        return self.judgement.consultation if self.judgement else None

    @property
    def received_at(self) -> datetime | None:
        """When it came, by the clock that judges."""
        return self.judgement.clock.received_at if self.judgement else None

    @property
    def received_by(self) -> ReceivedBy:
        """Whose clock said so."""
        return self.judgement.clock.received_by if self.judgement else ReceivedBy.NONE

    @property
    def kind(self) -> Kind:
        """What it is; ``other`` until that is judged."""
        return self.judgement.kind.kind if self.judgement else Kind.OTHER

    @property
    def reasons(self) -> tuple[ReviewReason, ...]:
        """Why a person must look."""
        return self.judgement.reasons if self.judgement else ()

    @property
    def suggestions(self) -> tuple[Match, ...]:
        """Whose it may be, best first."""
        return self.judgement.suggestions if self.judgement else ()

    @property
    def authenticity(self) -> Authenticity:
        """Whether the trusted server confirmed the sender."""
        return self.judgement.authenticity.authenticity if self.judgement else Authenticity.NONE

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Whose reply it is; where it is not counted, the best suggestion's municipality, or none."""
        if self.replies:
            return tuple(reply.municipality for reply in self.replies)
        return tuple(match.municipality for match in self.suggestions[:1])

    @property
    def timeliness(self) -> Timeliness | None:
        """On time or late, when all replies agree."""
        return _find_agreed(reply.timeliness for reply in self.replies)

    @property
    def role(self) -> Role | None:
        """The role of its replies, when all agree."""
        return _find_agreed(reply.role for reply in self.replies)

    @property
    def provisional(self) -> bool | None:
        """Whether its replies are provisional, None where they differ; False without any."""
        return _find_agreed(reply.provisional for reply in self.replies) if self.replies else False

    @property
    def text(self) -> str:
        """The sender's own words, then each attachment's text."""
        return join_texts(self.body, self.attachments)


def _find_agreed(values: Iterable[Agreed]) -> Agreed | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def join_texts(body: str, attachments: Iterable[Attachment]) -> str:
    """Return the sender's own words and then each attachment's text, pictures of the layout left out."""
    texts = [body, *(a.extracted.text for a in attachments if a.extracted.verdict is not Verdict.INLINE)]
    return "\n\n".join(text for text in (t.strip() for t in texts) if text)


def fingerprint_content(mail: ReadMail) -> str:
    """Return one checksum for what a mail says: its own words and the set of its files.

    The same answer sent twice has other headers, but these the same.
    """
    files = sorted({a.sha256 for a in mail.attachments if a.extracted.verdict is not Verdict.INLINE})
    words = " ".join(mail.body.split()).encode("utf-8", "backslashreplace")
    return hashlib.sha256(b"\0".join([words, *(name.encode() for name in files)])).hexdigest()


def cut_excerpt(text: str, length: int = EXCERPT_LENGTH) -> str:
    """Return the first words of a text on one line, about so many characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head, _, _ = line[: length + 1].rpartition(" ")
    return f"{(head or line[:length]).rstrip(' ,;:–-')} …"


def find_excerpt(body: str, attachment_texts: Iterable[str], length: int = EXCERPT_LENGTH) -> str:
    """Return the first words of the answer itself: of the body, or where that only points to one, of a file."""
    words = body.strip()
    answer = next((text for text in attachment_texts if len(text.strip()) > len(words) // 2), "")
    is_cover_note = len(words) <= COVER_NOTE_LENGTH and _POINTS_TO_ATTACHMENT.search(words) is not None
    return cut_excerpt(_skip_letterhead(answer if answer.strip() and (is_cover_note or not words) else words), length)


def _skip_letterhead(text: str) -> str:
    """Return a text from its first line of prose on: names, addresses, dates and titles say nothing new."""
    lines = [line.strip() for line in text.splitlines()]
    start = next((number for number, line in enumerate(lines) if _is_prose(line)), 0)
    # A PDF breaks its sentences into lines: the one found may be the second of its paragraph.
    while start and len(lines[start - 1]) >= WRAPPED_LENGTH and lines[start - 1][-1] not in ".:?!":
        start -= 1
    return "\n".join(lines[start:])


def _is_prose(line: str) -> bool:
    return len(line.split()) >= PROSE_WORDS and _SENTENCE_END.search(line) is not None

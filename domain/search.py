"""What is searched for, and what is found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from domain.kind import Kind
from domain.message import State
from domain.search_words import list_inflections, split_words

MOST_TERMS = 32
"""Of a whole letter pasted in, so many words are enough to find it by."""

MOST_INFLECTED = 8
"""So many words are looked for in all their inflections; the others as they stand, and longer."""

LONGEST_WORD = 60
"""Letters; of a longer one the beginning is looked for."""

RANKED = 2000
"""With more hits than this, how well each fits says little: they come newest first."""

_SAID = re.compile(r"""(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))""")


class SearchOrder(StrEnum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


class Place(StrEnum):
    """Where in a mail something was found."""

    SUBJECT = "subject"
    SENDER = "sender"
    BODY = "body"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that a mail must say, or must not: words, folded, that stand together in this order.

    Unless it is ``exact``, longer words than the last are found too, and a single word in all its ``inflections``.
    """

    words: tuple[str, ...]
    exact: bool = False
    unwanted: bool = False
    inflections: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What somebody searches for, and which page of the hits; ``since`` is included, ``until`` is not.

    ``municipality`` is one whose reply a mail is, or where it is not counted, may best be.
    """

    text: str
    municipality: str | None = None
    consultation: str | None = None
    state: State | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: SearchOrder = SearchOrder.RELEVANCE
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, by its characters; ``end`` is the first after it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and what in it was found: spans in order that do not overlap."""

    text: str
    spans: tuple[Span, ...] = ()

    def cut(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it was found."""
        position = 0
        for span in self.spans:
            if span.start > position:
                yield self.text[position : span.start], False
            yield self.text[span.start : span.end], True
            position = span.end
        if position < len(self.text):
            yield self.text[position:], False


NOTHING = Marked("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a mail's own text or of an attachment (then with its name), around what was found there."""

    place: Place
    marked: Marked
    name: Marked = NOTHING
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A mail that says what was searched for.

    ``places`` are all in which something was found; ``passages`` the best pieces of body and attachments, or
    the mail's first words where nothing was found in either.
    """

    message: int
    subject: Marked
    sender: Marked
    mailbox: str
    received_at: datetime | None
    first_seen_at: datetime
    consultation: str | None
    state: State
    kind: Kind
    municipalities: tuple[str, ...]
    places: tuple[Place, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of hits, and how many there are in all; ``order`` is the one they have come in."""

    hits: tuple[Hit, ...]
    total: int
    order: SearchOrder


def parse_terms(text: str) -> tuple[Term, ...]:
    """Read what somebody typed: words, "words that stand together", -unwanted; anything else is overlooked."""
    terms: dict[Term, None] = {}
    inflected = 0
    for minus, quoted, bare in islice(_SAID.findall(text), 100 * MOST_TERMS):
        term = _make_term(quoted or bare, exact=bool(quoted), unwanted=bool(minus), inflect=inflected < MOST_INFLECTED)
        if term is not None:
            terms[term] = None
            inflected += bool(term.inflections)
        if len(terms) == MOST_TERMS:
            break
    return tuple(terms)


def _make_term(said: str, *, exact: bool, unwanted: bool, inflect: bool) -> Term | None:
    words = split_words(said)[:MOST_TERMS]
    if not words:
        return None
    cut = [word[:LONGEST_WORD] for word in words]
    if cut != words:
        # What is left is the beginning of a word, so it can only be the last one.
        end = next(position for position, word in enumerate(words) if len(word) > LONGEST_WORD)
        cut, exact = cut[: end + 1], False
    inflections = list_inflections(cut[0]) if inflect and not exact and len(cut) == 1 else ()
    return Term(words=tuple(cut), exact=exact, unwanted=unwanted, inflections=inflections)


def list_wanted(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms that a mail must say."""
    return tuple(term for term in terms if not term.unwanted)

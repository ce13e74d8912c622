"""Where in a mail the words stand that were searched for, and which piece of it to show."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from domain.search import NOTHING, Marked, Passage, Place, Span, Term
from domain.search_words import fold

PIECE = 1000
LONGEST_READ = 400_000
"""Characters of a text in which words are looked for to be shown; beyond, a mail is found but nothing marked."""

WINDOW = 240
"""Characters of a text that are shown around what was found in it."""

LEAD = 60
MOST_MARKS = 500
MOST_PASSAGES = 3


class FoldedText:
    """A text in the spelling that is compared, and the way back from a place in it to the text itself."""

    def __init__(self, text: str) -> None:
        # Only in NFC is each character folded by itself.
        self.text = unicodedata.normalize("NFC", text[:LONGEST_READ])
        self._pieces = [fold(self.text[start : start + PIECE]) for start in range(0, len(self.text), PIECE)]
        self._ends = list(accumulate(map(len, self._pieces)))
        self._maps: dict[int, list[int]] = {}

    @cached_property
    def folded(self) -> str:
        """The text, folded."""
        return "".join(self._pieces)

    def locate(self, position: int) -> int:
        """Return where in the text the character stands that this one of the folded text came of."""
        piece = bisect_right(self._ends, position)
        if piece == len(self._pieces):
            return len(self.text)
        within = position - (self._ends[piece - 1] if piece else 0)
        return piece * PIECE + bisect_right(self._map(piece), within)

    def find_span(self, found: Span) -> Span:
        """Return the span of the text that a span of the folded text came of."""
        return Span(self.locate(found.start), self.locate(found.end - 1) + 1)

    def _map(self, piece: int) -> list[int]:
        """Return for each character of a piece where what it was folded into ends."""
        if piece not in self._maps:
            characters = self.text[piece * PIECE : (piece + 1) * PIECE]
            self._maps[piece] = list(accumulate(1 if one.isascii() else len(fold(one)) for one in characters))
        return self._maps[piece]


@dataclass(frozen=True, slots=True)
class _Found:
    """One place in a folded text, and the number of the term that stands there."""

    span: Span
    term: int


class Highlighter:
    """Marks what a search asks for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._patterns = [re.compile(_write_pattern(term)) for term in terms]

    def mark(self, text: str) -> Marked:
        """Mark a short text whole."""
        folded = FoldedText(text)
        return Marked(folded.text, _translate(self._find(folded), folded))

    def find_passages(
        self, body: str, attachments: Iterable[tuple[str, str]]
    ) -> tuple[tuple[Passage, ...], tuple[Place, ...]]:
        """Return the best passages of a body and of attachments given by name and text, the richest first.

        Return, too, in which of both anything was found at all.
        """
        texts = [(Place.BODY, "", body), *((Place.ATTACHMENT, name, text) for name, text in attachments)]
        found = [one for place, name, text in texts if (one := self._find_passage(place, name, text))]
        places = tuple(dict.fromkeys(passage.place for _, passage in found))
        return tuple(passage for _, passage in sorted(found, key=lambda one: -one[0])[:MOST_PASSAGES]), places

    def _find_passage(self, place: Place, name: str, text: str) -> tuple[int, Passage] | None:
        """Return a passage with how many of the terms it holds; None where there is nothing."""
        folded, marked_name = FoldedText(text), self.mark(name)
        marks = self._find(folded)
        if not marks and not marked_name.spans:
            return None
        chosen = _choose_marks(marks)
        passage = _cut_passage(place, folded.text, _translate(chosen, folded), marked_name)
        return len({mark.term for mark in chosen}), passage

    def _find(self, folded: FoldedText) -> list[_Found]:
        found = [
            _Found(Span(*match.span()), term)
            for term, pattern in enumerate(self._patterns)
            for match in islice(pattern.finditer(folded.folded), MOST_MARKS)
        ]
        return sorted(found, key=lambda one: (one.span.start, -one.span.end))


def cut_beginning(body: str) -> Passage:
    """Return a mail's first words, with nothing marked."""
    return _cut_passage(Place.BODY, body.lstrip(), ())


def _translate(marks: Iterable[_Found], folded: FoldedText) -> tuple[Span, ...]:
    """Return the spans of the text itself; where one letter became two, they may meet but not overlap."""
    spans: list[Span] = []
    for mark in marks:
        span = folded.find_span(mark.span)
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)


def _write_pattern(term: Term) -> str:
    """Return what matches a term in folded text, to the end of its last word.

    That no letter stands before it is looked for behind its first: so the search leaps from one of these to the
    next, in a third of the time.
    """
    first, rest = term.words[0][0], r"[\W_]+".join(term.words)[1:]
    forms = [rest + (r"(?![^\W_])" if term.exact else r"[^\W_]*")]
    if term.inflections:
        stem = min(term.inflections, key=len)
        endings = "|".join(one.removeprefix(stem) for one in term.inflections)
        forms.append(rf"{stem[1:]}(?:{endings})(?![^\W_])")
    return rf"{first}(?<![^\W_].)(?:{'|'.join(forms)})"


def _choose_marks(marks: Sequence[_Found]) -> Sequence[_Found]:
    """Return the marks of the part of a text in which most of the terms stand, and of those parts the first."""
    best, most, first = slice(0, 1), 0, 0
    within: Counter[int] = Counter()
    for last, mark in enumerate(marks):
        within[mark.term] += 1
        while first < last and mark.span.end - marks[first].span.start > WINDOW - LEAD:
            within[marks[first].term] -= 1
            first += 1
        distinct = len(+within)
        if distinct > most or (distinct == most and first == best.start):
            best, most = slice(first, last + 1), distinct
    return marks[best]


def _cut_passage(place: Place, text: str, spans: Sequence[Span], name: Marked = NOTHING) -> Passage:
    """Return the piece of a text around these spans."""
    start = max(0, spans[0].start - LEAD) if spans else 0
    end = min(len(text), max(start + WINDOW, spans[-1].end if spans else 0))
    # Both ends go between words, where a space is near.
    if start and (space := text.find(" ", start, spans[0].start)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", spans[-1].end if spans else start, end)) >= 0:
        end = space
    return Passage(
        place=place,
        marked=Marked(text[start:end], tuple(Span(span.start - start, span.end - start) for span in spans)),
        name=name,
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )

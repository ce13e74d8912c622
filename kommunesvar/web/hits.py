"""Hits of a search as the page shows them: what was found is marked, and where it was found is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from domain.search import Hit, Marked, Passage, Place, Span
from kommunesvar.danish_words import KIND_WORDS, PLACE_WORDS, STATE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.mail.whose import describe_whose
from kommunesvar.web.rendering import show_plainly
from notifier.danish import join_names

LONGEST_LINE = 160
"""Characters of a subject or a sender: some are a whole letter long."""

LONGEST_NAME = 80
"""Characters of a file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A piece of a mail or of an attachment; only an attachment has a ``name``. An empty ``text`` has no letters."""

    name: Markup
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A mail that was found; ``consultation`` is its title, ``places`` where the words stand, each maybe empty."""

    address: str
    subject: Markup
    sender: Markup
    mailbox: str
    consultation: str
    at: datetime
    state: str
    state_word: str
    kind: str
    whose: str
    places: str
    passages: Sequence[ShownPassage]


def show_hit(asked: Asked, hit: Hit) -> ShownHit:
    """Return a hit for the page."""
    consultation = asked.program.consultations.get(hit.consultation) if hit.consultation else None
    return ShownHit(
        address=asked.link("message", id=hit.message),
        subject=mark(shorten(hit.subject)),
        sender=mark(shorten(hit.sender)),
        mailbox=hit.mailbox,
        consultation=consultation.title if consultation else "",
        at=hit.received_at or hit.first_seen_at,
        state=hit.state.value,
        state_word=STATE_WORDS[hit.state],
        kind=KIND_WORDS[hit.kind],
        whose=describe_whose(hit.municipalities, hit.state, asked.program.roster),
        places=join_names([PLACE_WORDS[place] for place in hit.places]),
        passages=[_show_passage(passage) for passage in hit.passages],
    )


def _show_passage(passage: Passage) -> ShownPassage:
    is_file = passage.place is Place.ATTACHMENT
    text = mark(passage.marked)
    before, after = "… " * passage.cut_before, " …" * passage.cut_after
    return ShownPassage(
        name=(mark(shorten(passage.name, LONGEST_NAME)) or Markup("uden navn")) if is_file else Markup(),
        text=before + text + after if text else text,
    )


def mark(marked: Marked) -> Markup:
    """Return a text for a page, what was found in it between ``<mark>``; every piece is escaped by itself."""
    pieces = ((_flow(text), is_found) for text, is_found in marked.cut())
    shown = [Markup("<mark>{}</mark>").format(text) if is_found else escape(text) for text, is_found in pieces]
    return Markup().join(shown).strip()


def _flow(text: str) -> str:
    """Return a piece with single blanks for its line breaks, also where it begins or ends."""
    # The letter stands in for what comes before and behind, so that no blank there is lost.
    return show_plainly(" ".join(f"x{text}x".split()))[1:-1]


def shorten(marked: Marked, most: int = LONGEST_LINE) -> Marked:
    """Return a line that is not too long, cut so that the first of what was found is in it."""
    if len(marked.text) <= most:
        return marked
    found_by = min(marked.spans[0].end, len(marked.text)) if marked.spans else 0
    start = max(0, found_by - most)
    end = start + most
    lead = "…" if start else ""
    shift = len(lead) - start
    kept = (Span(max(span.start, start), min(span.end, end)) for span in marked.spans if span.start < end)
    return Marked(
        lead + marked.text[start:end] + ("…" if end < len(marked.text) else ""),
        tuple(Span(span.start + shift, span.end + shift) for span in kept if span.start < span.end),
    )

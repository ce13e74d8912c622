"""Sees that a mail may be the word of others than the municipality it was sent from."""

import re
from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster
from domain.review import ReviewReason
from intake.matching.names import name_finder
from intake.matching.places import list_places
from intake.matching.voices import list_openings, speaks_for_another_body

_JOINT = re.compile(
    r"(?:på\s+vegne\s+af|fælles\s+(?:hørings)?(?:svar|udtalelse|bemærkninger)|fælles(?:hørings)?svar|"
    r"(?:hørings)?(?:svar|udtalelse)(?:et|n)?\s+fra)\b(?:(?!\.\s|\n\s*\n)[^!?]){0,160}",
    re.IGNORECASE,
)
"""Where a mail says in whose name it speaks: the phrase and what follows in the same sentence."""

_TOGETHER = re.compile(
    r"\b(?:fælles|samle(?:t|de))\s*(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?]\s|\n\s*\n")


def find_authorship_doubts(mail: ReadMail, matches: tuple[Match, ...], roster: Roster) -> Iterator[ReviewReason]:
    """Yield why the municipality that the address belongs to may not be the author, or not the only one."""
    owners = {m.municipality for m in matches if m.rule == "sender_domain"}
    named = _list_named_senders(mail, roster)
    spoken_for = _list_spoken_for(mail, roster)
    authors = named | spoken_for
    if len(named) > 1 or len(spoken_for) > 1 or (authors - owners and authors & owners):
        yield ReviewReason.SEVERAL_MUNICIPALITIES
    if (owners and spoken_for and not spoken_for & owners) or speaks_for_another_body(mail, own_named=bool(authors)):
        yield ReviewReason.SENT_ON_BEHALF
    likely = {m.municipality for m in matches if m.certainty is Certainty.LIKELY}
    if owners and likely - owners and not owners & named:
        yield ReviewReason.CONFLICTING_MUNICIPALITIES


def _list_named_senders(mail: ReadMail, roster: Roster) -> set[str]:
    finder = name_finder(roster)
    return {code for place in list_places(mail) if place.names_sender for code in finder.find(place.text)}


def _list_spoken_for(mail: ReadMail, roster: Roster) -> set[str]:
    """Return whom the mail says it speaks for: "på vegne af Ærø Kommune"."""
    finder = name_finder(roster)
    texts = tuple(list_openings(mail))
    claims = (claim[0] for text in texts for claim in _JOINT.finditer(text))
    together = (said for text in texts for said in _SENTENCE.split(text) if _TOGETHER.search(said))
    return {code for claim in (*claims, *together) for code in finder.find(claim)}

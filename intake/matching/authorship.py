"""Sees that a mail may be the word of others than the municipality it was sent from."""

import re
from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster
from domain.review import ReviewReason
from intake.documents import find_own_documents
from intake.matching.names import fold, name_finder
from intake.matching.places import list_places, read_signature

OPENING = 1500
"""Characters of each text in which it says in whose name it speaks."""

_JOINT = re.compile(
    r"(?:på\s+vegne\s+af|fælles\s+(?:hørings)?(?:svar|udtalelse|bemærkninger)|fælles(?:hørings)?svar|"
    r"(?:hørings)?(?:svar|udtalelse)(?:et|n)?\s+fra)\b(?:(?!\.\s|\n\s*\n)[^!?]){0,160}",
    re.IGNORECASE,
)
"""Where a mail says in whose name it speaks: the phrase and what follows in the same sentence."""
_OTHER_BODY = (
    r"(?:\W+\w+){0,3}?\W+(?:KKR|K17|Greater\s+Copenhagen|Business\s+Region|Trekantområdet|Byregion\w*|[Kk]ommunerne|"
    r"skolebestyrelse\w*|forældrebestyrelse\w*|elevråd\w*|BUPL|DLF|[Ll]ærerforening\w*|[Ll]ærerkreds\w*|"
    r"Danmarks\s+Lærerforening|\w*[Cc]hefforening\w*|\w*[Ll]ederforening\w*|Skole\s+og\s+Forældre|FOLA)\b"
)
_PARTY = (
    r"\W+(?:Socialdemokrat\w*|Venstre|(?:Det\s+)?Konservative|Dansk\s+Folkeparti|SF|Enhedslisten|Radikale|"
    r"Liberal\s+Alliance|Alternativet|Nye\s+Borgerlige|Lokallisten|[Mm]indretallet|(?:Venstre|SF-?|[Bb]yråds)gruppen)\b"
)
_FOR_ANOTHER_BODY = re.compile(
    rf"[Pp]å\s+vegne\s+af(?:{_OTHER_BODY}|{_PARTY})|[Ff]ælles\s*(?:hørings)?svar{_OTHER_BODY}"
)
_FROM_ANOTHER_BODY = re.compile(rf"(?:[Hh]ørings)?[Ss]var(?:et)?\s+fra(?:{_OTHER_BODY}|{_PARTY})")
_PARTY_OFFICE = re.compile(r"\bgruppeformand\b|\bgruppenæstformand\b", re.IGNORECASE)


def find_authorship_doubts(mail: ReadMail, matches: tuple[Match, ...], roster: Roster) -> Iterator[ReviewReason]:
    """Yield why the municipality that the address belongs to may not be the author, or not the only one."""
    owners = {m.municipality for m in matches if m.rule == "sender_domain"}
    named = _list_named_senders(mail, roster)
    spoken_for = _list_spoken_for(mail, roster)
    authors = named | spoken_for
    if len(named) > 1 or len(spoken_for) > 1 or (authors - owners and authors & owners):
        yield ReviewReason.SEVERAL_MUNICIPALITIES
    if (owners and spoken_for and not spoken_for & owners) or _speaks_for_another_body(mail, own_named=bool(authors)):
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
    claims = (claim[0] for text in _list_openings(mail) for claim in _JOINT.finditer(text))
    return {code for claim in claims for code in finder.find(claim)}


def _speaks_for_another_body(mail: ReadMail, *, own_named: bool) -> bool:
    """Say whether it speaks for a party, a board, or a club of municipalities.

    "Svar fra skolebestyrelserne" also stands in municipalities' own letters, as the name of an enclosure.
    """
    if _PARTY_OFFICE.search(read_signature(mail)):
        return True
    claims = (_FOR_ANOTHER_BODY,) if own_named else (_FOR_ANOTHER_BODY, _FROM_ANOTHER_BODY)
    return any(claim.search(text) for text in _list_openings(mail) for claim in claims)


def _list_openings(mail: ReadMail) -> Iterator[str]:
    yield fold(mail.headers.subject)
    yield fold(mail.body[:OPENING])
    for document in find_own_documents(mail):
        yield fold(document.extracted.text[:OPENING])

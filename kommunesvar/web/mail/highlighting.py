"""The places in a text that a suggestion stands on, marked where they stand."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from domain.judgement import Judgement
from domain.municipality import Municipality, Roster

MOST_TERMS = 60
SHORTEST, LONGEST = 3, 200
_QUOTED = re.compile(r"»([^«»]{3,200})«")
_HOST = re.compile(r"@([\w.-]+\.\w+)")


def find_terms(judgement: Judgement, roster: Roster) -> tuple[str, ...]:
    """Return what the evidence names: quotations, mail hosts, and the names of whose the mail may be."""
    codes = dict.fromkeys(match.municipality for match in judgement.suggestions if match.municipality in roster)
    names = (name for code in codes for name in _list_names(roster[code]))
    terms = dict.fromkeys((*_list_quoted(judgement), *names))
    return tuple(term for term in terms if SHORTEST <= len(term) <= LONGEST)[:MOST_TERMS]


def _list_quoted(judgement: Judgement) -> Iterator[str]:
    for evidence in _list_evidence(judgement):
        yield from _QUOTED.findall(evidence)
        yield from _HOST.findall(evidence)


def _list_evidence(judgement: Judgement) -> Iterator[str]:
    yield from judgement.kind.evidence
    for match in judgement.suggestions:
        yield from match.evidence
    for found in judgement.belonging:
        yield from found.evidence


def _list_names(municipality: Municipality) -> Iterator[str]:
    yield municipality.official_name
    yield municipality.name


class Marker:
    """Marks terms in texts, whatever their case and wherever their lines are broken."""

    def __init__(self, terms: Iterable[str]) -> None:
        longest_first = sorted(terms, key=len, reverse=True)
        patterns = (r"\s+".join(map(re.escape, term.split())) for term in longest_first)
        # Whole words only: Vejle is not in Vejledning, and Lejre in no lejrepladsen.
        self._places = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if longest_first else None

    def mark(self, text: str) -> Markup:
        """Return a text for a page, what is marked in it between ``<mark>``."""
        if self._places is None:
            return escape(text)
        pieces, end = [], 0
        for place in self._places.finditer(text):
            pieces += [escape(text[end : place.start()]), Markup("<mark>"), escape(place[0]), Markup("</mark>")]
            end = place.end()
        return Markup("").join([*pieces, escape(text[end:])])

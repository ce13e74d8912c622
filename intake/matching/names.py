"""Finds municipalities named as such in a text: "Odense Kommune", "byrådet i Odense".

A bare name proves nothing: Kolding is a surname, Vejen "the road" and Odense the address of a university.
A word for the municipality or its council must stand beside it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from domain.municipality import Municipality, Roster
from domain.pattern import compile_late
from intake.matching.spelling import Folded, fold

_KEYWORDS = {
    "kommune": compile_late(r"kommune(rnes|rne|rs|r|s)?(?!\w)"),
    "byråd": compile_late(r"byråds?(?!\w)"),
    "kommunalbestyrelse": compile_late(r"kommunalbestyrelses?(?!\w)"),
    "rådhus": compile_late(r"rådhus(?!\w)"),
}
"""What may follow a name; each begins with the word it is kept under, by which a text is searched first."""
_OFFICES = {
    "byråd": compile_late(r"byråd(?:et|smedlem(?:mer)?)?\s+(?:i|fra|for)\s"),
    "kommunalbestyrelse": compile_late(r"kommunalbestyrelse(?:n|smedlem)?\s+(?:i|fra|for)\s"),
    "borgmester": compile_late(r"borgmester(?:en)?\s+(?:i|fra|for)\s"),
    "udvalg": compile_late(r"udvalg(?:et)?\s+(?:i|fra)\s"),
    "forvaltning": compile_late(r"forvaltning(?:en)?\s+(?:i|fra)\s"),
    "rådhus": compile_late(r"rådhus(?:et)?\s+i\s"),
    "kommune:": compile_late(r"kommune:\s{1,9}"),
    "kommuner": compile_late(r"kommuner(?:ne)?:?\s(?:i\s)?"),
}
"""What may stand in front of a name, or of several."""
_COUNCIL_OF_COPENHAGEN = ("borgerrepræsentation", "0101")
"""Only one council has this name."""
_SENTENCE_END = compile_late(r"[.:;!?()\[\]]\s|\n\s*\n")
_TOKEN = compile_late(r"[^\W_]+(?:[-.'][^\W_]+)*'?|[,/&]")
_LOOK_BACK = 100
"""Characters beside the word in which a list of names is looked for."""
_MOST_KEYWORDS = 200
"""A text that says *Kommune* more often has named whom it names long before."""
_JOINERS = frozenset({"og", "samt", "&", "/"})
_MOST_WORDS = 2
"""Words of the longest name: "Høje Taastrup"."""
_GO_ON = frozenset({
    "til", "på", "vedr", "vedrørende", "om", "i", "der", "som", "er", "følger", "vedhæftet", "hermed", "her",
    "med", "af", "angående", "ang", "kommune", "kommuner", "kommunes", "byråd", "har", "sendes", "fremsendes",
    "for", "bliver", "blev", "kommer",
})  # fmt: skip
"""What may follow a bare name: "svar fra Odense til høringen", but not "svar fra Odense gymnasium"."""

Found = tuple[int, tuple[str, ...]]
"""A place in the text and the codes of the municipalities named there."""


class NameFinder:
    """Knows every spelling of every municipality's name."""

    def __init__(self, spellings: dict[str, str], *, has_copenhagen: bool = False) -> None:
        self._codes = spellings
        self._genitives = dict(_list_genitives(spellings))
        self._has_copenhagen = has_copenhagen

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes of the municipalities named as such, in order and without repeats."""
        return self.find_folded(fold(text))

    def find_folded(self, text: str) -> tuple[str, ...]:
        """Return what ``find`` does of a text that is folded already."""
        return self.find_in(Folded(text, text.lower()))

    def find_in(self, folded: Folded) -> tuple[str, ...]:
        """Return what ``find`` does of a text that several look into."""
        text, small = folded.text, folded.small
        found: list[Found] = []
        for word, keyword in _KEYWORDS.items():
            if word in small:
                found += self._find_before(keyword, text, small)
        for word, office in _OFFICES.items():
            if word in small:
                found += self._find_behind(office, text, small)
        if self._has_copenhagen and (at := small.find(_COUNCIL_OF_COPENHAGEN[0])) >= 0:
            found.append((at, (_COUNCIL_OF_COPENHAGEN[1],)))
        return tuple(dict.fromkeys(code for _, codes in sorted(found) for code in codes))

    def find_bare(self, text: str) -> tuple[str, ...]:
        """Return the codes of the names at the beginning of a folded text: "Ishøj og Vallensbæk til høringen"."""
        return self._read_on(text)

    def find_genitive(self, word: str) -> str | None:
        """Find the municipality that one folded word names, be it in the genitive: "Nyborgs", "Nordfyn"."""
        return self._genitives.get(word.casefold().rstrip("'").removesuffix("'s"))

    def pick_genitives(self, words: Iterable[str]) -> dict[str, str]:
        """Return those of the words that ``find_genitive`` finds a municipality for, with its code."""
        found = ((word, self.find_genitive(word)) for word in set(words))
        return {word: code for word, code in found if code}

    def find_list_before(self, text: str) -> tuple[str, ...]:
        """Return the codes of the names that a folded text ends with: "svaret er fra Ishøj og Vallensbæk "."""
        return self._read_back(text, plural=True)

    def _find_before(self, keyword: re.Pattern[str], text: str, small: str) -> Iterator[Found]:
        for found in islice(keyword.finditer(small), _MOST_KEYWORDS):
            start = found.start()
            start -= len("regions") if small.endswith("regions", 0, start) else 0
            before = text[max(0, start - _LOOK_BACK) : start]
            if before and before[-1].isspace():
                plural = ((found.lastindex and found[1]) or "").startswith("r")
                yield start, self._read_back(before, plural=plural)

    def _find_behind(self, office: re.Pattern[str], text: str, small: str) -> Iterator[Found]:
        for found in islice(office.finditer(small), _MOST_KEYWORDS):
            yield found.start(), self._read_on(text[found.end() : found.end() + _LOOK_BACK])

    def _read_back(self, before: str, *, plural: bool) -> tuple[str, ...]:
        """Read the names that end where the word *Kommune* begins, last first, and return them in order."""
        tokens = _TOKEN.findall(_SENTENCE_END.split(before)[-1])
        codes: list[str] = []
        while tokens:
            code, width = self._match_last(tokens)
            if code is None:
                break
            codes.append(code)
            del tokens[-width:]
            if not _continue_list(tokens, plural=plural):
                break
            tokens.pop()
        return tuple(reversed(codes))

    def _read_on(self, behind: str) -> tuple[str, ...]:
        """Read the names that a text begins with, up to what is none; a longer name of something else is none."""
        tokens = _TOKEN.findall(_SENTENCE_END.split(behind, maxsplit=1)[0])
        codes: list[str] = []
        at = 0
        while at < len(tokens):
            code, width = self._match_first(tokens[at : at + _MOST_WORDS])
            after = tokens[at + width] if at + width < len(tokens) else ""
            if code is None or (after and after != "," and after.lower() not in _JOINERS | _GO_ON):
                break
            codes.append(code)
            if after != "," and after.lower() not in _JOINERS:
                break
            at += width + 1
        return tuple(codes)

    def _match_last(self, tokens: list[str]) -> tuple[str | None, int]:
        for width in range(min(_MOST_WORDS, len(tokens)), 0, -1):
            code = self._match(tokens[-width:])
            if code is not None:
                return code, width
        return None, 0

    def _match_first(self, tokens: list[str]) -> tuple[str | None, int]:
        for width in range(len(tokens), 0, -1):
            code = self._match(tokens[:width])
            if code is not None:
                return code, width
        return None, 0

    def _match(self, words: list[str]) -> str | None:
        if not words[0][:1].isupper():
            return None
        name = " ".join(words).casefold()
        return self._codes.get(name) or self._codes.get(name.rstrip("'"))


def _list_genitives(spellings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what may be written for each spelling, the surest last: "nyborgs", "nordfyn", "nordfyns"."""
    yield from ((f"{name}s", code) for name, code in spellings.items())
    yield from ((name.removesuffix("s"), code) for name, code in spellings.items())
    yield from spellings.items()


def _continue_list(tokens: list[str], *, plural: bool) -> bool:
    """Say whether another name may stand before: "Ishøj og Vallensbæk Kommune", but not "Lars Kolding, Esbjerg"."""
    if not tokens:
        return False
    return tokens[-1].casefold() in _JOINERS or (plural and tokens[-1] == ",")


def _list_spellings(municipality: Municipality) -> Iterator[str]:
    official = re.sub(r"\s*(Regions)?[Kk]ommune$", "", municipality.official_name)
    for name in (municipality.name, official, *municipality.aliases):
        plain = fold(name).casefold()
        yield plain
        yield plain.replace("-", " ")


@lru_cache(maxsize=4)
def name_finder(roster: Roster) -> NameFinder:
    """Return the finder for a roster, built once."""
    spellings = {spelling: m.code for m in roster for spelling in _list_spellings(m)}
    return NameFinder(spellings, has_copenhagen=_COUNCIL_OF_COPENHAGEN[1] in roster)


@lru_cache(maxsize=4)
def former_name_finder(roster: Roster) -> NameFinder:
    """Return the finder for the municipalities of before 2007, and which one each is part of today."""
    return NameFinder({fold(name).casefold(): m.code for m in roster for name in m.former_names})

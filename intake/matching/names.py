"""Finds municipalities named in full ("Odense Kommune") in a text.

A bare name proves nothing: Kolding is a surname, Vejen "the road" and Odense the address of a university.
The word *Kommune* must follow.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from domain.municipality import Roster

_DASHES = "‐‑‒–—−\u00ad"
_APOSTROPHES = "’´"
_KEYWORD = re.compile(r"(?:k|K|r(?i:egionsk)|R(?i:egionsk))(?i:ommune(rs|rnes|r|s)?\b)")
"""Begins with four letters, not with a boundary or regardless of case: so a text is searched several times as fast."""
_SENTENCE_END = re.compile(r"[.:;!?()\[\]]\s|\n\s*\n")
_HYPHENATION = re.compile(r"-\s*\n\s*")
_TOKEN = re.compile(r"[^\W_]+(?:[-.'][^\W_]+)*'?|[,/&]")
_LOOK_BACK = 100
"""Characters before *Kommuner* in which a list of names is looked for."""
_MOST_KEYWORDS = 200
"""A text that says *Kommune* more often has named whom it names long before."""
_JOINERS = frozenset({"og", "samt", "&", "/"})
_MOST_WORDS = 2
"""Words of the longest name: "Høje Taastrup"."""


def fold(text: str) -> str:
    """Return the text with composed letters, one kind of dash, and Aa written as Å."""
    composed = unicodedata.normalize("NFC", text)
    # One sign at a time is ten times as fast as a regular expression or a table: most stand in no text.
    for sign in _DASHES:
        composed = composed.replace(sign, "-")
    for sign in _APOSTROPHES:
        composed = composed.replace(sign, "'")
    return composed.replace("\u00a0", " ").replace("aa", "å").replace("Aa", "Å").replace("AA", "Å")


class NameFinder:
    """Knows every spelling of every municipality's name."""

    def __init__(self, roster: Roster) -> None:
        self._codes = dict(_list_spellings(roster))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes of the municipalities named with *Kommune*, in order and without repeats."""
        if "ommune" not in text and "OMMUNE" not in text:
            return ()
        folded = _HYPHENATION.sub("-", fold(text))
        codes = (
            code
            for keyword in islice(_find_keywords(folded), _MOST_KEYWORDS)
            for code in self._read_back(folded[max(0, keyword.start() - _LOOK_BACK) : keyword.start()], keyword)
        )
        return tuple(dict.fromkeys(codes))

    def _read_back(self, before: str, keyword: re.Match[str]) -> tuple[str, ...]:
        """Read the names that end where the word *Kommune* begins, last first, and return them in order."""
        if before and not before[-1].isspace():
            return ()
        plural = (keyword[1] or "").startswith("r")
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

    def _match_last(self, tokens: list[str]) -> tuple[str | None, int]:
        for width in range(min(_MOST_WORDS, len(tokens)), 0, -1):
            words = tokens[-width:]
            code = self._codes.get(" ".join(words).casefold()) if words[0][:1].isupper() else None
            if code is not None:
                return code, width
        return None, 0


def _find_keywords(text: str) -> Iterator[re.Match[str]]:
    """Yield each *Kommune* that begins a word."""
    for keyword in _KEYWORD.finditer(text):
        before = text[keyword.start() - 1 : keyword.start()] if keyword.start() else ""
        if not (before.isalnum() or before == "_"):
            yield keyword


def _continue_list(tokens: list[str], *, plural: bool) -> bool:
    """Say whether another name may stand before: "Ishøj og Vallensbæk Kommune", but not "Lars Kolding, Esbjerg"."""
    if not tokens:
        return False
    return tokens[-1].casefold() in _JOINERS or (plural and tokens[-1] == ",")


def _list_spellings(roster: Roster) -> Iterator[tuple[str, str]]:
    for municipality in roster:
        official = re.sub(r"\s*(Regions)?[Kk]ommune$", "", municipality.official_name)
        for name in (municipality.name, official, *municipality.aliases):
            plain = fold(name).casefold()
            yield plain, municipality.code
            yield plain.replace("-", " "), municipality.code
            yield plain.rstrip("'"), municipality.code


@lru_cache(maxsize=4)
def name_finder(roster: Roster) -> NameFinder:
    """Return the finder for a roster, built once."""
    return NameFinder(roster)

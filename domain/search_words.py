"""Words as the search compares them: whichever way Danish letters are spelt, and however a noun or verb is bent."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
"""A word is letters and digits; all else stands between words."""

_SPELT_OUT = (("å", "aa"), ("ø", "oe"), ("æ", "ae"), ("ö", "oe"), ("ä", "ae"))
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")

_VOWELS = "aeiouy"
_ENDINGS = (
    *("hed", "ethed", "ered", "e", "erede", "ende", "erende", "ene", "erne", "ere", "en", "heden", "eren", "er"),
    *("heder", "erer", "heds", "es", "endes", "erendes", "enes", "ernes", "eres", "ens", "hedens", "erens", "ers"),
    *("ets", "erets", "et", "eret", "s"),
)
_COMMON = ("", "e", "en", "et", "er", "ene", "erne", "s", "es", "ens", "ets", "ers", "enes", "ernes", "ede", "ende")
_LONGEST_FIRST = tuple(sorted(_ENDINGS, key=len, reverse=True))
_BEFORE_S = frozenset("abcdfghjklmnoprtvyz")
_DERIVATIONS = ("elig", "els", "lig", "ig")
_HARD_PAIRS = ("gd", "dt", "gt", "kt")
_SHORTEST_HEAD = 3
"""Letters of a word that no ending is taken from (R1 of the stemmer begins after them at the earliest)."""


def fold(text: str) -> str:
    """Return text in the one spelling that is compared: 'Århus' and 'AARHUS' are both 'aarhus', 'idé' is 'ide'.

    Of text in NFC each character is folded by itself, whatever stands beside it.
    """
    folded = text.casefold()
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFC", folded)
    for letter, spelt in _SPELT_OUT:
        folded = folded.replace(letter, spelt)
    return folded if folded.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", folded).casefold())


def split_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(fold(text))


def find_stem(word: str) -> str:
    """Return what the inflections of a folded word have in common.

    The Danish stemmer of Snowball (snowballstem.org/algorithms/danish/stemmer.html), which is also the
    dictionary ``danish_stem`` of PostgreSQL; æ, ø and å are spelt out here.
    """
    start = _find_region(word)
    word = _drop_ending(word, start)
    word = _drop_consonant(word, start)
    word = _drop_derivation(word, start)
    is_doubled = len(word) > start and word[-1:] not in _VOWELS and word[-1:] == word[-2:-1]
    return word[:-1] if is_doubled else word


def list_inflections(word: str) -> tuple[str, ...]:
    """Return the words, spelt in full, that have the same stem as this one and do not begin with it.

    Only with the endings that are common: each of these words makes a search slower.
    """
    stem = find_stem(word)
    if stem == word or len(stem) < _SHORTEST_HEAD:
        return ()
    # Of two equal consonants the stem has kept one: 'skatten' is bent from 'skat'.
    heads = (stem, stem + stem[-1]) if word.startswith(stem + stem[-1]) else (stem,)
    candidates = dict.fromkeys(f"{head}{ending}" for head in heads for ending in _COMMON)
    return tuple(one for one in candidates if not one.startswith(word) and find_stem(one) == stem)


def _find_region(word: str) -> int:
    """Return where R1 begins: after the first consonant behind a vowel, but not before three letters."""
    for position in range(1, len(word)):
        if word[position - 1] in _VOWELS and word[position] not in _VOWELS:
            return max(position + 1, _SHORTEST_HEAD)
    return len(word)


def _drop_ending(word: str, start: int) -> str:
    ending = next((one for one in _LONGEST_FIRST if word.endswith(one) and len(word) - len(one) >= start), "")
    if ending == "s" and word[-2:-1] not in _BEFORE_S:
        return word
    return word.removesuffix(ending)


def _drop_consonant(word: str, start: int) -> str:
    """Drop the last letter of a pair such as 'kt'."""
    return word[:-1] if word.endswith(_HARD_PAIRS) and len(word) - 2 >= start else word


def _drop_derivation(word: str, start: int) -> str:
    if word.endswith("igst"):
        word = word[:-2]
    # 'løst', its ø spelt out.
    if word.endswith("loest") and len(word) - len("loest") >= start:
        return word[:-1]
    for derivation in _DERIVATIONS:
        if word.endswith(derivation) and len(word) - len(derivation) >= start:
            return _drop_consonant(word.removesuffix(derivation), start)
    return word

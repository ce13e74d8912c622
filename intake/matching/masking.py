"""Masks the municipalities that a sentence names, so that what is left is grammar.

§ is another municipality, ¤ the sender's own, # a group without names, and several of them in a row are % with their
own in it, or € without. Bare names are read here, which prove nothing by themselves.
"""

import re
from collections.abc import Collection, Iterator

from domain.pattern import compile_late
from intake.classification.phrases import holds_any
from intake.matching.names import NameFinder

_CAPITAL = compile_late(r"[A-ZÆØÅ](?<![\w-].)[\w-]*(?:'s?)?")
_LAST_WORD = compile_late(r"([^\W\d_][\w'-]*)?(\W*)\Z")
_LOOK_BACK = 40
_COMMON_WORDS = frozenset({"Vejen", "Skive", "Greve", "Odder", "Varde", "Faxe", "Mors", "Struer", "Tønder", "Lejre"})
"""Names that are words as well: at the beginning of a sentence, where all words are capitalised, they are no names."""
_ANY_COMMON = "|".join(sorted(_COMMON_WORDS)).lower()
_COMMON_BESIDE_NAME = compile_late(
    rf"(?<![\w-])(?:{_ANY_COMMON})(?=(?:,| og| samt| &) [A-ZÆØÅ])|"
    rf"(?<=[a-zæøå] og )(?:{_ANY_COMMON})(?![\w-])"
)
"""In a text written small: "odder og Horsens", once the other is known."""
_ACTS = compile_late(r"(?<!Vejen)\s+(?:er|har|vil|ønsker|sender|svarer|står|deltager|tilslutter|skriver)\b")
"""What municipalities do, and other things of these names do not."""
_BEFORE_A_NAME = frozenset({
    "både", "også", "svaret", "fra", "for", "af", "med", "og", "vi", "i", "hos", "samt", "mellem", "sammen",
    "kommunerne", "kommuner", "byrådet", "udvalget", "hverken", "da", "svar", "høringssvar", "fællessvar",
    "som", "ligesom", "til", "på",
})  # fmt: skip
_NO_TOWN = compile_late(
    r"(?!\s*\n\s*\n)\s+(?:(?!(?:Byråd|Kommunalbestyrelse)s?\b|(?:Mvh|Vh|Kh|Bh|Hilsen|Venlig|Med|Bedste)\b)[A-ZÆØÅ]|"
    r"(?:gymnasium|sygehus|hospital|skole|friskole|universitet|bibliotek|havn|forsyning|museum|festival|fjord|kunst|lærer|børne)\w*)"
)
"""What follows makes a name that of something else: "Nyborg Gymnasium"; not the sign-off below it."""
_KOMMUNE = compile_late(r"\s+(?:regions)?kommune(?:rnes|rne|rs|r|s)?(?!\w)", re.IGNORECASE)
WRITTEN_SMALL = compile_late(r"(?<![\w-])([\w-]{2,25}) (?:og|samt|&|\+) ([\w-]{2,25}) kommuner?(?!\w)")
_GROUP = compile_late(
    r"(?:nabo|ø-)kommunen?(?:s|rne|r)?(?!\w)|"
    r"(?:de\s+)?(?:to|tre|fire|fem|seks|syv|otte|ni|ti)\s+(?:\w+\s+)?(?:nabo|ø-)?kommuners?(?!\w)|"
    r"kommunerne\s+(?:på|omkring|langs|ved|i\s+(?:den|det))\s+\w+|en\s+anden\s+kommune"
)
_GROUP_WITH_US = compile_late(
    r"(?:alle\s+|os\s+|vi\s+|vores\s+|i\s+)*begge\s+(?:\w+\s+)?(?:kommuners?|byråd|kommunalbestyrelser)(?!\w)|"
    r"\b(?:vi|vores|os)\s+(?:alle\s+)?(?:to|tre|fire|fem|seks)\s+(?:\w+\s+)?kommuners?(?!\w)|"
    r"\b(?:os|vi)\s+begge(?:\s+to)?\b|\bos\s+alle\s+(?:to|tre|fire|fem|seks)\b|(?<=for )begge(?=\W*$)"
)
_COUNTING_US = ("begge", "os alle", " to ", " tre ", " fire ", " fem ", " seks ")
GROUP_WORDS = ("begge", "kommuner", "nabokommune", "ø-kommune", "os alle ", "anden kommune")
_LIST = compile_late(
    r"(?:(?:både|hverken|kommunerne)\s+)?[§¤#](?:\s*(?:,|/|&|\+|\bog\b|\bsamt\b|\bsåvel\s+som\b|\bplus\b|\beller\b)+\s*"
    r"(?:(?:for|fra|også|af|hos|i)\s+){0,2}[§¤#])+"
)
_KOMMUNE_BEHIND = compile_late(
    r"([§¤])\s+(?:(?:regions)?kommune(?:rnes|rne|rs|r|s)?|byråds?|kommunalbestyrelses?)(?!\w)"
)
_ASIDE = compile_late(r"\s*\([^()§¤#%€]{1,40}\)")
"""Between a list of names and its verb: "Odense, Assens og Nyborg (FynSyd) sender"."""
_SMALL_WORD = compile_late(r"(?<![\w@./-])[a-zæøå][\w-]{2,25}(?![\w@-]|\.\w)")
"""Not part of an address: "www.nyborg.dk"."""
_SMALL_WORD_BESIDE = compile_late(
    r"(?:(?<=\bfra )|(?<=\baf )|(?<=\bfor )|(?<=\bog )|(?<=\bsamt )|(?<=& ))[a-zæøå][\w-]{2,25}(?![\w@-]|\.\w)|"
    r"(?<![\w@./-])[a-zæøå][\w-]{2,25}(?= (?:og|samt|&|kommune)(?!\w))"
)
"""Where sentences begin with capitals, a name must be somebody's or beside another: "målt med middelfart" is none."""
_CAPITAL_FIRST = compile_late(r"(?:\A\W*|[.!?:]\s+|\n\s*|\bKL)[A-ZÆØÅ]?")
"""A telephone sets these by itself, at the beginning of a sentence or line; and our name is always written so."""
_SIGN_OFF = compile_late(
    r"^[ \t]*(?:(?:med[ \t]+)?(?:venlig|bedste|kærlig|mange|de[ \t]+bedste)\w*[ \t]+hils|"
    r"(?:hilsen|mvh|vh|kh|bh|sendt[ \t]+fra)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def raise_names(text: str, finder: NameFinder) -> str:
    """Return a text in which the writer set no capitals, with the names above its sign-off written as names."""
    sign_off = _SIGN_OFF.search(text)
    end = sign_off.start() if sign_off else len(text)
    if not _CAPITAL_FIRST.sub(" ", text[:end]).islower():
        return text
    words = _SMALL_WORD if text[:end].replace("KL", "").islower() else _SMALL_WORD_BESIDE
    raised = words.sub(lambda found: _raise(found[0], finder), text[:end])
    if raised != text[:end]:
        raised = _COMMON_BESIDE_NAME.sub(lambda found: found[0].capitalize(), raised)
    return raised + text[end:]


def _raise(word: str, finder: NameFinder) -> str:
    name = word.capitalize()
    return name if name.removesuffix("s") not in _COMMON_WORDS and finder.find_genitive(name) else word


def names_another(text: str, finder: NameFinder, owners: Collection[str]) -> bool:
    """Say whether a municipality beside the sender's is named; his own stands in every letter, and is not looked at."""
    named = finder.pick_genitives(_CAPITAL.findall(text))
    others = {name for name, code in named.items() if code not in owners}
    if not others:
        return False
    return any(found[0] in others and not _is_part_of_name(text, found) for found in _CAPITAL.finditer(text))


def _list_names(text: str, finder: NameFinder) -> Iterator[tuple[int, int, str]]:
    """Yield where bare names of municipalities stand: capitalised, whole, and no part of a longer name."""
    for found in _CAPITAL.finditer(text):
        code = finder.find_genitive(found[0])
        if code and not _is_part_of_name(text, found):
            yield found.start(), found.end(), code


def _is_part_of_name(text: str, found: re.Match[str]) -> bool:
    has_kommune = _KOMMUNE.match(text, found.end()) is not None
    last = _LAST_WORD.search(text[max(0, found.start() - _LOOK_BACK) : found.start()])
    before, between = (last[1] or "", last[2]) if last else ("", "")
    is_first = not before or "." in between or "\n" in between
    if is_first and found[0] in _COMMON_WORDS and not (has_kommune or _ACTS.match(text, found.end())):
        return True
    if before[:1].isupper() and not between.strip() and before.lower() not in _BEFORE_A_NAME and not is_first:
        return True
    return not has_kommune and (_NO_TOWN.match(text, found.end()) is not None or _is_numbered(text, found))


def _is_numbered(text: str, found: re.Match[str]) -> bool:
    """Say whether a post code stands before a name: "5800 Nyborg"."""
    return text[max(0, found.start() - 2) : found.start()].strip().isdigit()


def mask(said: str, finder: NameFinder, owners: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return a sentence in small letters with signs for names, and the codes of others in it."""
    parts: list[str] = []
    others: list[str] = []
    last = 0
    for start, end, code in _list_names(said, finder):
        parts += (said[last:start].lower(), "¤" if code in owners else "§")
        others += () if code in owners else (code,)
        last = end
    masked = _ASIDE.sub("", _KOMMUNE_BEHIND.sub(r"\1", "".join((*parts, said[last:].lower()))))
    for found in WRITTEN_SMALL.finditer(masked) if " kommune" in masked else ():
        codes = [finder.find_genitive(word.capitalize()) for word in found.groups()]
        if all(codes):
            masked = masked.replace(found[0], "%")
            others += (code for code in codes if code and code not in owners)
    return _LIST.sub(_name_list, _mask_groups(masked)), tuple(dict.fromkeys(others))


def _mask_groups(masked: str) -> str:
    if not holds_any(masked, GROUP_WORDS):
        return masked
    if holds_any(masked, _COUNTING_US):
        masked = _GROUP_WITH_US.sub("%", masked)
    return _GROUP.sub("#", masked)


def _name_list(found: re.Match[str]) -> str:
    signs = set(found[0]) & set("§¤#")
    if signs == {"¤"}:
        return "¤"
    return "%" if "¤" in signs else "€"

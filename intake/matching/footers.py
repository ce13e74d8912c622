"""Takes off what is printed below a signature: whom the municipality shares its switchboard, its IT or a geopark with.

"Center for it drives sammen med Hørsholm og Allerød", "Vestegnens kommuner: Albertslund, Brøndby, …": such lines name
others and say nothing of the answer. A postscript does, and so may a second signer: "Ib Holm, Assens Kommune".
"""

import re
from collections.abc import Collection, Iterator

from domain.pattern import compile_late
from intake.matching.names import NameFinder
from intake.matching.places import RECEIVERS, SIGN_OFF, is_prose

_CAPITAL = compile_late(r"(?<![\w-])[A-ZÆØÅ][\w-]*(?:'s?)?")
_OF_THE_ANSWER = compile_late(
    r"svar|høring|udtal|bemærk|kommenta|dokument|vedhæft|vedlagt|brev|skriv|skrev|send|afgive|gælder|enig|tilslut|"
    r"støtte|bakke|begge|vegne|også|\bhar\b(?! du)|med på\b|står bag|holdning|\bmener|\bsynes"
)
"""A line with such a word may bind others to the answer, and stays."""
_POSTSCRIPT = compile_late(r"\W*p\.?\s?s\b", re.IGNORECASE)
_SIGNERS = compile_late(
    r"formand|formænd|borgmest|direktør|chef|leder|konsulent|sekretær|fuldmægtig|rådmand|underskr|afsender|\bfra\b|\bfor\b"
)
"""Who signs, for two or for one; "for" and "fra" name whom."""
_LABEL = compile_late(r"[^:]{3,60}:\s|.{3,60}?\s[-–|•·]\s|\(?(?:del|medlem|en del) af\b", re.IGNORECASE)
"""A heading, or the name of what is shared, with those who share it behind: "Geopark Vestjylland | Lemvig, Struer"."""
_SPEAKS = compile_late(
    r"\b(?:vi|du|dækker|betjener|drives|deles|driver|varetage[rs]?|hører|servicerer|besøg|følg|oplev|læs|kom|ring)\b",
    re.IGNORECASE,
)
_KOMMUNE = compile_late(r"\W*(?:regions)?kommuner?s?\W*", re.IGNORECASE)
_WORDS_OF_NAME = 2


def strip_footers(text: str, finder: NameFinder, owners: Collection[str]) -> str:
    """Return a folded text without the lines below its signature that name others and are nobody's signature."""
    lines = text.split("\n")
    start = _find_signature(lines, finder, owners) if owners else None
    if start is None:
        return text
    return "\n".join((*lines[:start], *_strip_lines(lines[start:], finder, set(owners))))


def strip_signature(signature: str, finder: NameFinder, owners: Collection[str]) -> str:
    """Return folded last lines as ``strip_footers`` leaves them: all of them are the signature."""
    return "\n".join(_strip_lines(signature.split("\n"), finder, set(owners))) if owners else signature


def _strip_lines(lines: list[str], finder: NameFinder, owners: set[str]) -> list[str]:
    named = [_find_codes(line, finder) for line in lines]
    if not any(codes - owners for codes in named):
        return lines
    return list(_list_kept(lines, named, owners))


def _list_kept(lines: list[str], named: list[set[str]], owners: set[str]) -> Iterator[str]:
    has_signed = False
    for index, (line, codes) in enumerate(zip(lines, named, strict=True)):
        if _POSTSCRIPT.match(line):
            yield from lines[index:]
            return
        # The sign-off itself may name who signs: "Hilsen Odense og Assens kommuner".
        if index and codes - owners and _is_footer(line, codes, owners, has_signed=has_signed):
            continue
        has_signed = has_signed or (bool(codes) and codes <= owners)
        yield line


def _is_footer(line: str, codes: set[str], owners: set[str], *, has_signed: bool) -> bool:
    if RECEIVERS.match(line):
        return True
    small = line.lower()
    if _OF_THE_ANSWER.search(small):
        return False
    if is_prose(line) or _SPEAKS.search(line):
        return True
    # Who signs names himself once: a list with his name in it again is of something else.
    lists = len(codes) > 1 and (bool(codes & owners) or _LABEL.match(line) is not None)
    return has_signed and lists and _SIGNERS.search(small) is None


def _find_signature(lines: list[str], finder: NameFinder, owners: Collection[str]) -> int | None:
    """Find the line that signs off, else the last one, below others, that is the municipality's name and no more."""
    first = next((index for index, line in enumerate(lines) if SIGN_OFF.match(line)), None)
    if first is not None:
        return first
    written = [index for index, line in enumerate(lines) if line.strip()]
    alone = (index for index in reversed(written[1:]) if _is_own_name(lines[index], finder, owners))
    return next(alone, None)


def _is_own_name(line: str, finder: NameFinder, owners: Collection[str]) -> bool:
    name = _KOMMUNE.sub("", line).strip(" ,.")
    return 0 < len(name.split()) <= _WORDS_OF_NAME and finder.find_genitive(name) in owners


def _find_codes(line: str, finder: NameFinder) -> set[str]:
    return {code for word in _CAPITAL.findall(line) if (code := finder.find_genitive(word))}

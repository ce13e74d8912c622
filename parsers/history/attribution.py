"""The line above a quotation that says who wrote it and when: 'Den 28. juni 2019 kl. 14.05 skrev Fie <f@kl.dk>:'."""

import re

from parsers.history.header_block import LOOKED_AT, has_moment

WROTE = re.compile(
    r"\b(?:skrev|skreiv|wrote|schrieb|schreef|kirjoitti|ha scritto|escribió|escreveu|napisał\S{0,4}|pisze)\b"
    r"|\ba écrit\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\s{0,8}(?:den|på|on|am|le|op|el|il|em|w dniu|\d{1,4}[./-]|(?:man|tir|ons|tor|fre|lør|søn|mon|tue|wed|thu|fri|sat"
    r"|sun|mån|tis|lör|sön|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b)",
    re.IGNORECASE,
)
# A name and nothing else between verb and colon; 'skrev I:' and 'skrev KL følgende:' are a letter's own words.
_NAMES = re.compile(
    r"^,?\s{0,3}(?!(?:I|Du|De|Vi|Jeg|Man)\b)[A-ZÆØÅÄÖÜ][\w.'’-]{0,40}(?: [A-ZÆØÅÄÖÜ(/][\w.'’()/-]{0,40}){0,6}\s{0,3}:$"
)
_ADDRESS_ONLY = re.compile(r"^[^:.!?<>]{0,80}<[^<>\s]{1,200}@[^<>\s]{1,200}> ?\w{1,12}:$")
_OWN_VOICE = re.compile(r"^\s{0,8}(?:I|Vi|Du|De|Jeg) ")
_WRAPPED = re.compile(r"^> ?(?:skrev|wrote|schrieb|napisał\S{0,4})?\s?:$")
_UNCLOSED = re.compile(r"<[^<>\s]{0,200}@[^<>\s]{1,200}$")
_REACH = 3


def find_attribution(lines: list[str], at: int) -> tuple[int, int] | None:
    """Find the lines of an attribution around the line with its verb; mail programs wrap it."""
    reach = range(at, min(at + _REACH, len(lines)))
    end = next((i for i in reach if lines[i].endswith(":")), None)
    if end is None or not all(lines[at : end + 1]):
        return None
    for start in range(at, max(-1, at - _REACH), -1):
        if not lines[start]:
            break
        if _BEGINS.match(lines[start][:LOOKED_AT]):
            return start, end
    return at, end


def find_introduction(lines: list[str], end: int) -> int | None:
    """Find where the attribution begins that ends with the line directly above a quotation.

    There it may be in any language: '28.06.2019, 14:05, "Fie" <f@kl.dk>:'.
    """
    for start in range(end, max(-1, end - _REACH), -1):
        if not lines[start]:
            break
        text = " ".join(lines[start : end + 1])[:LOOKED_AT]
        if _introduces(text):
            found = find_attribution(lines, start)
            return min(start, found[0]) if found else start
    return None


def _introduces(text: str) -> bool:
    if WROTE.search(text):  # K-9: 'Fie <f@kl.dk> skrev: (28. juni 2019 14.05.32 CEST)'
        return text.endswith(":") or (text.endswith(")") and has_moment(text))
    return text.endswith(":") and has_moment(text) and ("@" in text or bool(_BEGINS.match(text)))


def stands_alone(text: str, *, signed: bool) -> bool:
    """Say whether an attribution shows that all below it is history, though no ``>`` marks it.

    It must give the moment and an address; a name will do below the sender's sign-off. 'Den 28. juni 2019
    kl. 14 skrev KL følgende:' is the sender's own.
    """
    text = text[:LOOKED_AT]
    if not text.endswith(":") or _OWN_VOICE.match(text):
        return False
    verb = WROTE.search(text)
    if verb is None:  # '28.06.2019, 14:05, "Fie Jensen" <fie@kl.dk>:'
        return signed and bool(_BEGINS.match(text)) and text.endswith(">:") and has_moment(text)
    if not has_moment(text):  # K-9: 'Fie Jensen <fie@kl.dk> skrev:'
        return signed and bool(_ADDRESS_ONLY.match(text))
    named = _NAMES.match(text[verb.end() :]) or (_BEGINS.match(text) and text[verb.end() :].strip() == ":")
    return "@" in text or (signed and bool(named))


def join_wrapped(lines: list[str]) -> list[str]:
    """Join an attribution that was wrapped inside its address, which leaves a line that looks quoted: '>:'."""
    joined: list[str] = []
    for line in lines:
        if joined and line.startswith(">") and _WRAPPED.match(line[:LOOKED_AT]) and _UNCLOSED.search(joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined

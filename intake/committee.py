"""Which committee (udvalg) of the municipality answers, as signature, letterhead and letter name it.

A committee is called after its field, 'Børne- og Undervisningsudvalget', or with it, 'Udvalget for Skole og
Dagtilbud'. Committees of KL, of Parliament and of the staff are spoken of as well, and answer nothing here.
"""

import re
from collections import Counter
from collections.abc import Iterator

from domain.message import ReadMail
from domain.pattern import compile_late
from intake.documents import find_documents

HEAD = 3_000
TAIL = 1_000
"""Characters at the beginning and the end of each text: who answers is said in the letterhead or the signature."""

_LONGEST = 120
"""Characters of a name before and behind the word that says what it is."""

_HINT = compile_late(r"udvalg(?<=[^\W_]udvalg)|Udvalget?\s{1,3}for")
_CORE = "dvalg"
"""Of each hint, whatever its first letter: where it does not stand, there is none."""
_FIELD = r"[A-ZÆØÅ][\wæøå]{1,30}"
_NAME = compile_late(
    rf"\b(?P<after>(?:{_FIELD}-(?:,\s{{1,3}}|\s{{1,3}}(?:og|&|samt)\s{{1,3}})){{0,4}}[A-ZÆØÅ]\w{{1,40}}?udvalg)(?:ets?)?\b"
    rf"|\bUdvalget?\s{{1,3}}for\s{{1,3}}(?P<fields>{_FIELD}(?:(?:,\s{{1,3}}|\s{{1,3}}(?:og|&|samt)\s{{1,3}}){_FIELD}){{0,4}})"
)
_OTHERS = compile_late(r"(?:\bKL'?s|\bKL’s|\bFolketingets|\bKKRs?|\bRegion\w*)\s{1,3}$")
_AT_KL = compile_late(r"^(?:,|\s{1,3}(?:i|hos))\s{1,3}KL\b")
_NOT_ELECTED = frozenset(
    f"{field}udvalg" for field in ("hoved", "lokal", "forretnings", "arbejds", "samarbejds", "arbejdsmiljø", "elev")
)
_TOGETHER = compile_late(r"^\s{0,3}(?:og|samt|&)\s{1,3}$")


def find_committee(mail: ReadMail) -> str:
    """Find the committee that answers: of those named, the one named most, in the mail before its documents.

    Two that are named in one breath answer jointly. Empty where none is named.
    """
    texts = (mail.body, *(document.extracted.text for document in find_documents(mail)))
    named = [tuple(_list_committees(_cut(text))) for text in texts]
    first = next((committees for committees in named if committees), ())
    tally = Counter(committee for committees in named for committee in committees)
    return max(first, key=lambda committee: tally[committee], default="")


def _cut(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n\n{text[-TAIL:]}"


def _list_committees(text: str) -> Iterator[str]:
    """Yield each committee as often as it is named, joint ones as one."""
    pending, end = "", 0
    for found in _list_names(text):
        if not _is_own(found, text):
            continue
        name = _write_name(found)
        if pending and name != pending and _TOGETHER.match(text[end : found.start()]):
            name = f"{pending} og {name}"
        elif pending:
            yield pending
        pending, end = name, found.end()
    if pending:
        yield pending


def _list_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the names around each place that may hold one: a whole letter takes ten times as long."""
    end = 0
    while (hint := _find_hint(text, end)) is not None:
        found = _NAME.search(text, max(end, hint.start() - _LONGEST), hint.end() + _LONGEST)
        end = max(hint.end(), found.end() if found else 0)
        if found:
            yield found


def _find_hint(text: str, start: int) -> re.Match[str] | None:
    while (at := text.find(_CORE, start + 1)) > 0:
        if hint := _HINT.match(text, at - 1):
            return hint
        start = at
    return None


def _is_own(found: re.Match[str], text: str) -> bool:
    before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 12]
    return not _OTHERS.search(before) and not _AT_KL.match(after) and (found["after"] or "").lower() not in _NOT_ELECTED


def _write_name(found: re.Match[str]) -> str:
    """Return the name in its definite form and on one line, without genitive."""
    # 'Udvalget for Børn og Unges svar': no field of a municipality ends in s.
    name = f"{found['after']}et" if found["after"] else f"Udvalget for {found['fields'].removesuffix('s')}"
    return " ".join(name.split())

"""Where a mail says in whose name it speaks: "på vegne af Ærø Kommune", "fælles svar fra Ishøj og Vallensbæk"."""

import re
from collections.abc import Iterable, Iterator

from intake.matching.names import NameFinder

# Each pattern begins with plain letters: so a text in which they do not stand is passed over at once.
_CLAIMS = (
    re.compile(r"vegne\s+af\s+"),
    re.compile(r"svar(?:et)?\s+fra\s+"),
    re.compile(r"udtalelsen?\s+fra\s+"),
    re.compile(r"bemærkninger(?:ne)?\s+fra\s+"),
    re.compile(r"send(?:er|es)(?:\s+\w+){0,4}\s+for\s+"),
    re.compile(r"aftale\s+med\s+"),
    re.compile(r"fælles\s*(?:hørings)?(?:svar|udtalelse|bemærkninger)\s*:?\s*(?:fra\s+|mellem\s+)?"),
)
_TOGETHER = (
    re.compile(r"fælles\s*(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)"),
    re.compile(r"samle(?:t|de)\s*(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)"),
)
_CLAIM_ENDS = re.compile(r"\.\s|\n\s*\n|[!?]")
_LONGEST_CLAIM = 160
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")


def list_spoken_for(openings: Iterable[str], finder: NameFinder) -> Iterator[tuple[str, str]]:
    """Yield the code of each municipality that folded texts say they speak for, with the words that say so."""
    for text in openings:
        small = text.lower()
        for claim in (*_list_claims(text, small), *_list_joint_sentences(text, small)):
            said = " ".join(claim.split())
            for code in (*finder.find_bare(claim), *finder.find_folded(claim)):
                yield code, said


def _list_claims(text: str, small: str) -> Iterator[str]:
    for pattern in _CLAIMS:
        for found in pattern.finditer(small):
            yield _CLAIM_ENDS.split(text[found.end() : found.end() + _LONGEST_CLAIM], maxsplit=1)[0]


def _list_joint_sentences(text: str, small: str) -> Iterator[str]:
    """Yield the sentences that speak of an answer of several: "Ishøj og Vallensbæk Kommuner har et fælles svar"."""
    if any(pattern.search(small) for pattern in _TOGETHER):
        yield from (said for said in _SENTENCE_END.split(text) if any(p.search(said.lower()) for p in _TOGETHER))

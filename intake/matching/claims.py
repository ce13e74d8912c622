"""Where a mail says in whose name it speaks: "på vegne af Ærø Kommune", "fælles svar fra Ishøj og Vallensbæk"."""

from collections.abc import Iterable, Iterator

from domain.pattern import compile_late
from intake.matching.names import NameFinder
from intake.matching.spelling import Folded

# Each pattern begins with plain letters: so a text in which they do not stand is passed over at once.
_CLAIMS = (
    compile_late(r"vegne\s+af\s+"),
    compile_late(r"svar(?:et)?\s+fra\s+"),
    compile_late(r"udtalelsen?\s+fra\s+"),
    compile_late(r"bemærkninger(?:ne)?\s+fra\s+"),
    compile_late(r"send(?:er|es)(?:\s+\w+){0,4}\s+for\s+"),
    compile_late(r"efter\s+aftale\s+med\s+"),
    compile_late(r"fælles\s*(?:hørings)?(?:svar|udtalelse|bemærkninger)\s*:?\s*(?:(?:fra|mellem|med|for|af)\s+)?"),
    compile_late(r"fællesskab\s+(?:af|med|mellem)\s+"),
    compile_late(r"gælder\s+(?:(?:også|både|for)\s+){1,3}"),
)
_ON_NAMES_BEHALF = compile_late(r"på\s+([^.!?\n]{2,60}?)\s+vegne\b")
_HAS_ASKED_US = compile_late(r"har\s+bedt\s+(?:os|mig|vores)\b")
_TOGETHER = (
    compile_late(r"fælles\s*(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)"),
    compile_late(r"samle(?:t|de)\s*(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)"),
)
_SPEAK = compile_late(
    r"kommuner?\s+(?:afgiver|sender|fremsender|takker|ønsker|bakker|støtter|finder|er\s+enige|vil\s+gerne|"
    r"har\s+(?:sammen|i\s+fællesskab|udarbejdet|afgivet|drøftet|behandlet|følgende|besluttet))\b"
)
_AN_ANSWER = compile_late(r"svar|udtalelse|bemærkning")
_NOT_OURS = compile_late(
    r"\b(?:vi|udvalget|byrådet|forvaltningen)\b.{0,40}\b(?:tilslutte|enige?\b|støtte|bakke|læst|kender)|\bkopi|\bcc\b|"
    r"ved\s+en\s+fejl|fejlsend|fejlagtig|\bførst\s+til\b"
)
"""Said beside an answer, it is another's, or goes to another."""
_PLURAL = compile_late(r"kommuner(?!\w)")
_ABOUT_ANOTHERS = compile_late(r"henvis|tilslut|enig|støtter|bakker|læst|jf\.|inspir|ligesom|kommenter|gengiv|citer")
"""Said in front of it, the answer is another's, and spoken of: "vi henviser til høringssvar fra Aarhus Kommune"."""
_IN_FRONT = 50
_CLAIM_ENDS = compile_late(r"\.\s|\n\s*\n|[!?]")
_LONGEST_CLAIM = 160
_SENTENCE_END = compile_late(r"[.!?]\s|\n\s*\n")


def list_spoken_for(openings: Iterable[Folded], finder: NameFinder) -> Iterator[tuple[str, str]]:
    """Yield the code of each municipality that folded texts say they speak for, with the words that say so."""
    for opening in openings:
        text, small = opening.text, opening.small
        for claim in (*_list_claims(text, small), *_list_joint_sentences(text, small)):
            said = " ".join(claim.split())
            for code in (*finder.find_bare(claim), *finder.find_folded(claim)):
                yield code, said
        for subject in _list_subjects(text, small):
            together = finder.find_folded(subject)
            if len(together) > 1:
                yield from ((code, " ".join(subject.split())) for code in together)


def _list_claims(text: str, small: str) -> Iterator[str]:
    for pattern in _CLAIMS:
        for found in pattern.finditer(small):
            if _ABOUT_ANOTHERS.search(small, max(0, found.start() - _IN_FRONT), found.start()):
                continue
            yield _CLAIM_ENDS.split(text[found.end() : found.end() + _LONGEST_CLAIM], maxsplit=1)[0]
    for found in _ON_NAMES_BEHALF.finditer(small):
        yield text[found.start(1) : found.end(1)]
    for found in _HAS_ASKED_US.finditer(small):
        yield _SENTENCE_END.split(text[max(0, found.start() - _LONGEST_CLAIM) : found.start()])[-1]


def _list_joint_sentences(text: str, small: str) -> Iterator[str]:
    """Yield the sentences that speak of an answer of several: "Ishøj og Vallensbæk Kommuner har et fælles svar"."""
    if any(pattern.search(small) for pattern in _TOGETHER):
        yield from (said for said in _SENTENCE_END.split(text) if any(p.search(said.lower()) for p in _TOGETHER))


def list_together(openings: Iterable[Folded], finder: NameFinder) -> Iterator[dict[str, str]]:
    """Yield each list as "Ishøj og Vallensbæk Kommuner" in folded texts, by code, with its words."""
    for opening in openings:
        for found in _PLURAL.finditer(opening.small):
            before = opening.text[max(0, found.start() - _LONGEST_CLAIM) : found.start()]
            codes = finder.find_list_before(before)
            if len(codes) > 1:
                said = " ".join(f"{_SENTENCE_END.split(before)[-1]}{found[0]}".split())
                yield dict.fromkeys(codes, said)


def list_answerers(text: str, finder: NameFinder) -> Iterator[str]:
    """Yield the municipalities that stand in one sentence of a folded text with an answer."""
    for said in _SENTENCE_END.split(text):
        small = said.lower()
        if _AN_ANSWER.search(small) and not _NOT_OURS.search(small):
            yield from finder.find_folded(said)


def _list_subjects(text: str, small: str) -> Iterator[str]:
    """Yield who speaks in sentences as "Ishøj Kommune og Vallensbæk Kommune takker for muligheden": two or more."""
    for found in _SPEAK.finditer(small):
        before = _SENTENCE_END.split(text[max(0, found.start() - _LONGEST_CLAIM) : found.start()])[-1]
        yield before + text[found.start() : found.end()]

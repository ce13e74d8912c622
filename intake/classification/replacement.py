"""Sees that an answer takes the place of an earlier one: a corrected letter is an answer, and no withdrawal."""

import re

from domain.pattern import compile_late
from intake.classification.contents import Contents, plain, split_sentences
from intake.classification.phrases import ANNOUNCES_FILE, HANDS_OVER, PROMISES, holds_any

_STEMS = (
    "erstat", "rett", "korrig", "revider", "revision", "opdater", "ny ", "nye ", "nyt ", "endelig", "korrekt",
    "rigtige", "bort fra", "i stedet", "fejl", "ignorer", "glem", "version", "udgave", "udskift", "ufuldst",
    "forældet", "mangle", "gælder", "komplet", "replace", "corrected", "revised",
)  # fmt: skip
_PAPER = (
    r"(?:hørings?)?(?:svar|besvarelse|brev|mail|udtalelse|bemærkninger|fil|dokument|udgave|version|henvendelse|notat)"
    r"(?:et|en|ne|s)?\b"
)
_EARLIER = r"(?:tidligere|forrige|først|sidste|foregående|oprindelige|foreløbige|gårs|gamle|første|fremsendte|sendte)"

_REPLACES = compile_late(
    rf"erstatte[rt]?s?\b[^.]{{0,60}}(?:{_EARLIER}|{_PAPER})|{_PAPER}[^.]{{0,40}}erstatte[rs]?\b|"
    r"erstattes af (?:\w+ )?(?:vedhæft|vedlagt|dette|denne|nedenstående)|til erstatning (?:for|af)|"
    rf"i stedet for (?:det|den|vores) (?:\w+ ){{0,2}}?(?:{_EARLIER}|{_PAPER})|"
    rf"udskift\w*[^.]{{0,40}}{_PAPER}|(?:ufuldstændig|forældet|uden gyldighed)|manglede (?:en|et|nogle|desværre|der)|"
    rf"er en revision af|den (?:udgave|version), (?:som|der)|\bdette (?:\w+ )?svar,? (?:der|som) gælder|"
    rf"træder i stedet for|replaces (?:our|the) (?:earlier|previous|former)"
)
"""»erstatter tidligere fremsendte«."""
_NEW_EDITION = compile_late(
    rf"\b(?:rettede?|korrigerede?t?|reviderede?t?|opdaterede?t?|tilrettede?t?|korrekte?|rigtige|fornyede?t?|nyeste|"
    rf"corrected|revised|updated|nyt|komplette) (?:\w+ )?{_PAPER}|"
    rf"\bny(?:e|t)? (?:\w+ )?(?:{_PAPER}(?<!brev)(?<!mail)(?<!fil)(?<!dokument)(?<!notat)(?<!henvendelse))(?! fra kl)|"
    rf"\brettelse[r]? (?:til|af|i) (?:\w+ ){{0,3}}?{_PAPER}|^rettelse\b|"
    rf"(?:rettet|korrigeret|revideret|opdateret) (?:udgave|version|{_PAPER})"
)
"""»en rettet udgave af vores høringssvar«."""
_FINAL = compile_late(
    r"endelig[te]? (?:\w+ ){0,2}?(?:(?:hørings?)?(?:svar|besvarelse|udtalelse)(?:et|en)?|(?:version|udgave))\b"
    r"(?!.{0,80}(?:følger(?! hermed)|eftersendes|kommer|forventes|senere|snarest|\bnår\b|\bvil\b))"
)
"""»hermed det endelige svar«: there has been another before, or will not be any more."""
_DISREGARD = compile_late(
    rf"(?:se (?:venligst |gerne )?(?:helt )?bort fra|bortse fra|ignorer\w*|glem|slet)\b[^.]{{0,40}}(?:{_EARLIER}|"
    rf"{_PAPER})"
)
_WAS_WRONG = compile_late(
    rf"\b(?:fejl|forkerte?|gal) (?:\w+ )?(?:i|{_PAPER})[^.]{{0,60}}(?:{_EARLIER}|{_PAPER}|vedhæft)|"
    rf"\b(?:fik|kom til at|havde|var) (?:\w+ ){{0,4}}(?:forkerte?|gal|fejl)\b"
)
_AMISS_STEMS = ("bort", "ignorer", "glem", "slet", "fejl", "forkert", "gal")
_OF_OTHERS = compile_late(r"nye? (?:hørings?svar|svar) (?:fra|af) (?:elev|foræld)|ingen rettelser|\bkl's|\bjeres\b")
_HEAD = 1_200


def is_replacement(contents: Contents) -> bool:
    """Say whether a mail says of what it brings that it replaces something sent earlier."""
    own = (contents.subject, *contents.pick_sentences(_STEMS))
    if any(_says_replacing(sentence, (_REPLACES, _NEW_EDITION, _FINAL)) for sentence in own):
        return True
    if _says_replacing(contents.document_names.replace("_", " "), (_REPLACES, _NEW_EDITION)):
        return True
    brings = bool(contents.own_documents) or not contents.is_short
    amiss = contents.pick_sentences(_AMISS_STEMS) if brings else ()
    if any(_DISREGARD.search(s) or _WAS_WRONG.search(s) for s in amiss):
        return True
    heads = (document.extracted.text[:_HEAD] for document in contents.own_documents[:3])
    replacing = (s for head in heads if "erstat" in plain(head) for s in split_sentences(head) if "erstat" in s)
    return any(_REPLACES.search(s) and "svar" in s for s in replacing)


def brings_replacement(contents: Contents) -> bool:
    """Say whether a new edition comes with the mail, and is not only announced: what it replaces is taken back."""
    if not contents.own_documents:
        return False
    replacing = [s for s in contents.pick_sentences(_STEMS) if _says_replacing(s, (_REPLACES, _NEW_EDITION))]
    handing = any(HANDS_OVER.search(s) or ANNOUNCES_FILE.search(s) for s in contents.sentences)
    return handing and any(not PROMISES.search(s) for s in replacing)


def _says_replacing(sentence: str, signs: tuple[re.Pattern[str], ...]) -> bool:
    """Say whether a sentence says of an answer that it replaces another, or is its new edition."""
    if not holds_any(sentence, _STEMS) or _OF_OTHERS.search(sentence):
        return False
    return any(sign.search(sentence) for sign in signs)

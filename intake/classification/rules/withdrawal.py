"""A reply is taken back."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.phrases import holds_any
from intake.classification.replacement import brings_replacement
from intake.classification.stage import Stage

_RECALLED = re.compile(r"^(?:tilbagekald(?:else)?|recall|message recall|återkalla|tilbakekall\w*)\s*:")
_STEMS = (
    "træk", "trukket", "tilbagekald", "tilbagetag", "tilbagetræk", "annuller", "ophæv", "udgår", "bortfald", "bort fra",
    "bortse", "ignorer", "withdraw", "disregard", "glem", "slet", "kald", "makuler",
    "destruer", "kasser", "gælde", "skal ikke",
)  # fmt: skip
_TAKEN_BACK = re.compile(
    r"kald\w*\b[^.]{0,40}(?:svar|bemærkninger|udtalelse)\w*[^.]{0,20}\btilbage|(?:makuler|destruer|"
    r"kasser)\w*\b[^.]{0,40}svar|"
    r"(?:svar|udtalelse)\w*[^.]{0,40}(?:gælder ikke|ikke (?:længere )?gældende|skal ikke (?:bruges|medregnes|tælle))|"
    r"træk(?:ker|kes|ke)\b.{0,80}\btilbage|trukket\b.{0,60}\btilbage|tilbagetræk|tilbagekald|tilbagetag|(?:annuller|"
    r"ophæv)\w{0,30}[^.]{0,40}\b(?:hørings?)?svar|"
    r"(?:hørings?)?svar\w{0,30}[^.]{0,40}\b(?:annuller|udgår|bortfalder|trækkes)|withdraw\w*[^.]{0,60}\b(?:answer|"
    r"response|reply)"
)
_IGNORED = re.compile(
    r"(?:se (?:venligst |gerne )?(?:helt )?bort fra|bortse fra|ignorer\w{0,30}|disregard|\bglem|\bslet(?:te|"
    r"tes)?\b(?! ikke))[^.]{0,60}\b(?:mail|"
    r"svar|"
    r"høringssvar|e-mail|fremsendte|henvendelse|brev|besvarelse|response)"
)
_POINTS_BACK = re.compile(
    r"(?:se|bedes)? ?(?:\w+ ){0,4}bort fra (?:det|den|dette|denne|dem)\b(?! \w+[a-zæøå])|sendt ved en fejl"
)
_TO_WRONG_READER = re.compile(
    r"rette modtager|ved en fejl har modtaget|modtaget (?:\w+ )?(?:mail|e-mail)\w* ved en fejl"
)
_OWN_WORK = re.compile(r"trække[rs]?\b[^.]{0,40}\b(?:på|i) (?:samme|erfaring)")
_REPLY = re.compile(r"svar|bemærkning|udtalelse|mail|besvarelse|meddelelse|henvendelse|response|answer|reply")


class Withdrawal:
    """Looks at what the sender wrote; a corrected document that replaces another is a reply."""

    name = "withdrawal"
    stage = Stage.WITHDRAWAL

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return withdrawal with the sentence that says it."""
        if _RECALLED.match(contents.subject):
            return KindFinding(Kind.WITHDRAWAL, self.name, (f"emnet er »{contents.subject[:80]}«",))
        if not holds_any(contents.letter_words, _STEMS):
            return None
        said = next((s for s in contents.letter_sentences if _takes_back(s, contents)), None) or _find_pointer(contents)
        if said is None or brings_replacement(contents):
            return None
        return KindFinding(Kind.WITHDRAWAL, self.name, (f"»{said[:160]}«",))


def _takes_back(sentence: str, contents: Contents) -> bool:
    if _TAKEN_BACK.search(sentence) and not _OWN_WORK.search(sentence) and _REPLY.search(sentence):
        return True
    brings_other = bool(contents.own_documents) or not contents.is_short
    return bool(_IGNORED.search(sentence)) and not brings_other and not _TO_WRONG_READER.search(sentence)


def _find_pointer(contents: Contents) -> str | None:
    """Find a sentence that takes back what the words before it named: "Svaret … Vi beder jer se bort fra det."."""
    if contents.own_documents or not contents.is_short or not _REPLY.search(contents.words):
        return None
    return next((s for s in contents.sentences if _POINTS_BACK.search(s) and not _TO_WRONG_READER.search(s)), None)


rule = Withdrawal()

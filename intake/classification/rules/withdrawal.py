"""A reply is taken back."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_RECALLED = re.compile(r"^(?:tilbagekald(?:else)?|recall|message recall)\s*:")
_TAKEN_BACK = re.compile(
    r"træk(?:ker|kes|ke)\b.{0,80}\btilbage|tilbagetræk|tilbagekald|tilbagetag|(?:annuller|"
    r"ophæv)\w{0,30}[^.]{0,40}\b(?:hørings?)?svar|"
    r"(?:hørings?)?svar\w{0,30}[^.]{0,40}\b(?:annuller|udgår|bortfalder|trækkes)"
)
_IGNORED = re.compile(
    r"(?:se (?:venligst )?bort fra|bortse fra|ignorer\w{0,30})[^.]{0,60}\b(?:mail|svar|høringssvar|e-mail|fremsendte|"
    r"henvendelse|brev)"
)
_OWN_WORK = re.compile(r"trække[rs]?\b[^.]{0,40}\b(?:på|i) (?:samme|erfaring)")


class Withdrawal:
    """Looks at what the sender wrote; a corrected document that replaces another is a reply."""

    name = "withdrawal"
    stage = Stage.WITHDRAWAL

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return withdrawal with the sentence that says it."""
        if _RECALLED.match(contents.subject):
            return KindFinding(Kind.WITHDRAWAL, self.name, (f"emnet er »{contents.subject[:80]}«",))
        for sentence in contents.letter_sentences:
            taken_back = _TAKEN_BACK.search(sentence) and not _OWN_WORK.search(sentence)
            if taken_back and _speaks_of_reply(sentence):
                return KindFinding(Kind.WITHDRAWAL, self.name, (f"»{sentence[:160]}«",))
            if _IGNORED.search(sentence) and not contents.own_documents and contents.is_short:
                return KindFinding(Kind.WITHDRAWAL, self.name, (f"»{sentence[:160]}«",))
        return None


def _speaks_of_reply(sentence: str) -> bool:
    return bool(re.search(r"svar|bemærkning|udtalelse|mail|besvarelse|meddelelse|henvendelse", sentence))


rule = Withdrawal()

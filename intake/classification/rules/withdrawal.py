"""A reply is taken back."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.phrases import holds_any
from intake.classification.replacement import brings_replacement
from intake.classification.stage import Stage
from intake.classification.taking_back import STEMS, asks_to_ignore, find_pointer, takes_back

_RECALLED = compile_late(r"^(?:tilbagekald(?:else)?|recall|message recall|återkalla|tilbakekall\w*)\s*:")


class Withdrawal:
    """Looks at what the sender wrote; a corrected document that replaces another is a reply."""

    name = "withdrawal"
    stage = Stage.WITHDRAWAL

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return withdrawal with the sentence that says it."""
        if _RECALLED.match(contents.subject):
            return KindFinding(Kind.WITHDRAWAL, self.name, (f"emnet er »{contents.subject[:80]}«",))
        if not holds_any(contents.letter_words, STEMS):
            return None
        said = next((s for s in contents.pick_letter_sentences(STEMS) if takes_back(s)), None)
        said = said or _find_ignoring(contents)
        if said is None or brings_replacement(contents):
            return None
        return KindFinding(Kind.WITHDRAWAL, self.name, (f"»{said[:160]}«",))


def _find_ignoring(contents: Contents) -> str | None:
    """Find a sentence that asks to ignore an answer, where no other comes with it."""
    if contents.own_documents or not contents.is_short:
        return None
    return next((s for s in contents.sentences if asks_to_ignore(s)), None) or find_pointer(contents.sentences)


rule = Withdrawal()

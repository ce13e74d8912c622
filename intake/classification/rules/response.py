"""An answer: a document that speaks of the matter, or own words that say what somebody thinks."""

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.matter import is_foreign, names_other_matter
from intake.classification.missing import announces_file, find_link
from intake.classification.phrases import (
    ANSWER_WORDS,
    ASKS,
    ASKS_US,
    COURTESY,
    HEARING_REPLY,
    LATER,
    OPINION,
    PROMISES,
    SHORT_OPINION,
)
from intake.classification.stage import Stage


class Response:
    """A document alone is none: municipalities also send invoices and invitations."""

    name = "response"
    stage = Stage.RESPONSE

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return response with what it was found in, OTHER for an answer that is only promised."""
        if is_foreign(contents):
            return None
        other = names_other_matter(contents)
        if other and (contents.own_documents or not contents.is_short):
            return KindFinding(Kind.OTHER, self.name, (f"mailen handler om noget andet: »{other}«",))
        promise = _find_promise(contents)
        if promise:
            return KindFinding(Kind.OTHER, self.name, (f"svaret er kun lovet: »{promise[:160]}«",))
        if contents.own_documents:
            return self._judge_documents(contents)
        return self._judge_words(contents)

    def _judge_documents(self, contents: Contents) -> KindFinding | None:
        names = ", ".join(document.filename for document in contents.own_documents[:3])
        if _only_asks(contents):
            return KindFinding(Kind.QUESTION, self.name, (f"der spørges til {names}",))
        if contents.names_topic or ANSWER_WORDS.search(contents.everything):
            return KindFinding(Kind.RESPONSE, self.name, (f"vedhæftet: {names}",))
        return None

    def _judge_words(self, contents: Contents) -> KindFinding | None:
        text = f"{contents.subject} {contents.words}"
        on_matter = contents.names_topic or bool(HEARING_REPLY.search(text))
        if ANSWER_WORDS.search(contents.words) and (announces_file(contents.sentences) or find_link(contents.mail)):
            return KindFinding(Kind.RESPONSE, self.name, ("mailen omtaler et svar, som ikke står i den",))
        if contents.is_short:
            asks = any(ASKS.search(s) for s in contents.sentences)
            answers = on_matter and SHORT_OPINION.search(contents.words) and not asks
            return KindFinding(Kind.RESPONSE, self.name, ("teksten svarer i få ord",)) if answers else None
        if on_matter and OPINION.search(contents.words) and not _only_asks(contents):
            return KindFinding(Kind.RESPONSE, self.name, (f"egen tekst på {len(contents.words)} tegn",))
        return None


def _find_promise(contents: Contents) -> str | None:
    return next((s for s in contents.sentences if PROMISES.search(s) and LATER.search(s) and "endelig" not in s), None)


def _only_asks(contents: Contents) -> bool:
    """Say whether the own words ask the reader something and nowhere hand an answer over."""
    asking = any(ASKS_US.search(s) and not COURTESY.search(s) for s in contents.sentences)
    handing = any(ANSWER_WORDS.search(s) and not ASKS_US.search(s) for s in contents.sentences)
    return asking and not handing


rule = Response()

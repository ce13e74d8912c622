"""A municipality asks for more time: in its own words, whatever is attached."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.learned.hearing import sounds_foreign, sounds_like
from intake.classification.learned.sorts import Sort
from intake.classification.more_time import (
    EXTENSION,
    TIME_STEMS,
    asks_for_time,
    asks_leave,
    is_outspoken,
    speaks_of_grant,
)
from intake.classification.stage import Stage

_FILE_NAME = compile_late(r"udsættelse|fristforlæng|forlængelse af (?:\w+)?frist|udsat (?:\w+)?frist")
_IN_THREAD = compile_late(r"^\W*(?:sv|re|aw|svar|vs|fwd?)\s*:")
"""The subject of an earlier mail: what was asked there may have been answered since."""
_TO_A_CUSTOMER = compile_late(r"\bd(?:u|ig|in|it|ine)\b")
_OF_US = compile_late(r"\?|\b(?:os|vi)\b")
_LONGEST_ASKING = 250
"""Characters."""
_SURE = 0.9


class ExtensionRequest:
    """A thank-you for an extension already granted is no request."""

    name = "extension_request"
    stage = Stage.EXTENSION

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return extension request with the words that ask; those of a meeting, a bill or an order ask for no such."""
        found = self._find_asking(contents)
        return None if found is None or sounds_foreign(contents) else found

    def _find_asking(self, contents: Contents) -> KindFinding | None:
        if _asks_in_subject(contents):
            return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"emnet er »{contents.subject[:80]}«",))
        for document in contents.own_documents:
            if _FILE_NAME.search(document.filename.lower().replace("_", " ")):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"bilaget hedder {document.filename}",))
        strict = bool(contents.own_documents) or not contents.is_short
        for sentence in contents.pick_letter_sentences(TIME_STEMS):
            if asks_for_time(sentence, strict=strict) and not (strict and _is_beside_answer(sentence, contents)):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"»{sentence[:160]}«",))
        # "Vi kan først svare den 12. Er det i orden?": together the sentences ask, and each alone does not.
        if not strict and len(contents.words) <= _LONGEST_ASKING and asks_leave(contents.words):
            return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"»{contents.words[:160]}«",))
        return None


def _asks_in_subject(contents: Contents) -> bool:
    """Say whether the subject asks; that of a thread does not where a document now comes with a covering note."""
    if not EXTENSION.search(contents.subject) or speaks_of_grant(contents.subject):
        return False
    answers = contents.own_documents and _IN_THREAD.match(contents.subject) and _brings_answer(contents)
    return not answers


def _is_beside_answer(sentence: str, contents: Contents) -> bool:
    """Say whether a sentence that may ask only wishes, beside what sounds like an answer, or is printed below one."""
    if sentence not in contents.sentences and _TO_A_CUSTOMER.search(sentence) and not _OF_US.search(sentence):
        return True
    return not is_outspoken(sentence) and _brings_answer(contents)


def _brings_answer(contents: Contents) -> bool:
    return sounds_like(contents, Sort.HANDOVER, Sort.STATEMENT, least=_SURE)


rule = ExtensionRequest()

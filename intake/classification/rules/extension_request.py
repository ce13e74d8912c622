"""A municipality asks for more time: in its own words, whatever is attached."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.more_time import EXTENSION, asks_for_time, asks_leave, speaks_of_grant
from intake.classification.stage import Stage

_FILE_NAME = re.compile(r"udsættelse|fristforlæng|forlængelse af (?:\w+)?frist|udsat (?:\w+)?frist")
_LONGEST_ASKING = 250
"""Characters."""


class ExtensionRequest:
    """A thank-you for an extension already granted is no request."""

    name = "extension_request"
    stage = Stage.EXTENSION

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return extension request with the words that ask."""
        if EXTENSION.search(contents.subject) and not speaks_of_grant(contents.subject):
            return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"emnet er »{contents.subject[:80]}«",))
        for document in contents.own_documents:
            if _FILE_NAME.search(document.filename.lower().replace("_", " ")):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"bilaget hedder {document.filename}",))
        strict = bool(contents.own_documents) or not contents.is_short
        for sentence in contents.letter_sentences:
            if asks_for_time(sentence, strict=strict):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"»{sentence[:160]}«",))
        # "Vi kan først svare den 12. Er det i orden?": together the sentences ask, and each alone does not.
        if not strict and len(contents.words) <= _LONGEST_ASKING and asks_leave(contents.words):
            return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"»{contents.words[:160]}«",))
        return None


rule = ExtensionRequest()

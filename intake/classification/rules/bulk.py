"""Mail sent to many at once: lists (RFC 2919, RFC 2369) and newsletters.

A municipality's own mail system may add such headers to a letter that one person wrote: only what
bears no trace of an answer is set aside.
"""

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.phrases import ANSWER_WORDS, CLAIMS_ANSWER
from intake.classification.stage import Stage

_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post", "X-Mailchimp-Campaign")


class Bulk:
    """Knows mass mail by its headers alone."""

    name = "bulk"
    stage = Stage.BULK

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return bulk, or OTHER when it may be an answer all the same."""
        header = next((name for name in _HEADERS if contents.has_header(name)), None)
        if header is None and contents.header("Precedence") in ("bulk", "list", "junk"):
            header = "Precedence"
        if header is None:
            return None
        evidence = f"mailen er mærket som masseudsendt ({header})"
        against = _find_answer(contents)
        if against:
            return KindFinding(Kind.OTHER, self.name, (evidence, against))
        return KindFinding(Kind.BULK, self.name, (evidence,))


def _find_answer(contents: Contents) -> str | None:
    if contents.documents:
        return f"men har {contents.documents[0].filename} vedhæftet"
    if contents.mail.headers.references or contents.has_header("In-Reply-To"):
        return "men svarer på en anden mail"
    text = f"{contents.subject} {contents.words}"
    if contents.names_topic or ANSWER_WORDS.search(text) or CLAIMS_ANSWER.search(contents.words):
        return "men kan være et høringssvar"
    return None


rule = Bulk()

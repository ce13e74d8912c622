"""Mail sent to many at once: lists (RFC 2919, RFC 2369) and newsletters.

A municipality's own mail system may add such headers to a letter that one person wrote: only what
bears no trace of an answer is set aside.
"""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.learned.hearing import sounds_like
from intake.classification.learned.sorts import Sort
from intake.classification.phrases import ANSWER_WORDS, CLAIMS_ANSWER, HEARING_REPLY
from intake.classification.stage import Stage

_LIKELY, _SURE = 0.6, 0.85
_TO_READERS = compile_late(
    r"\?|^(?:skriv|send|tilmeld|giv|læs|klik|del|deltag|svar på|ring|bestil|kom|få|hør|se)\b|\bd(?:u|ig|in|it|ine)\b"
)
_UNSUBSCRIBE = compile_late(
    r"\b(?:afmeld|frameld|afregistrer|unsubscribe)\w*|\b(?:se|vis|læs|åbn) (?:\w+ )?i (?:din )?browser"
    r"|\bmodtager (?:denne|dette) (?:mail|e-mail|nyhedsbrev|nyhedsmail),? fordi\b"
)
"""Printed by what sends newsletters, and never by a town hall's mail system below a letter."""
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
    if _UNSUBSCRIBE.search(text) and not CLAIMS_ANSWER.search(text):
        return None
    # Newsletters ask for comments, and courses teach how to answer: such words alone make no answer of them.
    names = bool(HEARING_REPLY.search(text))
    speaks = (names or _speaks(contents)) and not sounds_like(
        contents, Sort.OTHER_MATTER, least=_SURE if names else _LIKELY
    )
    return "men kan være et høringssvar" if contents.names_topic or speaks else None


def _speaks(contents: Contents) -> bool:
    """Say whether a sentence that asks nothing of its readers has a word of an answer: "Kommentarer? Skriv til os"."""
    said = (s for s in (contents.subject, *contents.sentences) if not _TO_READERS.search(s))
    return any(ANSWER_WORDS.search(s) or CLAIMS_ANSWER.search(s) for s in said)


rule = Bulk()

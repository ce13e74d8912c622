"""A mail passed on: whose words these are, and when they came, a person must see.

Within a municipality replies are passed on before they are sent: »VS:« alone says nothing. What matters is
whether words of somebody else stand in the mail.
"""

import re

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.declining import says_nothing
from intake.classification.phrases import ANSWER_WORDS, HANDS_OVER, OPINION
from intake.classification.stage import Stage

_SUBJECT = compile_late(r"^(?:vs|fwd?|wg|vb|tr|videresendt)\s*:")
_WRITTEN_BY = compile_late(r"^[ \t>*_|]{0,12}(?:fra|from|von|från)[*_]{0,2} ?:(.{0,400})", re.IGNORECASE | re.MULTILINE)
_WROTE = compile_late(r"^.{0,400}\b(?:skrev|wrote|schrieb)\b.{0,200}:[ \t]*$", re.IGNORECASE | re.MULTILINE)
_PASSED_ON = compile_late(r"videresendt|forwarded|vidarebefordra|weitergeleitet", re.IGNORECASE)
_HOST = compile_late(r"@([\w.-]{1,253})")
_LOOKED_AT = 20_000


class Forward:
    """Knows a forward by the first word of its subject, or by a mail attached whole without a document."""

    name = "forward"
    stage = Stage.FORWARD

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return OTHER, which a person looks at."""
        if _SUBJECT.match(contents.subject) and _brings_words_of_others(contents):
            return KindFinding(Kind.OTHER, self.name, (f"mailen er videresendt: »{contents.subject[:80]}«",))
        attached = [f for f in contents.mail.attachments if f.media_type.lower() == "message/rfc822"]
        if attached and not contents.own_documents:
            return KindFinding(Kind.OTHER, self.name, (f"en hel mail er vedhæftet: {attached[0].filename}",))
        return None


def _brings_words_of_others(contents: Contents) -> bool:
    """Say whether a forward brings a mail of others than colleagues and whom it is sent to, or words of nobody."""
    headers, body, history = contents.mail.headers, contents.mail.body[:_LOOKED_AT], contents.mail.quoted[:_LOOKED_AT]
    own = contents.words
    says = says_nothing(own) or any(sign.search(own) for sign in (ANSWER_WORDS, HANDS_OVER, OPINION))
    if contents.is_short and not says:
        return True
    if _WRITTEN_BY.search(body) or _PASSED_ON.search(f"{body}\n{history[:500]}"):
        return True
    known = {headers.sender.host, *(receiver.host for receiver in headers.to)}
    authors = [found[1] for found in _WRITTEN_BY.finditer(history)] or [found[0] for found in _WROTE.finditer(history)]
    if not authors:
        return bool(history.strip())
    return any(_find_host(author) not in known - {""} for author in authors)


def _find_host(author: str) -> str:
    found = _HOST.search(author)
    return found[1].lower().rstrip(".") if found else ""


rule = Forward()

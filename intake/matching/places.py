"""Where in a mail a name says who wrote it, and where it is only spoken of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.message import Attachment, ReadMail
from intake.documents import find_own_documents

SIGNATURE_LINES = 12
LETTERHEAD_LINES = 12
LETTERHEAD_WIDTH = 70
"""Characters: a longer line is running text, and the letterhead is over."""
RUNNING_TEXT = 8_000
"""Characters of each text in which passing mentions are looked for."""

_HISTORY = re.compile(
    r"^\s*(?:>|-{3,}|_{5,}|\*?(?:Fra|From|Von|Från|Sendt|Sent)\*?:|(?:Den|On|Am|Le)\s.{0,120}(?:skrev|wrote|schrieb))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a mail, in the words of the evidence; ``names_sender`` where a name is the writer's own."""

    words: str
    text: str
    names_sender: bool = True


def list_places(mail: ReadMail) -> Iterator[Place]:
    """Yield the places that name a sender, the strongest first, and then the running text."""
    yield Place("afsendernavnet", mail.headers.sender.name)
    for reply_to in mail.headers.reply_to:
        yield Place("svaradressen", reply_to.name)
    yield Place("emnet", mail.headers.subject)
    yield Place("underskriften", read_signature(mail))
    for document in find_own_documents(mail):
        yield Place(f"brevhovedet i {document.filename}", read_letterhead(document))
    yield Place("mailens tekst", mail.body[:RUNNING_TEXT], names_sender=False)
    for document in find_own_documents(mail):
        yield Place(f"teksten i {document.filename}", document.extracted.text[:RUNNING_TEXT], names_sender=False)


def read_signature(mail: ReadMail) -> str:
    """Return the last lines of the own words, and what follows before the history begins.

    A parser that cuts the signature off leaves it on top of what was quoted.
    """
    own = [line for line in mail.body.splitlines() if line.strip()]
    cut_off: list[str] = []
    for line in mail.quoted.splitlines():
        if _HISTORY.match(line):
            break
        cut_off.append(line)
    cut_off = [line for line in cut_off if line.strip()][:SIGNATURE_LINES]
    return "\n".join((*_after_sign_off(own), *cut_off))


_SIGN_OFF = re.compile(
    r"^\s*(?:-- ?$|(?:med\s+)?(?:venlige?|bedste|kærlige?|mange|de\s+bedste|gode)\s+hils(?:en|ner)\b|"
    r"hilsen\b|mvh\b|vh\b|(?:kind|best|warm)\s+regards|på\s+(?:vegne|udvalgets\s+vegne))",
    re.IGNORECASE,
)


def _after_sign_off(lines: list[str]) -> list[str]:
    """Return the lines from the sign-off on; without one, the last few short lines."""
    for index, line in enumerate(lines):
        if _SIGN_OFF.match(line):
            return lines[index:][:SIGNATURE_LINES]
    tail = lines[-4:]
    return [line for line in tail if len(line) <= LETTERHEAD_WIDTH]


def read_letterhead(document: Attachment) -> str:
    """Return the short lines on top of a document, up to its running text."""
    lines: list[str] = []
    for line in document.extracted.text[:2000].splitlines():
        if len(line.strip()) > LETTERHEAD_WIDTH or len(lines) >= LETTERHEAD_LINES:
            break
        lines.append(line)
    return "\n".join(lines)

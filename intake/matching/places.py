"""Where in a mail a name says who wrote it."""

import re
from dataclasses import dataclass

from domain.message import ReadMail
from domain.pattern import compile_late

SIGNATURE_LINES = 12
LETTERHEAD_LINES = 12
LETTERHEAD_WIDTH = 70
"""Characters: a longer line is running text, and the letterhead is over."""
_SHORTEST_LETTER = 4
"""Lines at the end of a letter without a sign-off that may be its signature."""

_HISTORY = compile_late(
    r"^\s*(?:>|-{3,}|_{5,}|\*?(?:Fra|From|Von|Från|Sendt|Sent)\*?:|(?:Den|On|Am|Le)\s.{0,120}(?:skrev|wrote|schrieb))",
    re.IGNORECASE,
)
SIGN_OFF = compile_late(
    r"^\s*(?:-- ?$|(?:med\s+)?(?:venlige?|bedste|kærlige?|mange|de\s+bedste|gode)\s+hils(?:en|ner)\b|"
    r"hilsen\b|mvh\b|vh\b|(?:kind|best|warm)\s+regards|på\s+(?:vegne|udvalgets\s+vegne))",
    re.IGNORECASE,
)
RECEIVERS = compile_late(r"^\s{0,9}(?:til|kopi|cc|att|attn|modtager(?:e)?)\b", re.IGNORECASE)
"""A line that names whom it goes to: "Kopi til: Nyborg Kommune"."""
_PROSE_WORDS = 5
_CUT_OFF = 4_000
"""Characters of the history on top of which a signature may stand that the parser cut off."""


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a mail, in the words of the evidence."""

    words: str
    text: str


def read_signature(mail: ReadMail) -> str:
    """Return the last lines of the own words, and what follows before the history begins.

    A parser that cuts the signature off leaves it on top of what was quoted.
    """
    own = [line for line in mail.body.splitlines() if line.strip()]
    cut_off: list[str] = []
    for line in mail.quoted[:_CUT_OFF].splitlines():
        if _HISTORY.match(line):
            break
        cut_off.append(line)
    cut_off = [line for line in cut_off if line.strip()][:SIGNATURE_LINES]
    return "\n".join((*_after_sign_off(own), *cut_off))


def _after_sign_off(lines: list[str]) -> list[str]:
    """Return the lines from the sign-off on; without one, the last few short lines."""
    for index, line in enumerate(lines):
        if SIGN_OFF.match(line):
            return lines[index:][:SIGNATURE_LINES]
    return [line for line in lines[-_SHORTEST_LETTER:] if len(line) <= LETTERHEAD_WIDTH and not is_prose(line)]


def is_prose(line: str) -> bool:
    """Say whether a short line is a sentence, which a signature has none of."""
    return line.rstrip().endswith((".", "!", "?", ":")) and len(line.split()) >= _PROSE_WORDS


def read_letterhead(text: str) -> str:
    """Return the short lines on top of a document, up to its running text."""
    lines: list[str] = []
    for line in text.splitlines():
        if len(line.strip()) > LETTERHEAD_WIDTH or len(lines) >= LETTERHEAD_LINES:
            break
        lines.append(line)
    return "\n".join(line for line in lines if not RECEIVERS.match(line))

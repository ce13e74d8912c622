"""A mail that somebody passes on in the text of his own, with the lines on top that his program wrote of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.message import ReadMail
from domain.pattern import compile_late
from intake.claimed_time import find_claimed_moment

_MARKS = r"[ \t>*_|]{0,12}"
_AUTHOR = compile_late(
    rf"^{_MARKS}(?:fra|from|von|från)[*_]{{0,2}} ?:[*_]{{0,2}}(.{{1,400}})$", re.IGNORECASE | re.MULTILINE
)
_SENT = compile_late(rf"^{_MARKS}(?:sendt|sent|dato|date|gesendet|skickat)[*_]{{0,2}} ?:(.{{1,200}})$", re.IGNORECASE)
_HOST = compile_late(r"@([\w.-]{1,253})")
_LOOKED_AT = 20_000
_HEADER_LINES = 6
_FORWARDED = compile_late(r"\s{0,9}(?:vs|fwd?|fw|wg|vb|tr|videresendt)\s{0,3}:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Who is said to have written the mail passed on, as it stands there, his host, and when."""

    author: str
    host: str
    sent_at: datetime | None


def is_forward(mail: ReadMail) -> bool:
    """Say whether the first word of the subject calls it a forward."""
    return _FORWARDED.match(mail.headers.subject) is not None


def list_passed_on(mail: ReadMail) -> Iterator[PassedOn]:
    """Yield the mails that stand in the text with a header, the latest first."""
    text = f"{mail.body[:_LOOKED_AT]}\n{mail.quoted[:_LOOKED_AT]}"
    for found in _AUTHOR.finditer(text):
        host = _HOST.search(found[1])
        below = text[found.end() : found.end() + _LOOKED_AT // 10].splitlines()[1 : 1 + _HEADER_LINES]
        sent = next((match for line in below if (match := _SENT.match(line))), None)
        if host is None and sent is None:
            continue  # "Fra: 1. januar" in a letter
        yield PassedOn(
            author=" ".join(found[1].split()),
            host=host[1].lower().rstrip(".") if host else "",
            sent_at=find_claimed_moment(sent[1]) if sent else None,
        )

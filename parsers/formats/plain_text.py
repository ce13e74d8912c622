"""Plain text in whatever charset: byte order mark, UTF-16 without one, UTF-8, the charset of DOS, cp1252."""

import re
from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.charset import decode_text
from parsers.lanes import Lane
from parsers.limits import Limits

# æ, å and ø of code page 850, which Windows still calls the charset of its console: within a word cp1252 has
# no quotation mark, dagger or guillemet there.
_DOS_WORD = re.compile(rb"[A-Za-z][\x86\x91\x9b][a-z]")
# 'Til KL på bilag', in cp1252: its Danish letters, and the é of a name.
_WINDOWS_LETTERS = re.compile(rb"[\xc5\xc6\xd8\xe5\xe6\xe8\xe9\xf8\xfc]")
_PAGE_END = "\f"


@dataclass(frozen=True, slots=True)
class PlainTextFormat:
    """Reads text files."""

    name: str = "plain_text"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:  # noqa: ARG002 - the protocol's
        """Return the text as it stands, a blank line where a page ends."""
        text = _decode(data).replace(_PAGE_END, "\n\n")
        return ExtractedText(text=text, verdict=Verdict.OK, method=self.name)


def _decode(data: bytes) -> str:
    text = decode_text(data)
    # Only what is neither UTF-16 nor UTF-8 was read as cp1252, one character an octet.
    if not text.isascii() and len(text) == len(data) and _is_dos_danish(data):
        return data.decode("cp850")
    return text


def _is_dos_danish(data: bytes) -> bool:
    """Say whether octets are Danish as DOS programs write it, beyond doubt."""
    return bool(_DOS_WORD.search(data)) and not _WINDOWS_LETTERS.search(data)


FORMAT = PlainTextFormat()

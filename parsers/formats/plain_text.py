"""Plain text in whatever charset: byte order mark, UTF-8, cp1252."""

from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.charset import decode_text
from parsers.lanes import Lane
from parsers.limits import Limits


@dataclass(frozen=True, slots=True)
class PlainTextFormat:
    """Reads text files."""

    name: str = "plain_text"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:  # noqa: ARG002 - the protocol's
        """Return the text as it stands."""
        return ExtractedText(text=decode_text(data), verdict=Verdict.OK, method=self.name)


FORMAT = PlainTextFormat()

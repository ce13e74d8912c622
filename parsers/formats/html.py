"""HTML pages; what is quoted in them is text like the rest."""

from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.markup.text import extract_markup


@dataclass(frozen=True, slots=True)
class HtmlFormat:
    """Reads HTML with a parser that builds no tree."""

    name: str = "html"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:  # noqa: ARG002 - the protocol's
        """Return the visible text, a line for each block."""
        return ExtractedText(text=extract_markup(data), verdict=Verdict.OK, method=self.name)


FORMAT = HtmlFormat()

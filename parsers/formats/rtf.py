"""Rich Text Format (specification 1.9.1), read by our own reader.

striprtf was the library meant for it: on letters without anything but text it is as good. But it leaves out
footnotes, headers, text boxes and comments, keeps what was deleted and cannot say so, and its search for
hyperlinks takes time by the square of their number; and reading what is sent is what this program is for.
"""

from dataclasses import dataclass
from functools import partial

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.pictures.part_pictures import read_pictures
from parsers.rtf.charset import pair_surrogates
from parsers.rtf.flow import RtfText
from parsers.rtf.pictures import read_rtf_picture
from parsers.rtf.text import DEEP, RtfReader


@dataclass(frozen=True, slots=True)
class RtfFormat:
    """Reads .rtf: body, tables, notes, comments, headers; deletions out; HTML that is wrapped in it."""

    name: str = "rtf"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:  # noqa: ARG002 - the protocol's
        """Return the text in reading order, notes and comments after the body."""
        found = RtfReader(data).read()
        return ExtractedText(
            text=_join(found), verdict=_judge(found), method=self.name, notes=tuple(sorted(found.notes))
        )

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text with that of the pictures behind the body, in their order."""
        found = RtfReader(data).read()
        read = read_pictures([partial(read_rtf_picture, data, where) for where in found.pictures], limits)
        verdict = Verdict.OK if read.complete else Verdict.PARTIAL
        return ExtractedText(
            text=_join(found, read.text),
            verdict=verdict if _join_words(found) or read.text else Verdict.SCANNED,
            method=f"{self.name}+ocr",
            notes=tuple(sorted(found.notes | read.notes)),
        )


FORMAT = RtfFormat()


def _judge(found: RtfText) -> Verdict:
    if _join_words(found):
        return Verdict.PARTIAL if DEEP in found.notes else Verdict.OK
    if DEEP in found.notes:
        return Verdict.CORRUPT
    return Verdict.SCANNED if found.pictures else Verdict.EMPTY


def _join(found: RtfText, pictures: str = "") -> str:
    texts = [*dict.fromkeys(found.headers), _join_words(found), pictures, *dict.fromkeys(found.footers)]
    return pair_surrogates("\n\n".join(filter(None, texts)))


def _join_words(found: RtfText) -> str:
    """Join the letter without what is printed around it."""
    body = "\n".join(line.rstrip() for line in found.lines).strip()
    return "\n\n".join(filter(None, (body, *found.behind)))

"""Word documents in one XML file: Word 2003 (WordprocessingML), and OOXML unzipped (flat OPC, ECMA-376 part 2)."""

from dataclasses import dataclass

from lxml import etree

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.ooxml.list_numbers import ListNumbers
from parsers.ooxml.package import DAMAGED, PackageRefused, PackageTooLarge, judge_failure
from parsers.ooxml.word_notes import NoteNumbers
from parsers.ooxml.word_text import WordReader


@dataclass(frozen=True, slots=True)
class WordXmlFormat:
    """Reads the paragraphs and tables of all parts as they stand; lists without their numbers."""

    name: str = "word_xml"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text, headers where the file has them."""
        if len(data) > limits.part_size:
            return judge_failure(PackageTooLarge(), self.name)
        try:
            found = WordReader(ListNumbers({}, {}, {}), NoteNumbers()).read(data)
        except (etree.XMLSyntaxError, PackageRefused) as error:
            return judge_failure(error, self.name)
        text = "\n".join(line.rstrip() for line in found.lines).strip()
        with_words = Verdict.PARTIAL if DAMAGED in found.notes else Verdict.OK
        without_words = Verdict.SCANNED if found.pictures else Verdict.EMPTY
        return ExtractedText(
            text=text,
            verdict=with_words if text else without_words,
            method=self.name,
            notes=tuple(sorted(found.notes)),
        )


FORMAT = WordXmlFormat()

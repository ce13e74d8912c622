"""Excel workbooks (ECMA-376): .xlsx, .xlsm, .xltx, as text."""

from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.ooxml.drawings import read_drawings
from parsers.ooxml.package import UNREADABLE, Package, judge_failure
from parsers.ooxml.sheet_text import EMBEDDED, ROWS_CUT, SheetText, WorkbookReader
from parsers.pictures.part_pictures import read_parts

_USUAL_MAIN = "xl/workbook.xml"
_LIMITED = frozenset({ROWS_CUT, "torn", "damaged_part"})


@dataclass(frozen=True, slots=True)
class XlsxFormat:
    """Reads .xlsx: the sheets in their order, numbers and dates as shown, boxes, comments; charts by their words."""

    name: str = "xlsx"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text, comments behind the sheets. A workbook of charts and pictures alone is ``scanned``."""
        try:
            package = Package(data, limits)
            main = package.find_main(_USUAL_MAIN)
            if not main.lower().endswith(".xml"):
                # .xlsb: the same in octets of its own.
                return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method=self.name, notes=("binary_workbook",))
            found = WorkbookReader(package, main, limits).read()
            return ExtractedText(
                text=_join(found, read_drawings(package, found.charts)),
                verdict=_judge(found),
                method=self.name,
                notes=tuple(sorted(found.notes)),
            )
        except UNREADABLE as error:
            return judge_failure(error, self.name)

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text with that of the pictures behind the sheets."""
        try:
            package = Package(data, limits)
            found = WorkbookReader(package, package.find_main(_USUAL_MAIN), limits).read()
            charts = read_drawings(package, found.charts)
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        read = read_parts(package, found.pictures, limits)
        verdict = Verdict.PARTIAL if not read.complete else Verdict.OK
        return ExtractedText(
            text=_join(found, charts, read.text),
            verdict=verdict if found.has_words or read.text else Verdict.SCANNED,
            method=f"{self.name}+ocr",
            notes=tuple(sorted(found.notes | read.notes)),
        )


FORMAT = XlsxFormat()


def _judge(found: SheetText) -> Verdict:
    if found.has_words:
        return Verdict.PARTIAL if found.notes & _LIMITED else Verdict.OK
    if found.notes & _LIMITED:
        return Verdict.CORRUPT
    return Verdict.SCANNED if found.charts or found.pictures or EMBEDDED in found.notes else Verdict.EMPTY


def _join(found: SheetText, *more: str) -> str:
    return "\n\n".join(filter(None, ("\n".join(found.lines).strip(), *found.behind, *more)))

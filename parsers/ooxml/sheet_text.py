"""The text of a workbook (ECMA-376 part 1, §18): sheet by sheet, a line a row, its cells parted by tabs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.limits import Limits
from parsers.ooxml.list_numbers import ListNumbers
from parsers.ooxml.package import DAMAGED, UNREADABLE, Package, PackageTooLarge, Relationship
from parsers.ooxml.sheet_numbers import NumberForms, read_number_forms, show_date
from parsers.ooxml.word_notes import NoteNumbers
from parsers.ooxml.word_text import WordReader
from parsers.ooxml.xml_stream import drop, iterate

EMBEDDED, ROWS_CUT = "embedded_files", "rows_cut"
_MOST_EMPTY = 30
_MOST_ROWS = 200_000
"""What can be read in the time that one file has; no answer is as long."""
_BOOLEANS = {"1": "SAND", "0": "FALSK"}


@dataclass(slots=True)
class SheetText:
    """What a workbook holds: cells, boxes and comments; what is drawn beside them; ``pictures`` in order."""

    lines: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    has_words: bool = False


class WorkbookReader:
    """Reads one workbook."""

    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self._package = package
        self._main = main
        self._left = limits.text_size
        self._rows_left = _MOST_ROWS
        self._found = SheetText()
        self._strings: list[str] = []
        self._forms = NumberForms()

    def read(self) -> SheetText:
        """Return what the workbook holds. Raises what ``package.UNREADABLE`` names where no sheet can be found."""
        workbook = self._package.read_tree(self._main)
        related = self._package.find_relationships(self._main)
        targets = {relationship.id: relationship.target for relationship in related}
        self._read_common(workbook, related)
        for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
            key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
            if sheet.get("state", "visible") != "visible":
                self._found.notes.add("hidden_sheets")
            self._read_sheet(sheet.get("name", ""), targets.get(key, ""))
        self._found.notes |= self._package.faults
        return self._found

    def _read_common(self, workbook: etree._Element, related: tuple[Relationship, ...]) -> None:
        """Read the strings and the forms of numbers that all sheets share."""
        parts = {r.kind: r.target for r in related if self._package.has(r.target)}
        settings = workbook.find("{*}workbookPr")
        from_1904 = settings is not None and settings.get("date1904", "0") in {"1", "true"}
        try:
            if "styles" in parts:
                self._forms = read_number_forms(self._package.read_tree(parts["styles"]), from_1904=from_1904)
            if "sharedStrings" in parts:
                self._strings = [*self._read_strings(parts["sharedStrings"])]
        except PackageTooLarge:
            raise
        except UNREADABLE:
            self._package.faults.add(DAMAGED)

    def _read_strings(self, name: str) -> Iterator[str]:
        for event, element in iterate(self._package.read(name), ("{*}si",)):
            if event == "end":
                yield _read_text(element)
                drop(element)

    def _read_sheet(self, title: str, name: str) -> None:
        if not self._package.has(name):
            return
        lines: list[str] = []
        try:
            lines += self._read_rows(name)
        except PackageTooLarge:
            raise
        except UNREADABLE:
            self._package.faults.add(DAMAGED)
        related = self._package.find_relationships(name)
        self._read_comments([r.target for r in related if r.kind in {"comments", "threadedComment"}])
        for relationship in related:
            if relationship.kind == "drawing":
                lines += self._read_drawing(relationship.target)
            elif relationship.kind in {"oleObject", "package"}:
                self._found.notes.add(EMBEDDED)
        if lines:
            self._found.has_words = True
            self._found.lines += [title, *lines, ""]

    def _read_rows(self, name: str) -> Iterator[str]:
        for event, row in iterate(self._package.read(name), ("{*}row",)):
            if event == "start":
                continue
            line = self._read_row(row)
            drop(row)
            self._left -= len(line)
            self._rows_left -= 1
            if self._left < 0 or self._rows_left < 0:
                self._found.notes.add(ROWS_CUT)
                return
            if line:
                yield line

    def _read_row(self, row: etree._Element) -> str:
        cells: list[str] = []
        for at, cell in enumerate(row.iterchildren("{*}c")):
            text = self._read_cell(cell) if len(cell) else ""
            if text:
                column = _find_column(cell.get("r", ""), at)
                cells += [""] * min(max(column - len(cells), 0), _MOST_EMPTY)
                cells.append(text)
        return "\t".join(cells)

    def _read_cell(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _read_text(cell)
        value = next((element.text or "" for element in cell.iterchildren("{*}v")), "").strip()
        if kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if kind == "n":
            return self._forms.show(value, cell.get("s", "")) if value else ""
        if kind == "b":
            return _BOOLEANS.get(value, value)
        return show_date(value) if kind == "d" else value

    def _read_comments(self, names: list[str]) -> None:
        for name in filter(self._package.has, names):
            try:
                root = self._package.read_tree(name)
            except PackageTooLarge:
                raise
            except UNREADABLE:
                self._package.faults.add(DAMAGED)
                continue
            authors = [author.text or "" for author in root.iter("{*}author")]
            for comment in root.iter("{*}comment", "{*}threadedComment"):
                at = comment.get("authorId", "")
                author = authors[int(at)] if at.isdecimal() and int(at) < len(authors) else comment.get("ref", "")
                self._found.behind.append(f"[{author}]\n{_read_text(comment)}")
                self._found.notes.add("comments")

    def _read_drawing(self, name: str) -> list[str]:
        """Return the words of a sheet's text boxes; its charts and pictures are remembered."""
        if not self._package.has(name):
            return []
        found = WordReader(ListNumbers({}, {}, {}), NoteNumbers()).read(self._package.read(name))
        related = self._package.find_relationships(name)
        targets = {relationship.id: relationship.target for relationship in related}
        self._found.charts += [r.target for r in related if r.kind in {"chart", "chartEx", "diagramData"}]
        images = {r.target for r in related if r.kind == "image"}
        self._found.pictures += [targets[key] for key in found.pictures if targets.get(key) in images]
        return [line for line in found.lines if line.strip()]


def _read_text(element: etree._Element) -> str:
    """Return the text of a string or comment, without the readings of Japanese signs, on one line."""
    readings = {text for reading in element.iter("{*}rPh") for text in reading.iter("{*}t")}
    parts = (text.text or "" for text in element.iter("{*}t", "{*}text") if text not in readings)
    return " ".join("".join(parts).split("\n")).strip()


def _find_column(reference: str, otherwise: int) -> int:
    """Return the column of a cell, from 0: BC12 is 54."""
    column = 0
    for sign in reference[:3]:
        if not ("A" <= sign <= "Z"):
            break
        column = column * 26 + ord(sign) - ord("A") + 1
    return column - 1 if column else otherwise

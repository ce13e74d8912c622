"""The text of one part of a Word document (ECMA-376 part 1, §17), in reading order.

The part is read as it streams by, and what was read is dropped: a tree costs 25 times its XML.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from parsers.list_numbers import ListNumbers
from parsers.package import refuse_doctype

# Of two forms of the same drawing only the first is text; deleted and moved passages are not the letter.
_SKIPPED = frozenset(
    {"Fallback", "del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "rPrChange", "pPrChange"}
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTE_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_STORIES = frozenset({"footnote", "endnote", "comment"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_PICTURES = frozenset({"blip", "imagedata", "pict", "object"})
_WATCHED = tuple(
    "{*}" + name
    for name in sorted({
        *("p", "t", "pPr", "pStyle", "numId", "ilvl", "tbl", "tr", "tc", "txbxContent", "sym", "checkBox", "checked"),
        *("default", "altChunk", "commentReference", "trPr"),
        *_SKIPPED, *_TRACKED, *_SIGNS, *_NOTE_REFERENCES, *_STORIES, *_PICTURES,
    })
)  # fmt: skip


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read; text boxes anchored in it come after it."""

    text: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    level: int | None = None


@dataclass(slots=True)
class _Row:
    """A row of a table being read: the lines of each cell, and whether the row is deleted."""

    cells: list[list[str]] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class WordText:
    """What one part holds."""

    lines: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    chunks: list[str] = field(default_factory=list)
    pictures: int = 0


class WordReader:
    """Reads one part; the numbers of its lists go on from part to part."""

    def __init__(self, numbers: ListNumbers) -> None:
        self._numbers = numbers
        self._found = WordText()
        self._lines = [self._found.lines]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._skipped = self._properties = self._row_properties = 0
        self._check_box: str | None = None

    def read(self, xml: bytes) -> WordText:
        """Return the text of a part. Raises XMLSyntaxError, PackageRefused on a DOCTYPE."""
        first = True
        for event, element in _iterate(xml):
            if first:
                refuse_doctype(element)
                first = False
            name = str(element.tag).rpartition("}")[2]
            if event == "start":
                self._start(name, element)
            else:
                self._end(name, element)
        return self._found

    def _start(self, name: str, element: etree._Element) -> None:
        self._note_change(name)
        if name in _SKIPPED:
            self._skipped += 1
        elif not self._skipped:
            self._open(name, element)

    def _open(self, name: str, element: etree._Element) -> None:
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "pPr":
            self._properties += 1
        elif name == "trPr":
            self._row_properties += 1
        elif name == "tr":
            self._rows.append(_Row())
        elif name == "tc" and self._rows:
            self._rows[-1].cells.append([])
            self._lines.append(self._rows[-1].cells[-1])
        elif name == "txbxContent" and self._paragraphs:
            self._lines.append(self._paragraphs[-1].after)
        elif self._properties and self._paragraphs:
            self._read_property(name, element)
        else:
            self._read_sign(name, element)

    def _note_change(self, name: str) -> None:
        if name in _TRACKED:
            self._found.notes.add("tracked_changes")
        if name == "del" and self._row_properties and self._rows:
            self._rows[-1].deleted = True

    def _read_property(self, name: str, element: etree._Element) -> None:
        value, paragraph = _read_value(element), self._paragraphs[-1]
        if name == "pStyle":
            paragraph.style = value
        elif name == "numId":
            paragraph.number = value
        elif name == "ilvl" and value.isdecimal():
            paragraph.level = int(value)

    def _read_sign(self, name: str, element: etree._Element) -> None:
        if name in _SIGNS:
            self._write(_SIGNS[name])
        elif name in _NOTE_REFERENCES:
            self._write(f"[{_read_value(element, 'id')}]")
        elif name == "commentReference":
            self._found.notes.add("comments")
        elif name == "sym":
            self._write(_read_symbol(_read_value(element, "char")))
        elif name == "checkBox":
            self._check_box = "☐"
        elif name in {"checked", "default"} and self._check_box:
            self._check_box = "☐" if _read_value(element) in {"0", "false", "off"} else "☒"
        elif name == "altChunk":
            self._found.chunks.append(_read_value(element, "id"))
        elif name in _PICTURES:
            self._found.pictures += 1
        elif name in _STORIES and _read_value(element, "type") not in _SEPARATORS:
            self._open_story(name, element)

    def _open_story(self, name: str, element: etree._Element) -> None:
        """Begin a note or comment with its number, or with the name of who wrote it."""
        label = _read_value(element, "author" if name == "comment" else "id")
        self._lines[-1].append(f"[{label}]")

    def _end(self, name: str, element: etree._Element) -> None:
        if name in _SKIPPED:
            self._skipped -= 1
        elif not self._skipped:
            self._close(name, element)

    def _close(self, name: str, element: etree._Element) -> None:
        if name == "t":
            self._write(element.text or "")
        elif name == "checkBox" and self._check_box:
            self._write(self._check_box)
            self._check_box = None
        elif name == "pPr":
            self._properties -= 1
        elif name == "trPr":
            self._row_properties -= 1
        elif name == "p" and self._paragraphs:
            self._end_paragraph(element)
        elif (name == "tc" and self._rows) or (name == "txbxContent" and self._paragraphs):
            self._lines.pop()
        elif name == "tr" and self._rows:
            self._end_row(self._rows.pop(), element)

    def _end_paragraph(self, element: etree._Element) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.text)
        if text.strip():
            label = self._numbers.find_label(paragraph.number, paragraph.level, paragraph.style)
            text = f"{label} {text}" if label else text
        self._lines[-1].append(text)
        self._lines[-1] += paragraph.after
        _drop(element)

    def _end_row(self, row: _Row, element: etree._Element) -> None:
        """Write a row on one line where each cell is one; else its cells below each other."""
        if not row.deleted:
            cells = [[line for line in cell if line.strip()] for cell in row.cells]
            if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
                self._lines[-1].append("\t".join("".join(cell) for cell in cells).rstrip())
            else:
                self._lines[-1] += [line for cell in cells for line in cell]
        _drop(element)

    def _write(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)
        elif text.strip():
            self._lines[-1].append(text)


def _iterate(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    events = etree.iterparse(
        BytesIO(xml),
        events=("start", "end"),
        tag=_WATCHED,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    yield from events
    if events.root is not None:
        refuse_doctype(events.root)  # one that held nothing to look at


def _drop(element: etree._Element) -> None:
    """Free what was read, and the empty shells before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _read_value(element: etree._Element, name: str = "val") -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _read_symbol(code: str) -> str:
    """Return a sign of a symbol font: the ticks that forms are filled in with, else the sign itself."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = {0xF0FE: "☒", 0xF0A8: "☐", 0xF0FD: "☒", 0xF06F: "☐", 0xF0FC: "✓", 0xF0B7: "•", 0xF0E0: "→"}
    return known.get(number, chr(number) if number < 0xD800 else "")  # noqa: PLR2004 - above lie no letters

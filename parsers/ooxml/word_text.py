"""The text of one part of a Word document (ECMA-376 part 1, §17), in reading order.

The part is read as it streams by, and what was read is dropped: a tree costs 25 times its XML.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from parsers.ooxml.list_numbers import ListNumbers
from parsers.ooxml.package import DAMAGED
from parsers.ooxml.symbols import read_symbol
from parsers.ooxml.word_blocks import Paragraph, Row
from parsers.ooxml.word_fields import Fields, FormField
from parsers.ooxml.word_notes import NoteNumbers
from parsers.ooxml.xml_stream import drop, iterate, read_value

# Deleted and moved passages are not the letter, nor is what fields are made from.
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "rPrChange", "pPrChange", "tblPrChange"}
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
# Formulas are written on one line: dy/dx, mc^2, √(x). A reading stands before what it helps to read.
_OPENING = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "den": "/",
    "sup": "^",
    "sub": "_",
    "rad": "√",
    "d": "(",
    "rt": "(",
}
_CLOSING = {"d": ")", "rt": ") "}
_STORIES = {"footnote": "footnoteReference", "endnote": "endnoteReference", "comment": "commentReference"}
_REFERENCES = {reference: kind for kind, reference in _STORIES.items()}
_PICTURES = {"blip": "embed", "imagedata": "id", "chart": "id", "relIds": "dm", "OLEObject": "id"}
_FORMS = frozenset({"Choice", "Fallback"})
_CHOICES = frozenset({"listEntry", "checked", "default", "result"})
_INITIALS = frozenset({"drop", "margin"})
_NO = frozenset({"0", "false", "off"})
_WATCHED = tuple(
    "{*}" + name
    for name in sorted({
        *("p", "t", "pPr", "pStyle", "numId", "ilvl", "framePr", "tr", "tc", "trPr", "txbxContent", "sym", "altChunk"),
        *("vanish", "fldChar", "checkBox", "ddList", "AlternateContent", "chr"),
        *_SKIPPED, *_TRACKED, *_OPENING, *_STORIES, *_REFERENCES, *_PICTURES, *_FORMS, *_CHOICES,
    })
)  # fmt: skip


@dataclass(slots=True)
class WordText:
    """What one part holds; ``pictures`` are the relationships of pictures, charts and embedded files, in order."""

    lines: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)


class WordReader:
    """Reads one part; the numbers of its lists and notes go on from part to part."""

    def __init__(
        self, numbers: ListNumbers, note_numbers: NoteNumbers, read_chunk: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._numbers = numbers
        self._note_numbers = note_numbers
        self._read_chunk = read_chunk
        self._found = WordText()
        self._lines = [self._found.lines]
        self._paragraphs: list[Paragraph] = []
        self._rows: list[Row] = []
        self._fields = Fields()
        self._form: FormField | None = None
        self._skipped = self._properties = self._row_properties = self._said = 0
        self._alternatives: list[int] = []
        self._hidden: etree._Element | None = None
        self._carried = ""

    def read(self, xml: bytes) -> WordText:
        """Return the text of a part, of a damaged one what stands before the damage.

        Raises XMLSyntaxError where that is nothing, PackageRefused on a DOCTYPE.
        """
        try:
            for event, element in iterate(xml, _WATCHED):
                name = element.tag.rpartition("}")[2]
                if event == "start":
                    self._start(name, element)
                else:
                    self._end(name, element)
        except etree.XMLSyntaxError:
            if not self._said:
                raise
            self._found.notes.add(DAMAGED)
            self._unwind()
        if self._carried:
            self._found.lines.append(self._carried)
        return self._found

    def _unwind(self) -> None:
        """Keep what stood in rows and paragraphs that never ended, from the outermost in."""
        lines = self._found.lines
        lines += [line for row in self._rows for cell in row.cells for line in cell]
        for paragraph in self._paragraphs:
            lines += ["".join(paragraph.text), *paragraph.after]

    def _start(self, name: str, element: etree._Element) -> None:
        if name in _TRACKED:
            self._note_change(name)
        if name in _SKIPPED or (name in _FORMS and (self._skipped or self._is_said())):
            self._skipped += 1
        elif not self._skipped:
            self._open(name, element)

    def _is_said(self) -> bool:
        """Say whether another form of the same drawing has been read: only the first that says something is text."""
        return bool(self._alternatives) and self._alternatives[-1] < self._said

    def _open(self, name: str, element: etree._Element) -> None:
        if name == "t":
            pass
        elif name == "p":
            self._paragraphs.append(Paragraph([self._carried] if self._carried else []))
            self._carried = ""
        elif name == "pPr":
            self._properties += 1
        elif self._properties:
            if name == "framePr" and self._paragraphs and read_value(element, "dropCap") in _INITIALS:
                self._paragraphs[-1].goes_on = ""
            elif self._paragraphs:
                self._paragraphs[-1].read_property(name, read_value(element))
        elif name in _OPENING:
            self._write(_OPENING[name])
        elif name in _CONTAINERS:
            self._open_container(name)
        else:
            self._read_sign(name, element)

    def _open_container(self, name: str) -> None:
        if name == "trPr":
            self._row_properties += 1
        elif name == "tr":
            self._rows.append(Row())
        elif name == "tc" and self._rows:
            self._rows[-1].cells.append([])
            self._lines.append(self._rows[-1].cells[-1])
        elif name == "txbxContent" and self._paragraphs:
            self._lines.append(self._paragraphs[-1].after)
        elif name == "AlternateContent":
            self._alternatives.append(self._said)
        elif name in _STORIES:
            self._lines.append([])

    def _note_change(self, name: str) -> None:
        self._found.notes.add("tracked_changes")
        if name in _DELETED and self._row_properties and self._rows:
            self._rows[-1].deleted = True
        elif name in _DELETED and self._properties and self._paragraphs:
            self._paragraphs[-1].goes_on = " "

    def _read_sign(self, name: str, element: etree._Element) -> None:
        if name == "fldChar":
            self._fields.mark(read_value(element, "fldCharType"))
        elif name in _REFERENCES:
            self._refer(_REFERENCES[name], element)
        elif name == "vanish" and read_value(element) not in _NO:
            properties = element.getparent()
            self._hidden = None if properties is None else properties.getparent()
        elif name == "sym":
            self._write(_read_sym(element))
        elif name == "chr":
            self._write(read_value(element))
        elif name in {"checkBox", "ddList"}:
            self._form = FormField(is_box=name == "checkBox")
        elif name in _CHOICES and self._form:
            self._form.read(name, read_value(element))
        elif name == "altChunk":
            self._write_chunk(self._read_chunk(read_value(element, "id")))
        elif name in _PICTURES:
            self._said += 1
            self._found.pictures.append(read_value(element, _PICTURES[name]))

    def _refer(self, kind: str, element: etree._Element) -> None:
        if kind == "comment":
            self._found.notes.add("comments")
        else:
            marked = read_value(element, "customMarkFollows")
            label = self._note_numbers.count(kind, read_value(element, "id"), own=bool(marked) and marked not in _NO)
            self._write(f"[{label}]" if label else "")

    def _end(self, name: str, element: etree._Element) -> None:
        if self._skipped:
            self._skipped -= name in _SKIPPED or name in _FORMS
        elif name == "t":
            self._write(element.text or "")
            if self._hidden is not None and element.getparent() is self._hidden:
                self._found.notes.add("hidden_text")  # kept: what nobody sees may have been meant for us
        elif name == "p" and self._paragraphs:
            self._end_paragraph(element)
        elif name == "pPr":
            self._properties -= 1
        elif self._properties:
            pass
        elif name in _CLOSING:
            self._write(_CLOSING[name])
        else:
            self._close(name, element)

    def _close(self, name: str, element: etree._Element) -> None:
        if name in {"checkBox", "ddList"} and self._form:
            self._write(self._form.text)
            self._form = None
        elif name == "trPr":
            self._row_properties -= 1
        elif name == "AlternateContent" and self._alternatives:
            self._alternatives.pop()
        elif (name == "tc" and self._rows) or (name == "txbxContent" and self._paragraphs):
            self._lines.pop()
        elif name == "tr" and self._rows:
            row = self._rows.pop()
            self._lines[-1] += [] if row.deleted else row.write()
            drop(element)
        elif name in _STORIES:
            self._end_story(name, self._lines.pop(), element)

    def _end_paragraph(self, element: etree._Element) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.text) + self._fields.end_paragraph()
        if paragraph.goes_on is not None:
            self._carried = text + paragraph.goes_on * (not text.endswith(" "))
            self._lines[-1] += paragraph.after
        else:
            label = self._numbers.find_label(paragraph.number, paragraph.level, paragraph.style)
            text = f"{label} {text}" if label and (text.strip() or label != "•") else text
            self._lines[-1] += [text, *paragraph.after]
        drop(element)

    def _end_story(self, name: str, lines: list[str], element: etree._Element) -> None:
        """Write a note below its number, or a comment below the name of who wrote it."""
        if name == "comment":
            label: str | None = read_value(element, "author")
        else:
            label = self._note_numbers.find(name, read_value(element, "id"))
        if label is not None and any(map(str.strip, lines)):
            self._lines[-1] += [f"[{label}]", *lines] if label else lines
            self._found.notes |= {"comments"} if name == "comment" else set()
        drop(element)

    def _write(self, text: str) -> None:
        if self._fields.holds(text):
            return
        self._said += bool(text)
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)
        elif text.strip():
            self._lines[-1].append(text)

    def _write_chunk(self, text: str) -> None:
        self._said += bool(text)
        self._lines[-1] += text.split("\n")


_CONTAINERS = frozenset({"trPr", "tr", "tc", "txbxContent", "AlternateContent", *_STORIES})


def _read_sym(element: etree._Element) -> str:
    try:
        return read_symbol(int(read_value(element, "char"), 16), read_value(element, "font"))
    except (ValueError, OverflowError):
        return ""

"""The text of OpenDocument (ODF 1.3 part 3): letters, sheets and slides, in reading order.

The parser calls back instead of building a tree. What was deleted stands in a place of its own, which is passed
over; what was inserted stands in the text.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, cast

from lxml import etree

from parsers.ooxml.package import DAMAGED, PackageRefused
from parsers.ooxml.word_fields import CHECKED, UNCHECKED
from parsers.opendocument.lists import OUTLINE, ListLevel, OpenLists, read_count
from parsers.opendocument.parts import OpenText, Paragraph, Story, join_lines
from parsers.opendocument.table import OpenRow, RepeatBudget

_NAMESPACE_END = re.compile(r"[:/]")
_SPACE = re.compile(r"[ \t\r\n]+")
_PIECE = 64 * 1024
_MOST_SPACES = 200
_SKIPPED = frozenset({"text:tracked-changes", "svg-compatible:title", "svg-compatible:desc", "office:binary-data"})
_LEVELS = {
    "text:list-level-style-number": "number",
    "text:list-level-style-bullet": "bullet",
    "text:list-level-style-image": "bullet",
    "text:outline-level-style": "number",
}
_BOXES = frozenset({
    *("drawing:text-box", "drawing:custom-shape", "drawing:rect", "drawing:ellipse", "drawing:circle"),
    *("drawing:line", "drawing:path", "drawing:polygon", "drawing:polyline", "drawing:connector"),
    *("drawing:caption", "drawing:regular-polygon", "drawing:measure"),
})  # fmt: skip
_HEADERS = frozenset({"style:header", "style:header-left", "style:header-first"})
_FOOTERS = frozenset({"style:footer", "style:footer-left", "style:footer-first"})
_AROUND = _HEADERS | _FOOTERS


class OpenDocumentReader:
    """Reads the parts of one document: first the styles, then the content, which goes on from there."""

    def __init__(self) -> None:
        self.found = OpenText()
        self._lists = OpenLists()
        self._list_style = ""
        self._lines = [self.found.lines]
        self._paragraphs: list[Paragraph] = []
        self._outer: list[list[Paragraph]] = []
        self._rows: list[OpenRow] = []
        self._repeats: list[str] = []
        self._stories: list[Story] = []
        self._labelling = self._in_sheets = False
        self._skipped = 0
        self._budget = RepeatBudget()
        self._forms: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def read(self, xml: bytes) -> None:
        """Read one part; of a damaged one what stands before the damage.

        Raises XMLSyntaxError where that is nothing, PackageRefused on a DOCTYPE.
        """
        parser = etree.XMLParser(target=cast("Any", self), resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for at in range(0, len(xml), _PIECE):
                parser.feed(xml[at : at + _PIECE])
            parser.close()
        except etree.XMLSyntaxError:
            if not self._unwind():
                raise
            self.found.notes.add(DAMAGED)
        if self._budget.spent:
            self.found.notes.add("repeats_cut")

    def _unwind(self) -> bool:
        """Keep what stood in rows and paragraphs that never ended; say whether anything was read at all."""
        lines = [line for row in self._rows for cell in row.cells for line in cell]
        lines += [line for pending in self._lines[1:] if pending is not self.found.lines for line in pending]
        lines += [
            "".join(paragraph.text) for paragraphs in (*self._outer, self._paragraphs) for paragraph in paragraphs
        ]
        self.found.lines += lines
        return any(map(str.strip, self.found.lines))

    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser's call
        """Refuse what no writer of OpenDocument declares."""
        raise PackageRefused("The document declares a DOCTYPE.")

    def comment(self, text: str) -> None:
        """Pass over comments of the XML."""

    def close(self) -> None:
        """End a part."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        name = self._names.get(tag) or self._name(tag)
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            self.found.notes |= {"tracked_changes"} if name == "text:changed-region" else set()
            return
        said = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {}
        if handler := self._STARTS.get(name):
            handler(self, said)
        elif name in _LEVELS:
            level = ListLevel.read(_LEVELS[name], said)
            self._lists.styles.setdefault(self._list_style, {})[read_count(said.get("level", ""), 0)] = level
        elif name in _BOXES:
            self._lines.append(self._paragraphs[-1].after if self._paragraphs else self._lines[-1])
        elif name in _AROUND:
            self._lines.append([])

    def end(self, tag: str) -> None:
        """End an element."""
        if self._skipped:
            self._skipped -= 1
            return
        name = self._names[tag]
        if handler := self._ENDS.get(name):
            handler(self)
        elif name in _BOXES:
            self._lines.pop()
        elif name in _AROUND:
            around = self.found.headers if name in _HEADERS else self.found.footers
            around.append(join_lines(self._lines.pop()))

    def data(self, text: str) -> None:
        """Take text; what stands outside paragraphs is none, but for the labels of notes."""
        if self._skipped:
            return
        if self._labelling:
            self._stories[-1].label.append(text)
        elif self._paragraphs:
            self._paragraphs[-1].text.append(_SPACE.sub(" ", text))

    def _name(self, tag: str) -> str:
        """Name an element by its namespace and itself: urn:oasis:names:tc:opendocument:xmlns:text:1.0 is text."""
        namespace, _, name = tag.lstrip("{").rpartition("}")
        words = _NAMESPACE_END.split(namespace.rstrip("/"))
        self._names[tag] = f"{words[-2] if len(words) > 1 else ''}:{name}"
        return self._names[tag]

    def _open_paragraph(self, said: Mapping[str, str]) -> None:
        self._paragraphs.append(Paragraph(self._lists.find_label(said.get("style-name", ""))))

    def _open_heading(self, said: Mapping[str, str]) -> None:
        label = self._lists.find_label(said.get("style-name", ""))
        if not label and said.get("is-list-header") != "true":
            label = self._lists.find_heading(said.get("outline-level", "1"))
        self._paragraphs.append(Paragraph(label))

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text, label = "".join(paragraph.text), paragraph.label
        text = f"{label} {text}" if label and (text.strip() or label != "•") else text
        self._lines[-1] += [text, *paragraph.after]

    def _write(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)
        elif text.strip():
            self._lines[-1].append(text)

    def _open_list(self, said: Mapping[str, str]) -> None:
        goes_on = said.get("continue-numbering") == "true" or "continue-list" in said
        self._lists.open_list(said.get("style-name", ""), goes_on=goes_on)

    def _open_row(self, said: Mapping[str, str]) -> None:
        self._rows.append(OpenRow(self._budget, read_count(said.get("number-rows-repeated", "1"), 1)))

    def _end_row(self) -> None:
        if self._rows:
            self._lines[-1] += self._rows.pop().write()

    def _open_cell(self, said: Mapping[str, str]) -> None:
        self._lines.append([])
        self._repeats.append(said.get("number-columns-repeated", ""))

    def _end_cell(self) -> None:
        lines, repeats = self._lines.pop(), self._repeats.pop()
        if self._rows:
            self._rows[-1].end_cell(lines, repeats)

    def _open_story(self) -> None:
        self._stories.append(Story())
        self._lines.append(self._stories[-1].lines)
        # What stands in a note is no part of the paragraph that it is anchored in.
        self._outer.append(self._paragraphs)
        self._paragraphs = []

    def _end_story(self, *, is_comment: bool) -> None:
        story = self._stories.pop()
        self._lines.pop()
        self._paragraphs = self._outer.pop()
        label, text = "".join(story.label).strip(), join_lines(story.lines)
        if not is_comment:
            self._write(f"[{label}]")
        if text:
            self.found.behind.append(f"[{label}]\n{text}")
            self.found.notes |= {"comments"} if is_comment else set()

    def _take_picture(self, said: Mapping[str, str]) -> None:
        self.found.drawn = True
        self.found.pictures.append(said.get("href", ""))

    def _take_object(self) -> None:
        self.found.drawn = True
        self.found.notes.add("embedded_files")

    def _take_box(self, said: Mapping[str, str]) -> None:
        box = CHECKED if said.get("current-state", said.get("state")) == "checked" else UNCHECKED
        self._forms[said.get("id", "")] = f"{box} {said.get('label', '')}"

    def _take_field(self, said: Mapping[str, str]) -> None:
        self._forms[said.get("id", "")] = said.get("current-value") or said.get("value", "")

    def _open_sheets(self) -> None:
        self._in_sheets = True

    def _open_table(self, said: Mapping[str, str]) -> None:
        if self._in_sheets and not self._rows:
            self._lines[-1] += ["", said.get("name", "")]

    def _label(self, *, begins: bool) -> None:
        self._labelling = begins and bool(self._stories)

    def _open_list_style(self, name: str) -> None:
        self._list_style = name

    def _open_style(self, said: Mapping[str, str]) -> None:
        if said.get("list-style-name"):
            self._lists.paragraphs[said.get("name", "")] = said["list-style-name"]

    def _note_hidden(self, hidden: bool) -> None:  # noqa: FBT001 - called by the table below
        self.found.notes |= {"hidden_text"} if hidden else set()

    def _open_item(self, said: Mapping[str, str], *, counts: bool) -> None:
        self._lists.open_item(said.get("start-value", ""), counts=counts)

    def _close_list(self) -> None:
        self._lists.close_list()

    def _write_spaces(self, said: Mapping[str, str]) -> None:
        self._write(" " * min(read_count(said.get("c", "1"), 1), _MOST_SPACES))

    def _write_form(self, said: Mapping[str, str]) -> None:
        self._write(self._forms.get(said.get("control", ""), ""))

    _STARTS: ClassVar[dict[str, Callable[["OpenDocumentReader", Mapping[str, str]], None]]] = {
        "text:p": _open_paragraph,
        "text:h": _open_heading,
        "text:s": _write_spaces,
        "text:tab": lambda self, _: self._write("\t"),
        "text:line-break": lambda self, _: self._write("\n"),
        "text:ruby-text": lambda self, _: self._write(" ("),
        "text:list": _open_list,
        "text:list-item": lambda self, said: self._open_item(said, counts=True),
        "text:list-header": lambda self, said: self._open_item(said, counts=False),
        "text:list-style": lambda self, said: self._open_list_style(said.get("name", "")),
        "text:outline-style": lambda self, _: self._open_list_style(OUTLINE),
        "text:note": lambda self, _: self._open_story(),
        "text:section": lambda self, said: self._note_hidden(said.get("display") == "none"),
        "text:note-citation": lambda self, _: self._label(begins=True),
        "elements:creator": lambda self, _: self._label(begins=True),
        "office:annotation": lambda self, _: self._open_story(),
        "office:spreadsheet": lambda self, _: self._open_sheets(),
        "style:style": _open_style,
        "table:table": _open_table,
        "table:table-row": _open_row,
        "table:table-cell": _open_cell,
        "table:covered-table-cell": _open_cell,
        "drawing:page": lambda self, _: self._lines[-1].append(""),
        "drawing:image": _take_picture,
        "drawing:object": lambda self, _: self._take_object(),
        "drawing:object-ole": lambda self, _: self._take_object(),
        "drawing:control": _write_form,
        "form:checkbox": _take_box,
        "form:radio": _take_box,
        "form:text": _take_field,
        "form:textarea": _take_field,
        "form:formatted-text": _take_field,
        "form:combobox": _take_field,
    }
    _ENDS: ClassVar[dict[str, Callable[["OpenDocumentReader"], None]]] = {
        "text:p": _end_paragraph,
        "text:h": _end_paragraph,
        "text:ruby-text": lambda self: self._write(")"),
        "text:list": _close_list,
        "text:note": lambda self: self._end_story(is_comment=False),
        "text:note-citation": lambda self: self._label(begins=False),
        "elements:creator": lambda self: self._label(begins=False),
        "office:annotation": lambda self: self._end_story(is_comment=True),
        "table:table-row": _end_row,
        "table:table-cell": _end_cell,
        "table:covered-table-cell": _end_cell,
    }

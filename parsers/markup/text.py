"""HTML to lines of text; where a mail program marks history, the mark is kept for ``own_text``.

The parser calls back instead of building a tree: a tree ends at 256 nested elements and loses what
lies deeper, and costs many times its text.
"""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from parsers.charset import decode_text
from parsers.markup.history import SIGNS, Quoting, find_mark, find_quoting
from parsers.markup.lines import Lines
from parsers.markup.style import find_colour, is_hidden
from parsers.ooxml.list_numbers import format_number

_SKIPPED = frozenset({"script", "style", "title", "template", "xml"})
_PARAGRAPHS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"])
_BLOCKS = _PARAGRAPHS | frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "iframe",
        "legend",
        "li",
        "main",
        "nav",
        "option",
        "section",
        "summary",
        "textarea",
        "tr",
    ]
)
_LISTS = frozenset({"ol", "ul"})
_STRUCK_MARK = "~~"
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TICKED, _UNTICKED = "☒", "☐"
_TYPED = frozenset({"", "text", "email", "tel", "number", "date", "search", "url", "time", "datetime-local"})
_ADDRESSES = ("http://", "https://", "mailto:")
_PRE = re.compile(r"white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)", re.IGNORECASE)
# Word writes the sign of a list item as text, its bullets in Symbol and Wingdings: '·', 'o', '§'.
_WORD_ITEM = re.compile(r"mso-list\s{0,9}:\s{0,9}ignore", re.IGNORECASE)
# 'Et billede, der indeholder tekst. Automatisk genereret beskrivelse', 'image001.png'
_NO_DESCRIPTION = re.compile(
    r"automatisk genereret|automatically generated|\.(?:png|jpe?g|gif|bmp)$|^cid:", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2007\u202f]+")
_INVISIBLE = {ord(sign): None for sign in f"\u200b\u200e\u200f\u2060\u034f\ufeff\xad\0{SIGNS}"}
_TAG = re.compile(r"<[^<>]{0,5000}>")
_LONGEST_LINK = 2_000
_DEEPEST_LIST = 10
_MOST_DIGITS = 6


def extract_markup(data: bytes, charset: str | None = None, *, marks: bool = False) -> str:
    """Return the text of a page or mail; with ``marks``, quoted lines begin with ``> `` as in plain mail."""
    source = decode_text(data, charset, markup=True)
    writer = _Writer(marks=marks)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast("Any", writer))
    with contextlib.suppress(etree.XMLSyntaxError):  # nothing but a comment in it, or nothing at all
        etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    text = writer.finish()
    # An unclosed <style> swallows the letter after it.
    return text or _strip_tags(source)


@dataclass(slots=True)
class _Element:
    """What an open element changed, to be undone at its end."""

    quoting: Quoting
    hides: bool
    verbatim: bool
    coloured: bool
    link: str = ""
    begun: int = -1
    struck: bool = False
    counter: int | None = None
    form: str = ""


class _Writer:
    """Writes lines as elements begin and end."""

    def __init__(self, *, marks: bool) -> None:
        self._lines = Lines(marks=marks)
        self._open: list[_Element] = []
        self._rows: list[int] = []
        self._lists: list[_Element] = []
        self._hidden = 0
        self._verbatim = self._coloured = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        lines = self._lines
        element = _Element(
            quoting=lines.quoting,
            hides=tag in _SKIPPED or (bool(attributes) and is_hidden(attributes)),
            verbatim=self._verbatim,
            coloured=self._coloured,
        )
        self._open.append(element)
        self._hidden += element.hides
        if self._hidden:
            return
        if tag == "br":
            lines.feed_line()
        elif tag in _BLOCKS:
            lines.break_line(paragraph=self._is_paragraph(tag))
        if attributes:
            self._read_attributes(tag, attributes, element)
        self._begin(tag, attributes, element)

    def _read_attributes(self, tag: str, attributes: Mapping[str, str], element: _Element) -> None:
        """Take up what attributes say of an element: history, quotation, colour, blanks that count."""
        if mark := find_mark(attributes):
            self._lines.mark_history(mark)
        quoting = find_quoting(tag, attributes)
        if quoting > element.quoting:
            self._lines.quote(quoting)
        colour = find_colour(attributes)
        self._coloured = self._coloured if colour is None else colour
        style = attributes.get("style", "")[:_LONGEST_LINK]
        self._verbatim = self._verbatim or bool(style and _PRE.search(style))
        if style and _WORD_ITEM.search(style):
            element.begun = self._lines.begin_piece()

    def _begin(self, tag: str, attributes: Mapping[str, str], element: _Element) -> None:
        """Write what a tag stands for."""
        match tag:
            case "tr":
                self._lines.end_line()
                self._rows.append(0)
            case "td" | "th":
                self._begin_cell()
            case "li":
                self._lines.mark_item(self._find_marker(attributes))
            case "ol" | "ul":
                element.counter, element.form = _find_count(tag, attributes)
                self._lists.append(element)
            case "a":
                # A coloured link is no coloured answer.
                self._coloured = False
                element.link, element.begun = attributes.get("href", "").strip(), self._lines.begin_piece()
            case "blockquote" if element.quoting is Quoting.NO and self._lines.quoting is Quoting.NO:
                self._lines.quote(Quoting.MAYBE)
            case "s" | "strike" | "del":
                element.struck = True
                self._lines.write(_STRUCK_MARK)
            case "pre" | "textarea" | "listing" | "xmp":
                self._verbatim = True
            case "img" | "input" | "option":
                self._write_value(tag, attributes)
            case _:
                pass

    def _is_paragraph(self, tag: str) -> bool:
        """Say whether blank lines stand around an element; none do around a list in a list."""
        return tag in _PARAGRAPHS and not (tag in _LISTS and self._lists)

    def _begin_cell(self) -> None:
        if self._rows:
            self._lines.begin_cell(first=not self._rows[-1])
            self._rows[-1] += 1

    def _find_marker(self, attributes: Mapping[str, str]) -> str:
        """Return the sign of a list item: its number or a dash, below the text of the list around it."""
        indent = "  " * (min(len(self._lists), _DEEPEST_LIST) - 1)
        listed = self._lists[-1] if self._lists else None
        if listed is None or listed.counter is None:
            return f"{indent}- "
        number = _read_number(attributes.get("value", ""), listed.counter)
        listed.counter = number + 1
        return f"{indent}{format_number(number, listed.form)}. "

    def _write_value(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Write what a picture shows or what somebody has put into a field."""
        kind = attributes.get("type", "").lower()
        if tag == "img":
            described = " ".join(attributes.get("alt", "").translate(_INVISIBLE).split())
            if described and not _NO_DESCRIPTION.search(described[:_LONGEST_LINK]):
                self._lines.write(f"[{described}]")
        elif tag == "option" and "selected" in attributes:
            self._lines.write(f"{_TICKED} ")
        elif tag == "input" and kind in {"checkbox", "radio"}:
            self._lines.write(f"{_TICKED if 'checked' in attributes else _UNTICKED} ")
        elif tag == "input" and kind in _TYPED:
            self._lines.write(_SPACE.sub(" ", attributes.get("value", "")).translate(_INVISIBLE))

    def end(self, tag: str) -> None:
        if not self._open:
            return
        element = self._open.pop()
        self._hidden -= element.hides
        if self._hidden or element.hides:
            return
        self._end_inline(tag, element)
        if tag == "tr":
            self._lines.end_row()
            del self._rows[-1:]
        elif tag in _LISTS:
            del self._lists[-1:]
        if tag in _BLOCKS:
            self._lines.break_line(paragraph=self._is_paragraph(tag))
        if self._lines.quoting is not element.quoting:
            self._lines.quote(element.quoting)
        self._verbatim, self._coloured = element.verbatim, element.coloured

    def _end_inline(self, tag: str, element: _Element) -> None:
        """Write what stands behind a link, behind what is struck out, and for the sign of Word's list items."""
        if element.struck:
            self._lines.write(_STRUCK_MARK)
        elif element.link.lower().startswith(_ADDRESSES):
            self._write_link(element)
        elif element.begun >= 0 and tag == "span":
            sign = self._lines.take_piece(element.begun).strip()
            if sign:
                self._lines.write(f"{sign if len(sign) > 1 or sign.isdigit() else '-'} ")

    def _write_link(self, element: _Element) -> None:
        """Write a link's address where its words do not say it."""
        address = element.link[:_LONGEST_LINK].translate(_INVISIBLE)
        if address.lower().startswith("mailto:"):
            address = address[len("mailto:") :].partition("?")[0]
        if address and address.lower() not in self._lines.read_piece(element.begun).lower():
            self._lines.write(f" <{_SPACE.sub(' ', address)}>")

    def data(self, text: str) -> None:
        if self._hidden:
            return
        text = text.translate(_INVISIBLE)
        if self._verbatim:
            self._write_verbatim(text)
        else:
            self._lines.write(_SPACE.sub(" ", text), coloured=self._coloured)

    def _write_verbatim(self, text: str) -> None:
        first, *rest = text.replace("\r\n", "\n").split("\n")
        self._lines.write(first, coloured=self._coloured, verbatim=True)
        for line in rest:
            self._lines.feed_line()
            self._lines.write(line, coloured=self._coloured, verbatim=True)

    def comment(self, text: str) -> None:
        """Pass over comments, conditional ones of Outlook among them."""

    def close(self) -> None:
        self._lines.end_line()

    def finish(self) -> str:
        """Return what was written."""
        return self._lines.finish()


def _find_count(tag: str, attributes: Mapping[str, str]) -> tuple[int | None, str]:
    """Return what a list counts from, and how; None where it does not count."""
    if tag == "ul":
        return None, ""
    return _read_number(attributes.get("start", ""), 1), _FORMS.get(attributes.get("type", ""), "decimal")


def _read_number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else otherwise


def _strip_tags(source: str) -> str:
    return _SPACE.sub(" ", _TAG.sub(" ", source)).translate(_INVISIBLE).strip()

"""The text of RTF (specification 1.9.1), in reading order; of a mail in RTF, the HTML that it was made from.

HTML wrapped in RTF (MS-OXRTFEX) is unwrapped and read as HTML: entities and line ends stand in its tags.
"""

from parsers.markup.text import extract_markup
from parsers.ooxml.list_numbers import format_number
from parsers.ooxml.word_fields import FormField
from parsers.rtf.charset import Charsets, Font, pair_surrogates
from parsers.rtf.flow import Flow, RtfText
from parsers.rtf.group import Group
from parsers.rtf.tokens import Kind, Token, Tokens
from parsers.rtf.words import (
    BOXES,
    COLLECTED,
    FLOWS,
    FOOTERS,
    HEAD_WORDS,
    HEADERS,
    HTML,
    MEANT,
    PARAGRAPHS,
    READ,
    REVISED,
    SIGNS,
    SKIPPED,
    SYMBOLS,
)

_UNDEFINED = 25
"""What a form says of a field that nobody has filled in."""

_DEEPEST = 100_000
DEEP = "nested_too_deep"


class RtfReader:
    """Reads one document."""

    def __init__(self, data: bytes) -> None:
        self._tokens = Tokens(data, MEANT)
        self._found = RtfText()
        self._charsets = Charsets()
        self._body = Flow()
        self._group = Group(self._body)
        self._outer: list[Group] = []
        self._octets = bytearray()
        self._skip = 0
        self._wraps_html = False
        self._html: list[str] = []
        self._collected: list[str] = []
        self._form: FormField | None = None
        self._author = ""
        self._count = 0

    def read(self) -> RtfText:
        """Return what the document holds; of a torn one what there is of it."""
        for token in self._tokens:
            if token.kind is Kind.OCTETS:
                self._take_octets(token)
                continue
            if token.kind is Kind.LOOKS:
                self._take_looks()
                continue
            self._flush()
            # Where a writer left out what stands for a sign of Unicode, no mark of a paragraph is taken for it.
            self._skip = 0
            if token.kind is Kind.OPEN:
                if len(self._outer) >= _DEEPEST:
                    self._found.notes.add(DEEP)
                    break
                self._open()
            elif token.kind is Kind.CLOSE:
                if not self._close():
                    break
            elif token.kind is Kind.SYMBOL:
                self._take_symbol(token.word)
            else:
                self._take_word(token)
        return self._finish()

    def _open(self) -> None:
        self._outer.append(self._group)
        self._group = self._group.enter()

    def _finish(self) -> RtfText:
        self._flush()
        while self._outer:
            self._close()
        if self._wraps_html:
            page = pair_surrogates("".join(self._html))
            self._found.lines = extract_markup(page.encode("utf-8", "replace"), "utf-8").split("\n")
        else:
            self._found.lines = self._body.finish()
        return self._found

    def _take_looks(self) -> None:
        """Pass over a word of no meaning; behind a star it begins a group of none."""
        group, self._skip = self._group, 0
        if group.starred:
            self._flush()
            self._tokens.skip_group()
        group.starred = group.begins = False

    def _take_octets(self, token: Token) -> None:
        octets, self._group.begins = token.octets, False
        if self._skip:
            # What stands for a sign of Unicode where that is not known: so many octets.
            skipped = min(self._skip, len(octets))
            self._skip -= skipped
            octets = octets[skipped:]
        self._octets += octets

    def _flush(self) -> None:
        """Decode what has been gathered: a sign of Japanese is two octets, each written by itself."""
        if self._octets:
            font = self._group.font
            octets = bytes(self._octets)
            self._octets.clear()
            self._write(self._charsets.decode(octets, font))

    def _write(self, text: str) -> None:
        group = self._group
        if group.destination in COLLECTED:
            self._collected.append(text)
        elif group.deleted or group.doubled:
            return
        elif self._wraps_html and group.flow is self._body:
            self._html.append(text.replace("&", "&amp;").replace("<", "&lt;"))
        else:
            if group.hidden and text.strip():
                self._found.notes.add("hidden_text")
            group.flow.write(text)

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            # OpenOffice writes {\b0\*\cs7 text}: what stands within a group marks no destination.
            self._group.starred = self._group.begins
        elif symbol in SYMBOLS:
            self._write(SYMBOLS[symbol])
        elif symbol in PARAGRAPHS:
            self._end_paragraph()

    def _take_word(self, token: Token) -> None:
        word, number, group = token.word, token.number, self._group
        starred, group.starred, group.begins = group.starred, False, False
        if word in SIGNS:
            self._write(SIGNS[word])
        elif word in PARAGRAPHS:
            self._end_paragraph()
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self._skip = group.fallback
        elif (
            word in SKIPPED
            or word == "pict"
            or (starred and not self._is_known(word))
            or (self._wraps_html and word == "pntext")
        ):
            self._skip_group(word)
        elif word in FLOWS or word in COLLECTED:
            self._open_destination(word)
        elif not self._take_property(word, number):
            self._take_mark(word, number)

    def _skip_group(self, word: str) -> None:
        where = self._tokens.skip_group()
        if word == "pict":
            self._found.pictures.append(where)
        elif word == "objdata":
            self._found.notes.add("embedded_files")

    def _is_known(self, word: str) -> bool:
        return word in READ or word in FLOWS or word in COLLECTED

    def _end_paragraph(self) -> None:
        group = self._group
        if self._wraps_html:
            self._write("\n")
        elif group.deleted:
            return
        else:
            group.flow.depth = group.depth
            group.flow.end_paragraph()

    def _open_destination(self, word: str) -> None:
        group = self._group
        group.opened = group.destination = word
        if word in FLOWS:
            group.flow, group.depth = Flow(), 0
        else:
            self._collected = []

    def _take_property(self, word: str, number: int | None) -> bool:
        """Take what holds from here to the end of the group; say whether the word was such."""
        group, is_on = self._group, number != 0
        if word == "f":
            group.font = number
            if group.destination == "fonttbl" and number is not None:
                self._charsets.fonts[number] = Font()
        elif word == "uc":
            group.fallback = min(max(number or 0, 0), 100)
        elif word == "plain":
            group.hidden = group.deleted = False
            group.font = None
        elif word == "v":
            group.hidden = is_on
        elif word in REVISED:
            self._found.notes.add("tracked_changes")
            group.deleted = is_on if word == "deleted" else group.deleted
        elif word == "htmlrtf":
            group.doubled = is_on
        else:
            return False
        return True

    def _take_mark(self, word: str, number: int | None) -> None:
        group = self._group
        group.flow.depth = group.depth
        if word in {"cell", "nestcell"}:
            group.flow.end_cell(nested=word == "nestcell")
        elif word in {"row", "nestrow"}:
            group.flow.end_row(nested=word == "nestrow")
        elif word == "pard":
            group.depth = 0
        elif word == "intbl":
            group.depth = max(group.depth, 1)
        elif word == "itap":
            group.depth = max(number or 0, 0)
        elif word == "chftn" and self._group.destination != "footnote":
            self._write(f"[{self._count + 1}]")
        else:
            self._take_setting(word, number)

    def _take_setting(self, word: str, number: int | None) -> None:
        if word in HEAD_WORDS:
            self._charsets.declare(word, number or 0)
        elif word == "deff":
            self._charsets.default = number
        elif word == "fcharset" and self._group.font in self._charsets.fonts:
            self._charsets.fonts[self._group.font].charset = number or 0
        elif word == "fromhtml":
            self._wraps_html = number != 0
        elif word == "fftype":
            self._form = FormField(is_box=number == 1)
        elif word in {"ffres", "ffdefres"} and self._form:
            self._fill_in(word, number or 0)

    def _fill_in(self, word: str, number: int) -> None:
        """Take what is filled in, and where nothing is (25), what was there from the beginning."""
        assert self._form is not None  # noqa: S101 - for the types
        if number != _UNDEFINED and not (word == "ffdefres" and self._form.chosen):
            self._form.chosen = str(number)

    def _close(self) -> bool:
        """Leave a group; say whether the document goes on."""
        group = self._group
        if not self._outer:
            return True
        self._group = self._outer.pop()
        if group.opened:
            self._end_destination(group)
        elif group.destination == "fonttbl" and group.font is not None and group.font in self._charsets.fonts:
            self._charsets.fonts[group.font].name = "".join(self._collected).strip(" ;")
            self._collected = []
        return bool(self._outer)

    def _end_destination(self, group: Group) -> None:
        word = group.opened
        if word == HTML:
            self._html += self._collected
        elif word == "atnauthor":
            self._author = "".join(self._collected).strip()
        elif word == "ffl" and self._form:
            self._form.choices.append("".join(self._collected).strip())
        elif word == "formfield" and self._form:
            group.flow.write(self._form.text)
            self._form = None
        elif word in BOXES:
            self._group.flow.write_after(group.flow.finish())
        elif word in HEADERS or word in FOOTERS:
            around = self._found.headers if word in HEADERS else self._found.footers
            around.append(_join(group.flow.finish()))
        elif word in FLOWS:
            self._end_story(word, group.flow.finish())

    def _end_story(self, word: str, lines: list[str]) -> None:
        """Keep a note below its number, or a comment below the name of who wrote it."""
        if word == "footnote":
            self._count += 1
        text = _join(lines)
        if text:
            label = format_number(self._count, "decimal") if word == "footnote" else self._author
            self._found.behind.append(f"[{label}]\n{text}")
            self._found.notes |= {"comments"} if word == "annotation" else set()


def _join(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()

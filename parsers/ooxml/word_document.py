"""A Word document (ECMA-376): every part that holds text, found through relationships."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from domain.message import Verdict
from parsers.limits import Limits
from parsers.ooxml.chunks import read_chunk
from parsers.ooxml.drawings import read_drawings
from parsers.ooxml.list_numbers import ListNumbers, read_list_numbers
from parsers.ooxml.package import (
    DAMAGED,
    UNREADABLE,
    Package,
    PackageTooLarge,
    Relationship,
    make_parser,
    refuse_doctype,
)
from parsers.ooxml.symbols import replace_symbols
from parsers.ooxml.word_notes import NoteNumbers
from parsers.ooxml.word_text import WordReader, WordText

_BEHIND = ("footnotes", "endnotes", "comments")
_DRAWN = ("diagramData", "chart", "chartEx")
_EMBEDDED = ("package", "oleObject")
_PICTURES = ("image",)
_IN_LIST = b"numPr"
_MOST_EMBEDDED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDocument:
    """What a document says, part by part; ``pictures`` are the names of the body's, in order; ``drawn``
    where it shows any, or a chart.
    """

    head: str
    body: str
    behind: str
    foot: str
    pictures: tuple[str, ...]
    drawn: bool
    notes: frozenset[str]
    unread: bool

    @property
    def words(self) -> str:
        """The letter without what is printed around it."""
        return "\n\n".join(filter(None, (self.body, self.behind)))

    @property
    def text(self) -> str:
        """The whole, as it is read: head, body, notes and comments, foot."""
        return "\n\n".join(filter(None, (self.head, self.words, self.foot)))


def read_word_document(package: Package, main: str, limits: Limits) -> WordDocument:
    """Read the parts of a document. Raises what ``package.UNREADABLE`` names where the body cannot be read."""
    return _DocumentReader(package, main, limits).read()


class _DocumentReader:
    """Reads one document part by part."""

    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self._package = package
        self._main = main
        self._limits = limits
        self._related = self._find_related()
        self._targets = {relationship.id: relationship.target for relationship in self._related}
        self._note_numbers = NoteNumbers()
        self._notes: set[str] = set()
        self._unread = False

    def _find_related(self) -> tuple[Relationship, ...]:
        try:
            return self._package.find_relationships(self._main)
        except etree.XMLSyntaxError:
            self._package.faults.add(DAMAGED)
            return ()

    def read(self) -> WordDocument:
        xml = self._package.read(self._main)
        numbers = self._read_numbers(xml)
        body = WordReader(numbers, self._note_numbers, self._read_chunk).read(xml)
        behind = self._read_parts(numbers, *_BEHIND)
        around = {kind: self._read_parts(numbers, kind) for kind in ("header", "footer")}
        drawn = self._find_parts(*_DRAWN)
        for part in (body, *behind, *around["header"], *around["footer"]):
            self._notes |= part.notes
        texts = [*(_join(part.lines) for part in behind), read_drawings(self._package, drawn), *self._read_embedded()]
        return WordDocument(
            head=_join_once(around["header"]),
            body=_join(body.lines),
            behind="\n\n".join(filter(None, texts)),
            foot=_join_once(around["footer"]),
            pictures=tuple(self._targets[key] for key in body.pictures if key in self._targets),
            drawn=bool(drawn or body.pictures),
            notes=frozenset(self._notes | self._package.faults),
            unread=self._unread or bool(self._package.faults) or DAMAGED in self._notes,
        )

    def _find_parts(self, *kinds: str) -> list[str]:
        return list(
            dict.fromkeys(
                r.target for kind in kinds for r in self._related if r.kind == kind and self._package.has(r.target)
            )
        )

    def _read_parts(self, numbers: ListNumbers, *kinds: str) -> list[WordText]:
        found = []
        for name in self._find_parts(*kinds):
            try:
                found.append(WordReader(numbers, self._note_numbers).read(self._package.read(name)))
            except PackageTooLarge:
                raise
            except UNREADABLE:
                self._package.faults.add(DAMAGED)
        return found

    def _read_numbers(self, body: bytes) -> ListNumbers:
        """Read how lists count, where any paragraph or style belongs to one: styles are the larger part to parse."""
        numbering = self._read_part("numbering")
        styles = self._read_part("styles") if numbering else b""
        if not numbering or (_IN_LIST not in body and _IN_LIST not in styles):
            return read_list_numbers(None, None)
        try:
            # A copy counts from the beginning.
            return replace(_read_number_parts(numbering, styles if _IN_LIST in styles else b""))
        except etree.XMLSyntaxError:
            self._package.faults.add(DAMAGED)
            return read_list_numbers(None, None)

    def _read_part(self, kind: str) -> bytes:
        name = next(iter(self._find_parts(kind)), None)
        return b"" if name is None else self._package.read(name)

    def _read_chunk(self, key: str) -> str:
        """Return an embedded page or document, which case systems build letters from."""
        target = self._targets.get(key, "")
        chunk = read_chunk(self._package.read(target), self._limits) if self._package.has(target) else None
        if chunk is None or chunk.verdict not in {Verdict.OK, Verdict.EMPTY}:
            self._unread = True
            self._notes.add("embedded_part_unread")
        return chunk.text if chunk else ""

    def _read_embedded(self) -> list[str]:
        """Return the texts of files laid into the letter, which show there as a picture or an icon."""
        texts = []
        for name in self._find_parts(*_EMBEDDED)[:_MOST_EMBEDDED]:
            self._notes.add("embedded_files")
            chunk = read_chunk(self._package.read(name), self._limits)
            texts.append(chunk.text if chunk else "")
        return texts


@lru_cache(maxsize=16)
def _read_number_parts(numbering: bytes, styles: bytes) -> ListNumbers:
    """Read the two parts once for all letters on one template: they are most of what there is to parse."""
    return read_list_numbers(_parse(numbering), _parse(styles) if styles else None)


def _parse(xml: bytes) -> etree._Element:
    root = etree.fromstring(xml, make_parser())
    refuse_doctype(root)
    return root


def _join_once(parts: Iterable[WordText]) -> str:
    """Join each different text once: first page, even and odd pages have headers of their own."""
    return "\n\n".join(filter(None, dict.fromkeys(_join(part.lines) for part in parts)))


def _join(lines: Iterable[str]) -> str:
    return replace_symbols("\n".join(line.rstrip() for line in lines).strip())

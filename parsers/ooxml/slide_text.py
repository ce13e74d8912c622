"""The text of a presentation (ECMA-376 part 1, §19): slide by slide, with its notes and comments."""

from dataclasses import dataclass, field

from lxml import etree

from parsers.limits import Limits
from parsers.ooxml.drawings import read_drawings
from parsers.ooxml.list_numbers import ListNumbers
from parsers.ooxml.package import DAMAGED, UNREADABLE, Package, PackageTooLarge, Relationship
from parsers.ooxml.word_notes import NoteNumbers
from parsers.ooxml.word_text import WordReader, WordText

_CHARTS = frozenset({"chart", "chartEx"})
_DIAGRAMS = frozenset({"diagramData"})
_EMBEDDED = frozenset({"oleObject", "package"})


@dataclass(slots=True)
class Slide:
    """One slide: its words, what its charts, notes and comments say, and its ``pictures`` in order."""

    lines: list[str] = field(default_factory=list)
    drawn: str = ""
    behind: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    has_drawings: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it shows something and says nothing."""
        return not any(map(str.strip, self.lines)) and (bool(self.pictures) or self.has_drawings)

    @property
    def text(self) -> str:
        """What it says, its notes and comments last."""
        words = "\n".join(line.rstrip() for line in self.lines if line.strip())
        return "\n".join(filter(None, (words, self.drawn, *self.behind)))


@dataclass(slots=True)
class PresentationText:
    """The slides in their order."""

    slides: list[Slide] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)


class PresentationReader:
    """Reads one presentation."""

    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self._package = package
        self._main = main
        self._limits = limits
        self._found = PresentationText()

    def read(self) -> PresentationText:
        """Return the slides. Raises what ``package.UNREADABLE`` names where none can be found."""
        root = self._package.read_tree(self._main)
        targets = {r.id: r.target for r in self._package.find_relationships(self._main)}
        ids = [element.attrib for element in root.iterfind("{*}sldIdLst/{*}sldId")]
        names = [targets.get(str(value), "") for said in ids for key, value in said.items() if str(key).endswith("}id")]
        if len(names) > self._limits.pages:
            self._found.notes.add(f"pages_read: {self._limits.pages}")
        self._found.slides = [self._read_slide(name) for name in names[: self._limits.pages]]
        self._found.notes |= self._package.faults
        return self._found

    def _read_slide(self, name: str) -> Slide:
        read = self._read_part(name)
        related = self._find_related(name)
        targets = {relationship.id: relationship.target for relationship in related}
        images = {relationship.target for relationship in related if relationship.kind == "image"}
        slide = Slide(
            lines=[*read.lines, *self._read_drawings(related, _DIAGRAMS)],
            drawn="\n".join(self._read_drawings(related, _CHARTS)),
            pictures=[targets[key] for key in read.pictures if targets.get(key) in images],
            has_drawings=bool(read.pictures),
        )
        for relationship in related:
            if relationship.kind == "notesSlide":
                slide.behind += self._read_notes(relationship.target)
            elif relationship.kind == "comments":
                slide.behind += self._read_comments(relationship.target)
            elif relationship.kind in _EMBEDDED:
                self._found.notes.add("embedded_files")
        return slide

    def _read_drawings(self, related: tuple[Relationship, ...], kinds: frozenset[str]) -> list[str]:
        return read_drawings(self._package, [r.target for r in related if r.kind in kinds]).split("\n")

    def _read_part(self, name: str) -> WordText:
        """Read a part of DrawingML: its paragraphs, tables and pictures bear the names of Word's."""
        try:
            xml = self._package.read(name)
            if b'show="0"' in xml[:4096]:
                self._found.notes.add("hidden_slides")
            return WordReader(ListNumbers({}, {}, {}), NoteNumbers()).read(xml)
        except PackageTooLarge:
            raise
        except UNREADABLE:
            self._package.faults.add(DAMAGED)
            return WordText()

    def _find_related(self, name: str) -> tuple[Relationship, ...]:
        try:
            return self._package.find_relationships(name)
        except etree.XMLSyntaxError:
            self._package.faults.add(DAMAGED)
            return ()

    def _read_notes(self, name: str) -> list[str]:
        """Return the speaker's notes, without the number of the page that they are printed on."""
        lines = [line for line in self._read_part(name).lines if line.strip() and not line.strip().isdecimal()]
        return ["[Noter]", *lines] if lines else []

    def _read_comments(self, name: str) -> list[str]:
        try:
            root = self._package.read_tree(name)
        except PackageTooLarge:
            raise
        except UNREADABLE:
            self._package.faults.add(DAMAGED)
            return []
        # Those of 2010 have text, those of 2018 paragraphs.
        texts = ["".join(str(text) for text in comment.itertext()).strip() for comment in root.iter("{*}cm")]
        self._found.notes |= {"comments"} if any(texts) else set()
        return [f"[Kommentar]\n{text}" for text in texts if text]

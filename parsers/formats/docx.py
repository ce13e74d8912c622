"""Word documents (ECMA-376): every part that holds text, found through relationships."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.list_numbers import ListNumbers, read_list_numbers
from parsers.markup import extract_markup
from parsers.package import (
    Package,
    PackageEncrypted,
    PackageRefused,
    PackageTooLarge,
    Relationship,
    make_parser,
    refuse_doctype,
)
from parsers.word_text import WordReader, WordText

_AROUND = ("header", "footer")
_BEHIND = ("footnotes", "endnotes", "comments", "diagramData")
_IN_LIST = b"numPr"
_HTML_CHUNKS = (".htm", ".html", ".xhtml", ".mht", ".mhtml")


@dataclass(frozen=True, slots=True)
class DocxFormat:
    """Reads .docx: body, tables, lists, boxes, notes, comments, headers; insertions in, deletions out."""

    name: str = "docx"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text in reading order, the notes after the body."""
        try:
            return self._extract(Package(data, limits))
        except PackageTooLarge as error:
            return self._fail(Verdict.TOO_LARGE, error)
        except PackageEncrypted as error:
            return self._fail(Verdict.ENCRYPTED, error)
        except (PackageRefused, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, EOFError) as error:
            return self._fail(Verdict.CORRUPT, error)

    def _fail(self, verdict: Verdict, error: Exception) -> ExtractedText:
        return ExtractedText(text="", verdict=verdict, method=self.name, notes=(type(error).__name__,))

    def _extract(self, package: Package) -> ExtractedText:
        main = next((r.target for r in package.find_relationships("") if r.kind == "officeDocument"), "")
        if not main or not package.has(main):
            return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method=self.name, notes=("no_main_part",))
        if not main.lower().endswith(".xml") or main.lower().startswith(("xl/", "ppt/")):
            return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method=self.name, notes=("not_word",))
        return _read_document(package, main)


FORMAT = DocxFormat()


def _read_document(package: Package, main: str) -> ExtractedText:
    related = package.find_relationships(main)
    xml = package.read(main)
    numbers = _read_numbers(package, related, xml)
    body = WordReader(numbers).read(xml)
    around = {kind: _read_parts(package, related, numbers, (kind,)) for kind in _AROUND}
    behind = _read_parts(package, related, numbers, _BEHIND)
    chunks, unread = _read_chunks(package, related, body.chunks)
    texts = [*_once(around["header"]), _join(body.lines), *chunks, *map(_join_story, behind), *_once(around["footer"])]
    has_words = bool(_join(body.lines) or chunks or any(map(_join_story, behind)))
    notes = set[str]().union(*(part.notes for part in (body, *behind, *around["header"], *around["footer"])))
    return ExtractedText(
        text="\n\n".join(filter(None, texts)),
        verdict=_judge(has_words=has_words, pictures=body.pictures, unread=unread),
        method="docx",
        notes=tuple(sorted(notes | ({"embedded_part_unread"} if unread else set()))),
    )


def _judge(*, has_words: bool, pictures: int, unread: bool) -> Verdict:
    """Judge the body: a letterhead alone is no answer, and a picture alone may be one."""
    if unread:
        return Verdict.PARTIAL
    if has_words:
        return Verdict.OK
    return Verdict.SCANNED if pictures else Verdict.EMPTY


def _read_numbers(package: Package, related: Iterable[Relationship], body: bytes) -> ListNumbers:
    """Read how lists count, where any paragraph or style belongs to one: the styles are the larger part to parse."""
    styles, numbering = _read_part(package, related, "styles"), _read_part(package, related, "numbering")
    if not numbering or (_IN_LIST not in body and _IN_LIST not in styles):
        return read_list_numbers(None, None)
    # A copy counts from the beginning.
    return replace(_read_number_parts(numbering, styles if _IN_LIST in styles else b""))


@lru_cache(maxsize=16)
def _read_number_parts(numbering: bytes, styles: bytes) -> ListNumbers:
    """Read the two parts once for all letters on one template: they are most of what there is to parse."""
    return read_list_numbers(_parse(numbering), _parse(styles) if styles else None)


def _read_part(package: Package, related: Iterable[Relationship], kind: str) -> bytes:
    name = next((r.target for r in related if r.kind == kind and package.has(r.target)), None)
    return b"" if name is None else package.read(name)


def _parse(xml: bytes) -> etree._Element:
    root = etree.fromstring(xml, make_parser())
    refuse_doctype(root)
    return root


def _read_parts(
    package: Package, related: Iterable[Relationship], numbers: ListNumbers, kinds: tuple[str, ...]
) -> list[WordText]:
    names = {r.target: None for kind in kinds for r in related if r.kind == kind and package.has(r.target)}
    return [WordReader(numbers).read(package.read(name)) for name in names]


def _read_chunks(package: Package, related: Iterable[Relationship], ids: list[str]) -> tuple[list[str], bool]:
    """Return the text of embedded pages, which case systems build documents from, and whether one is unread."""
    targets = {r.id: r.target for r in related}
    names = [targets[key] for key in ids if key in targets and package.has(targets[key])]
    read = [extract_markup(package.read(name)) for name in names if name.lower().endswith(_HTML_CHUNKS)]
    return read, len(read) < len(ids)


def _once(parts: Iterable[WordText]) -> Iterator[str]:
    """Return each different text once: first page, even and odd pages have headers of their own."""
    yield from dict.fromkeys(_join(part.lines) for part in parts)


def _join(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()


def _join_story(part: WordText) -> str:
    """Join notes or comments; a label with nothing behind it is none."""
    return _join(part.lines) if any(line.strip() and not line.startswith("[") for line in part.lines) else ""

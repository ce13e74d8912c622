"""OpenDocument (ODF 1.3): letters, and as text sheets and slides; zipped, or flat XML."""

from dataclasses import dataclass
from posixpath import normpath

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.ooxml.package import (
    DAMAGED,
    UNREADABLE,
    Package,
    PackageEncrypted,
    PackageTooLarge,
    judge_failure,
)
from parsers.opendocument.document import OpenDocumentReader
from parsers.opendocument.parts import OpenText, join_lines
from parsers.pictures.part_pictures import read_parts

_MANIFEST, _STYLES, _CONTENT, _MIMETYPE = "META-INF/manifest.xml", "styles.xml", "content.xml", "mimetype"
_ENCRYPTED = (b"encryption-data", b"encrypted-package")
_LETTER = b"opendocument.text"


@dataclass(frozen=True, slots=True)
class OdtFormat:
    """Reads .odt, .ods, .odp, their templates and .fodt: text, tables, lists, notes, comments; deletions out."""

    name: str = "odt"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text in reading order, notes and comments after the body."""
        try:
            found = _read_zipped(Package(data, limits)) if data.startswith(b"PK") else _read_flat(data, limits)
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        without_words = Verdict.SCANNED if found.drawn else Verdict.EMPTY
        with_words = Verdict.PARTIAL if _is_damaged(found) else Verdict.OK
        return ExtractedText(
            text=_join(found),
            verdict=with_words if _join_words(found) else without_words,
            method=self.name,
            notes=tuple(sorted(found.notes)),
        )

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text with that of the pictures behind the body, in their order."""
        try:
            package = Package(data, limits)
            found = _read_zipped(package)
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        read = read_parts(package, map(normpath, found.pictures), limits)
        verdict = Verdict.OK if read.complete and not _is_damaged(found) else Verdict.PARTIAL
        return ExtractedText(
            text=_join(found, read.text),
            verdict=verdict if _join_words(found) or read.text else Verdict.SCANNED,
            method=f"{self.name}+ocr",
            notes=tuple(sorted(found.notes | read.notes)),
        )


FORMAT = OdtFormat()


def _read_zipped(package: Package) -> OpenText:
    if package.has(_MANIFEST) and any(mark in package.read(_MANIFEST) for mark in _ENCRYPTED):
        raise PackageEncrypted
    reader = OpenDocumentReader()
    if package.has(_STYLES) and _is_letter(package):
        # Sheets and slides have samples in their styles, and no letterhead.
        try:
            reader.read(package.read(_STYLES))
        except PackageTooLarge:
            raise
        except UNREADABLE:
            package.faults.add(DAMAGED)
    reader.read(package.read(_CONTENT))
    reader.found.notes |= package.faults
    return reader.found


def _is_letter(package: Package) -> bool:
    return not package.has(_MIMETYPE) or _LETTER in package.read(_MIMETYPE)


def _read_flat(data: bytes, limits: Limits) -> OpenText:
    if len(data) > limits.part_size:
        raise PackageTooLarge
    reader = OpenDocumentReader()
    reader.read(data)
    return reader.found


def _is_damaged(found: OpenText) -> bool:
    return bool(found.notes & {DAMAGED, "torn", "repeats_cut"})


def _join(found: OpenText, pictures: str = "") -> str:
    texts = [*dict.fromkeys(found.headers), _join_words(found), pictures, *dict.fromkeys(found.footers)]
    return "\n\n".join(filter(None, texts))


def _join_words(found: OpenText) -> str:
    """Join the document without what is printed around it."""
    return "\n\n".join(filter(None, (join_lines(found.lines), *found.behind)))

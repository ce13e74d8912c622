"""The zip package around OOXML (ECMA-376 part 2) and OpenDocument (ODF 1.3 part 2), opened within limits."""

import zipfile
from collections.abc import Iterator
from itertools import islice
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from lxml import etree

from domain.errors import KommunesvarError
from domain.message import ExtractedText, Verdict
from parsers.limits import Limits
from parsers.ooxml.torn_zip import Entry, EntryUnreadable, Inflated, find_entries, inflate, read_directory

TORN, DAMAGED = "torn", "damaged_part"
"""Notes: the end of the package is missing; a part is not what was packed."""


class PackageTooLarge(KommunesvarError):
    """The package holds more than the limits allow."""


class PackageEncrypted(KommunesvarError):
    """The package is protected by a password."""


class PackageRefused(KommunesvarError):
    """The package holds what no honest document holds."""


class Relationship(NamedTuple):
    """One part's reference to another: ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one document, by name; nothing is inflated before it is asked for.

    ``faults`` are the notes on what is damaged, as far as it has been read.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._spent = 0
        self.faults: set[str] = set()
        self._standing: dict[str, Entry] = {}
        entries = self._find_entries()
        if len(entries) > limits.parts:
            raise PackageTooLarge(f"The package has more than {limits.parts} parts.")
        # Some writers use the other slash.
        self._entries = {entry.name.lower().replace("\\", "/").lstrip("/"): entry for entry in entries}

    def _find_entries(self) -> list[Entry]:
        try:
            return read_directory(self._data)
        except zipfile.BadZipFile:
            self.faults.add(TORN)
            found = list(self._scan())
            if not found:
                raise
            return found

    def has(self, name: str) -> bool:
        """Say whether there is a part of that name; case does not matter (ECMA-376 part 2, §6.2.2)."""
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """Inflate one part. Raises PackageTooLarge, PackageEncrypted, KeyError, zipfile.BadZipFile."""
        entry = self._entries[name.lower()]
        if entry.encrypted:
            raise PackageEncrypted
        # What the directory says of the size proves nothing.
        limits = self._limits
        allowed = min(limits.part_size, max(limits.ratio_from, entry.size * limits.ratio))
        inflated = self._inflate(entry, allowed + 1)
        self._spent += len(inflated.data)
        if len(inflated.data) > allowed or self._spent > limits.whole_size:
            raise PackageTooLarge(f"The part {entry.name} is larger than the limits allow.")
        if not inflated.whole:
            self.faults.add(DAMAGED)
        return inflated.data

    def _inflate(self, entry: Entry, allowed: int) -> Inflated:
        """Inflate an entry where the directory says, or where it stands: a lost octet moves all behind it."""
        try:
            return inflate(self._data, entry, allowed)
        except EntryUnreadable:
            self._standing = self._standing or {found.name: found for found in self._scan()}
            if entry.name not in self._standing:
                raise
            self.faults.add(DAMAGED)
            return inflate(self._data, self._standing[entry.name], allowed)

    def _scan(self) -> Iterator[Entry]:
        return islice(find_entries(self._data), self._limits.parts + 1)

    def find_main(self, otherwise: str = "") -> str:
        """Find the main part; in a torn package without relationships the usual one. Raises PackageRefused."""
        main = next((r.target for r in self.find_relationships("") if r.kind == "officeDocument"), "")
        if self.has(main):
            return main
        if TORN in self.faults and self.has(otherwise):
            return otherwise
        raise PackageRefused("The package has no main part.")

    def read_tree(self, name: str) -> etree._Element:
        """Inflate and parse one part, a small one. Raises as ``read``, and XMLSyntaxError, PackageRefused."""
        root = etree.fromstring(self.read(name), make_parser())
        refuse_doctype(root)
        return root

    def find_relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return what a part refers to inside the package; of the package itself for an empty name."""
        folder = dirname(part)
        name = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
        if not self.has(name):
            return ()
        return tuple(
            Relationship(
                id=element.get("Id", ""),
                kind=element.get("Type", "").rpartition("/")[2],
                target=_resolve(folder, element.get("Target", "")),
            )
            for element in self.read_tree(name).iter("{*}Relationship")
            if element.get("TargetMode") != "External"
        )


def _resolve(folder: str, target: str) -> str:
    path = target if target.startswith("/") else join("/", folder, target)
    return normpath(path).lstrip("/")


def make_parser() -> etree.XMLParser:
    """Return a parser that loads nothing and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def refuse_doctype(root: etree._Element) -> None:
    """Raise PackageRefused when the document declares a DOCTYPE: no writer of OOXML does."""
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise PackageRefused("The document declares a DOCTYPE.")


UNREADABLE = (
    *(PackageTooLarge, PackageEncrypted, PackageRefused),
    *(zipfile.BadZipFile, etree.XMLSyntaxError, KeyError),
)
"""What opening and reading a package may raise."""


def judge_failure(error: Exception, method: str) -> ExtractedText:
    """Return the verdict on a package that nothing could be read of."""
    verdict = Verdict.CORRUPT
    if isinstance(error, PackageTooLarge | PackageEncrypted):
        verdict = Verdict.TOO_LARGE if isinstance(error, PackageTooLarge) else Verdict.ENCRYPTED
    return ExtractedText(text="", verdict=verdict, method=method, notes=(type(error).__name__,))

"""The zip package around OOXML documents (ECMA-376 part 2), opened within limits."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import IO, Any

from lxml import etree

from domain.errors import KommunesvarError
from parsers.limits import Limits


class PackageTooLarge(KommunesvarError):
    """The package holds more than the limits allow."""


class PackageEncrypted(KommunesvarError):
    """The package is protected by a password."""


class PackageRefused(KommunesvarError):
    """The package holds what no honest document holds."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's reference to another: ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one document, by name; nothing is inflated before it is asked for."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._limits = limits
        self._spent = 0
        entries = self._zip.infolist()
        if len(entries) > limits.parts:
            raise PackageTooLarge(f"The package has {len(entries)} parts.")
        self._names = {entry.filename.lower().lstrip("/"): entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._names)

    def has(self, name: str) -> bool:
        """Say whether there is a part of that name; case does not matter (ECMA-376 part 2, §6.2.2)."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Inflate one part. Raises PackageTooLarge, PackageEncrypted, KeyError, zipfile.BadZipFile."""
        entry = self._names[name.lower()]
        if entry.flag_bits & 1:
            raise PackageEncrypted
        with self._zip.open(entry) as stream:
            data = self._inflate(stream, entry)
        self._spent += len(data)
        if self._spent > self._limits.whole_size:
            raise PackageTooLarge
        return data

    def _inflate(self, stream: IO[bytes], entry: zipfile.ZipInfo) -> bytes:
        """Inflate up to the limits; what the directory says of the size proves nothing."""
        limit = self._limits.part_size
        allowed = max(self._limits.ratio_from, entry.compress_size * self._limits.ratio)
        data = stream.read(min(limit, allowed) + 1)
        if len(data) > min(limit, allowed):
            raise PackageTooLarge(f"The part {entry.filename} is larger than the limits allow.")
        return data

    def find_relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return what a part refers to inside the package; of the package itself for an empty name."""
        folder = dirname(part)
        name = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
        if not self.has(name):
            return ()
        root = etree.fromstring(self.read(name), make_parser())
        refuse_doctype(root)
        return tuple(
            Relationship(
                id=element.get("Id", ""),
                kind=element.get("Type", "").rpartition("/")[2],
                target=_resolve(folder, element.get("Target", "")),
            )
            for element in root.iter("{*}Relationship")
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

"""Zip files (PKWARE APPNOTE 6.3.10): each file in them, within the limits; documents that are zips are none."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from domain.message import Verdict
from parsers import magic
from parsers.containers import ContainerClosed
from parsers.formats import Member, Unpacked
from parsers.limits import Limits
from parsers.ooxml import torn_zip

_ENTRY, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
_UTF8, _ENCRYPTED = 0x800, 0x1
_UNICODE_PATH = 0x7075
# What macOS and Windows put beside the files that people pack.
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_LETTERS = frozenset("æøåÆØÅäöüÄÖÜéèÉßáóíúñçêëàôÿ§–")
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f]+")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class ZipFormat:
    """Opens zips: files that are locked, damaged or too large are listed with a verdict of their own."""

    name: str = magic.ZIP.format

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return the files. Raises ContainerClosed."""
        if max(data.count(_ENTRY), data.count(_LOCAL)) > limits.parts:
            raise ContainerClosed(Verdict.TOO_LARGE, "too_many_parts")
        try:
            return self._unpack(data, limits)
        except zipfile.BadZipFile:
            members = tuple(_read_torn(data, limits))
            if not members:
                raise
            return Unpacked(members=members, complete=False, notes=("zip_without_directory",))

    def _unpack(self, data: bytes, limits: Limits) -> Unpacked:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() or entry.file_size]
            # One more than may be: so it is known that there are more.
            members = _Inflater(archive, limits).read(entries[: limits.mail_parts + 1])
        whole = len(members) == len(entries) and all(m.verdict in {None, Verdict.INLINE} for m in members)
        return Unpacked(members=tuple(members), complete=whole)


FORMAT = ZipFormat()


class _Inflater:
    """Inflates entry after entry; never more in all than the limits allow, whatever the directory says.

    Nor is more inflated in vain: thousands of entries may be broken, or larger than they may be.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._left = limits.whole_size
        self._wasted = 0

    def read(self, entries: list[zipfile.ZipInfo]) -> list[Member]:
        return [self._read(entry) for entry in entries]

    def _read(self, entry: zipfile.ZipInfo) -> Member:
        name = find_name(entry)
        if entry.flag_bits & _ENCRYPTED:
            return Member(filename=name, data=b"", verdict=Verdict.ENCRYPTED)
        allowed = max(self._limits.ratio_from, entry.compress_size * self._limits.ratio)
        most = min(self._limits.file_size, allowed, self._left)
        if self._wasted > self._limits.whole_size:
            return Member(filename=name, data=b"", verdict=Verdict.TOO_LARGE)
        # Asked for more than the entry says it is, zipfile inflates that much and throws it away.
        asked = min(most, entry.file_size) + 1
        self._wasted += asked
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(asked)
        except (NotImplementedError, RuntimeError):  # a method of packing that Python does not know
            return Member(filename=name, data=b"", verdict=Verdict.UNSUPPORTED)
        except _BROKEN:
            return Member(filename=name, data=b"", verdict=Verdict.CORRUPT)
        if len(data) > most:
            return Member(filename=name, data=b"", verdict=Verdict.TOO_LARGE)
        self._wasted -= asked
        self._left -= len(data)
        return Member(filename=name, data=data, verdict=Verdict.INLINE if _FURNITURE.search(name) else None)


def _read_torn(data: bytes, limits: Limits) -> Iterator[Member]:
    """Read the files of a zip that was cut off before its directory, by the headers of their own."""
    left = limits.whole_size
    for entry in islice(torn_zip.find_entries(data), limits.mail_parts):
        if entry.name.endswith("/"):
            continue
        most = min(left, limits.file_size, max(limits.ratio_from, entry.size * limits.ratio))
        member = _read_torn_entry(data, entry, most)
        left -= len(member.data)
        yield member


def _read_torn_entry(data: bytes, entry: torn_zip.Entry, most: int) -> Member:
    name = _NOT_IN_NAMES.sub(" ", entry.name)
    if entry.encrypted:
        return Member(filename=name, data=b"", verdict=Verdict.ENCRYPTED)
    try:
        return Member(filename=name, data=torn_zip.inflate(data, entry, most).data)
    except zipfile.BadZipFile:
        return Member(filename=name, data=b"", verdict=Verdict.CORRUPT)


def find_name(entry: zipfile.ZipInfo) -> str:
    """Find the name of an entry: UTF-8 where it says so or is, else what makes letters of its octets."""
    if entry.flag_bits & _UTF8:
        name = entry.orig_filename
    else:
        octets = entry.orig_filename.encode("cp437", "replace")
        name = _find_unicode_path(entry.extra, octets) or _decode_name(octets)
    return _NOT_IN_NAMES.sub(" ", name.replace("\\", "/"))


def _decode_name(octets: bytes) -> str:
    """Decode a name that nobody labelled; Windows packs names in cp850, some programs in cp1252."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        candidates = [octets.decode(codec, "replace") for codec in ("cp850", "cp1252")]
        return max(candidates, key=lambda name: sum(sign in _LETTERS for sign in name))


def _find_unicode_path(extra: bytes, octets: bytes) -> str:
    """Find the name in Info-ZIP's extra field 0x7075, if it belongs to this name (APPNOTE 4.6.9)."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and size > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(octets):  # noqa: PLR2004 - version and checksum
            return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return ""

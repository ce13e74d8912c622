"""A zip file that is filled piece by piece, with the checksum of everything in it."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import BinaryIO, Self

from kommunesvar.exports.file_names import TakenNames

FIRST_YEAR, LAST_YEAR = 1980, 2107
"""Of the times that a zip file can hold (APPNOTE 4.4.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """A file as it lies in the zip: where, how many bytes, and their SHA-256."""

    path: str
    size: int
    sha256: str


class Bundle:
    """Writes one zip file; what is added lies under a name that every system takes and no other file has."""

    def __init__(self, stream: BinaryIO) -> None:
        # Most of it is compressed already, so more effort than the least gains nothing.
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._names = TakenNames()

    def add(self, folder: str, name: str, chunks: Iterable[bytes], *, at: datetime) -> BundledFile:
        """Write a file in pieces; ``at`` is its time, local, as zip files know no zones."""
        path = self._names.claim(folder, name).removeprefix("/")
        entry = zipfile.ZipInfo(path, _write_time(at))
        entry.compress_type = zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        return BundledFile(path=path, size=size, sha256=digest.hexdigest())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the table of contents, without which a zip file is none."""
        self._zip.close()


def _write_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return (FIRST_YEAR, 1, 1, 0, 0, 0)
    return (at.year, at.month, at.day, at.hour, at.minute, at.second)

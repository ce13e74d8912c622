"""The archive of raw mails on disk: each file is named by the SHA-256 of its bytes, and never changes."""

import errno
import fcntl
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

from domain.errors import ArchiveDamaged, ArchiveError
from domain.ports import ArchivedBytes

LEFTOVER_AFTER = 3600.0
"""Seconds; a temporary file that nobody has written to for so long, and nobody holds, is a crash's."""

CHUNK = 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileArchive:
    """Keeps mails as files in sixteen folders, ``a/abcd….eml``.

    Sixteen and not more: each folder touched by a batch is one more fsync, and with 65,536 folders of two
    levels taking in ran at less than half the speed; a million mails are 60,000 names in each.
    A file gets its name only once all its bytes are on disk (written aside, fsync, rename), so what
    stands under a final name is whole. Safe for several processes and threads at once.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the archive in this folder. Raises ArchiveError when that cannot be done."""
        self._path = path.absolute()
        self._aside = self._path / "tmp"
        self._unsettled: set[Path] = set()
        self._settling = threading.Lock()
        try:
            self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            for digit in "0123456789abcdef":
                (self._path / digit).mkdir(mode=0o700, exist_ok=True)
            self._unsettled.update((self._path, self._path.parent))
            self._sweep()
        except OSError as error:
            raise _explain(error, self._path) from error

    @property
    def path(self) -> Path:
        """The folder it stands in."""
        return self._path

    def put(self, chunks: Iterable[bytes]) -> ArchivedBytes:
        """Store the bytes aside, durably, and give them their name; as the port says."""
        try:
            with tempfile.NamedTemporaryFile(dir=self._aside, suffix=".part", delete=False) as aside:
                return self._write_aside(aside, chunks)
        except OSError as error:
            raise _explain(error, self._path) from error

    def _write_aside(self, aside: IO[bytes], chunks: Iterable[bytes]) -> ArchivedBytes:
        """Write the bytes beside the archive and give them their name; whatever happens, leave nothing there."""
        renamed = False
        try:
            # Tells a sweep in another process that this file is being written.
            fcntl.flock(aside, fcntl.LOCK_EX | fcntl.LOCK_NB)
            archived = _write(aside, chunks)
            final = self._place(archived.sha256)
            if not _holds(final, archived):
                os.fsync(aside.fileno())
                os.replace(aside.name, final)  # noqa: PTH105 - half the cost of building a Path for each mail
                renamed = True
            with self._settling:
                self._unsettled.add(final.parent)
            return archived
        finally:
            if not renamed:
                with suppress(FileNotFoundError):
                    os.unlink(aside.name)  # noqa: PTH108 - as above

    def settle(self) -> None:
        """Make the names of everything put since the last call durable; as the port says."""
        # Held to the end: another thread's settle must not return before its names, too, are on disk.
        with self._settling:
            try:
                for folder in self._unsettled:
                    fsync_folder(folder)
            except OSError as error:
                raise _explain(error, self._path) from error
            self._unsettled.clear()

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading; as the port says."""
        try:
            return self._place(sha256).open("rb")
        except FileNotFoundError as error:
            raise ArchiveDamaged(
                f"The archive in {self._path} has no file for the mail {sha256}.", remedy="Restore it from a backup."
            ) from error
        except OSError as error:
            raise _explain(error, self._path) from error

    def verify(self, sha256: str) -> None:
        """Recompute the checksum; as the port says."""
        with self.open(sha256) as stream:
            try:
                found = _compute_checksum(stream)
            except OSError as error:
                raise ArchiveDamaged(f"{self._place(sha256)} cannot be read: {error.strerror}.") from error
        if found != sha256:
            raise ArchiveDamaged(
                f"{self._place(sha256)} does not hold the bytes it was stored with.", remedy="Restore it from a backup."
            )

    def list_all(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, whether a message refers to it or not."""
        for file in sorted(self._path.glob("[0-9a-f]/*.eml")):
            if _NAME.fullmatch(file.stem):
                yield file.stem

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ArchiveDamaged(f"'{sha256}' is not a SHA-256 checksum.")
        return self._path / sha256[0] / f"{sha256}.eml"

    def _sweep(self) -> None:
        """Remove what crashes have left behind, by the file system's own clock."""
        leftovers = list(self._aside.glob("*.part"))
        if not leftovers:
            return
        with tempfile.TemporaryFile(dir=self._aside) as fresh:
            now = os.fstat(fresh.fileno()).st_mtime
        for leftover in leftovers:
            with suppress(FileNotFoundError, BlockingIOError), leftover.open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if now - os.fstat(stream.fileno()).st_mtime > LEFTOVER_AFTER:
                    leftover.unlink(missing_ok=True)


def _write(stream: IO[bytes], chunks: Iterable[bytes]) -> ArchivedBytes:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        stream.write(chunk)
    stream.flush()
    return ArchivedBytes(digest.hexdigest(), size)


def _compute_checksum(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _holds(final: Path, archived: ArchivedBytes) -> bool:
    """Say whether a file already holds these bytes; one cut short or damaged does not."""
    try:
        if final.stat().st_size != archived.size:
            return False
        with final.open("rb") as stream:
            return _compute_checksum(stream) == archived.sha256
    except OSError:
        # Not there, or no longer readable: the bytes at hand take its place.
        return False


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _explain(error: OSError, path: Path) -> ArchiveError:
    if error.errno in _FULL:
        return ArchiveError(
            f"The archive in {path} cannot store a mail: {error.strerror}.",
            remedy="Make room on that disk; the next visit to the mailbox fetches the mail again.",
        )
    return ArchiveError(
        f"The archive in {path} cannot be used: {error.strerror}.",
        remedy="Check that the folder exists and that this user may write there.",
    )

"""The archive of raw mails on disk: each file is named by the SHA-256 of its bytes, and never changes."""

import errno
import fcntl
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from domain.errors import ArchiveDamaged, ArchiveError
from domain.mail_ports import ArchivedBytes

LEFTOVER_AFTER = 3600.0
"""Seconds; a temporary file that nobody has written to for so long, and nobody holds, is a crash's."""

WRITERS = 4
"""So many files wait for the disk at once: it makes them durable together, in little more time than one."""

MAX_WRITES = 64
CHUNK = 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _Unsettled(threading.local):
    """What one thread has put and not yet settled."""

    def __init__(self) -> None:
        self.writes: list[Future[None]] = []
        self.folders: set[Path] = set()


class FileArchive:
    """Keeps mails as files in sixteen folders, ``a/abcd….eml``.

    Sixteen and not more: each folder touched by a batch is one more fsync, and with 65,536 folders of two
    levels taking in ran at less than half the speed; a million mails are 60,000 names in each.

    A file gets its name only once all its bytes are on disk (written aside, fsync, rename), so what
    stands under a final name is whole. Safe for several processes, and for several threads that each
    settle what they have put.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the archive in this folder. Raises ArchiveError when that cannot be done."""
        self._path = path.absolute()
        self._aside = self._path / "tmp"
        self._unsettled = _Unsettled()
        self._pool = ThreadPoolExecutor(WRITERS, thread_name_prefix="archive")
        with _explaining(self._path):
            self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            for digit in "0123456789abcdef":
                (self._path / digit).mkdir(mode=0o700, exist_ok=True)
            fsync_folder(self._path)
            fsync_folder(self._path.parent)
            self._sweep()

    @property
    def path(self) -> Path:
        """The folder it stands in."""
        return self._path

    def put(self, chunks: Iterable[bytes]) -> ArchivedBytes:
        """Store the bytes aside; they are on disk and have their name after ``settle``, as the port says."""
        with _explaining(self._path):
            # Closed where its bytes are made durable, in another thread.
            aside = tempfile.NamedTemporaryFile(dir=self._aside, suffix=".part", delete=False)  # noqa: SIM115
        try:
            archived = self._write(aside, chunks)
        except BaseException:
            _discard(aside)
            raise
        final = self._place(archived.sha256)
        self._unsettled.folders.add(final.parent)
        self._unsettled.writes.append(self._pool.submit(_finish, aside, final, archived))
        # Bounds how many files are open; what befell them is told by settle.
        wait(self._unsettled.writes[-MAX_WRITES : 1 - MAX_WRITES])
        return archived

    def _write(self, aside: IO[bytes], chunks: Iterable[bytes]) -> ArchivedBytes:
        with _explaining(self._path):
            # Tells a sweep in another process that this file is being written.
            fcntl.flock(aside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            # Only our own disk's errors are explained: those of the mail's source pass as they are.
            with _explaining(self._path):
                aside.write(chunk)
        with _explaining(self._path):
            aside.flush()
        return ArchivedBytes(digest.hexdigest(), size)

    def settle(self) -> None:
        """Wait until what this thread has put since the last call is on disk under its name, durably.

        Raises ArchiveError when the disk would not take all of it.
        """
        writes, folders = self._unsettled.writes, self._unsettled.folders
        self._unsettled.writes, self._unsettled.folders = [], set()
        self._wait_for(writes)
        self._wait_for([self._pool.submit(fsync_folder, folder) for folder in folders])

    def _wait_for(self, writes: Sequence[Future[None]]) -> None:
        """Wait for all of them, and only then raise what the first of those that failed met."""
        wait(writes)
        for write in writes:
            with _explaining(self._path):
                write.result()

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading; as the port says."""
        if self._unsettled.writes:
            wait(self._unsettled.writes)
        with _explaining(self._path):
            try:
                return self._place(sha256).open("rb")
            except FileNotFoundError as error:
                raise ArchiveDamaged(
                    f"The archive in {self._path} has no file for the mail {sha256}.",
                    remedy="Restore it from a backup.",
                ) from error

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
        wait(self._unsettled.writes)
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


def _finish(aside: IO[bytes], final: Path, archived: ArchivedBytes) -> None:
    """Make the bytes durable, and only then give them their name; leave nothing behind."""
    try:
        if not _holds(final, archived):
            os.fsync(aside.fileno())
            os.replace(aside.name, final)  # noqa: PTH105 - half the cost of building a Path for each mail
    finally:
        _discard(aside)


def _discard(aside: IO[bytes]) -> None:
    """Close a temporary file and remove it, if it still has that name."""
    with suppress(FileNotFoundError):
        os.unlink(aside.name)  # noqa: PTH108 - as above
    with suppress(OSError):  # closing writes what a full disk has refused once already
        aside.close()


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


def _compute_checksum(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    """Turn an error of the file system into one that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ArchiveError(
                f"The archive in {path} cannot store a mail: {error.strerror}.",
                remedy="Make room on that disk; the next visit to the mailbox fetches the mail again.",
            ) from error
        raise ArchiveError(
            f"The archive in {path} cannot be used: {error.strerror}.",
            remedy="Check that the folder exists and that this user may write there.",
        ) from error

"""Mail from files: .eml, .msg, mbox, Maildir, one by one or in folders of any depth, as if it had just arrived."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from domain.errors import SourceError
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.mail_files import (
    OLE_MAGIC,
    Piece,
    find_in_mbox,
    find_whole,
    is_document,
    is_mail,
    is_maildir,
    is_mbox,
    name_path,
    read_head,
    read_piece,
)

_NAMED_AT_MOST = 5
_A_DOCUMENT = (
    "it is a document and not a mail. A reply that came by itself, as on paper, is entered with 'kommunesvar register "
    "CODE --received DATE --by NAME FILE'; of one that came by mail, import the mail"
)


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that was not taken in, and why; one that ``was_named`` itself is missed by whoever named it."""

    path: Path
    reason: str
    was_named: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be looked at; ``place`` is its path, without what a Maildir changes in it."""

    path: Path
    place: Path
    explicit: bool = False
    single: bool = False


class FileSource:
    """Files that stand for a mailbox. ``skipped`` tells after reading what held no mail.

    The place of a mail is its file's path and a number made from its bytes: read again it is the same place, and
    changed it is another. Nobody knows when such a mail arrived, so ``internal_date`` is None.
    """

    def __init__(self, mailbox: str, paths: Sequence[Path]) -> None:
        self.mailbox = mailbox
        self.skipped: list[SkippedFile] = []
        self._paths = paths
        self._faults: list[str] = []

    def fetch_new(
        self,
        cursors: Mapping[str, Cursor],  # noqa: ARG002 - files are recognised by their contents
        gaps: Sequence[Gap],  # noqa: ARG002 - as above
    ) -> Iterator[RawMail | Gap | Cursor]:
        """Yield every mail in the files, in the order of their names.

        A file that cannot be read is named in a SourceError at the end; the others are read all the same.
        """
        self.skipped, self._faults = [], []
        for path in self._paths:
            for found in self._find_files(path.absolute()):
                yield from self._read(found)
        if self._faults:
            more = len(self._faults) - _NAMED_AT_MOST
            named = "; ".join(self._faults[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
            raise SourceError(f"Not everything could be read: {named}.", remedy="Everything else was taken in.")

    def _find_files(self, path: Path) -> Iterator[_Found]:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
            yield _Found(path, path, explicit=True)
            return
        for folder, below, names in os.walk(path, onerror=self._note_fault):
            here = Path(folder)
            if is_maildir(here):
                yield from self._find_in_maildir(here)
                below[:] = [name for name in below if name not in {"cur", "new", "tmp"}]
            for name in sorted(below):
                if (here / name).is_symlink():
                    self._skip(here / name, "it is a link to a folder")
            # Folders with a dot are a program's own, but for the subfolders of a Maildir.
            below[:] = sorted(name for name in below if not name.startswith(".") or is_maildir(here / name))
            yield from (_Found(here / name, here / name) for name in sorted(names))

    def _find_in_maildir(self, folder: Path) -> Iterator[_Found]:
        """Yield the mails of a Maildir; reading one moves it and marks its name, and leaves its place the same."""
        for part in ("cur", "new"):
            try:
                names = sorted(entry.name for entry in (folder / part).iterdir())
            except OSError as error:
                self._note_fault(error)
                continue
            for name in names:
                if not name.startswith("."):
                    yield _Found(folder / part / name, folder / name.partition(":2,")[0], single=True)

    def _read(self, found: _Found) -> Iterator[RawMail]:
        try:
            # A pipe or a device would keep us waiting for ever.
            if not found.path.is_file():
                found.path.stat()
                self._skip(found.path, "it is not a file")
                return
            with found.path.open("rb") as file:
                for piece in self._find_pieces(found, file):
                    yield self._make_mail(found, file, piece)
        except OSError as error:
            self._note_fault(error, found.path)

    def _find_pieces(self, found: _Found, file: BinaryIO) -> Iterator[Piece]:
        head = read_head(file)
        suffix = found.path.suffix.lower()
        if found.single or suffix == ".eml" or (suffix == ".msg" and head.startswith(OLE_MAGIC)):
            yield find_whole(file)
        elif is_mbox(head):
            yield from find_in_mbox(file)
        elif found.explicit and is_document(head):
            self.skipped.append(SkippedFile(found.path, _A_DOCUMENT, was_named=True))
        elif found.explicit or is_mail(head):
            yield find_whole(file)
        else:
            self._skip(found.path, "it is not a mail")

    def _make_mail(self, found: _Found, file: BinaryIO, piece: Piece) -> RawMail:
        return RawMail(
            mailbox=self.mailbox,
            folder=name_path(found.place),
            uid_validity=0,
            uid=piece.uid,
            internal_date=None,
            source=name_path(found.path),
            chunks=read_piece(file, piece),
        )

    def _skip(self, path: Path, reason: str) -> None:
        self.skipped.append(SkippedFile(path, reason))

    def _note_fault(self, error: OSError, path: Path | None = None) -> None:
        self._faults.append(f"{path or error.filename}: {error.strerror or type(error).__name__}")

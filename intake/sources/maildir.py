"""A live Maildir (https://cr.yp.to/proto/maildir.html), read without a trace: nothing is moved or marked.

A mail's place is the unique name of its file, before ``:2,``: that stays when a person reads, marks or answers it.
A Maildir has no counter like IMAP's UIDNEXT, and times do not make one: files are restored, synchronised and
moved in with old dates, and clocks are set back. So each visit lists the names, which is cheap, and opens only the
files whose place is not in the books yet: ``load_seen`` asks them. Without it every mail is yielded again, and is
recognised when it is recorded.

``internal_date`` is None. Dovecot keeps the arrival in the file's modification time, others keep there what the
sender's clock said or the time of their last synchronisation, and a deadline must not be judged by that.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import structlog
from imapclient import imap_utf7

from domain.deadline import COPENHAGEN, start_of_day
from domain.errors import FolderMissing, SourceError
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.imap_folder import UNREADABLE, VANISHED
from intake.sources.mail_files import CHUNK_BYTES, is_maildir, make_uid, name_path

INBOX = "INBOX"
_BATCH_MAILS = 100
_UID_VALIDITY = 0
_DELIVERED_AT = re.compile(r"(\d{9,11})\.")

LoadSeen = Callable[[str, str], Collection[int]]
"""Returns the UIDs in the books for a mailbox and folder."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _File:
    """One mail of the listing."""

    uid: int
    unique: str
    path: Path


class MaildirSource:
    """One Maildir; ``folders`` other than INBOX are its subfolders as Dovecot and Courier name them (Maildir++)."""

    def __init__(
        self,
        mailbox: str,
        path: Path,
        since: date | None,
        *,
        folders: Sequence[str] = (INBOX,),
        zone: ZoneInfo = COPENHAGEN,
        load_seen: LoadSeen | None = None,
    ) -> None:
        self.mailbox = mailbox
        self._path = path.absolute()
        self._folders = tuple(dict.fromkeys(folders))
        self._earliest = start_of_day(since, zone) if since else None
        self._load_seen = load_seen

    def fetch_new(
        self,
        cursors: Mapping[str, Cursor],  # noqa: ARG002 - a Maildir counts nothing that a cursor could hold
        gaps: Sequence[Gap],
    ) -> Iterator[RawMail | Gap | Cursor]:
        """Yield the mails whose place is not in the books. Raises FolderMissing when there is no Maildir.

        A missing subfolder is an empty one: most servers make it with its first mail.
        """
        for name in self._folders:
            folder = self._locate(name)
            if name == INBOX or is_maildir(folder):
                yield from self._fetch_folder(folder, [gap for gap in gaps if gap.folder == name_path(folder)])
            else:
                log.info("folder not there yet", mailbox=self.mailbox, folder=str(folder))

    def check_login(self) -> tuple[tuple[str, int], ...]:
        """Count the mails of every folder. Raises FolderMissing, also for a subfolder."""
        return tuple((name, len(self._list(self._locate(name)))) for name in self._folders)

    def _locate(self, name: str) -> Path:
        if name.upper() == INBOX:
            return self._path
        encoded: bytes = imap_utf7.encode(name.replace("/", "."))
        return self._path / f".{encoded.decode('ascii')}"

    def _fetch_folder(self, folder: Path, gaps: Sequence[Gap]) -> Iterator[RawMail | Gap | Cursor]:
        files = self._list(folder)
        open_gaps = {gap.uid: gap for gap in gaps if gap.reason != VANISHED}
        seen = set(self._load_seen(self.mailbox, name_path(folder))) if self._load_seen else set()
        new = [file for uid, file in files.items() if uid in open_gaps or uid not in seen]
        for count, file in enumerate(new, start=1):
            yield from self._fetch(folder, file, open_gaps.get(file.uid))
            if count % _BATCH_MAILS == 0 or count == len(new):
                yield Cursor(folder=name_path(folder), uid_validity=_UID_VALIDITY, next_uid=1)
        for uid, gap in open_gaps.items():
            if uid not in files:
                yield replace(gap, reason=VANISHED, attempts=gap.attempts + 1)

    def _list(self, folder: Path) -> dict[int, _File]:
        """Return the mails of a folder by UID, in the order of their names."""
        if not is_maildir(folder):
            raise FolderMissing(
                f"There is no Maildir: {folder} (mailbox {self.mailbox}).",
                remedy="Check path and folders; a Maildir holds the folders cur, new and tmp.",
            )
        files: dict[int, _File] = {}
        # New first: a mail that a person opens in between is then seen in one of the two, or in both.
        for part in ("new", "cur"):
            for name in _list_names(folder / part):
                unique = name.partition(":2,")[0]
                uid = make_uid(os.fsencode(unique))
                files[uid] = _File(uid, unique, folder / part / name)
        return dict(sorted(files.items(), key=lambda item: item[1].unique))

    def _fetch(self, folder: Path, file: _File, gap: Gap | None) -> Iterator[RawMail | Gap]:
        try:
            stream = _open(folder, file)
        except FileNotFoundError:
            return  # gone since the listing: a person moved it, and it was never ours
        except OSError:
            yield self._make_gap(folder, file, gap)
            return
        with stream:
            status = os.fstat(stream.fileno())
            if status.st_size == 0:
                yield self._make_gap(folder, file, gap)
            elif gap is not None or not self._is_old(file, status.st_mtime):
                yield self._make_mail(folder, file, stream)

    def _is_old(self, file: _File, modified: float) -> bool:
        """Say whether a mail is older than wanted: only where its name and its file both say so."""
        named = _DELIVERED_AT.match(file.unique)
        return (
            self._earliest is not None
            and named is not None
            and datetime.fromtimestamp(int(named[1]), UTC) < self._earliest
            and datetime.fromtimestamp(modified, UTC) < self._earliest
        )

    def _make_mail(self, folder: Path, file: _File, stream: BinaryIO) -> RawMail:
        return RawMail(
            mailbox=self.mailbox,
            folder=name_path(folder),
            uid_validity=_UID_VALIDITY,
            uid=file.uid,
            internal_date=None,
            source=name_path(folder / file.unique),
            chunks=iter(lambda: stream.read(CHUNK_BYTES), b""),
        )

    def _make_gap(self, folder: Path, file: _File, gap: Gap | None) -> Gap:
        return Gap(
            mailbox=self.mailbox,
            folder=name_path(folder),
            uid_validity=_UID_VALIDITY,
            uid=file.uid,
            source=name_path(folder / file.unique),
            reason=UNREADABLE,
            attempts=gap.attempts + 1 if gap else 1,
        )


def _list_names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        raise SourceError(f"The folder {folder} cannot be listed: {error.strerror}.") from error


def _open(folder: Path, file: _File) -> BinaryIO:
    """Open a mail, also when it was moved to cur or marked since the listing."""
    try:
        return file.path.open("rb")
    except FileNotFoundError:
        for part in ("cur", "new"):
            for name in _list_names(folder / part):
                if name.partition(":2,")[0] == file.unique:
                    return (folder / part / name).open("rb")
        raise

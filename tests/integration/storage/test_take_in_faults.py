"""Faults between the mailbox and the books: nothing is lost, and the cursor never runs ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ArchiveError
from domain.mail_ports import ArchivedBytes
from domain.mailbox import Cursor, Gap, RawMail
from intake.take_in import take_in
from storage.archive import FileArchive
from storage.database import Database
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from tests.books import NOW
from tests.builders import IN_TIME


@dataclass
class ListSource:
    """A mailbox that holds these mails, UID 1 and up."""

    mails: Sequence[bytes]
    mailbox: str = "FLJE"

    def fetch_new(self, cursors: Mapping[str, Cursor], gaps: Sequence[Gap]) -> Iterator[RawMail | Gap | Cursor]:  # noqa: ARG002 - as the port says
        next_uid = cursors["INBOX"].next_uid if "INBOX" in cursors else 1
        for uid, data in enumerate(self.mails, start=1):
            if uid >= next_uid:
                yield RawMail(
                    mailbox="FLJE",
                    folder="INBOX",
                    uid_validity=1,
                    uid=uid,
                    internal_date=IN_TIME,
                    source=f"imap://{uid}",
                    chunks=[data],
                )
        yield Cursor(folder="INBOX", uid_validity=1, next_uid=len(self.mails) + 1)


class FullArchive(FileArchive):
    """An archive on a disk that fills up at the third mail."""

    left = 2

    def put(self, chunks: Iterable[bytes]) -> ArchivedBytes:
        if self.left == 0:
            raise ArchiveError("The disk is full.")
        self.left -= 1
        return super().put(chunks)


MAILS = [b"mail %d" % number for number in range(5)]


def test_full_disk_keeps_the_cursor_behind_what_was_not_stored(database: Database, tmp_path: Path) -> None:
    sightings = SqlSightings(database)

    visit = take_in(ListSource(MAILS), archive=FullArchive(tmp_path), sightings=sightings, clock=lambda: NOW)

    (health,) = sightings.load_health(["FLJE"])
    assert (str(visit.error), health.error) == ("The disk is full.", "The disk is full.")
    assert sightings.load_cursors("FLJE") == {}

    take_in(ListSource(MAILS), archive=FileArchive(tmp_path), sightings=sightings, clock=lambda: NOW)

    (line,) = sightings.load_ledger(["FLJE"])
    assert (line.sightings, line.mails, line.balanced) == (5, 5, True)
    assert sightings.load_cursors("FLJE")["INBOX"].next_uid == 6


def test_crash_between_archive_and_books_shows_the_mail_again(database: Database, tmp_path: Path) -> None:
    archive, sightings = FileArchive(tmp_path), SqlSightings(database)
    archive.put([MAILS[0]])
    archive.settle()

    take_in(ListSource(MAILS), archive=archive, sightings=sightings, clock=lambda: NOW)

    (line,) = sightings.load_ledger(["FLJE"])
    assert (line.mails, line.repeats, len(list(archive.list_all()))) == (5, 0, 5)
    assert [claimed.mailbox for claimed in SqlMessages(database).list_all()] == ["FLJE"] * 5

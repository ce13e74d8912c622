"""Taking in with full durability, against a bare write-fsync-rename loop on the same file system.

The bare loop stores the same 2,000 mails of 20 KB with the fewest steps: a temporary file, fsync, rename. Ours
also computes the checksum, makes the names durable, writes the books in transactions that are synchronised to
disk, and moves the cursor.
"""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure, compare
from domain.mailbox import Cursor, Gap, RawMail
from intake.take_in import BATCH_SIZE, take_in
from storage.archive import FileArchive
from storage.database import open_database
from storage.sightings import SqlSightings

COUNT, SIZE = 2000, 20_000
ROUNDS = 5
ASKED = 0.70
NOW = datetime(2019, 10, 1, 8, 0, tzinfo=UTC)


class MemorySource:
    """Mails that cost nothing to fetch."""

    mailbox = "FLJE"

    def __init__(self, mails: Sequence[bytes]) -> None:
        self._mails = mails

    def fetch_new(self, cursors: Mapping[str, Cursor], gaps: Sequence[Gap]) -> Iterator[RawMail | Gap | Cursor]:  # noqa: ARG002 - as the port says
        """Yield every mail, and the cursor after each batch."""
        for uid, raw in enumerate(self._mails, start=1):
            yield RawMail(
                mailbox=self.mailbox,
                folder="INBOX",
                uid_validity=1,
                uid=uid,
                internal_date=NOW,
                source=f"memory/{uid}",
                chunks=[raw],
            )
            if uid % BATCH_SIZE == 0:
                yield Cursor(folder="INBOX", uid_validity=1, next_uid=uid + 1)


def measure() -> Figure:
    """Run both in turn on the file system of the working folder; a temporary one may be memory."""
    rng = random.Random(1)
    mails = [rng.randbytes(SIZE) for _ in range(COUNT)]
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as scratch:
        home = Path(scratch)
        for _ in range(ROUNDS):
            ours.append(take_in_all(mails, home / "ours"))
            bare.append(store_all(mails, home / "bare"))
    return compare(
        f"take-in, fully durable, {COUNT:,} mails of 20 KB",
        ours=ours,
        against=bare,
        name="write-fsync-rename loop",
        items=COUNT,
        asked=ASKED,
    )


def take_in_all(mails: Sequence[bytes], home: Path) -> float:
    """Take every mail in as in earnest (archive, books, cursor) and return the seconds that took."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    database = open_database(f"sqlite:///{home / 'kommunesvar.db'}")
    archive, sightings, source = FileArchive(home / "archive"), SqlSightings(database), MemorySource(mails)
    begin = time.perf_counter()
    visit = take_in(source, archive=archive, sightings=sightings, clock=lambda: NOW)
    taken = time.perf_counter() - begin
    database.close()
    if visit.poll.mails != len(mails):
        raise RuntimeError(f"only {visit.poll.mails} mails were taken in: {visit.error}")
    return taken


def store_all(mails: Sequence[bytes], folder: Path) -> float:
    """Store every mail with the fewest steps, and return the seconds that took."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    begin = time.perf_counter()
    for number, raw in enumerate(mails, start=1):
        store(raw, folder / f"{number}.eml")
    return time.perf_counter() - begin


def store(raw: bytes, final: Path) -> None:
    """Write aside, fsync, rename."""
    aside = final.with_suffix(".part")
    with aside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(final)


if __name__ == "__main__":
    print(measure())

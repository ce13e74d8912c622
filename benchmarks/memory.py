"""One mail of 100 MB from a real IMAP server into the archive: how much memory that takes.

The taking in runs in a process of its own, whose peak is the figure: ``python -m benchmarks.memory PORT FOLDER``.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.figure import Figure
from intake.sources.imap import ImapSettings, ImapSource, Security
from intake.take_in import take_in
from storage.archive import FileArchive
from storage.database import open_database
from storage.sightings import SqlSightings
from tests.dovecot import PASSWORD, run_dovecot

MEGABYTE = 1024 * 1024
SIZE_MB, ASKED_MB = 100, 200
USER = "huge"
HEADERS = (
    b"From: a@kk.dk\r\nTo: FLJE@kl.dk\r\nSubject: Film\r\nMessage-ID: <huge@kk.dk>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="film.mp4"\r\n\r\n'
)


def measure() -> Figure:
    """Take the mail in, in a process of its own, and return that process's peak."""
    with run_dovecot() as server, tempfile.TemporaryDirectory() as scratch:
        server.fill_maildir(USER, make_mails())
        command = [sys.executable, "-m", "benchmarks.memory", str(server.port), scratch]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
        peak = int(done.stdout) / MEGABYTE
    return Figure(
        what=f"memory for taking in one mail of {SIZE_MB} MB",
        ours=f"{peak:.0f} MB at the peak",
        against=f"{ASKED_MB} MB",
        ratio=None,
        asked=f"under {ASKED_MB} MB",
        reached=peak < ASKED_MB,
    )


def make_mails() -> Iterator[bytes]:
    """Yield the one mail."""
    line = base64.b64encode(os.urandom(57)) + b"\r\n"
    yield HEADERS + line * (SIZE_MB * MEGABYTE // len(line))


def take_in_huge(port: int, home: Path) -> int:
    """Take the mail in and return this process's peak resident size in bytes."""
    settings = ImapSettings(
        mailbox="FLJE",
        host="127.0.0.1",
        port=port,
        username=USER,
        security=Security.NONE,
        since=date(2019, 2, 5),
    )
    database = open_database(f"sqlite:///{home / 'kommunesvar.db'}")
    archive = FileArchive(home / "archive")
    visit = take_in(
        ImapSource(settings, PASSWORD),
        archive=archive,
        sightings=SqlSightings(database),
        clock=lambda: datetime.now(UTC),
    )
    database.close()
    if visit.error or visit.poll.mails != 1:
        raise RuntimeError(f"the mail was not taken in: {visit}")
    archived = sum(path.stat().st_size for path in archive.path.rglob("*.eml"))
    if archived < 0.99 * SIZE_MB * MEGABYTE:
        raise RuntimeError(f"only {archived} bytes are in the archive")
    return read_peak()


def read_peak() -> int:
    """Return this process's peak resident size in bytes.

    Not ``ru_maxrss``: that keeps the size of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(take_in_huge(int(sys.argv[1]), Path(sys.argv[2])))
    else:
        print(measure())

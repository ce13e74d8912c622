"""One mail of 100 MB from a real IMAP server, taken in and judged: how much memory that takes.

``kommunesvar poll`` runs in a process of its own, whose peak is the figure: ``python -m benchmarks.memory PORT
FOLDER``. The children that read foreign files have a limit of their own.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from kommunesvar.cli import run
from tests.dovecot import PASSWORD, run_dovecot

MEGABYTE = 1024 * 1024
SIZE_MB, ASKED_MB = 100, 200
USER = "huge"
PASSWORD_VARIABLE = "KOMMUNESVAR_BENCHMARK_PASSWORD"  # noqa: S105 - a variable's name
CONFIG = """
[service]
data_dir = "data"
[[mailboxes]]
name = "FLJE"
address = "huge"
host = "127.0.0.1"
port = {port}
security = "none"
password_env = "KOMMUNESVAR_BENCHMARK_PASSWORD"
[[consultations]]
id = "kernevaerdier-2019-efteraar"
title = "De kommunale kerneværdier"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
"""
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
        what=f"memory for taking in and judging one mail of {SIZE_MB} MB",
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
    """Take the mail in, judge it, and return this process's peak resident size in bytes."""
    os.environ[PASSWORD_VARIABLE] = PASSWORD
    config = home / "config.toml"
    config.write_text(CONFIG.format(port=port), encoding="utf-8")
    if run(["--config", str(config), "poll"]):
        raise RuntimeError("the mail was not taken in and judged")
    archived = sum(path.stat().st_size for path in (home / "data" / "archive").rglob("*.eml"))
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

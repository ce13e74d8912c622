"""A poll of a mailbox with nothing new: one STATUS a folder, whether it holds 100 mails or 100,000."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, time_in_turn
from domain.mailbox import Cursor
from intake.sources.imap import ImapSettings, ImapSource, Security
from tests.dovecot import PASSWORD, Dovecot, run_dovecot
from tests.imap_proxy import run_proxy

SMALL, LARGE = 100, 100_000
ROUNDS = 30
FOLDERS = ("INBOX", "Junk")
MAIL = b"From: a@kk.dk\r\nSubject: gammel mail\r\n\r\nHej.\r\n"
ARRIVED = datetime(2015, 6, 1, tzinfo=UTC).timestamp()
SINCE = date(2019, 2, 5)
LINKS = 10_000  # a file system may allow no more than 65,000 names for one file
MOST_GROWTH = 1.5
"""The two times are alike when neither is half as long again as the other: a poll takes milliseconds."""


def measure() -> Figure:
    """Poll a small and a large mailbox in turn, and count the commands sent to the large one."""
    with run_dovecot() as server:
        small, large = (open_mailbox(server, size) for size in (SMALL, LARGE))
        (small_source, small_cursors), (large_source, large_cursors) = small, large
        times = time_in_turn(
            ROUNDS, lambda: poll(small_source, small_cursors), lambda: poll(large_source, large_cursors)
        )
        commands = list_commands(server, LARGE, large_cursors)
    small_ms, large_ms = (median(seconds) * 1000 for seconds in times)
    asked_of_folders = [command for command in commands if not re.match(r"(?i)login|capability|logout|id\b", command)]
    one_status_each = [command.split()[0].upper() for command in asked_of_folders] == ["STATUS"] * len(FOLDERS)
    return Figure(
        what=f"poll with nothing new, {LARGE:,} mails, {len(FOLDERS)} folders",
        ours=f"{large_ms:.1f} ms, {', '.join(asked_of_folders)}",
        against=f"the same with {SMALL} mails: {small_ms:.1f} ms",
        ratio=small_ms / large_ms,
        asked=f"one STATUS a folder, at most {MOST_GROWTH} times the time",
        reached=one_status_each and large_ms <= MOST_GROWTH * small_ms,
    )


def open_mailbox(server: Dovecot, size: int) -> tuple[ImapSource, Mapping[str, Cursor]]:
    """Fill a mailbox with mail from before ``since`` and visit it once; return its source and cursors."""
    lay_mails(server, f"user{size}", size)
    source = make_source(server.port, size)
    cursors = {item.folder: item for item in source.fetch_new({}, ()) if isinstance(item, Cursor)}
    if cursors["INBOX"].next_uid != size + 1:
        raise RuntimeError(f"the mailbox of {size} mails was not read to its end: {cursors}")
    return source, cursors


def lay_mails(server: Dovecot, user: str, count: int) -> None:
    """Lay one small mail into a Maildir under many names."""
    home = server.folder / "home" / user
    cur = home / "Maildir" / "cur"
    for folder in (cur, home / "Maildir" / "new", home / "Maildir" / "tmp"):
        folder.mkdir(parents=True)
    for number in range(count):
        path = cur / f"{1_400_000_000 + number}.M{number}P1.bench:2,"
        if number % LINKS == 0:
            path.write_bytes(MAIL)
            os.utime(path, (ARRIVED, ARRIVED))
            os.chown(path, server.uid, server.gid)
            first: Path = path
        else:
            path.hardlink_to(first)
    for path in (home, home / "Maildir", *(home / "Maildir").iterdir()):
        os.chown(path, server.uid, server.gid)


def make_source(port: int, size: int) -> ImapSource:
    """Return the source as the program makes it."""
    settings = ImapSettings(
        mailbox="FLJE",
        host="127.0.0.1",
        port=port,
        username=f"user{size}",
        security=Security.NONE,
        folders=FOLDERS,
        since=SINCE,
    )
    return ImapSource(settings, PASSWORD)


def poll(source: ImapSource, cursors: Mapping[str, Cursor]) -> None:
    """Visit a mailbox that has nothing new."""
    news = [item for item in source.fetch_new(cursors, ()) if not isinstance(item, Cursor)]
    if news:
        raise RuntimeError(f"there should have been nothing new: {news}")


def list_commands(server: Dovecot, size: int, cursors: Mapping[str, Cursor]) -> list[str]:
    """Return the commands that one poll sends."""
    with run_proxy(server.port) as proxy:
        poll(make_source(proxy.port, size), cursors)
        return list(proxy.commands)


if __name__ == "__main__":
    print(measure())

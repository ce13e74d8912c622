"""Polling that is killed again and again, two at a time, while people work in the same mailbox.

Nothing may be missing, nothing double, the ledger balanced, and no file of the archive broken.
"""

import contextlib
import hashlib
import random
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from imapclient import SEEN
from imapclient.exceptions import IMAPClientError

from tests.dovecot import PASSWORD, Dovecot
from tests.installation import Installation

pytestmark = [pytest.mark.needs("dovecot"), pytest.mark.slow]

KILLS = 28
MAILS_AT_FIRST = 300
MAILS_A_ROUND = 20
FIRST_KILL, SECOND_KILL = (0.7, 1.8), (0.0, 0.4)  # seconds after the start, and after the first of the two
FOLDERS = ("INBOX", "Junk", "Svar")


class People:
    """Colleagues who receive, read, move, copy and tidy up; ``bodies`` is every mail there ever was."""

    def __init__(self, dovecot: Dovecot, user: str, chance: random.Random) -> None:
        self.bodies: list[bytes] = []
        self._dovecot = dovecot
        self._user = user
        self._chance = chance
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        with dovecot.log_in(user) as client:
            client.create_folder("Svar")

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them work until the block ends."""
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join(timeout=30)

    def receive(self, count: int) -> None:
        """Deliver new mails, most of them to INBOX; some bear a Message-ID that another one has."""
        with self._dovecot.log_in(self._user) as client:
            for _ in range(count):
                body = self._compose()
                client.append(self._chance.choice(["INBOX", "INBOX", "INBOX", "Svar"]), body)
                self.bodies.append(body)

    def make_folder_anew(self) -> None:
        """Put a folder aside and make another of its name: its UIDVALIDITY changes, and its mail moves on."""
        with self._dovecot.log_in(self._user) as client:
            client.rename_folder("Svar", "Svar-gammel")
            client.create_folder("Svar")
            client.select_folder("Svar-gammel")
            if uids := client.search("ALL"):
                client.move(uids, "Svar")
            client.select_folder("INBOX")
            client.delete_folder("Svar-gammel")

    def _compose(self) -> bytes:
        number = len(self.bodies)
        filling = "x" * self._chance.choice([10, 10, 500, 20_000])
        identity = number - number % 20 if number % 20 == 1 else number
        return (
            f"From: a{number}@kk.dk\r\nTo: FLJE@kl.dk\r\nSubject: Svar {number}\r\n"
            f"Message-ID: <{identity}@kk.dk>\r\n\r\nHej {number}\r\n{filling}\r\n"
        ).encode()

    def _work(self) -> None:
        with self._dovecot.log_in(self._user) as client:
            while not self._stop.wait(0.05):
                # What one colleague wanted to move another has moved already.
                with contextlib.suppress(IMAPClientError, KeyError):
                    self._chance.choice([self._read, self._move, self._copy])(client)

    def _read(self, client: Any) -> None:
        client.add_flags(self._pick(client, 5), [SEEN])

    def _move(self, client: Any) -> None:
        client.move(self._pick(client, 1), "Junk")

    def _copy(self, client: Any) -> None:
        (items,) = client.fetch(self._pick(client, 1), ["BODY.PEEK[]"]).values()
        client.append("INBOX", items[b"BODY[]"])

    def _pick(self, client: Any, count: int) -> list[int]:
        client.select_folder("INBOX")
        return self._chance.choices(client.search("ALL"), k=count)


@pytest.fixture
def chance() -> random.Random:
    return random.Random(2019)  # noqa: S311 - the same chances each time


@pytest.fixture
def people(dovecot: Dovecot, user: str, chance: random.Random) -> People:
    return People(dovecot, user, chance)


@pytest.fixture
def installation(dovecot: Dovecot, user: str, tmp_path: Path) -> Installation:
    installation = Installation(tmp_path, mailboxes='[[mailboxes]]\nname = "MLAR"\n')
    folders = ", ".join(f'"{folder}"' for folder in FOLDERS)
    installation.add_mailbox("FLJE", port=dovecot.port, user=user, secret=PASSWORD, more=f"folders = [{folders}]")
    return installation.write()


def test_nothing_is_lost_or_doubled_however_often_polling_is_killed(
    installation: Installation, people: People, chance: random.Random
) -> None:
    people.receive(MAILS_AT_FIRST)
    with people.at_work():
        killed = _kill_many(installation, people, chance)
    people.make_folder_anew()

    last = [installation.run("poll", "--mailbox", "FLJE") for _ in range(2)]

    assert killed >= KILLS * 2 // 3, "too few were still at work when they were killed"
    assert [done.status for done in last] == [0, 0], last[-1].err
    messages = installation.ask("messages")
    assert sorted(message["sha256"] for message in messages) == sorted(map(_hash, people.bodies))
    ledger = installation.run("ledger")
    assert ledger.status == 0, ledger.out
    assert _find_broken(installation.archive) == []


def _kill_many(installation: Installation, people: People, chance: random.Random) -> int:
    """Start polls two at a time and kill both at random moments; return how many had not ended by themselves."""
    killed = 0
    for round_ in range(KILLS // 2):
        pair = [installation.start("poll", "--mailbox", "FLJE") for _ in range(2)]
        people.receive(MAILS_A_ROUND)
        if round_ % 4 == 3:
            people.make_folder_anew()
        delays = (chance.uniform(*FIRST_KILL), chance.uniform(*SECOND_KILL))
        killed += sum(_kill_later(process, delay) for process, delay in zip(pair, delays, strict=True))
    return killed


def _kill_later(process: subprocess.Popen[str], seconds: float) -> bool:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=seconds)
        return False
    process.kill()
    process.communicate()
    return True


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _find_broken(archive: Path) -> list[Path]:
    """Find files whose name is a checksum and whose bytes have another."""
    named = (path for path in archive.rglob("*") if path.is_file() and re.match(r"[0-9a-f]{64}", path.name))
    return [path for path in named if _hash(path.read_bytes()) != path.name[:64]]

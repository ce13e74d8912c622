"""Sending that is killed again and again, two processes at a time: nothing is missing, and nothing double."""

import contextlib
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.outgoing import OutboxState, OutgoingMail
from notifier.gather import DigestBooks
from notifier.outbox import DigestPlan, enqueue_digests
from storage.database import Database, open_database
from storage.outbox import SqlOutbox
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import SENDER
from tests.dovecot import Dovecot
from tests.fakes import FakeFacts, FakeNotices, FakeSightings
from tests.smtp_sink import Sink, open_sink

pytestmark = [pytest.mark.needs("dovecot"), pytest.mark.slow]

MONDAY_8 = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
DIGESTS, KILLS = 40, 12
FILING_SECONDS = 0.02
"""So long a mail takes before it is filed and again before it is accepted: where the kills are to strike."""
HOUSE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Bench:
    """A sink that files what it accepts into a mailbox, and processes that send to it."""

    url: str
    sink: Sink
    imap_port: int
    user: str

    def prepare(self, owner: str, *, looks: bool = True) -> subprocess.Popen[str]:
        """Start a process that waits to be told to send."""
        imap_port = self.imap_port if looks else 0
        return subprocess.Popen(
            [sys.executable, "-m", "tests.sender", self.url, str(self.sink.port), str(imap_port), self.user, owner],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=HOUSE,
        )

    def count(self) -> Counter[str]:
        """Return how often each recipient got a digest."""
        return Counter(mail.recipient for mail in self.sink.mails)


@pytest.fixture
def bench(dovecot: Dovecot, user: str, empty_database_url: str) -> Iterator[Bench]:
    with dovecot.log_in(user) as client:
        client.create_folder("Sent Items")

    def file_sent(mail: OutgoingMail) -> None:
        time.sleep(FILING_SECONDS)
        dovecot.append(user, mail.content, folder="Sent Items")
        time.sleep(FILING_SECONDS)

    fill(open_database(empty_database_url))
    with open_sink(Sink(file_sent=file_sent)) as sink:
        yield Bench(url=empty_database_url, sink=sink, imap_port=dovecot.port, user=user)


def fill(database: Database) -> None:
    recipients = tuple(f"sekretariat{number}@kl.dk" for number in range(DIGESTS))
    enqueued = enqueue_digests(
        (build_consultation(),),
        plan=DigestPlan(sender=SENDER, recipients=recipients),
        now=MONDAY_8,
        books=DigestBooks(
            roster=load_roster(),
            facts=FakeFacts(),
            sightings=FakeSightings(),
            notices=FakeNotices(),
            outbox=SqlOutbox(database),
        ),
    )
    database.close()
    assert enqueued == DIGESTS


def send_amid_kills(bench: Bench, *, looks: bool) -> None:
    """Let two processes send, kill one or the other, and let another take its place; then let them finish."""
    chance = random.Random(7)  # noqa: S311 - the same chances each time
    with prepare(bench, KILLS + 2, looks=looks) as senders:
        let_send(senders[0])
        for number, victim in enumerate(senders[:KILLS]):
            let_send(senders[number + 1])
            wait_for_more(bench, 2)
            time.sleep(chance.uniform(0, 0.06))
            victim.kill()
        let_send(senders[-1])
        wait_until_done(bench)


@contextlib.contextmanager
def prepare(bench: Bench, number: int, *, looks: bool) -> Iterator[list[subprocess.Popen[str]]]:
    """Start so many processes that wait to be told to send, and end them afterwards."""
    with contextlib.ExitStack() as stack:
        senders = [bench.prepare(f"sender {position}", looks=looks) for position in range(number)]
        for sender in senders:
            stack.callback(end, sender)
        for sender in senders:
            assert sender.stdout is not None
            assert sender.stdout.readline() == "ready\n"
        yield senders


def let_send(sender: subprocess.Popen[str]) -> None:
    assert sender.stdin is not None
    sender.stdin.write("go\n")
    sender.stdin.flush()


def wait_for_more(bench: Bench, mails: int) -> None:
    """Wait until so many more mails have come, but not for long: there may be no more."""
    wanted, until = len(bench.sink.mails) + mails, time.monotonic() + 2
    while len(bench.sink.mails) < wanted and time.monotonic() < until:
        time.sleep(0.001)


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def wait_until_done(bench: Bench) -> None:
    database = open_database(bench.url)
    outbox = SqlOutbox(database)
    until = time.monotonic() + 60
    while time.monotonic() < until and outbox.count_states().get(OutboxState.SENT, 0) < DIGESTS:
        time.sleep(0.1)
    states = outbox.count_states()
    database.close()
    assert states == {OutboxState.SENT: DIGESTS}


def tell(how: str, got: Counter[str]) -> None:
    """Show both figures; ``pytest -s`` lets them through."""
    missing, double = DIGESTS - len(got), got.total() - len(got)
    sys.stdout.write(f"{KILLS} x kill -9 among {DIGESTS} digests, {how}: {missing} missing, {double} double\n")


def test_killed_senders_lose_nothing_and_double_nothing_where_sent_mail_can_be_searched(bench: Bench) -> None:
    send_amid_kills(bench, looks=True)

    got = bench.count()
    tell("with Sent", got)
    assert len(got) == DIGESTS
    assert set(got.values()) == {1}


def test_killed_senders_lose_nothing_where_it_cannot_and_repeat_with_the_same_message_id(bench: Bench) -> None:
    send_amid_kills(bench, looks=False)

    got = bench.count()
    tell("without Sent", got)
    assert len(got) == DIGESTS
    assert len({(mail.message_id, mail.content) for mail in bench.sink.mails}) == DIGESTS


def test_two_processes_never_send_the_same_mail(bench: Bench) -> None:
    with prepare(bench, 2, looks=True) as senders:
        for sender in senders:
            let_send(sender)
        wait_until_done(bench)

    assert set(bench.count().values()) == {1}
    assert len(bench.count()) == DIGESTS

"""What the service does at each tick follows from the books: nothing twice, nothing forgotten."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.deadline import local_moment
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.demo.servers import DemoSmtpSink, run_smtp_sink
from kommunesvar.worker import MailboxBeat, Worker
from tests.installation import Installation

MONDAY = local_moment(date(2019, 10, 28), time(8))


class StandingClock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def smtp() -> Iterator[DemoSmtpSink]:
    with run_smtp_sink() as sink:
        yield sink


@pytest.fixture
def installation(tmp_path: Path, smtp: DemoSmtpSink) -> Installation:
    rest = (
        f'[smtp]\nhost = "127.0.0.1"\nport = {smtp.port}\nsecurity = "none"\nfrom = "hoering@kl.example"\n'
        '[digest]\nto = ["en@kl.example", "to@kl.example"]\n'
    )
    return Installation(tmp_path, rest=rest).write()


def open_at(installation: Installation, clock: StandingClock) -> Iterator[Program]:
    with open_program(Invocation(installation.config).load_config(), clock=clock) as program:
        yield program


def tick(installation: Installation, moment: datetime) -> None:
    """Start the service anew at a moment, let it look once for digests that are due, and end it."""
    for program in open_at(installation, StandingClock(moment)):
        Worker(program, threading.Event()).send_digests_if_due()


def test_a_digest_goes_out_once_a_week_and_recipient_however_often_the_service_starts(
    installation: Installation, smtp: DemoSmtpSink
) -> None:
    for minutes in (-1, 0, 1, 60, 6 * 24 * 60):
        tick(installation, MONDAY + timedelta(minutes=minutes))

    # One minute before Monday's moment the week before was due and made up for.
    assert sorted(mail.recipients for mail in smtp.delivered) == [("en@kl.example",)] * 2 + [("to@kl.example",)] * 2
    assert len({mail.content for mail in smtp.delivered}) == 4


def test_a_missed_monday_is_caught_up_once(installation: Installation, smtp: DemoSmtpSink) -> None:
    tick(installation, MONDAY)
    tick(installation, MONDAY + timedelta(weeks=3, days=2))
    tick(installation, MONDAY + timedelta(weeks=3, days=3))

    assert len(smtp.delivered) == 4


def test_outside_the_consultations_nothing_goes_out(installation: Installation, smtp: DemoSmtpSink) -> None:
    tick(installation, local_moment(date(2019, 6, 24), time(8)))
    tick(installation, local_moment(date(2020, 1, 6), time(8)))

    assert smtp.delivered == []


def test_while_smtp_is_down_the_digest_waits_and_then_arrives_once(tmp_path: Path) -> None:
    with run_smtp_sink() as gone:
        port = gone.port
    rest = (
        f'[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "hoering@kl.example"\n'
        '[digest]\nto = ["en@kl.example"]\n'
    )
    installation = Installation(tmp_path, rest=rest).write()

    tick(installation, MONDAY)
    with run_smtp_sink() as sink:
        installation.rest = rest.replace(str(port), str(sink.port))
        installation.write()
        for hours in (1, 2, 3):
            clock = StandingClock(MONDAY + timedelta(hours=hours))
            for program in open_at(installation, clock):
                Worker(program, threading.Event()).deliver_outbox()
        arrived = list(sink.delivered)

    assert len(arrived) == 1
    assert b"digest.efteraar.2019-W44" in arrived[0].content


def test_a_failing_mailbox_is_left_alone_longer_each_time_and_never_too_long() -> None:
    beat = MailboxBeat(MailboxSection(name="FLJE", poll_minutes=5))
    waits = []

    now = MONDAY
    for _ in range(6):
        beat.visited(now, failed=True, random_share=1.0)
        waits.append(beat.not_before - now)
        now = beat.not_before
    beat.visited(now, failed=False, random_share=1.0)

    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=30)
    assert beat.not_before - now == timedelta(minutes=5)
    assert not beat.is_due(now)

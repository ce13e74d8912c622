"""An intake that is dead for three intervals is told by mail: once an outage, and not of time in which nothing ran."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from domain.mailbox import Poll
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.outgoing.outages import enqueue_alarms
from kommunesvar.outgoing.post import deliver
from kommunesvar.rounds import visit
from tests.fakes import FakeClock
from tests.installation import Installation
from tests.smtp_sink import Sink, find_free_port, open_sink

MORNING = datetime(2019, 10, 28, 8, 0, tzinfo=UTC)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


@pytest.fixture
def program(tmp_path: Path, sink: Sink, clock: FakeClock) -> Iterator[Program]:
    """A program whose mail server has gone, five minutes being the interval."""
    (tmp_path / "password").write_text("secret")
    mailboxes = (
        '[[mailboxes]]\nname = "MLAR"\n[[mailboxes]]\nname = "FLJE"\naddress = "FLJE@kl.dk"\nhost = "127.0.0.1"\n'
        f'port = {find_free_port()}\nsecurity = "none"\npassword_file = "password"\n'
    )
    rest = (
        f'[smtp]\nhost = "127.0.0.1"\nport = {sink.port}\nsecurity = "none"\nfrom = "FLJE@kl.dk"\n'
        '[digest]\nto = ["en@kl.dk", "to@kl.dk"]\n'
    )
    installation = Installation(tmp_path, mailboxes=mailboxes, rest=rest).write()
    with open_program(Invocation(installation.config).load_config(), clock=clock) as opened:
        opened.sightings.record_poll(Poll(mailbox="FLJE", started_at=MORNING, ended_at=MORNING))
        yield opened


def try_to_read(program: Program) -> None:
    """Visit the mailbox as the service does; nobody answers."""
    assert visit(program, program.config.find_mailbox("FLJE")).error is not None


def read_mails(sink: Sink) -> list[EmailMessage]:
    return [message_from_bytes(mail.content, policy=default) for mail in sink.mails]


def test_an_outage_is_told_once_to_each_however_long_it_lasts(program: Program, clock: FakeClock, sink: Sink) -> None:
    for minutes in range(5, 120, 5):
        clock.now = MORNING + timedelta(minutes=minutes)
        try_to_read(program)
        enqueue_alarms(program, watched_from=MORNING)
        deliver(program, sleep=None)

    assert sorted(mail.recipient for mail in sink.mails) == ["en@kl.dk", "to@kl.dk"]
    mail = read_mails(sink)[0]
    body = mail.get_body(("plain",))
    assert mail["Subject"] == "Postkassen FLJE er ikke læst i 20 minutter"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert body is not None
    assert "mandag den 28. oktober 2019 kl. 09.00" in " ".join(body.get_content().split())
    assert "Fejlen er:" in body.get_content()


def test_the_next_outage_is_told_again(program: Program, clock: FakeClock, sink: Sink) -> None:
    for begin in (MORNING, MORNING + timedelta(hours=5)):
        program.sightings.record_poll(Poll(mailbox="FLJE", started_at=begin, ended_at=begin))
        clock.now = begin + timedelta(minutes=16)
        try_to_read(program)
        enqueue_alarms(program, watched_from=MORNING)
        deliver(program, sleep=None)

    assert len(sink.mails) == 4
    assert len({mail.message_id for mail in sink.mails}) == 4


def test_nobody_is_told_of_the_night_in_which_the_service_was_off(program: Program, clock: FakeClock) -> None:
    clock.now = MORNING + timedelta(hours=14)

    at_once = enqueue_alarms(program, watched_from=clock.now)
    started_at, clock.now = clock.now, clock.now + timedelta(minutes=16)
    later = enqueue_alarms(program, watched_from=started_at)

    assert (at_once, later) == (0, 2)


def test_a_mailbox_that_is_only_imported_into_is_never_dead(program: Program, clock: FakeClock) -> None:
    clock.now = MORNING + timedelta(minutes=1)

    assert enqueue_alarms(program, watched_from=MORNING - timedelta(days=1)) == 0

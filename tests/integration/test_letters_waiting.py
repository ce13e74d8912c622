"""Letters that could not leave at once: what they say must still hold, and nobody may have answered unseen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kommunesvar.post import deliver
from kommunesvar.rounds import visit
from tests.fakes import FakeClock
from tests.integration.test_letters_leaving import AARHUS, TUESDAY, VEJLE, open_office, remind
from tests.smtp_sink import Sink, open_sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(TUESDAY)


def test_a_letter_that_waited_beyond_the_deadline_it_speaks_of_is_held_back(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    with open_office(tmp_path, sink, clock) as program:
        program.contacts.record([AARHUS, VEJLE], by="Mette", now=TUESDAY)
        remind(program)
        clock.advance(timedelta(days=4))

        report = deliver(program)

    assert (report.sent, report.withheld, sink.mails) == (0, 2, [])
    assert "Fristen er udløbet, siden brevet blev skrevet" in report.problems[0]


def test_a_reminder_waits_while_its_mailbox_is_not_read(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    folder = tmp_path / "post"
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    mailboxes = '[[mailboxes]]\nname = "MLAR"\n[[mailboxes]]\nname = "FLJE"\naddress = "FLJE@kl.dk"\n'
    mailboxes += f'protocol = "maildir"\npath = "{folder}"\n'
    with open_office(tmp_path, sink, clock, mailboxes=mailboxes) as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)
        remind(program)
        clock.advance(timedelta(hours=1))

        waiting = deliver(program)
        visit(program, program.config.find_mailbox("FLJE"))
        clock.advance(timedelta(minutes=2))
        done = deliver(program)

    assert (waiting.sent, waiting.deferred, done.sent) == (0, 1, 1)
    assert "The mailbox FLJE has not been read lately" in waiting.problems[0]

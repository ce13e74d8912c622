"""Letters that could not leave at once must still hold what they say, and no answer may lie where nobody looked."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.letter import LetterKind
from kommunesvar.outgoing.letters import prepare_letters
from kommunesvar.outgoing.post import deliver
from kommunesvar.rounds import visit
from kommunesvar.standings import find_consultation
from tests.books import build_gap
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


def test_who_sends_is_told_of_mails_that_could_not_be_fetched(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    with open_office(tmp_path, sink, clock) as program:
        program.sightings.record("FLJE", [build_gap(1), build_gap(2)], None, TUESDAY)

        remarks = prepare_letters(program, LetterKind.REMINDER, find_consultation(program, None)).remarks

    assert any("2 mails in the mailbox FLJE could not be fetched" in remark.english for remark in remarks)
    assert any(remark.danish.startswith("2 mails i postkassen FLJE kunne ikke hentes") for remark in remarks)

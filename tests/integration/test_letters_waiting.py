"""Letters that could not leave at once must still hold what they say, and no answer may lie where nobody looked."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from domain.letter import HindranceKind, LetterKind
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.hindrances import say_hindrance
from kommunesvar.outgoing.letters import Enqueued, enqueue_letters, prepare_letters
from kommunesvar.outgoing.post import deliver
from kommunesvar.rounds import visit
from kommunesvar.standings import find_consultation
from storage.database import Database
from storage.messages import SqlMessages
from tests.books import add_waiting, build_gap, fail_message
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


def make_maildir(folder: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


def write_mailboxes(tmp_path: Path) -> str:
    """Return two mailboxes that are read; the consultation is FLJE's, and MLAR's has been over for months."""
    paths = {name: tmp_path / name for name in ("MLAR", "FLJE")}
    return "".join(
        f'[[mailboxes]]\nname = "{name}"\naddress = "{name}@kl.dk"\nprotocol = "maildir"\npath = "{path}"\n'
        for name, path in paths.items()
    )


@pytest.fixture
def two_mailboxes(tmp_path: Path, sink: Sink, clock: FakeClock) -> Iterator[Program]:
    """Open an office with both, of which MLAR was read an hour ago and cannot be read any more."""
    for name in ("MLAR", "FLJE"):
        make_maildir(tmp_path / name)
    with open_office(tmp_path, sink, clock, mailboxes=write_mailboxes(tmp_path)) as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)
        visit(program, program.config.find_mailbox("MLAR"))
        clock.advance(timedelta(hours=1))
        shutil.rmtree(tmp_path / "MLAR")
        yield program


def send(program: Program, *despite: HindranceKind) -> Enqueued:
    consultation = find_consultation(program, None)
    return enqueue_letters(program, LetterKind.REMINDER, consultation, by="Mette", despite=despite)


def test_an_answer_may_lie_in_the_wrong_mailbox_so_one_that_cannot_be_read_holds_reminders_back(
    two_mailboxes: Program,
) -> None:
    done = send(two_mailboxes)

    assert [(one.kind, one.mailbox) for one in done.plan.hindrances] == [(HindranceKind.NOT_READ_ELSEWHERE, "MLAR")]
    assert done.plan.hindrances[0].error
    assert done.mails == 0


def test_who_sends_may_decide_to_send_without_another_consultations_mailbox(
    two_mailboxes: Program, sink: Sink, clock: FakeClock
) -> None:
    done = send(two_mailboxes, HindranceKind.NOT_READ_ELSEWHERE)
    clock.advance(timedelta(minutes=15))
    report = deliver(two_mailboxes)

    assert (done.mails, report.sent, len(sink.mails)) == (1, 1, 1)


def test_a_mailbox_of_its_own_that_cannot_be_read_is_never_set_aside(two_mailboxes: Program, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "FLJE")

    done = send(two_mailboxes, *HindranceKind)

    assert [(one.kind, one.mailbox) for one in done.plan.hindrances] == [(HindranceKind.NOT_READ, "FLJE")]


def test_a_mailbox_that_nobody_has_read_since_the_consultation_opened_holds_nobody_back_but_is_told(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    make_maildir(tmp_path / "FLJE")
    with open_office(tmp_path, sink, clock, mailboxes=write_mailboxes(tmp_path)) as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)

        done = send(program)
        remarks = prepare_letters(program, LetterKind.REMINDER, find_consultation(program, None)).remarks

    assert (done.plan.hindrances, done.mails) == ((), 1)
    assert any("The mailbox MLAR could not be read" in remark.english for remark in remarks)
    assert any("Postkassen MLAR kunne ikke læses" in remark.danish for remark in remarks)


def test_what_waits_to_leave_waits_too_while_a_mailbox_that_was_read_then_is_not_read(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    for name in ("MLAR", "FLJE"):
        make_maildir(tmp_path / name)
    with open_office(tmp_path, sink, clock, mailboxes=write_mailboxes(tmp_path)) as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)
        send(program)
        clock.advance(timedelta(hours=1))
        visit(program, program.config.find_mailbox("FLJE"))

        report = deliver(program)

    assert (report.sent, report.deferred) == (0, 1)
    assert "The mailbox MLAR has not been read lately" in report.problems[0]


class SlowMessages(SqlMessages):
    """Lets half an hour go by before what was taken in is judged, as OCR may take."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        super().__init__(database)
        self._clock = clock

    def release_gone(self, is_gone: Callable[[str], bool]) -> int:
        self._clock.advance(timedelta(minutes=30))
        return super().release_gone(is_gone)


def test_however_long_it_takes_to_judge_what_the_look_brought_the_look_is_what_counts(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    for name in ("MLAR", "FLJE"):
        make_maildir(tmp_path / name)
    with open_office(tmp_path, sink, clock, mailboxes=write_mailboxes(tmp_path)) as opened:
        program = replace(opened, messages=SlowMessages(opened.database, clock))
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)
        send(program)
        visit(program, program.config.find_mailbox("FLJE"))

        report = deliver(program)

    assert (report.sent, report.deferred) == (0, 1)
    assert "The mailbox MLAR has not been read lately" in report.problems[0]


def test_mails_that_failed_are_named_to_who_cannot_send(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    with open_office(tmp_path, sink, clock) as program:
        message = add_waiting(program.database)
        fail_message(program.database, message)

        plan = prepare_letters(program, LetterKind.REMINDER, find_consultation(program, None)).plan

    (hindrance,) = plan.hindrances
    assert (hindrance.count, hindrance.failed) == (1, (message,))
    assert f"Could not be read: message {message}. See 'kommunesvar show {message}'" in say_hindrance(hindrance)


@contextmanager
def listen() -> Iterator[list[str]]:
    """Note what is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_98_reminders_ask_for_the_facts_of_one_municipality_each(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    with open_office(tmp_path, sink, clock) as program:
        program.contacts.record([AARHUS, VEJLE], by="Mette", now=TUESDAY)
        remind(program)

        with listen() as asked:
            report = deliver(program)

    facts = [sql for sql in asked if "FROM suggestions" in sql or "FROM replies" in sql or "FROM contacts" in sql]
    assert report.sent == 2
    assert facts
    assert all("municipality" in sql.split("WHERE", 1)[-1] for sql in facts)

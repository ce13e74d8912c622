"""What lies between pressing and leaving: a reply that comes in the meantime, a contact that is taken away."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.contact import Contact, ContactRole
from domain.deadline import local_moment
from domain.kind import Kind
from domain.letter import LeftOut, LetterKind
from domain.message import State
from domain.outgoing import OutboxState
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.outgoing.letters import enqueue_letters, prepare_letters
from kommunesvar.outgoing.post import deliver
from kommunesvar.outgoing.proposals import Proposals
from kommunesvar.standings import find_consultation
from kommunesvar.worker import Worker
from storage.tables import outbox
from tests.books import (
    AUTUMN,
    add_message,
    add_waiting,
    build_judgement,
    fail_message,
    grant_extension,
    record_judgement,
)
from tests.fakes import FakeClock
from tests.installation import Installation
from tests.smtp_sink import Sink, open_sink

TUESDAY = local_moment(date(2019, 10, 29), time(9))
"""Three days before the deadline."""
MONDAY = TUESDAY - timedelta(days=1)

AARHUS = Contact(municipality="0751", role=ContactRole.MAIN_MAILBOX, address="post@aarhus.dk")
VEJLE = Contact(municipality="0630", role=ContactRole.DIRECTOR, address="lis@vejle.dk", name="Lis Sø")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(TUESDAY)


@contextmanager
def open_office(
    folder: Path, sink: Sink, clock: FakeClock, reminders: str = "enabled = true", *, mailboxes: str = ""
) -> Iterator[Program]:
    rest = (
        f'[smtp]\nhost = "127.0.0.1"\nport = {sink.port}\nsecurity = "none"\nfrom = "KL <FLJE@kl.dk>"\n'
        f'[digest]\nto = ["anne@kl.dk", "bo@kl.dk"]\n[reminders]\n{reminders}\n'
    )
    installation = Installation(folder, rest=rest)
    installation.mailboxes = mailboxes or installation.mailboxes
    installation.write()
    text = installation.config.read_text(encoding="utf-8").replace('"efteraar"', f'"{AUTUMN}"')
    installation.config.write_text(text, encoding="utf-8")
    with open_program(Invocation(installation.config).load_config(), clock=clock) as program:
        yield program


@pytest.fixture
def office(tmp_path: Path, sink: Sink, clock: FakeClock) -> Iterator[Program]:
    with open_office(tmp_path, sink, clock) as program:
        program.contacts.record([AARHUS, VEJLE], by="Mette", now=TUESDAY)
        yield program


def remind(program: Program, kind: LetterKind = LetterKind.REMINDER) -> int:
    return enqueue_letters(program, kind, find_consultation(program, None), by="Mette").mails


def list_states(program: Program) -> dict[str, tuple[str, str | None]]:
    with program.database.reading() as connection:
        rows = connection.execute(select(outbox.c.recipient, outbox.c.state, outbox.c.last_error)).all()
    return {row.recipient: (row.state, row.last_error) for row in rows}


IN_BETWEEN: dict[str, Callable[[Program], object]] = {
    "Kommunen rykkes ikke, for den har svaret.": lambda program: add_message(
        program.database, build_judgement("0751", received_at=MONDAY)
    ),
    "Kommunen rykkes ikke, for en mail, som ikke er afgjort, kan være dens svar.": lambda program: add_message(
        program.database, build_judgement("0751", state=State.REVIEW, received_at=MONDAY)
    ),
    "Kommunen rykkes ikke, for den har fået udsættelse.": lambda program: grant_extension(
        program.database, "0751", date(2019, 11, 15)
    ),
    "Kontakten er fjernet, eller mail til den er kommet retur.": lambda program: program.contacts.remove(
        "0751", "post@aarhus.dk", by="Mette", now=TUESDAY
    ),
}


@pytest.mark.parametrize(("reason", "happens"), IN_BETWEEN.items())
def test_what_happens_between_pressing_and_leaving_holds_the_reminder_back(
    office: Program, sink: Sink, reason: str, happens: Callable[[Program], object]
) -> None:
    enqueued = remind(office)

    happens(office)
    report = deliver(office)

    assert (enqueued, report.sent, report.withheld) == (2, 1, 1)
    assert [mail.recipient for mail in sink.mails] == ["lis@vejle.dk"]
    assert list_states(office) == {
        "post@aarhus.dk": (OutboxState.WITHHELD, reason),
        "lis@vejle.dk": (OutboxState.SENT, None),
    }


def test_while_a_mail_cannot_be_judged_reminders_wait_and_then_go_out(
    office: Program, sink: Sink, clock: FakeClock
) -> None:
    remind(office)
    message = add_waiting(office.database)
    fail_message(office.database, message)

    waiting = deliver(office)
    sent_meanwhile = len(sink.mails)
    record_judgement(office.messages, message, build_judgement(state=State.SET_ASIDE, kind=Kind.BULK))
    clock.advance(timedelta(minutes=2))
    done = deliver(office)

    assert (waiting.sent, waiting.deferred, sent_meanwhile, done.sent) == (0, 2, 0, 2)
    assert "1 mail could not be judged yet, and the reply may be among them" in waiting.problems[0]


def test_a_withheld_reminder_does_not_count_as_one(office: Program) -> None:
    remind(office)
    office.contacts.remove("0751", "post@aarhus.dk", by="Mette", now=TUESDAY)
    deliver(office)

    office.contacts.record([AARHUS], by="Mette", now=TUESDAY)
    plan = prepare_letters(office, LetterKind.REMINDER, find_consultation(office, None)).plan

    assert [(one.municipality.code, one.number, one.before) for one in plan.letters] == [("0751", 2, 0)]


def test_an_invitation_is_not_held_back_by_an_answer_but_by_not_being_asked(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    with open_office(tmp_path, sink, clock) as program:
        program.contacts.record([AARHUS, VEJLE], by="Mette", now=TUESDAY)
        remind(program, LetterKind.INVITATION)
        add_message(program.database, build_judgement("0751", received_at=MONDAY))

        report = deliver(program)

    assert (report.sent, report.withheld) == (2, 0)


def test_a_second_reminder_waits_its_days_and_a_third_is_one_too_many(office: Program, clock: FakeClock) -> None:
    seen = []
    for days in (0, 6, 1, 7):
        clock.advance(timedelta(days=days))
        remind(office)
        deliver(office)
        plan = prepare_letters(office, LetterKind.REMINDER, find_consultation(office, None)).plan
        seen.append({one.municipality.code: one.reason for one in plan.left_out}["0751"])

    assert seen == [LeftOut.TOO_RECENTLY, LeftOut.TOO_RECENTLY, LeftOut.TOO_OFTEN, LeftOut.TOO_OFTEN]
    assert len(office.letters.load(LetterKind.REMINDER, AUTUMN)) == 4


def propose(program: Program) -> int:
    return Proposals(program).enqueue_due()


def test_on_a_due_day_who_reads_the_digest_gets_the_list_once_and_nobody_else_anything(
    office: Program, sink: Sink
) -> None:
    first, second = propose(office), propose(office)

    deliver(office)

    assert (first, second) == (2, 0)
    assert sorted(mail.recipient for mail in sink.mails) == ["anne@kl.dk", "bo@kl.dk"]
    assert b"Auto-Submitted: auto-generated" in sink.mails[0].content


@pytest.mark.parametrize(
    ("day", "hour", "proposed"),
    [
        (date(2019, 10, 17), 9, 0),
        (date(2019, 10, 18), 7, 0),
        (date(2019, 10, 18), 8, 2),
        (date(2019, 10, 19), 9, 0),  # a Saturday: nobody reads it
        (date(2019, 10, 21), 9, 2),  # Friday's was missed
        (date(2019, 10, 29), 8, 2),
        (date(2019, 11, 4), 9, 0),
        (date(2019, 12, 30), 9, 0),
    ],
)
def test_a_proposal_comes_on_its_day_at_the_digests_time_or_is_made_up_for(
    office: Program, clock: FakeClock, day: date, hour: int, proposed: int
) -> None:
    clock.now = local_moment(day, time(hour))

    assert propose(office) == proposed


def test_without_being_asked_for_nothing_is_proposed(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    with open_office(tmp_path, sink, clock, "enabled = false") as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)

        assert propose(program) == 0


def test_after_the_deadline_it_is_proposed_where_that_is_wanted(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    clock.now = local_moment(date(2019, 11, 4), time(9))
    with open_office(tmp_path, sink, clock, "enabled = true\ndays_after = [1]") as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)

        assert propose(program) == 2


def test_when_all_who_are_asked_have_answered_nothing_is_proposed(office: Program) -> None:
    for municipality in office.roster:
        add_message(office.database, build_judgement(municipality.code, received_at=MONDAY), text=municipality.code)

    assert propose(office) == 0


def test_the_service_proposes_and_hands_over_and_reminds_nobody(office: Program, sink: Sink) -> None:
    worker = Worker(office, threading.Event())

    for _ in range(3):
        worker.propose_reminders_if_due()
        worker.deliver_outbox()

    assert sorted(mail.recipient for mail in sink.mails) == ["anne@kl.dk", "bo@kl.dk"]


@pytest.mark.parametrize(("day", "is_off"), [(date(2019, 10, 26), True), (date(2019, 10, 28), False)])
def test_who_sends_on_a_day_off_is_told(office: Program, clock: FakeClock, day: date, *, is_off: bool) -> None:
    clock.now = local_moment(day, time(9))

    remarks = prepare_letters(office, LetterKind.REMINDER, find_consultation(office, None)).remarks

    assert any("day off" in remark.english for remark in remarks) is is_off


def test_who_sends_from_an_address_that_nobody_reads_is_told(tmp_path: Path, sink: Sink, clock: FakeClock) -> None:
    with open_office(tmp_path, sink, clock, 'from = "Robot <robot@kl.dk>"') as program:
        prepared = prepare_letters(program, LetterKind.REMINDER, find_consultation(program, None))

    assert prepared.head.sender == "Robot <robot@kl.dk>"
    assert any("comes back to robot@kl.dk, which is none of the mailboxes" in one.english for one in prepared.remarks)


def test_a_contact_that_no_mail_can_go_to_is_told_and_keeps_nobody_from_a_letter(office: Program, sink: Sink) -> None:
    wrong = Contact(municipality="0751", role=ContactRole.OTHER, address="søren@aarhus.dk")
    office.contacts.record([wrong], by="Mette", now=TUESDAY)

    remarks = prepare_letters(office, LetterKind.REMINDER, find_consultation(office, None)).remarks
    enqueued, report = remind(office), deliver(office)

    assert (enqueued, report.sent) == (2, 2)
    assert {mail.recipient for mail in sink.mails} == {"post@aarhus.dk", "lis@vejle.dk"}
    assert any("søren@aarhus.dk of Aarhus gets no letter" in remark.english for remark in remarks)
    assert any(remark.danish.startswith("Kontakten søren@aarhus.dk i Aarhus får intet brev") for remark in remarks)


def test_a_contact_that_is_spoilt_while_letters_wait_holds_none_of_them_up(office: Program) -> None:
    remind(office)
    wrong = Contact(municipality="0751", role=ContactRole.COMMITTEE_CHAIR, address="søren@aarhus.dk")
    office.contacts.record([wrong], by="Mette", now=TUESDAY)

    report = deliver(office)

    assert (report.sent, report.deferred) == (2, 0)


def test_letters_of_a_consultation_that_is_no_longer_configured_are_held_back(
    tmp_path: Path, sink: Sink, clock: FakeClock
) -> None:
    with open_office(tmp_path, sink, clock) as program:
        program.contacts.record([AARHUS], by="Mette", now=TUESDAY)
        remind(program)
    config = tmp_path / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(f'"{AUTUMN}"', '"en-anden"'), encoding="utf-8")

    with open_program(Invocation(config).load_config(), clock=clock) as program:
        report = deliver(program)

    assert (report.sent, report.withheld, sink.mails) == (0, 1, [])


def test_after_the_consultation_has_closed_what_still_waits_is_held_back(office: Program, clock: FakeClock) -> None:
    remind(office)
    clock.now = local_moment(date(2019, 12, 28), time(9))

    report = deliver(office)

    assert (report.sent, report.withheld) == (0, 2)
    assert {said for _, said in list_states(office).values()} == {
        "Høringen er afsluttet, så der sendes ikke flere breve om den."
    }

"""Replies by letter or phone: registered, kept like any mail, and taken back, on both databases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.deadline import Timeliness
from domain.errors import NothingToUndo, UsageError
from domain.judgement import ReceivedBy
from domain.kind import Kind
from domain.message import State, Verdict
from domain.review import Decision, Role
from domain.ruling_ports import RegisteredMail
from domain.standing import Standing
from intake.decide import decide, undo
from intake.extend import extend
from intake.register import Registered, register
from intake.registered_mail import RegisteredFile, Registration
from intake.replay import Unreplayed, replay
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.config.file import load_config
from kommunesvar.standings import load_standings
from storage.archive import FileArchive
from storage.backup import restore_backup, verify, write_backup
from storage.database import open_database
from storage.messages import SqlMessages
from storage.roster import load_roster
from tests.fakes import FakeClock
from tests.installation import Installation
from tests.rulings import build_ruling
from tests.word_files import build_docx, paragraph

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
ON_THE_LAST_DAY = datetime(2019, 11, 1, 11, 0, tzinfo=UTC)
LETTER = RegisteredFile("Høringssvar.docx", build_docx(paragraph("Byrådet bakker op om de ti kerneværdier.")))

OPINION = (
    "Byrådet bakker op om de ti kerneværdier, men savner et ord om de små skoler. Det bør fremgå, hvordan værdierne "
    "skal følges op i det daglige arbejde med børn og unge."
)


@dataclass
class Hall:
    """A program with books, and a person who registers."""

    program: Program
    clock: FakeClock

    def build(self, code: str = "0730", **changes: object) -> Registration:
        registration = Registration(
            municipality=self.program.roster[code],
            consultation=self.program.consultations["efteraar"],
            received_at=ON_THE_LAST_DAY,
            kind=Kind.RESPONSE,
            by="Anne Jensen",
            registered_at=self.clock(),
            files=(LETTER,),
        )
        return replace(registration, **changes)  # type: ignore[arg-type]  # a builder takes any field

    def register(self, code: str = "0730", **changes: object) -> Registered:
        registration = self.build(code, **changes)
        return register(registration, desk=self.program.desk, registrations=self.program.registrations)

    def standing(self, code: str = "0730") -> Standing:
        rows = load_standings(self.program, self.program.consultations["efteraar"], self.clock()).rows
        return next(row.standing for row in rows if row.municipality.code == code)


@pytest.fixture
def hall(tmp_path: Path, database_url: str) -> Iterator[Hall]:
    installation = Installation(tmp_path, rest=f'[database]\nurl = "{database_url}"\n').write()
    config = load_config(installation.config, frozenset(m.code for m in load_roster()))
    clock = FakeClock(NOW)
    with open_program(config, clock=clock) as program:
        yield Hall(program, clock)


def test_letter_is_counted_at_once_and_its_file_is_read(hall: Hall) -> None:
    registered = hall.register(reason="Kom med posten")

    view = hall.program.messages.load_view(registered.message)
    assert (view.state, view.consultation, view.received_at) == (State.COUNTED, "efteraar", ON_THE_LAST_DAY)
    assert view.received_by is ReceivedBy.PERSON
    assert [(r.municipality, r.timeliness, r.role) for r in view.replies] == [("0730", Timeliness.ON_TIME, Role.FIRST)]
    assert [(a.filename, a.extracted.verdict) for a in view.attachments] == [("Høringssvar.docx", Verdict.OK)]
    assert "ti kerneværdier" in view.text
    assert "Kom med posten" in view.body
    assert view.sources == ("registreret af Anne Jensen",)
    assert hall.standing() is Standing.ON_TIME


def test_call_without_a_file_is_counted_with_what_was_said(hall: Hall) -> None:
    registered = hall.register(files=(), kind=Kind.NO_COMMENTS, reason="Ringede: ingen bemærkninger.")

    view = hall.program.messages.load_view(registered.message)
    assert (view.kind, view.attachments) == (Kind.NO_COMMENTS, ())
    assert "Ringede: ingen bemærkninger." in view.body


@pytest.mark.parametrize(
    ("changes", "excerpt"),
    [
        ({"files": (RegisteredFile("brev.txt", f"{OPINION} {OPINION}".encode()),)}, OPINION),
        ({"files": (), "reason": OPINION}, OPINION),
    ],
    ids=["letter", "call"],
)
def test_digest_quotes_the_letter_or_what_was_said_on_the_phone(
    hall: Hall, changes: dict[str, object], excerpt: str
) -> None:
    hall.register("0730", **changes)

    (reply,) = hall.program.facts.load_new_replies(hall.program.consultations["efteraar"], None, NOW)

    assert reply.excerpt.startswith(excerpt[:100])


def test_books_balance_and_every_checksum_holds(hall: Hall) -> None:
    hall.register()
    hall.register("0461")

    (line,) = hall.program.sightings.load_ledger(["FLJE"])

    assert (line.sightings, line.mails, line.counted, line.balanced) == (2, 2, 2, True)
    assert verify(hall.program.database, hall.program.archive) == []


def test_what_is_archived_says_who_registered_it_and_that_no_server_saw_it(hall: Hall) -> None:
    registered = hall.register(by="Søren Æ. Sørensen\nBcc: alle@kl.dk")

    view = hall.program.messages.load_view(registered.message)
    with hall.program.archive.open(view.sha256) as stream:
        head = stream.read().partition(b"\r\n\r\n")[0]
    assert b"Kommunesvar-Registered-By:" in head
    assert b"Received:" not in head.replace(b"Kommunesvar-Received-At:", b"")
    assert b"\r\nBcc:" not in head
    assert view.sender.name == "Søren Æ. Sørensen Bcc: alle@kl.dk"
    assert view.sender.host.endswith(".invalid")


def test_same_registration_twice_is_recognised(hall: Hall) -> None:
    first = hall.register()

    again = hall.register(by="Bo", kind=Kind.NO_COMMENTS)

    assert (again.message, again.is_known) == (first.message, True)
    assert [r.municipality for r in again.judgement.replies] == ["0730"]
    assert len(hall.program.messages.list_views()) == 1
    assert len(hall.program.decisions.load(first.message)) == 2


def test_of_two_who_register_it_at_once_the_second_is_told(hall: Hall) -> None:
    books = hall.program.registrations
    first: list[Registered] = []

    class Overtaken:
        """Books into which somebody else writes just before."""

        def find(self, mailbox: str, uid: int) -> int | None:
            return books.find(mailbox, uid)

        def record(self, registered: RegisteredMail, now: datetime) -> int | None:
            first.append(hall.register(by="Bo"))
            return books.record(registered, now)

        def list_messages(self, consultation: str) -> Sequence[int]:
            return books.list_messages(consultation)

    second = register(hall.build(), desk=hall.program.desk, registrations=Overtaken())

    assert (second.is_known, second.message) == (True, first[0].message)
    assert len(hall.program.messages.list_views()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"files": ()},
        {"received_at": datetime(2019, 11, 1, 11, 1, tzinfo=UTC)},
        {"files": (RegisteredFile("Høringssvar.docx", build_docx(paragraph("Et andet svar."))),)},
    ],
    ids=["no file", "another minute", "another file"],
)
def test_another_registration_is_another_reply(hall: Hall, changes: dict[str, object]) -> None:
    first = hall.register()

    other = hall.register("0730", **changes)

    assert not other.is_known
    assert other.message != first.message


def test_undo_takes_a_registration_back_and_registering_again_counts_it_again(hall: Hall) -> None:
    registered = hall.register()

    undone = undo(registered.message, by="Bo", now=NOW, desk=hall.program.desk)
    standing = hall.standing()
    again = hall.register()

    assert (undone.state, standing) == (State.SET_ASIDE, Standing.MISSING)
    assert (again.message, again.judgement.state) == (registered.message, State.COUNTED)
    assert hall.standing() is Standing.ON_TIME


def test_below_a_registration_that_was_taken_back_nothing_is_left_to_undo(hall: Hall) -> None:
    registered = hall.register()
    undo(registered.message, by="Bo", now=NOW, desk=hall.program.desk)

    with pytest.raises(NothingToUndo, match="has been taken back already"):
        undo(registered.message, by="Bo", now=NOW, desk=hall.program.desk)

    assert hall.standing() is Standing.MISSING


def test_registration_survives_every_rebuild(hall: Hall) -> None:
    registered = hall.register()
    before = hall.program.messages.load_view(registered.message)

    results = list(replay(hall.program.desk, clock=hall.clock, apply=True))

    assert results == [None]
    assert hall.program.messages.load_view(registered.message) == before


def test_registration_taken_back_survives_every_rebuild(hall: Hall) -> None:
    registered = hall.register()
    undo(registered.message, by="Bo", now=NOW, desk=hall.program.desk)

    list(replay(hall.program.desk, clock=hall.clock, apply=True))

    assert hall.standing() is Standing.MISSING


def test_registration_taken_back_while_a_rebuild_writes_stays_taken_back(hall: Hall) -> None:
    registered = hall.register()

    def take_back() -> datetime:
        # The clock is read when the new judgement is about to be written.
        undo(registered.message, by="Bo", now=NOW, desk=hall.program.desk)
        return NOW

    (result,) = replay(hall.program.desk, clock=take_back, apply=True)

    assert isinstance(result, Unreplayed)
    assert "run the same command again" in result.reason
    assert hall.standing() is Standing.MISSING


def test_person_can_correct_whose_a_registered_reply_is(hall: Hall) -> None:
    registered = hall.register()
    correction = Decision(by="Bo", decided_at=NOW, municipalities=("0461",))

    decide(registered.message, correction, desk=hall.program.desk)

    assert (hall.standing("0730"), hall.standing("0461")) == (Standing.MISSING, Standing.ON_TIME)


def test_late_letter_is_on_time_by_an_extension(hall: Hall) -> None:
    registered = hall.register(received_at=datetime(2019, 11, 3, 11, tzinfo=UTC))
    late = hall.standing()

    ruling = build_ruling("0730", consultation="efteraar")
    extend(ruling, date(2019, 11, 8), desk=hall.program.desk, extensions=hall.program.extensions)

    assert (late, hall.standing()) == (Standing.LATE, Standing.ON_TIME)
    (reply,) = hall.program.messages.load_view(registered.message).replies
    assert reply.judged_against == date(2019, 11, 8)


def test_backup_brings_a_registered_reply_back(hall: Hall, tmp_path: Path) -> None:
    registered = hall.register()
    write_backup(hall.program.database, hall.program.archive, tmp_path / "copy.zip")

    restored_url = f"sqlite:///{tmp_path / 'restored.db'}"
    restore_backup(tmp_path / "copy.zip", restored_url, tmp_path / "restored")

    restored = open_database(restored_url)
    view, problems = (
        SqlMessages(restored).load_view(registered.message),
        verify(restored, FileArchive(tmp_path / "restored")),
    )
    restored.close()
    assert view == hall.program.messages.load_view(registered.message)
    assert problems == []


def test_file_that_cannot_be_read_is_kept_and_counts_all_the_same(hall: Hall) -> None:
    registered = hall.register(files=(RegisteredFile("brev.pdf", b"%PDF-1.7 torn"),))

    view = hall.program.messages.load_view(registered.message)
    assert view.state is State.COUNTED
    assert view.attachments[0].extracted.verdict is not Verdict.OK


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"received_at": datetime(2019, 11, 5, tzinfo=UTC)}, "still to come"),
        ({"received_at": datetime(2019, 6, 27, 12, tzinfo=UTC)}, "opens on 2019-06-28"),
        ({"kind": Kind.QUESTION}, "'question' is no reply"),
        ({"by": " "}, "--by"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    hall: Hall, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        hall.register("0730", **changes)

    assert hall.program.messages.list_views() == []
    assert list(hall.program.archive.list_all()) == []

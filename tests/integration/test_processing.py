"""From waiting to judged: what breaks costs one mail a try, people's word holds, and rules may change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from domain.acquaintances import Acquaintances
from domain.deadline import Timeliness
from domain.errors import ArchiveError, DecisionConflict, ReaderDied, UnreadableMail, UsageError
from domain.judgement import UNREAD, Findings, Judgement
from domain.kind import FOR_A_PERSON, Kind, KindFinding
from domain.mailbox import StoredMail
from domain.message import RECOGNITION_DUE, ExtractedText, FilePart, ParsedMail, ReadMail, State, Verdict
from domain.message_ports import JudgedMail
from domain.municipality import Roster
from domain.reading_ports import ListKnown
from domain.review import Decision, ReviewReason
from domain.rulings import Rulings
from domain.standing import Standing, compute_standings
from intake.clerk import MAX_ATTEMPTS, Clerk, Outcome
from intake.decide import decide, undo
from intake.desk import Desk, Examine
from intake.examine import examine, glimpse
from intake.process import glimpse_waiting, process_waiting, recognize_waiting, retry_failed
from intake.replay import Change, replay
from intake.trust import TrustSettings
from storage.archive import FileArchive
from storage.database import Database
from storage.decisions import SqlDecisions
from storage.facts import SqlFacts
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from storage.texts import SqlTextCache
from tests.books import grant_extension
from tests.builders import DOCX, IN_TIME, build_consultation, build_parsed, build_raw
from tests.fakes import FakeClock

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
LETTER = "Høringssvar om de kommunale kerneværdier. Byrådet bakker op om de ti kerneværdier. " * 8
AUTUMN = build_consultation()
TRUST = TrustSettings(trusted_authserv_ids=("mx.kl.dk",), trusted_hosts=("mx.kl.dk",))


@dataclass
class FakeReader:
    """Reads nothing: says of every mail what it was told to say, or raises it."""

    answer: Callable[[], ParsedMail]
    version: str = "1"
    asked: int = 0
    seconds: list[float | None] = field(default_factory=list)

    def prepare(self) -> None:
        pass

    def parse_mail(
        self,
        mail: bytes | BinaryIO,  # noqa: ARG002 - a fake looks at nothing
        *,
        read_ahead: bool = False,  # noqa: ARG002
        list_known: ListKnown | None = None,  # noqa: ARG002
    ) -> ParsedMail:
        self.asked += 1
        return self.answer()

    def extract_text(self, part: FilePart, *, recognize: bool = True, seconds: float | None = None) -> ExtractedText:
        self.seconds.append(seconds)
        if part.media_type == "image/png" and not recognize:
            return ExtractedText(text="", verdict=Verdict.SCANNED, method="none", notes=(RECOGNITION_DUE,))
        return ExtractedText(text=part.data.decode(), verdict=Verdict.OK, method="fake")

    def open_file(self, part: FilePart) -> tuple[FilePart, ...]:
        return (part,)


@dataclass
class Office:
    """A desk over real books, with one mail on it."""

    desk: Desk
    reader: FakeReader
    database: Database
    sightings: SqlSightings
    clock: FakeClock
    ids: list[int] = field(default_factory=list)

    def process(self) -> Outcome:
        return process_waiting(self.desk, owner="tests", clock=self.clock, workers=1)

    def clerk(self, owner: str) -> Clerk:
        return Clerk(desk=self.desk, owner=owner, clock=self.clock)

    def state(self) -> State:
        return self.desk.messages.load_view(self.ids[0]).state

    def standing(self, code: str) -> Standing:
        facts = self.desk.facts.load_standing_facts(AUTUMN, self.clock())
        rows = compute_standings(AUTUMN, self.desk.roster, facts, self.clock()).rows
        return next(row.standing for row in rows if row.municipality.code == code)


@pytest.fixture
def office(database: Database, tmp_path: Path, roster: Roster) -> Office:
    archive = FileArchive(tmp_path / "archive")
    reader = FakeReader(lambda: build_parsed(LETTER))
    clock = FakeClock(NOW)

    def examine_one(
        mail: ReadMail, mailbox: str, internal_date: datetime | None, acquaintances: Acquaintances
    ) -> Findings:
        return examine(
            mail,
            mailbox=mailbox,
            internal_date=internal_date,
            roster=roster,
            consultations=(AUTUMN,),
            trust=TRUST,
            acquaintances=acquaintances,
        )

    def glimpse_one(head: bytes, mailbox: str, internal_date: datetime | None) -> Judgement:
        return glimpse(head, mailbox=mailbox, internal_date=internal_date, roster=roster, consultations=(AUTUMN,))

    desk = Desk(
        archive=archive,
        messages=SqlMessages(database),
        texts=SqlTextCache(database),
        decisions=SqlDecisions(database),
        facts=SqlFacts(database),
        reader=reader,
        roster=roster,
        consultations={AUTUMN.id: AUTUMN},
        examine=examine_one,
        glimpse=glimpse_one,
    )
    office = Office(desk, reader, database, SqlSightings(database), clock)
    take_in_one(office, build_raw(LETTER))
    office.ids = [view.id for view in desk.messages.list_views()]
    return office


def take_in_one(office: Office, raw: bytes, *, uid: int = 1) -> None:
    archived = office.desk.archive.put([raw])
    office.desk.archive.settle()
    stored = StoredMail(
        mailbox="FLJE",
        folder="INBOX",
        uid_validity=1,
        uid=uid,
        internal_date=IN_TIME,
        source=f"imap://FLJE/{uid}",
        sha256=archived.sha256,
        size=archived.size,
    )
    office.sightings.record("FLJE", [stored], None, NOW)


def fail_with(error: Exception) -> Callable[[], ParsedMail]:
    def answer() -> ParsedMail:
        raise error

    return answer


def test_a_mail_that_is_sure_is_counted(office: Office) -> None:
    outcome = office.process()

    assert outcome.states == {State.COUNTED: 1}
    assert office.standing("0461") is Standing.ON_TIME


def test_a_passing_fault_is_tried_again_later_and_meanwhile_nobody_is_missing(office: Office) -> None:
    office.reader.answer = fail_with(OSError("no memory just now"))

    first = office.process()
    at_once = office.process()
    office.reader.answer = lambda: build_parsed(LETTER)
    office.clock.now = NOW + timedelta(minutes=5)
    standing_meanwhile = office.standing("0461")
    later = office.process()

    assert (first.states, at_once.states) == ({State.WAITING: 1}, {})
    assert "no memory just now" in first.failures[0]
    assert standing_meanwhile is Standing.UNDER_REVIEW
    assert later.states == {State.COUNTED: 1}


def test_mails_still_being_taken_in_are_waited_for(office: Office) -> None:
    office.process()
    looks = iter([True, True, False])

    def more() -> bool:
        look = next(looks)
        if len(office.ids) == 1:
            take_in_one(office, build_raw("Endnu et svar."), uid=2)
            office.ids.append(2)
        return look

    outcome = process_waiting(office.desk, owner="tests", clock=office.clock, workers=1, more=more)

    assert sum(outcome.states.values()) == 1
    assert next(looks, None) is None


SCAN = FilePart(filename="brev.png", path=("brev.png",), media_type="image/png", data=b"Vi svarer ja.")


def scanned() -> ParsedMail:
    return replace(build_parsed(LETTER), files=(SCAN,))


def test_a_mail_that_needs_ocr_is_put_off_and_then_counted(office: Office) -> None:
    office.reader.answer = scanned

    first = office.process()
    again = office.process()
    state, standing = office.state(), office.standing("0461")
    recognized = recognize_waiting(office.desk, owner="tests", clock=office.clock)

    assert (first.states, first.put_off, again.put_off) == ({}, 1, 0)
    assert (state, standing) == (State.WAITING, Standing.UNDER_REVIEW)
    assert recognized.states == {State.COUNTED: 1}
    assert "Vi svarer ja." in office.desk.messages.load_view(office.ids[0]).text


def test_a_scan_that_breaks_ocr_ends_as_any_other_mail(office: Office) -> None:
    office.reader.answer = scanned
    office.process()
    office.reader.answer = fail_with(ReaderDied("it broke the reader"))

    outcome = recognize_waiting(office.desk, owner="tests", clock=office.clock)

    assert outcome.states == {State.FAILED: 1}
    assert recognize_waiting(office.desk, owner="tests", clock=office.clock).states == {}


def test_files_of_one_mail_share_its_time(office: Office) -> None:
    text = replace(SCAN, media_type="text/plain", data=b"et")
    office.reader.answer = lambda: replace(build_parsed(LETTER), files=(text, replace(text, data=b"to")))
    desk = replace(office.desk, mail_seconds=5.0)

    process_waiting(desk, owner="tests", clock=office.clock, workers=1)

    first, second = office.reader.seconds
    assert first is not None
    assert second is not None
    assert 0 < second < first <= 5.0


def test_after_some_tries_it_has_failed_and_is_told_of(office: Office) -> None:
    office.reader.answer = fail_with(OSError("still no memory"))

    for number in range(MAX_ATTEMPTS):
        office.clock.now = NOW + timedelta(hours=number)
        office.process()

    view = office.desk.messages.load_view(office.ids[0])
    assert view.state is State.FAILED
    assert view.failure is not None
    assert "still no memory" in view.failure
    assert office.standing("0461") is Standing.UNDER_REVIEW


@pytest.mark.parametrize("error", [UnreadableMail("no mail at all"), ReaderDied("it broke the reader")])
def test_what_no_second_try_can_mend_fails_at_once_and_is_retried_when_asked(office: Office, error: Exception) -> None:
    office.reader.answer = fail_with(error)

    first = office.process()
    office.reader.answer = lambda: build_parsed(LETTER)
    again = retry_failed(office.desk, owner="tests", clock=office.clock, workers=1)

    assert first.states == {State.FAILED: 1}
    assert again.states == {State.COUNTED: 1}


def test_bytes_that_are_gone_fail_the_mail_and_nothing_else(office: Office, tmp_path: Path) -> None:
    for path in (tmp_path / "archive").rglob("*"):
        if path.is_file():
            path.unlink()

    outcome = office.process()

    assert outcome.states == {State.FAILED: 1}
    assert "ArchiveDamaged" in outcome.failures[0]


def test_a_mail_whose_holder_died_is_judged_when_its_lease_is_ended(office: Office) -> None:
    office.desk.messages.claim(owner="dead", now=NOW, lease=timedelta(minutes=15), limit=10)

    held = office.process()
    released = office.desk.messages.release_gone(lambda owner: owner == "dead")
    taken = office.process()

    assert (held.states, released, taken.states) == ({}, 1, {State.COUNTED: 1})


def test_a_decision_made_while_the_mail_is_read_holds(office: Office) -> None:
    # The mail has been judged once, waits anew, and somebody decides just when it is read again.
    office.process()
    number = office.ids[0]
    said = Decision(by="Anne", decided_at=NOW, state=State.SET_ASIDE, reason="dobbelt")

    def decide_and_answer() -> ParsedMail:
        if office.reader.asked == 2:
            decide(number, said, desk=office.desk)
        return build_parsed(LETTER)

    office.reader.answer = decide_and_answer
    results = list(replay(office.desk, clock=office.clock, apply=True))

    assert results == [None]
    assert office.state() is State.SET_ASIDE
    assert list(replay(office.desk, clock=office.clock, apply=True)) == [None]
    assert office.state() is State.SET_ASIDE


def test_a_rebuild_shows_what_would_change_before_it_changes_it(office: Office) -> None:
    office.process()
    desk = replace(office.desk, examine=_call_it_a_question(office.desk))

    shown = list(replay(desk, clock=office.clock, apply=False))
    state_when_only_shown = office.state()
    applied = list(replay(desk, clock=office.clock, apply=True))

    assert shown == applied
    assert isinstance(shown[0], Change)
    assert shown[0].before is not None
    assert (shown[0].before.state, shown[0].after.state) == (State.COUNTED, State.REVIEW)
    assert state_when_only_shown is State.COUNTED
    assert office.state() is State.REVIEW


def test_what_a_person_counted_stays_counted_whatever_the_rules_become(office: Office) -> None:
    office.process()
    number = office.ids[0]
    desk = replace(office.desk, examine=_call_it_a_question(office.desk))
    decide(number, Decision(by="Anne", decided_at=NOW, state=State.COUNTED), desk=office.desk)

    list(replay(desk, clock=office.clock, apply=True))

    view = office.desk.messages.load_view(number)
    assert view.state is State.COUNTED
    assert [(r.municipality, r.timeliness) for r in view.replies] == [("0461", Timeliness.ON_TIME)]
    undo(number, by="Anne", now=NOW, desk=desk)
    assert office.state() is State.REVIEW


def test_what_cannot_be_counted_is_refused_and_changes_nothing(office: Office) -> None:
    office.reader.answer = lambda: build_parsed(LETTER, sender="Ib <ib@gmail.com>")
    office.process()
    before = office.desk.messages.load_view(office.ids[0])

    with pytest.raises(UsageError, match="--municipality"):
        decide(office.ids[0], Decision(by="Anne", decided_at=NOW, state=State.COUNTED), desk=office.desk)

    assert office.desk.messages.load_view(office.ids[0]) == before


def test_what_a_person_found_behind_an_address_is_suggested_the_next_time(office: Office) -> None:
    office.reader.answer = lambda: build_parsed("Hej", sender="Ib <ib@gmail.com>", message_id="<1@gmail.com>")
    office.process()
    decide(office.ids[0], Decision(by="Anne", decided_at=NOW, municipalities=("0461",)), desk=office.desk)
    take_in_one(office, build_raw("Hej igen"), uid=2)
    office.reader.answer = lambda: build_parsed("Hej igen", sender="Ib <ib@gmail.com>", message_id="<2@gmail.com>")

    office.process()

    second = office.desk.messages.list_views(state=State.REVIEW)[0]
    assert [(match.municipality, match.rule) for match in second.suggestions] == [("0461", "known_address")]


def _call_it_a_question(desk: Desk) -> Examine:
    def examine_anew(
        mail: ReadMail, mailbox: str, internal_date: datetime | None, acquaintances: Acquaintances
    ) -> Findings:
        found = desk.examine(mail, mailbox, internal_date, acquaintances)
        return replace(found, kind=KindFinding(Kind.QUESTION, "new"))

    return examine_anew


def test_who_has_written_and_waits_to_be_read_is_not_missing(office: Office) -> None:
    held = office.desk.messages.claim(owner="another", now=NOW, lease=timedelta(minutes=15), limit=1)

    glimpse_waiting(office.desk)
    meanwhile = (office.state(), office.standing("0461"))
    office.clerk("another").process(held[0], Rulings())

    assert meanwhile == (State.WAITING, Standing.UNDER_REVIEW)
    assert (office.state(), office.standing("0461")) == (State.COUNTED, Standing.ON_TIME)


def test_a_glimpse_changes_nothing_that_is_known_already(office: Office) -> None:
    office.process()

    office.desk.messages.record_glimpses({office.ids[0]: UNREAD})

    assert office.standing("0461") is Standing.ON_TIME


def test_files_that_take_too_long_cost_their_own_mail_and_no_other(office: Office) -> None:
    slow = tuple(FilePart(filename=f"{n}.docx", path=(), media_type=DOCX, data=b"svar") for n in range(3))
    office.reader.answer = lambda: build_parsed(LETTER, *slow)
    office = replace(office, desk=replace(office.desk, mail_seconds=0.0))

    office.process()

    view = office.desk.messages.load_view(office.ids[0])
    assert (view.state, {a.extracted.verdict for a in view.attachments}) == (State.REVIEW, {Verdict.TIMEOUT})


def test_mail_that_the_books_do_not_take_costs_the_others_nothing(office: Office) -> None:
    class Choosy(SqlMessages):
        def record_judgements(
            self, judged: Sequence[JudgedMail], *, owner: str | None, now: datetime
        ) -> Sequence[bool]:
            if any(one.claimed.id == office.ids[0] for one in judged):
                raise ValueError("no column holds this")
            return super().record_judgements(judged, owner=owner, now=now)

    for uid in range(2, 6):
        take_in_one(office, build_raw(f"{LETTER} {uid}"), uid=uid)
    office = replace(office, desk=replace(office.desk, messages=Choosy(office.database)))

    outcome = office.process()

    assert (outcome.states, len(outcome.failures)) == ({State.COUNTED: 4, State.WAITING: 1}, 1)


def test_archive_that_gives_nothing_costs_one_mail_a_try(office: Office, tmp_path: Path) -> None:
    class Locked(FileArchive):
        def open(self, sha256: str) -> BinaryIO:
            raise ArchiveError(f"{sha256}: Permission denied")

    office = replace(office, desk=replace(office.desk, archive=Locked(tmp_path / "archive")))

    outcome = office.process()

    assert outcome.states == {State.WAITING: 1}


def test_mail_whose_lease_ran_out_is_told_of_by_who_has_it_now(office: Office) -> None:
    (held,) = office.desk.messages.claim(owner="slow", now=NOW, lease=timedelta(minutes=15), limit=1)
    later = NOW + timedelta(minutes=16)
    office.desk.messages.claim(owner="quick", now=later, lease=timedelta(minutes=15), limit=1)

    outcome = office.clerk("slow").process(held, Rulings())

    assert (outcome.states, office.state()) == ({}, State.WAITING)


def test_who_decides_on_what_he_was_not_shown_is_told(office: Office) -> None:
    office.process()
    decide(office.ids[0], Decision(by="Anne", decided_at=NOW, kind=Kind.OTHER), desk=office.desk)

    with pytest.raises(DecisionConflict, match="Anne"):
        decide(office.ids[0], Decision(by="Bo", decided_at=NOW, municipalities=("0101",)), desk=office.desk, seen=())


@pytest.mark.parametrize("kind", sorted(FOR_A_PERSON))
def test_what_a_person_calls_for_a_person_stands_in_review_with_that_reason(office: Office, kind: Kind) -> None:
    office.process()

    decided = decide(office.ids[0], Decision(by="Anne", decided_at=NOW, kind=kind), desk=office.desk)

    assert (decided.state, decided.reasons) == (State.REVIEW, (ReviewReason(kind.value),))


def test_time_granted_while_a_mail_is_read_holds_for_it(office: Office) -> None:
    (held,) = office.desk.messages.claim(owner="w", now=NOW, lease=timedelta(minutes=15), limit=1)
    before = office.desk.facts.load_rulings()
    grant_extension(office.database, "0461", date(2019, 11, 15))

    office.clerk("w").process(held, before)

    (reply,) = office.desk.messages.load_view(office.ids[0]).replies
    assert reply.judged_against == date(2019, 11, 15)


def test_clock_gone_astray_puts_no_mail_off_for_years(office: Office) -> None:
    office.reader.answer = fail_with(OSError("no memory just now"))
    office.clock.now = NOW + timedelta(days=4000)
    office.process()
    office.reader.answer = lambda: build_parsed(LETTER)
    office.clock.now = NOW

    outcome = office.process()

    assert outcome.states == {State.COUNTED: 1}


def test_nobody_can_say_that_a_mail_came_in_the_future(office: Office) -> None:
    office.process()
    typo = Decision(by="Mia", decided_at=NOW, received_at=NOW.replace(year=2109))

    with pytest.raises(UsageError, match="still to come"):
        decide(office.ids[0], typo, desk=office.desk)

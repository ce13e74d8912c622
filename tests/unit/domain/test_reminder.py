"""Who is reminded and who not, and on which days reminders are due."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import Contact, ContactRole, KnownContact, Undelivered
from domain.deadline import Deadline, Timeliness, local_moment
from domain.kind import Kind
from domain.letter import HindranceKind, LeftOut, LetterPlan, PlannedLetter, SentLetter
from domain.outgoing import OutboxState
from domain.reminder import OpenQuestions, ReminderSettings, find_due_day, list_due_days, plan_reminders
from domain.standing import OpenFact, ReplyFact, StandingFacts, compute_standings
from notifier.working_days import is_working_day
from storage.roster import load_roster
from tests.builders import IN_TIME, build_consultation

ROSTER = load_roster()
AUTUMN = build_consultation()
NOW = datetime(2019, 10, 28, 9, tzinfo=UTC)
SETTINGS = ReminderSettings()
NOTHING_OPEN = OpenQuestions()


def known(code: str, role: ContactRole = ContactRole.DIRECTOR, *, bounced: bool = False) -> KnownContact:
    contact = Contact(municipality=code, role=role, address=f"{role}@{code}.dk")
    return KnownContact(contact=contact, bounced=Undelivered(message=9, seen_at=NOW) if bounced else None)


EVERYONE = [known(municipality.code) for municipality in ROSTER]


def sent(
    number: int = 1,
    *,
    days_ago: float = 10,
    state: OutboxState = OutboxState.SENT,
    code: str = "0461",
    may_have_left: bool = False,
) -> SentLetter:
    return SentLetter(
        municipality=code,
        number=number,
        recipient=f"{number}@x.dk",
        enqueued_at=NOW - timedelta(days=days_ago),
        state=state,
        may_have_left=may_have_left,
    )


def plan(
    facts: StandingFacts | None = None,
    contacts: Sequence[KnownContact] = EVERYONE,
    earlier: Sequence[SentLetter] = (),
    *,
    settings: ReminderSettings = SETTINGS,
    questions: OpenQuestions = NOTHING_OPEN,
    as_of: datetime = NOW,
    despite: Collection[HindranceKind] = (),
) -> LetterPlan:
    standings = compute_standings(AUTUMN, ROSTER, facts or StandingFacts(), as_of)
    return plan_reminders(standings, contacts, earlier, settings=settings, questions=questions, despite=despite)


def find_letter(found: LetterPlan, code: str = "0461") -> PlannedLetter | None:
    return next((letter for letter in found.letters if letter.municipality.code == code), None)


def find_reason(found: LetterPlan, code: str = "0461") -> LeftOut | None:
    return next((one.reason for one in found.left_out if one.municipality.code == code), None)


def reply(timeliness: Timeliness) -> ReplyFact:
    return ReplyFact(
        message=1, municipality="0461", received_at=IN_TIME, timeliness=timeliness, kind=Kind.RESPONSE, provisional=True
    )


STANDS = {
    LeftOut.ANSWERED: StandingFacts(replies=(reply(Timeliness.ON_TIME),)),
    LeftOut.UNDER_REVIEW: StandingFacts(open_mails=(OpenFact(message=2, municipality="0461"),)),
    LeftOut.EXTENDED: StandingFacts(extensions={"0461": date(2019, 11, 15)}),
    LeftOut.NOT_ASKED: StandingFacts(excused=frozenset({"0461"})),
}


@pytest.mark.parametrize(("reason", "facts"), STANDS.items())
@pytest.mark.parametrize("despite", [list(HindranceKind), []])
def test_only_who_is_missing_is_reminded(
    reason: LeftOut, facts: StandingFacts, despite: Collection[HindranceKind]
) -> None:
    found = plan(facts, despite=despite)

    assert find_letter(found) is None
    assert find_reason(found) is reason
    assert len(found.letters) == 97


def test_who_answered_too_late_is_not_reminded() -> None:
    found = plan(StandingFacts(replies=(reply(Timeliness.LATE),)))

    assert find_reason(found) is LeftOut.ANSWERED


def test_who_has_had_an_extension_that_is_over_is_reminded_of_its_own_deadline() -> None:
    found = plan(StandingFacts(extensions={"0461": date(2019, 11, 15)}), as_of=datetime(2019, 11, 18, 9, tzinfo=UTC))

    letter = find_letter(found)
    assert letter is not None
    assert letter.deadline == date(2019, 11, 15)


def test_a_letter_goes_to_all_contacts_and_to_the_mayor_in_copy() -> None:
    own = [known("0461", role) for role in ContactRole]

    letter = find_letter(plan(contacts=own))

    assert letter is not None
    assert [contact.role for contact in letter.to] == [role for role in ContactRole if role is not ContactRole.MAYOR]
    assert [contact.role for contact in letter.cc] == [ContactRole.MAYOR]


@pytest.mark.parametrize(
    ("contacts", "reason"),
    [
        ([], LeftOut.NO_CONTACT),
        ([known("0461", ContactRole.MAYOR)], LeftOut.NO_CONTACT),
        ([known("0461", bounced=True)], LeftOut.BOUNCED),
        ([known("0461", bounced=True), known("0461", ContactRole.MAYOR)], LeftOut.BOUNCED),
        ([known("0461", ContactRole.MAYOR, bounced=True)], LeftOut.NO_CONTACT),
    ],
)
def test_who_cannot_be_written_to_is_left_out(contacts: list[KnownContact], reason: LeftOut) -> None:
    assert find_reason(plan(contacts=contacts)) is reason


def test_the_others_are_written_to_when_one_of_them_came_back() -> None:
    own = [known("0461", bounced=True), known("0461", ContactRole.MAIN_MAILBOX)]

    letter = find_letter(plan(contacts=own))

    assert letter is not None
    assert [contact.role for contact in letter.to] == [ContactRole.MAIN_MAILBOX]
    assert [contact.role for contact in letter.bounced] == [ContactRole.DIRECTOR]


def test_a_reason_of_its_own_weighs_more_than_a_missing_contact() -> None:
    assert find_reason(plan(STANDS[LeftOut.ANSWERED], contacts=[])) is LeftOut.ANSWERED


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        ([], None),
        ([sent(days_ago=7)], None),
        ([sent(days_ago=6)], LeftOut.TOO_RECENTLY),
        ([sent(days_ago=0, state=OutboxState.WAITING)], LeftOut.TOO_RECENTLY),
        ([sent(days_ago=0, state=OutboxState.SENDING)], LeftOut.TOO_RECENTLY),
        ([sent(days_ago=0, state=OutboxState.WITHHELD)], None),
        ([sent(days_ago=0, state=OutboxState.REFUSED)], None),
        ([sent(1, days_ago=30), sent(2, days_ago=20)], LeftOut.TOO_OFTEN),
        ([sent(1, days_ago=30), sent(2, days_ago=1)], LeftOut.TOO_OFTEN),
        ([sent(1, days_ago=30), sent(1, days_ago=30), sent(1, days_ago=30)], None),
        ([sent(1, days_ago=30, state=OutboxState.WITHHELD), sent(2, days_ago=20)], None),
        ([sent(code="0751", days_ago=0)], None),
        ([sent(days_ago=0, state=OutboxState.WITHHELD, may_have_left=True)], LeftOut.TOO_RECENTLY),
    ],
)
def test_nobody_is_reminded_too_often_or_too_soon(earlier: list[SentLetter], reason: LeftOut | None) -> None:
    assert find_reason(plan(earlier=earlier)) is reason


def test_days_between_are_counted_on_the_danish_calendar() -> None:
    # 23.30 and 00.30 local time: two days, though an hour lies between them.
    late = local_moment(date(2019, 10, 20), time(23, 30))
    early = local_moment(date(2019, 10, 21), time(0, 30))
    letter = SentLetter(municipality="0461", number=1, recipient="a@x.dk", enqueued_at=late, state=OutboxState.SENT)
    one_day = ReminderSettings(days_between=1)

    assert find_reason(plan(earlier=[letter], as_of=early, settings=one_day)) is None
    assert find_reason(plan(earlier=[letter], as_of=late, settings=one_day)) is LeftOut.TOO_RECENTLY


@pytest.mark.parametrize(
    ("earlier", "number"),
    [
        ([], 1),
        ([sent(1, days_ago=30)], 2),
        ([sent(1, days_ago=30, state=OutboxState.WITHHELD)], 2),
        ([sent(1, days_ago=30, state=OutboxState.REFUSED), sent(2, days_ago=20)], 3),
    ],
)
def test_each_reminder_has_a_number_of_its_own(earlier: list[SentLetter], number: int) -> None:
    letter = find_letter(plan(earlier=earlier))

    assert letter is not None
    assert letter.number == number


@pytest.mark.parametrize(
    ("questions", "despite", "kinds"),
    [
        (OpenQuestions(), [], []),
        (OpenQuestions(in_review=3), [], [HindranceKind.IN_REVIEW]),
        (OpenQuestions(in_review=3), [HindranceKind.IN_REVIEW], []),
        (OpenQuestions(in_review=3), [HindranceKind.NOT_READ_ELSEWHERE], [HindranceKind.IN_REVIEW]),
        (OpenQuestions(unjudged=1), [], [HindranceKind.UNJUDGED]),
        (OpenQuestions(unjudged=1, in_review=1), [HindranceKind.IN_REVIEW], [HindranceKind.UNJUDGED]),
        (OpenQuestions(unjudged=1), list(HindranceKind), [HindranceKind.UNJUDGED]),
        (OpenQuestions(not_read={"FLJE": "no answer"}), list(HindranceKind), [HindranceKind.NOT_READ]),
        (OpenQuestions(not_read_elsewhere={"MLAR": "no answer"}), [], [HindranceKind.NOT_READ_ELSEWHERE]),
        (OpenQuestions(not_read_elsewhere={"MLAR": "no answer"}), [HindranceKind.NOT_READ_ELSEWHERE], []),
    ],
)
def test_while_anything_is_open_nobody_is_reminded(
    questions: OpenQuestions, kinds: list[HindranceKind], despite: Collection[HindranceKind]
) -> None:
    found = plan(questions=questions, despite=despite)

    assert [hindrance.kind for hindrance in found.hindrances] == kinds
    assert len(found.letters) == 98


@pytest.mark.parametrize(
    ("as_of", "kind"),
    [
        (datetime(2019, 6, 27, 21, 59, tzinfo=UTC), HindranceKind.NOT_OPEN),
        (datetime(2019, 6, 27, 22, 0, tzinfo=UTC), None),
        (datetime(2019, 12, 27, 22, 59, tzinfo=UTC), None),
        (datetime(2019, 12, 27, 23, 0, tzinfo=UTC), HindranceKind.CLOSED),
    ],
)
def test_before_it_opens_and_after_it_closes_nobody_is_reminded(as_of: datetime, kind: HindranceKind | None) -> None:
    found = plan(as_of=as_of)

    assert [hindrance.kind for hindrance in found.hindrances] == ([kind] if kind else [])


def test_choosing_some_leaves_the_others_out_by_name_and_nobody_else_in() -> None:
    found = plan(STANDS[LeftOut.ANSWERED]).choose(["0751", "0461", "9999"])

    assert [letter.municipality.code for letter in found.letters] == ["0751"]
    assert find_reason(found) is LeftOut.ANSWERED
    assert find_reason(found, "0101") is LeftOut.NOT_CHOSEN


@given(
    answered=st.sets(st.sampled_from([m.code for m in ROSTER])),
    opened=st.sets(st.sampled_from([m.code for m in ROSTER])),
    reachable=st.sets(st.sampled_from([m.code for m in ROSTER])),
    reminded=st.sets(st.sampled_from([m.code for m in ROSTER])),
)
def test_all_98_are_accounted_for_and_nobody_who_may_have_answered_is_reminded(
    answered: set[str], opened: set[str], reachable: set[str], reminded: set[str]
) -> None:
    facts = StandingFacts(
        replies=tuple(
            ReplyFact(
                message=n, municipality=code, received_at=IN_TIME, timeliness=Timeliness.ON_TIME, kind=Kind.RESPONSE
            )
            for n, code in enumerate(answered)
        ),
        open_mails=tuple(OpenFact(message=500 + n, municipality=code) for n, code in enumerate(opened)),
    )

    found = plan(facts, [known(code) for code in reachable], [sent(code=code, days_ago=1) for code in reminded])

    written = {letter.municipality.code for letter in found.letters}
    left_out = {one.municipality.code for one in found.left_out}
    assert written == reachable - answered - opened - reminded
    assert len(found.letters) + len(found.left_out) == 98
    assert written.isdisjoint(left_out)


def with_deadline(day: date, **changes: object) -> tuple[date, ...]:
    consultation = build_consultation(deadline=Deadline(day), opens=date(day.year, 1, 1), closes=date(day.year, 12, 30))
    return list_due_days(consultation, ReminderSettings(**changes), is_working_day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deadline", "before", "due"),
    [
        (date(2019, 11, 1), 14, date(2019, 10, 18)),
        (date(2019, 11, 1), 3, date(2019, 10, 29)),
        (date(2019, 11, 1), 5, date(2019, 10, 25)),  # a Sunday, on which the clocks change
        (date(2019, 11, 1), 6, date(2019, 10, 25)),  # a Saturday
        (date(2019, 4, 23), 1, date(2019, 4, 17)),  # Easter: from Monday back over Maundy Thursday
        (date(2023, 5, 8), 3, date(2023, 5, 4)),  # Store Bededag, for the last time
        (date(2024, 4, 29), 3, date(2024, 4, 26)),  # where it would have been
        (date(2025, 6, 10), 5, date(2025, 6, 4)),  # Constitution Day
        (date(2025, 5, 2), 1, date(2025, 4, 30)),  # 1 May
        (date(2025, 12, 29), 3, date(2025, 12, 23)),  # Christmas
    ],
)
def test_before_the_deadline_a_day_off_moves_to_the_working_day_before(deadline: date, before: int, due: date) -> None:
    assert with_deadline(deadline, days_before=(before,)) == (due,)


@pytest.mark.parametrize(
    ("deadline", "after", "due"),
    [
        (date(2019, 11, 1), 3, date(2019, 11, 4)),
        (date(2019, 11, 1), 1, date(2019, 11, 4)),
        (date(2019, 4, 17), 1, date(2019, 4, 23)),  # over all of Easter
        (date(2025, 12, 23), 1, date(2025, 12, 29)),
    ],
)
def test_after_the_deadline_a_day_off_moves_to_the_working_day_after(deadline: date, after: int, due: date) -> None:
    assert with_deadline(deadline, days_before=(), days_after=(after,)) == (due,)


def test_what_falls_outside_the_consultation_is_not_due() -> None:
    short = build_consultation(opens=date(2019, 10, 28), closes=date(2019, 11, 5))

    assert list_due_days(short, ReminderSettings(days_after=(3, 30)), is_working_day) == (
        date(2019, 10, 29),
        date(2019, 11, 4),
    )


def test_two_days_that_move_to_the_same_are_one() -> None:
    assert with_deadline(date(2019, 11, 1), days_before=(5, 6)) == (date(2019, 10, 25),)


@given(
    deadline=st.dates(date(2019, 2, 1), date(2040, 11, 1)),
    before=st.lists(st.integers(1, 30)),
    after=st.lists(st.integers(1, 30)),
)
def test_due_days_are_working_days_in_order_on_their_side_of_the_deadline(
    deadline: date, before: list[int], after: list[int]
) -> None:
    due = with_deadline(deadline, days_before=tuple(before), days_after=tuple(after))

    assert all(is_working_day(day) and day != deadline for day in due)
    assert all(one < other for one, other in pairwise(due))
    assert len(due) <= len(before) + len(after)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2019, 10, 17), None),
        (date(2019, 10, 18), date(2019, 10, 18)),
        (date(2019, 10, 19), None),  # a Saturday
        (date(2019, 10, 21), date(2019, 10, 18)),
        (date(2019, 10, 29), date(2019, 10, 29)),
        (date(2019, 11, 1), date(2019, 10, 29)),
        (date(2019, 11, 4), None),  # what was missed before the deadline is not made up for after it
        (date(2019, 11, 6), date(2019, 11, 6)),
        (date(2019, 12, 27), date(2019, 11, 6)),
        (date(2019, 12, 30), None),
    ],
)
def test_the_due_day_is_todays_or_the_latest_missed(today: date, due: date | None) -> None:
    assert find_due_day(AUTUMN, ReminderSettings(days_after=(5,)), today, is_working_day) == due

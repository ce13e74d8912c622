from datetime import UTC, date, datetime

import pytest

from domain.contact import Contact, ContactRole, KnownContact
from domain.deadline import Timeliness
from domain.invitation import plan_invitations
from domain.kind import Kind
from domain.letter import HindranceKind, LeftOut, LetterPlan, SentLetter
from domain.outgoing import OutboxState
from domain.standing import OpenFact, ReplyFact, StandingFacts, compute_standings
from storage.roster import load_roster
from tests.builders import IN_TIME, build_consultation

ROSTER = load_roster()
NOW = datetime(2019, 7, 1, 9, tzinfo=UTC)
EVERYONE = [
    KnownContact(contact=Contact(municipality=m.code, role=ContactRole.MAIN_MAILBOX, address=f"post@{m.code}.dk"))
    for m in ROSTER
]


def plan(facts: StandingFacts | None = None, *earlier: SentLetter, as_of: datetime = NOW) -> LetterPlan:
    standings = compute_standings(build_consultation(), ROSTER, facts or StandingFacts(), as_of)
    return plan_invitations(standings, EVERYONE, earlier)


def find_reason(found: LetterPlan) -> LeftOut | None:
    return next((one.reason for one in found.left_out if one.municipality.code == "0461"), None)


def sent(state: OutboxState) -> SentLetter:
    return SentLetter(municipality="0461", number=1, recipient="a@x.dk", enqueued_at=NOW, state=state)


def test_everybody_who_is_asked_gets_the_letter() -> None:
    found = plan()

    assert (len(found.letters), found.left_out, found.hindrances) == (98, (), ())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (StandingFacts(excused=frozenset({"0461"})), LeftOut.NOT_ASKED),
        (StandingFacts(open_mails=(OpenFact(message=1, municipality="0461"),)), None),
        (StandingFacts(extensions={"0461": date(2019, 11, 15)}), None),
        (
            StandingFacts(
                replies=(
                    ReplyFact(
                        message=1,
                        municipality="0461",
                        received_at=IN_TIME,
                        timeliness=Timeliness.ON_TIME,
                        kind=Kind.RESPONSE,
                    ),
                )
            ),
            LeftOut.ANSWERED,
        ),
    ],
)
def test_who_has_answered_or_is_not_asked_is_left_out(facts: StandingFacts, reason: LeftOut | None) -> None:
    assert find_reason(plan(facts)) is reason


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (OutboxState.WAITING, LeftOut.SENT_BEFORE),
        (OutboxState.SENT, LeftOut.SENT_BEFORE),
        (OutboxState.REFUSED, None),
        (OutboxState.WITHHELD, None),
    ],
)
def test_nobody_gets_it_twice(state: OutboxState, reason: LeftOut | None) -> None:
    assert find_reason(plan(None, sent(state))) is reason


@pytest.mark.parametrize(
    ("as_of", "kind"),
    [
        (datetime(2019, 6, 1, tzinfo=UTC), HindranceKind.NOT_OPEN),
        (datetime(2019, 11, 1, 22, 59, tzinfo=UTC), None),
        (datetime(2019, 11, 1, 23, 0, tzinfo=UTC), HindranceKind.DEADLINE_PASSED),
        (datetime(2020, 1, 1, tzinfo=UTC), HindranceKind.CLOSED),
    ],
)
def test_it_goes_out_from_the_opening_until_the_deadline(as_of: datetime, kind: HindranceKind | None) -> None:
    found = plan(as_of=as_of)

    assert [hindrance.kind for hindrance in found.hindrances] == ([kind] if kind else [])

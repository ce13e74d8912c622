"""Whatever the facts are, each of the 98 stands once, and where the outer contract says."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deadline import Timeliness, local_day
from domain.kind import Kind
from domain.review import Role
from domain.standing import (
    NoticeFact,
    OpenFact,
    ReplyFact,
    Standing,
    StandingFacts,
    Standings,
    compute_standing,
    compute_standings,
)
from storage.roster import load_roster
from tests.builders import build_consultation

ROSTER = load_roster()
CODES = [municipality.code for municipality in ROSTER]
FEW = CODES[:6]
OPENS = datetime(2019, 6, 28, tzinfo=UTC)

# Most facts fall on a few municipalities, so that each has several and they contradict.
_codes = st.one_of(st.sampled_from(FEW), st.sampled_from(CODES))
_messages = st.integers(min_value=1, max_value=40)
_moments = st.integers(min_value=0, max_value=200 * 24 * 60).map(lambda minutes: OPENS + timedelta(minutes=minutes))
_days = st.dates(min_value=date(2019, 11, 1), max_value=date(2020, 1, 1))
_replies = st.builds(
    ReplyFact,
    message=_messages,
    municipality=_codes,
    received_at=_moments,
    timeliness=st.sampled_from(Timeliness),
    kind=st.sampled_from([Kind.RESPONSE, Kind.NO_COMMENTS]),
    provisional=st.booleans(),
    role=st.sampled_from([None, *Role]),
)
_open = st.builds(OpenFact, message=_messages, municipality=_codes)
_notices = st.builds(
    NoticeFact, message=_messages, municipality=_codes, kind=st.sampled_from([Kind.ACKNOWLEDGEMENT, Kind.BOUNCE])
)
_facts = st.builds(
    StandingFacts,
    replies=st.lists(_replies, max_size=30).map(tuple),
    open_mails=st.lists(_open, max_size=15).map(tuple),
    notices=st.lists(_notices, max_size=10).map(tuple),
    extensions=st.dictionaries(_codes, _days, max_size=10),
    excused=st.frozensets(_codes, max_size=10),
)
_asked = st.one_of(st.none(), st.frozensets(_codes, min_size=1))


def compute(facts: StandingFacts, as_of: datetime, asked: frozenset[str] | None = None) -> Standings:
    return compute_standings(build_consultation(asked=asked), ROSTER, facts, as_of)


def find_contracts_standing(code: str, facts: StandingFacts, as_of: datetime, asked: frozenset[str] | None) -> Standing:
    """Say where a municipality stands, in the words of the outer contract one after another."""
    times = {reply.timeliness for reply in facts.replies if reply.municipality == code}
    if Timeliness.ON_TIME in times:
        return Standing.ON_TIME
    if code in {mail.municipality for mail in facts.open_mails}:
        return Standing.UNDER_REVIEW
    if Timeliness.LATE in times:
        return Standing.LATE
    if code in facts.extensions and local_day(as_of) <= facts.extensions[code]:
        return Standing.EXTENDED
    if code in facts.excused or (asked is not None and code not in asked):
        return Standing.NOT_ASKED
    return Standing.MISSING


@settings(deadline=None)
@given(_facts, _moments, _asked)
def test_each_of_the_98_stands_once_where_the_contract_says(
    facts: StandingFacts, as_of: datetime, asked: frozenset[str] | None
) -> None:
    standings = compute(facts, as_of, asked)

    assert sum(standings.counts.values()) == len(standings.rows) == 98
    assert {row.municipality.code: row.standing for row in standings.rows} == {
        code: find_contracts_standing(code, facts, as_of, asked) for code in CODES
    }


@settings(deadline=None)
@given(_facts, _moments, st.randoms(use_true_random=False))
def test_order_in_which_facts_are_told_changes_nothing(facts: StandingFacts, as_of: datetime, lot: Random) -> None:
    shuffled = StandingFacts(
        replies=tuple(lot.sample(facts.replies, len(facts.replies))),
        open_mails=facts.open_mails[::-1],
        notices=facts.notices[::-1],
        extensions=dict(list(facts.extensions.items())[::-1]),
        excused=facts.excused,
    )

    assert compute(shuffled, as_of) == compute(facts, as_of)


@settings(deadline=None)
@given(_facts, _moments)
def test_each_mail_is_listed_once_with_whoever_it_may_be_from(facts: StandingFacts, as_of: datetime) -> None:
    told: list[ReplyFact | OpenFact | NoticeFact] = [*facts.replies, *facts.open_mails, *facts.notices]

    for row in compute(facts, as_of).rows:
        own = {fact.message for fact in told if fact.municipality == row.municipality.code}
        assert row.messages == tuple(sorted(own))


@settings(deadline=None)
@given(_facts, _moments)
def test_first_reply_is_the_earliest_of_those_counted(facts: StandingFacts, as_of: datetime) -> None:
    for row in compute(facts, as_of).rows:
        own = [reply.received_at for reply in facts.replies if reply.municipality == row.municipality.code]
        assert row.first_reply_at == (min(own) if own else None)


@settings(deadline=None)
@given(_facts, _moments, _asked)
def test_one_municipality_by_itself_stands_as_it_does_among_the_98(
    facts: StandingFacts, as_of: datetime, asked: frozenset[str] | None
) -> None:
    for row in compute(facts, as_of, asked).rows:
        assert compute_standing(build_consultation(asked=asked), row.municipality, facts, as_of) == row

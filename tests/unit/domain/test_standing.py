from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import Timeliness
from domain.kind import Kind
from domain.municipality import Roster
from domain.review import Role
from domain.standing import (
    MunicipalityStanding,
    NoticeFact,
    OpenFact,
    ReplyFact,
    Standing,
    StandingFacts,
    UnbalancedStandings,
    compute_standings,
)
from storage.roster import load_roster
from tests.builders import IN_TIME, build_consultation

ROSTER = load_roster()
AUTUMN = build_consultation()
NOW = datetime(2019, 11, 4, 7, tzinfo=UTC)
LATE = datetime(2019, 11, 3, 9, tzinfo=UTC)
CODES = [m.code for m in ROSTER]


def reply(timeliness: Timeliness = Timeliness.ON_TIME, *, message: int = 1, kind: Kind = Kind.RESPONSE) -> ReplyFact:
    at = IN_TIME if timeliness is Timeliness.ON_TIME else LATE
    return ReplyFact(message=message, municipality="0461", received_at=at, timeliness=timeliness, kind=kind)


def odense(facts: StandingFacts, as_of: datetime = NOW) -> MunicipalityStanding:
    standings = compute_standings(AUTUMN, ROSTER, facts, as_of)
    return next(row for row in standings.rows if row.municipality.code == "0461")


PRECEDENCE: Mapping[Standing, StandingFacts] = {
    Standing.ON_TIME: StandingFacts(replies=(reply(),)),
    Standing.UNDER_REVIEW: StandingFacts(open_mails=(OpenFact(message=2, municipality="0461"),)),
    Standing.LATE: StandingFacts(replies=(reply(Timeliness.LATE, message=3),)),
    Standing.EXTENDED: StandingFacts(extensions={"0461": date(2019, 11, 15)}),
    Standing.NOT_ASKED: StandingFacts(excused=frozenset({"0461"})),
    Standing.MISSING: StandingFacts(notices=(NoticeFact(message=4, municipality="0461", kind=Kind.BOUNCE),)),
}


def both(first: StandingFacts, second: StandingFacts) -> StandingFacts:
    return StandingFacts(
        replies=first.replies + second.replies,
        open_mails=first.open_mails + second.open_mails,
        notices=first.notices + second.notices,
        extensions={**first.extensions, **second.extensions},
        excused=first.excused | second.excused,
    )


@pytest.mark.parametrize(("standing", "facts"), PRECEDENCE.items())
def test_each_fact_alone_gives_its_standing(standing: Standing, facts: StandingFacts) -> None:
    assert odense(facts).standing is standing


@pytest.mark.parametrize(("stronger", "weaker"), list(combinations(PRECEDENCE, 2)))
def test_of_two_the_first_in_the_contracts_order_holds(stronger: Standing, weaker: Standing) -> None:
    row = odense(both(PRECEDENCE[weaker], PRECEDENCE[stronger]))

    assert row.standing is stronger


def test_an_extension_runs_to_the_end_of_its_day() -> None:
    facts = StandingFacts(extensions={"0461": date(2019, 11, 15)})

    assert odense(facts, datetime(2019, 11, 15, 22, 59, tzinfo=UTC)).standing is Standing.EXTENDED
    assert odense(facts, datetime(2019, 11, 15, 23, 1, tzinfo=UTC)).standing is Standing.MISSING


def test_a_municipality_not_on_the_list_is_not_asked_and_may_answer() -> None:
    few = replace(AUTUMN, asked=frozenset({"0101"}))

    silent = compute_standings(few, ROSTER, StandingFacts(), NOW)
    answered = compute_standings(few, ROSTER, StandingFacts(replies=(reply(),)), NOW)

    assert silent.counts[Standing.NOT_ASKED] == 97
    assert answered.counts[Standing.ON_TIME] == 1


def test_a_row_tells_what_its_facts_say() -> None:
    facts = StandingFacts(
        replies=(reply(message=9, kind=Kind.NO_COMMENTS), reply(Timeliness.LATE, message=7)),
        notices=(NoticeFact(message=8, municipality="0461", kind=Kind.ACKNOWLEDGEMENT),),
    )

    row = odense(facts)

    assert (row.first_reply_at, row.no_comments, row.provisional) == (IN_TIME, False, False)
    assert (row.acknowledged, row.bounced, row.messages) == (True, False, (7, 8, 9))


def test_row_is_provisional_until_a_final_answer_has_come() -> None:
    provisional = replace(reply(message=1), provisional=True, role=Role.FIRST)
    again = replace(reply(message=2), role=Role.DUPLICATE)
    final = replace(reply(Timeliness.LATE, message=3), role=Role.REPLACEMENT)

    assert odense(StandingFacts(replies=(provisional,))).provisional
    assert odense(StandingFacts(replies=(provisional, again))).provisional
    assert odense(StandingFacts(replies=(provisional, replace(final, role=Role.SUPPLEMENT, adds=True)))).provisional
    assert not odense(StandingFacts(replies=(final, provisional, again))).provisional
    assert odense(StandingFacts(replies=(final, provisional))).first_reply_at == IN_TIME


def test_no_comments_only_where_nothing_else_was_said() -> None:
    assert odense(StandingFacts(replies=(reply(kind=Kind.NO_COMMENTS),))).no_comments


def test_fewer_than_98_rows_are_refused() -> None:
    with pytest.raises(UnbalancedStandings):
        compute_standings(AUTUMN, Roster(list(ROSTER)[:97]), StandingFacts(), NOW)


_CODES = st.frozensets(st.sampled_from(CODES))


@given(st.tuples(_CODES, _CODES, _CODES, _CODES, _CODES), st.integers(min_value=0, max_value=300))
def test_the_sum_is_always_98(codes: tuple[frozenset[str], ...], days: int) -> None:
    on_time, late, open_mails, extended, excused = codes
    facts = StandingFacts(
        replies=tuple(replace(reply(), municipality=c) for c in on_time)
        + tuple(replace(reply(Timeliness.LATE), municipality=c) for c in late),
        open_mails=tuple(OpenFact(message=1, municipality=c) for c in open_mails),
        extensions=dict.fromkeys(extended, date(2019, 11, 15)),
        excused=excused,
    )

    standings = compute_standings(AUTUMN, ROSTER, facts, datetime(2019, 6, 1, tzinfo=UTC) + timedelta(days=days))

    assert sum(standings.counts.values()) == 98
    assert {row.municipality.code for row in standings.with_standing(Standing.ON_TIME)} == on_time

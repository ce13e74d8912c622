from datetime import timedelta

from domain.arrivals import ALWAYS, TimedFacts, find_arrival
from domain.kind import Kind
from domain.standing import NoticeFact, OpenFact
from tests.builders import IN_TIME

LATER = IN_TIME + timedelta(hours=1)
OPEN = OpenFact(message=1, municipality="0101")
NOTICE = NoticeFact(message=2, municipality="0461", kind=Kind.BOUNCE)


def test_only_what_had_come_by_a_moment_is_told() -> None:
    facts = TimedFacts(open_mails=((IN_TIME, OPEN),), notices=((LATER, NOTICE),))

    before, by_then, after = (facts.at(IN_TIME - timedelta(seconds=1)), facts.at(IN_TIME), facts.at(LATER))

    assert (before.open_mails, before.notices) == ((), ())
    assert (by_then.open_mails, by_then.notices) == ((OPEN,), ())
    assert (after.open_mails, after.notices) == ((OPEN,), (NOTICE,))


def test_rulings_hold_at_every_moment() -> None:
    facts = TimedFacts(extensions={"0101": IN_TIME.date()}, excused=frozenset({"0461"}))

    told = facts.at(ALWAYS)

    assert told.extensions == {"0101": IN_TIME.date()}
    assert told.excused == {"0461"}


def test_latest_is_when_the_last_of_all_came() -> None:
    facts = TimedFacts(open_mails=((LATER, OPEN),), notices=((IN_TIME, NOTICE),))

    assert facts.latest == LATER
    assert TimedFacts().latest == ALWAYS


def test_mail_has_come_as_soon_as_either_clock_says_so_and_always_where_none_does() -> None:
    assert find_arrival(LATER, IN_TIME) == IN_TIME
    assert find_arrival(IN_TIME, LATER) == IN_TIME
    assert find_arrival(None, LATER) == ALWAYS

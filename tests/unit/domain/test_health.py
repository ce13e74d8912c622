"""When a mailbox is dead, and when somebody is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.health import Visits, find_ledger_gap, find_outage, is_worth_telling
from tests.digests import build_ledger_line

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
INTERVAL = timedelta(minutes=5)
READ = Visits(mailbox="FLJE", last_success=NOW - timedelta(minutes=16), last_visit=NOW - timedelta(minutes=16))


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize("minutes", [0, 15])
def test_a_mailbox_is_alive_for_three_intervals_after_it_was_read(minutes: float) -> None:
    assert find_outage(replace(READ, last_success=ago(minutes)), INTERVAL, NOW) is None


@pytest.mark.parametrize("minutes", [15.1, 10_000])
def test_after_them_it_is_dead(minutes: float) -> None:
    outage = find_outage(replace(READ, last_success=ago(minutes)), INTERVAL, NOW)

    assert outage is not None
    assert (outage.since, outage.was_ever_read) == (ago(minutes), True)


def test_one_that_was_never_tried_is_not_dead() -> None:
    assert find_outage(Visits(mailbox="FLJE"), INTERVAL, NOW) is None


def test_one_that_was_always_tried_in_vain_is() -> None:
    visits = Visits(mailbox="FLJE", last_visit=ago(1), failing_since=ago(20), error="refused")

    outage = find_outage(visits, INTERVAL, NOW)

    assert outage is not None
    assert (outage.since, outage.was_ever_read, outage.error) == (ago(20), False, "refused")


def test_a_night_switched_off_is_nobodys_outage() -> None:
    visits = replace(READ, last_success=ago(600), last_visit=ago(600))

    assert not is_worth_telling(visits, INTERVAL, watched_from=NOW, now=NOW)
    assert not is_worth_telling(visits, INTERVAL, watched_from=ago(15), now=NOW)
    assert is_worth_telling(visits, INTERVAL, watched_from=ago(16), now=NOW)


def test_a_failure_before_the_night_does_not_count_until_it_was_tried_again() -> None:
    visits = replace(READ, last_success=ago(605), failing_since=ago(600), last_visit=ago(600), error="refused")

    assert not is_worth_telling(visits, INTERVAL, watched_from=ago(1), now=NOW)
    assert is_worth_telling(replace(visits, last_visit=NOW), INTERVAL, watched_from=ago(1), now=NOW)


def test_the_gap_of_a_ledger_is_what_is_missing_on_either_side() -> None:
    line = build_ledger_line()

    assert find_ledger_gap(line) == 0
    assert find_ledger_gap(replace(line, sightings=line.sightings - 2)) == 2
    assert find_ledger_gap(replace(line, counted=line.counted + 3)) == 3

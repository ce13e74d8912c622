"""The labelled mails are judged as careful people would: the two errors that are not forgiven, and the shares."""

from collections.abc import Callable

import pytest

from benchmarks.verdicts import Share, tally
from tests.verdicts.corpus import list_cases
from tests.verdicts.labels import Half
from tests.verdicts.marking import Marked, Outcome, mark

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def marked() -> Marked:
    return mark(list_cases())


def test_nothing_is_counted_that_must_not_be_or_for_another_municipality(marked: Marked) -> None:
    wrong = _find(marked, lambda outcome: outcome.counted_wrongly)

    assert wrong == ([], 0)


def test_no_real_reply_is_set_aside(marked: Marked) -> None:
    lost = _find(marked, lambda outcome: outcome.lost)

    assert lost == ([], 0)


def test_the_time_of_every_mail_is_right(marked: Marked) -> None:
    wrong = _find(marked, lambda outcome: outcome.time_right is False)

    assert wrong == ([], 0)


@pytest.mark.parametrize(("what", "least"), [("plain", 0.99), ("kind", 0.985), ("first", 0.99)])
def test_most_is_judged_without_help_and_rightly(marked: Marked, what: str, least: float) -> None:
    share: Share = tally(marked.outcomes).shares[what]

    assert share.value >= least, str(share)


@pytest.mark.parametrize(("what", "least"), [("plain", 0.98), ("kind", 0.975), ("first", 0.99)])
def test_most_is_judged_so_of_the_mails_that_nobody_looks_into(marked: Marked, what: str, least: float) -> None:
    held = [outcome for outcome in marked.outcomes if outcome.case.half is Half.HELD]

    share: Share = tally(held).shares[what]

    assert share.value >= least, str(share)


def _find(marked: Marked, is_wrong: Callable[[Outcome], bool]) -> tuple[list[str], int]:
    """Name those of the half that the rules may be mended by, and count those of the half that nobody looks into."""
    wrong = [outcome.case for outcome in marked.outcomes if is_wrong(outcome)]
    return [c.name for c in wrong if c.half is Half.TUNED], sum(c.half is Half.HELD for c in wrong)

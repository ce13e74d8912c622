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
    wrong = _name(marked, lambda outcome: outcome.counted_wrongly)

    assert not wrong


def test_no_real_reply_is_set_aside(marked: Marked) -> None:
    lost = _name(marked, lambda outcome: outcome.lost)

    assert not lost


def test_the_time_of_every_mail_is_right(marked: Marked) -> None:
    wrong = _name(marked, lambda outcome: outcome.time_right is False)

    assert not wrong


@pytest.mark.parametrize(("what", "least"), [("plain", 0.96), ("kind", 0.97), ("first", 0.97)])
def test_most_is_judged_without_help_and_rightly(marked: Marked, what: str, least: float) -> None:
    share: Share = tally(marked.outcomes).shares[what]

    assert share.value >= least, str(share)


def _name(marked: Marked, is_wrong: Callable[[Outcome], bool]) -> list[str]:
    """Name those of the half that the rules may be mended by; of the other half say only how many."""
    wrong = [outcome.case for outcome in marked.outcomes if is_wrong(outcome)]
    held = sum(case.half is Half.HELD for case in wrong)
    named = [case.name for case in wrong if case.half is Half.TUNED]
    return [*named, *([f"and {held} that nobody looks into"] if held else [])]

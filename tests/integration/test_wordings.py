"""Mails told by their words alone: the errors that are not forgiven, and most of what nothing was made by."""

from collections.abc import Collection, Sequence

import pytest

from benchmarks.wordings import COVERS, IN_THE_MAIL
from tests.verdicts.labels import Half
from tests.wordings.marking import Outcome, mark
from tests.wordings.reading import list_groups, read_wordings

pytestmark = pytest.mark.slow

OF_OTHERS = {"joint", "on_behalf"}


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome for group in list_groups() for outcome in mark(read_wordings(group))]


def test_no_mail_that_somebody_must_see_is_set_aside(outcomes: Sequence[Outcome]) -> None:
    lost = [outcome.wording.words for outcome in outcomes if outcome.is_lost]

    assert not lost


def test_of_the_mails_to_learn_from_next_to_none_is_counted_wrongly(outcomes: Sequence[Outcome]) -> None:
    tuned = [outcome for outcome in outcomes if outcome.wording.half is Half.TUNED]

    wrong = [outcome.wording.words for outcome in tuned if outcome.is_counted_wrongly]

    assert len(wrong) <= 0.002 * len(tuned), wrong


def test_of_the_mails_to_measure_by_few_are_counted_wrongly(outcomes: Sequence[Outcome]) -> None:
    held = [outcome for outcome in outcomes if outcome.wording.half is Half.HELD]

    wrong = [outcome.wording.group for outcome in held if outcome.is_counted_wrongly]

    assert len([group for group in wrong if group not in OF_OTHERS]) <= 0.004 * len(held)
    assert len(wrong) <= 0.013 * len(held)


@pytest.mark.parametrize(("groups", "least"), [(COVERS, 0.97), (IN_THE_MAIL, 0.86)], ids=["handed over", "in the mail"])
def test_answers_are_counted_without_help(outcomes: Sequence[Outcome], groups: Collection[str], least: float) -> None:
    asked = [o.right for o in outcomes if o.wording.half is Half.HELD and o.wording.group in groups]

    assert sum(asked) / len(asked) >= least

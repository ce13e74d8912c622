"""An examiner's mails, written by somebody who knew neither the rules nor the other corpora, through the program."""

from collections import Counter
from pathlib import Path

import pytest

from tests.examiner.corpus import list_cases, list_half
from tests.examiner.labels import Verdict
from tests.examiner.later import list_later
from tests.examiner.measure import Outcome, examine, find_wrong


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder: Path = tmp_path_factory.mktemp("examiner")
    return examine((*list_cases(), *list_later()), folder)


def test_the_halves_are_one_whole() -> None:
    names = Counter(case.name for half in ("learn", "measure") for case in list_half(half))

    assert names == Counter(case.name for case in list_cases())
    assert len(names) >= 300
    assert set(names.values()) == {1}


def test_nothing_is_counted_that_a_person_must_see(outcomes: list[Outcome]) -> None:
    assert find_wrong(outcomes, "counted", "municipality") == []


def test_no_reply_and_no_doubt_is_set_aside(outcomes: list[Outcome]) -> None:
    assert find_wrong(outcomes, "set_aside") == []


def test_every_counted_reply_has_its_right_time(outcomes: list[Outcome]) -> None:
    assert find_wrong(outcomes, "time") == []


def test_ordinary_replies_are_counted(outcomes: list[Outcome]) -> None:
    ordinary = [outcome for outcome in outcomes if outcome.case.verdict is Verdict.COUNT]
    missed = find_wrong(outcomes, "not_counted")

    assert 1 - len(missed) / len(ordinary) >= 0.97, "\n".join(missed)


def test_machines_keep_nobody_busy(outcomes: list[Outcome]) -> None:
    machines = [outcome for outcome in outcomes if outcome.case.verdict is Verdict.ASIDE]
    looked_at = [str(outcome) for outcome in machines if outcome.state != "set_aside"]

    assert len(looked_at) / len(machines) <= 0.2, "\n".join(looked_at)

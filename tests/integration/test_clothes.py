"""The same mails in other clothes are judged alike: a sample of each half, in all that a mail may be dressed in."""

import pytest

from benchmarks.clothes import dress_all
from tests.verdicts.clothes import GARMENTS
from tests.verdicts.corpus import list_cases
from tests.verdicts.marking import conclude

_EVERY = 13
"""Each chapter has mails in the sample, of both halves; the benchmark takes them all."""


@pytest.mark.parametrize("name", GARMENTS)
def test_a_mail_in_other_clothes_is_neither_counted_wrongly_nor_lost(name: str) -> None:
    cases = list_cases()[::_EVERY]

    outcomes = conclude(dress_all(cases, GARMENTS[name]))

    plain = [outcome for outcome in outcomes if outcome.case.asked.plain]
    assert len(plain) > 30
    assert [outcome.case.name for outcome in outcomes if outcome.counted_wrongly or outcome.lost] == []
    assert sum(outcome.counted_rightly for outcome in plain) >= 0.95 * len(plain)

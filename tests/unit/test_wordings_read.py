"""The folder of wordings: whole, each mail once, and its marks read as they are written."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.verdicts.labels import Half
from tests.wordings.marking import EXPECTED
from tests.wordings.reading import list_groups, read_wordings

_MARK = re.compile("Fra:|Emne:")
_MARK_INSIDE = re.compile(r"=> |\[bilag:|---\Z")


def test_every_group_says_what_must_come_of_its_mails() -> None:
    groups = set(list_groups())

    assert groups == set(EXPECTED)


@pytest.mark.parametrize("group", list_groups())
def test_a_group_has_each_mail_once_and_both_halves(group: str) -> None:
    wordings = list(read_wordings(group))

    tally = Counter((w.author, w.subject, w.words, w.letter) for w in wordings)
    repeats = [words for words, times in tally.items() if times > 1]
    halves = {wording.half for wording in wordings}

    assert not repeats
    assert halves == set(Half)


@pytest.mark.parametrize("group", list_groups())
def test_no_mark_is_left_in_the_words(group: str) -> None:
    texts = [f"{w.words}\n{w.letter.text if w.letter else ''}" for w in read_wordings(group)]

    marked = [text for text in texts if _MARK.match(text) or any(map(_MARK_INSIDE.match, text.splitlines()))]

    assert not marked


def test_only_who_asks_for_more_time_asks_for_a_day() -> None:
    days = {group: {w.day for w in read_wordings(group)} - {None} for group in list_groups()}

    asking = {group for group, named in days.items() if named}

    assert asking == {"extension_request"}
    assert date(2019, 11, 15) in days["extension_request"]

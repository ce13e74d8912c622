"""Phrases are looked for by their stems first: that must find no less."""

from collections.abc import Iterator

import pytest

from domain.message import ReadMail
from intake.classification import more_time, phrases
from intake.classification.contents import read_contents
from intake.classification.phrases import Phrase
from intake.classification.topic import Topic
from intake.matching import owners, voices
from tests.builders import build_mail
from tests.wordings.marking import build
from tests.wordings.reading import list_groups, read_wordings


def list_phrases() -> Iterator[Phrase]:
    for module in (phrases, more_time, owners, voices):
        for value in vars(module).values():
            yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Phrase))


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    mails = [build(wording) for group in list_groups() for wording in read_wordings(group)]
    return [sentence for mail in mails for sentence in read_contents(mail, Topic()).letter_sentences]


@pytest.mark.parametrize("phrase", [*list_phrases()], ids=lambda phrase: phrase.stems[0])
def test_stem_of_a_phrase_stands_wherever_its_pattern_fits(phrase: Phrase, sentences: list[str]) -> None:
    missed = [s for s in sentences if phrase.pattern.search(s) and phrase.search(s) is None]

    assert missed == []


def build_letter() -> ReadMail:
    return build_mail("Hej. Vi beder om længere frist. Svaret følger senere!\n\nVi har drøftet det.")


def test_sentences_are_picked_in_their_order_by_any_stem() -> None:
    contents = read_contents(build_letter(), Topic())

    assert contents.pick_sentences(("senere", "frist")) == ("vi beder om længere frist.", "svaret følger senere!")


def test_no_sentence_is_picked_where_no_stem_stands() -> None:
    contents = read_contents(build_letter(), Topic())

    assert contents.pick_letter_sentences(("foreløbig", "udkast")) == ()

"""What mails sound like: told by words and pairs of words, and heard where no rule speaks or one may be wrong."""

import time

import pytest

from domain.kind import Kind
from intake.classification.engine import classify
from intake.classification.learned.sorts import Sort, hear, load_rows, read_weights
from intake.classification.learned.traits import list_traits
from intake.classification.topic import find_topic
from tests.builders import SUBJECT, build_attachment, build_consultation, build_mail
from tests.wordings.learn import learn

TOPIC = find_topic((build_consultation(),))


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("Værdierne rammer plet hos os, og vi er især glade for den om leg og fællesskab.", Sort.STATEMENT),
        ("Vi har drøftet det i udvalget og har ikke noget at bemærke.", Sort.NO_COMMENTS),
        ("Se vedhæftede fil med vores høringssvar.", Sort.HANDOVER),
        ("Kan vi få lov at vente med at svare til ugen efter?", Sort.EXTENSION_REQUEST),
        ("Skal svaret underskrives af borgmesteren?", Sort.QUESTION),
        ("Jeg holder fri til på mandag og læser ikke mail imens.", Sort.AUTO_REPLY),
        ("Din henvendelse er modtaget og har fået sagsnummer 19/4711.", Sort.ACKNOWLEDGEMENT),
        ("Vi må desværre trække vores høringssvar tilbage.", Sort.WITHDRAWAL),
    ],
)
def test_a_mail_sounds_like_those_of_its_sort(words: str, sort: Sort) -> None:
    sound = hear(words, SUBJECT)

    assert sound.sort is sort
    assert sound.telling


def test_what_no_rule_knows_is_told_by_its_sound_with_the_words_that_told_it() -> None:
    finding = classify(build_mail("Det ene barn og det andet taler ind i vores arbejde med tidlig indsats."), TOPIC)

    assert finding.kind in {Kind.RESPONSE, Kind.OTHER}
    assert finding.evidence


def test_a_mail_with_a_document_is_not_told_by_its_sound() -> None:
    finding = classify(build_mail("Hilsen Ib", build_attachment("Referat.docx", "Referat af mødet.")), TOPIC)

    assert finding.rule != "sound"


def test_traits_are_few_however_long_the_mail_is() -> None:
    begun = time.process_time()

    traits = list_traits("Vi svarer ja. " * 1_000_000, "SV: " * 100_000)

    assert len(traits) < 50
    assert time.process_time() - begun < 1


def test_every_trait_has_a_weight_for_each_sort() -> None:
    rows = load_rows()

    assert "" in rows
    assert {len(read_weights(trait)) for trait in rows} == {len(Sort)}


def test_what_is_learnt_tells_the_sorts_apart() -> None:
    places = {sort: place for place, sort in enumerate(Sort)}
    asked = [(["hvornår", "?", f"x{n}"], places[Sort.QUESTION]) for n in range(5)]
    said = [(["vi", "mener", f"x{n}"], places[Sort.STATEMENT]) for n in range(5)]

    weights = learn(asked + said)

    assert weights["hvornår"][places[Sort.QUESTION]] > 1 > weights["hvornår"][places[Sort.STATEMENT]]
    assert weights["mener"][places[Sort.STATEMENT]] > 1 > weights["mener"][places[Sort.QUESTION]]

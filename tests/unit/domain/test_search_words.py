import unicodedata

import pytest

from domain.search_words import find_stem, fold, list_inflections, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Århus", "AARHUS"),
        ("Ærø", "aeroe"),
        ("A\u030arhus", "århus"),
        ("Idé", "ide"),
        ("Malmö", "malmø"),
        ("ﬁn", "fin"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_of_one_word_are_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_ring_above_makes_another_letter_of_an_a() -> None:
    assert fold("år") != fold("ar")


@pytest.mark.parametrize("text", ["Ærø er på vej ﬁn İ ŉ ǰ ΐ ß", "ΑΣ ά ḯ", "".join(map(chr, range(0x20, 0x2FFF)))])
def test_characters_are_folded_each_by_itself(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert fold(composed) == "".join(fold(character) for character in composed)


def test_words_are_letters_and_digits() -> None:
    assert split_words("E-mail: anne@odense.dk, sag_19/12 \0\ud83d😀") == [
        "e",
        "mail",
        "anne",
        "odense",
        "dk",
        "sag",
        "19",
        "12",
    ]


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("hjemmeplej", "hjemmepleje hjemmeplejen hjemmeplejens hjemmeplejerne hjemmeplejernes"),
        ("kommun", "kommune kommunen kommuner kommuners kommunernes"),
        ("boern", "børn børnene børnenes"),
        ("visitator", "visitator visitatorer visitatorernes"),
        ("skat", "skat skatter skatten skatternes"),
        ("frist", "frist fristen frister fristernes"),
        ("udvalg", "udvalg udvalget udvalgets udvalgene"),
    ],
)
def test_inflections_share_their_stem(stem: str, words: str) -> None:
    assert {find_stem(word) for word in split_words(words)} == {stem}


def test_short_words_stay_whole() -> None:
    assert [find_stem(word) for word in ("", "i", "en", "er", "sag", "uge")] == ["", "i", "en", "er", "sag", "uge"]


def test_inflections_are_the_words_of_the_same_stem_that_no_beginning_finds() -> None:
    found = list_inflections("hjemmeplejens")

    assert {"hjemmepleje", "hjemmeplejer", "hjemmeplejerne"} <= set(found)
    assert not any(word.startswith("hjemmeplejens") for word in found)
    assert "kommunikation" not in list_inflections("kommunens")

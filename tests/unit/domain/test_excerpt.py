"""The excerpt begins where the letter says something, not with its letterhead."""

import pytest

from domain.message_view import find_excerpt

LETTERHEAD = "Sorø Kommune\nBørn og Læring\n\nKL\nWeidekampsgade 10\n2300 København S\n\nDen 1. november 2019\n\n"


@pytest.mark.parametrize(
    "letter",
    [
        LETTERHEAD + "Svar på høring\n\nUdvalget har drøftet værdierne og bakker op om dem alle.\nResten.",
        LETTERHEAD
        + "Svar på KL's spørgsmål om de kommunale kerneværdier\n\n"
        + "Udvalget har drøftet værdierne i to omgange og har desuden\nhørt skolebestyrelserne i byen, som er enige.",
    ],
)
def test_it_skips_the_letterhead_and_starts_with_a_sentence(letter: str) -> None:
    assert find_excerpt("Hermed vedhæftet svar.", [letter]).startswith("Udvalget har drøftet værdierne")


def test_a_short_text_without_any_prose_is_shown_as_it_is() -> None:
    assert find_excerpt("Ingen bemærkninger", []) == "Ingen bemærkninger"

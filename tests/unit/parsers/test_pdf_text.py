"""The text that PDFium gives, made readable."""

import time

import pytest

from parsers.pdf.text import is_garbled, keep_readable, tidy_text


def test_signs_that_look_like_others_become_those() -> None:
    tidied = tidy_text("e\u00admail\u00a0til \ufb01rma\u200bet \uf0b7 a\u030arhus  \n næste")

    assert tidied == "e-mail til firmaet • århus\n næste"


def test_words_without_a_meaning_are_left_out_of_a_garbled_page() -> None:
    text = "Overskrift \x04\x05\x06\x07 og brødtekst \x08\x0e\x0f"

    assert is_garbled(text)
    assert keep_readable(text) == "Overskrift  og brødtekst"


def test_one_unknown_bullet_garbles_nothing() -> None:
    assert not is_garbled("\ue123 Vi støtter forslaget og har ingen bemærkninger")


@pytest.mark.parametrize(
    "text",
    [
        " " * 500_000 + "x",
        ("aa" + " " * 20_000) * 25 + "x",
        "aabbccdd" * 60_000 + "x",
        "a\ufffe " * 150_000,
        "a\u00ad" + " " * 500_000 + "x",
        "\x01 " * 250_000,
    ],
)
def test_half_a_million_signs_of_one_kind_cost_a_moment(text: str) -> None:
    begun = time.process_time()

    keep_readable(tidy_text(text))

    assert time.process_time() - begun < 3

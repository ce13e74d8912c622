import random
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from benchmarks.letters import compose
from benchmarks.print_dirt import MAKES, Make, make_columns, make_form, make_turned, print_letter

RNG_SEED = 3


def print_with(make: Make) -> bytes:
    return make(compose(1), random.Random(RNG_SEED))  # noqa: S311 - a letter, not a secret


def test_letters_in_columns_have_words_divided_at_the_ends_of_lines() -> None:
    seeds = [seed for seed in range(25) if MAKES[seed % len(MAKES)] is make_columns]
    read = [pypdfium2.PdfDocument(print_letter(compose(seed), seed)) for seed in seeds]

    text = "".join(page.get_textpage().get_text_range() for document in read for page in document)

    assert "\ufffe" in text  # PDFium's sign for a hyphen at the end of a line


def test_a_form_is_filled_in_and_bears_a_note() -> None:
    with pikepdf.open(BytesIO(print_with(make_form))) as form:
        kinds = [str(annotation.Subtype) for annotation in form.pages[0].Annots]

    assert "/Text" in kinds
    assert kinds.count("/Widget") > 2


def test_turned_pages_are_shown_otherwise_than_they_are_drawn() -> None:
    with pikepdf.open(BytesIO(print_with(make_turned))) as turned:
        assert all(page.Rotate in {90, 180, 270} for page in turned.pages)


@pytest.mark.parametrize("make", dict.fromkeys(MAKES))
def test_a_make_is_the_same_at_every_run(make: Make) -> None:
    assert print_with(make) == print_with(make)


def test_columns_stand_beside_each_other() -> None:
    page = pypdfium2.PdfDocument(print_with(make_columns))[0].get_textpage()

    lefts = {round(page.get_charbox(at)[0]) for at in range(page.count_chars())}

    assert min(lefts) < 100
    assert max(lefts) > 400

import random
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from benchmarks.letters import COUNT, Letters, make_print, make_word
from benchmarks.ocr import draw
from benchmarks.word_dirt import KINDS
from benchmarks.words_found import Reading, count_words, find_share, tell_refusals, tell_words
from domain.message import Verdict


def read_main_part(word: bytes) -> str:
    with zipfile.ZipFile(BytesIO(word)) as package:
        return package.read("word/document.xml").decode()


def tell(*missed: str, of: int, is_tuned: bool, verdict: Verdict = Verdict.OK) -> Reading:
    return Reading(file=Path("1.odt"), verdict=verdict, expected=of, missed=Counter(missed), is_tuned=is_tuned)


def test_the_same_seed_writes_the_same_letter_and_another_seed_another() -> None:
    first, again, other = (read_main_part(make_word(seed)) for seed in (5, 5, 6))

    assert first == again
    assert first != other
    assert make_print(5) == make_print(5)


def test_the_letters_have_among_them_what_word_files_are_dirty_with() -> None:
    marks = {"w:footnoteReference", "w:commentReference", "w:ins ", "w:del ", "wps:txbx", "w:sdt", "w14:checked"}
    marks |= {"w:fldSimple", "w:instrText", "w:hyperlink ", "w:softHyphen", "w:tab/", "w:vMerge", "w:proofErr"}

    everything = "".join(read_main_part(make_word(seed)) for seed in range(COUNT // 2))

    assert {mark for mark in marks if f"<{mark}" not in everything} == set()


@pytest.mark.parametrize("add", KINDS)
def test_each_kind_of_dirt_leaves_a_file_that_opens(add: Callable[[Document, random.Random], None]) -> None:
    document = docx.Document()
    document.add_paragraph("Kommunens svar")
    before, out = document.element.xml, BytesIO()

    add(document, random.Random(1))  # noqa: S311 - a letter, not a secret
    document.save(out)

    opened = docx.Document(BytesIO(out.getvalue()))
    assert opened.element.xml != before
    assert "Kommunens svar" in [paragraph.text for paragraph in opened.paragraphs]


def test_half_of_the_seeds_count_as_unseen() -> None:
    letters = Letters({})

    tuned = [seed for seed in range(COUNT) if letters.is_tuned(Path(f"{seed:03}-printed.pdf"))]

    assert tuned == list(range(COUNT // 2))


def test_words_compare_without_capitals_ligatures_and_soft_hyphens() -> None:
    words = count_words("Ungdoms\u00adskolen \ufb01k ja, JA")

    assert words == {"ungdomsskolen": 1, "fik": 1, "ja": 2}


def test_a_figure_is_reached_only_if_both_halves_reach_it() -> None:
    good, bad = tell(of=100, is_tuned=True), tell(*"abcde", of=100, is_tuned=False)

    figure = tell_words("odt", [good, bad])

    assert find_share([good, bad]) == 0.975
    assert figure.ours == "0.9750 (tuned 1.0000, unseen 0.9500)"
    assert not figure.reached


def test_nothing_expected_is_no_perfect_reading() -> None:
    with pytest.raises(RuntimeError, match="no words"):
        find_share([tell(of=0, is_tuned=True)])


def test_an_honest_file_that_is_refused_is_told_by_name() -> None:
    refused = tell(of=1, is_tuned=True, verdict=Verdict.CORRUPT)

    figure = tell_refusals([tell(of=1, is_tuned=True), refused])

    assert figure.ours == "1 of 2: 1.odt corrupt"
    assert not figure.reached


def test_a_letter_too_long_for_a_page_is_not_cut() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        draw("Svar\n" * 80, "DejaVuSans.ttf")

import time

import pytest

from notifier.memo.prose import LONGEST_PARAGRAPH, Paragraph, clean_text, read_prose

LIMIT = 60_000


def read(text: str, limit: int = LIMIT) -> list[str]:
    return [paragraph.text for paragraph in read_prose(text, limit).paragraphs]


def test_empty_lines_part_paragraphs() -> None:
    text = "Byrådet takker for henvendelsen.\r\n\r\n\r\nByrådet har ingen bemærkninger.\n"

    paragraphs = read(text)

    assert paragraphs == ["Byrådet takker for henvendelsen.", "Byrådet har ingen bemærkninger."]


def test_lines_that_a_program_broke_are_one_paragraph_again() -> None:
    text = (
        "Udvalget finder, at sammenhængen mellem dagtilbud og skole er afgørende\n"
        "for børnenes trivsel, og foreslår, at den nævnes først af de ti værdier.\n"
        "Udvalget har ikke yderligere at tilføje."
    )

    paragraphs = read(text)

    assert len(paragraphs) == 2
    assert "er afgørende for børnenes trivsel, og foreslår" in paragraphs[0]
    assert paragraphs[1] == "Udvalget har ikke yderligere at tilføje."


def test_a_heading_does_not_run_into_its_text() -> None:
    text = (
        "Høringssvar om de kommunale kerneværdier\n"
        "Udvalget finder, at sammenhængen mellem dagtilbud og skole er afgørende for det hele."
    )

    paragraphs = read(text)

    assert paragraphs[0] == "Høringssvar om de kommunale kerneværdier"
    assert len(paragraphs) == 2


def test_a_signature_stays_lines_of_one_paragraph() -> None:
    text = "Med venlig hilsen\nDorthe Vestermark\nDirektør"

    paragraphs = read(text)

    assert paragraphs == ["Med venlig hilsen\nDorthe Vestermark\nDirektør"]


@pytest.mark.parametrize(
    ("line", "mark"), [("• Vi støtter værdierne", "•"), ("\uf0b7 Vi støtter værdierne", "•"), ("2. Muligheder", "2.")]
)
def test_the_mark_of_a_list_stands_apart(line: str, mark: str) -> None:
    text = f"Udvalget har dette at sige til de to spørgsmål fra KL:\n{line}\n{line}"

    paragraphs = read_prose(text, LIMIT).paragraphs

    assert [paragraph.mark for paragraph in paragraphs] == ["", mark, mark]


def test_a_long_line_is_a_paragraph_of_its_own() -> None:
    long = "Vi støtter værdierne. " * 10

    paragraphs = read(f"{long}og mere\n{long}og mere")

    assert len(paragraphs) == 2


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ufffe", "\uffff", "\U000f0000"])
def test_what_no_word_file_can_hold_is_marked_or_ends_a_line(character: str) -> None:
    clean = clean_text(f"før{character}efter")

    assert clean in {"før\ufffdefter", "før\nefter"}


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\ufeff", "\xad"])
def test_what_turns_or_hides_text_is_left_out(character: str) -> None:
    assert clean_text(f"før{character}efter") == "førefter"


def test_danish_and_rare_letters_stay() -> None:
    text = "Æbleø å – »ja« ✓ 😀 Ærøskøbing"

    assert clean_text(text) == text


def test_a_text_is_cut_between_words_and_the_rest_is_counted() -> None:
    prose = read_prose("ord " * 100, 50)

    assert prose.paragraphs == (Paragraph(" ".join(["ord"] * 12)),)
    assert prose.left_out == 399 - 47


def test_an_endless_line_is_cut_into_paragraphs_and_stays_whole() -> None:
    line = "x" * (3 * LONGEST_PARAGRAPH)

    paragraphs = read(line)

    assert "".join(paragraphs) == line
    assert max(map(len, paragraphs)) <= LONGEST_PARAGRAPH


@pytest.mark.parametrize("text", ["x" * 600_000, "\n" * 600_000, "1. " * 200_000, "a\n" * 300_000, " " * 600_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    before = time.process_time()

    read_prose(text, len(text))

    assert time.process_time() - before < 5

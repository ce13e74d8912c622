import io
import random
from datetime import date

import docx
import pypdfium2
import pytest
from pypdfium2 import PdfDocument, PdfiumError

from kommunesvar.demo import paragraphs
from kommunesvar.demo.letters import (
    Letter,
    compose_answers,
    compose_comments,
    make_docx,
    make_pdf,
    make_scanned_pdf,
    write_danish_day,
)
from storage.roster import load_roster

ROSTER = load_roster()


def compose(code: str, *, seed: int = 1, themes: int = 6) -> Letter:
    return compose_comments(ROSTER[code], date(2019, 4, 3), random.Random(seed), themes=themes)  # noqa: S311 - letters


def read_pdf(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def test_a_docx_letter_holds_letterhead_headings_list_and_table() -> None:
    letter = compose("0259")

    document = docx.Document(io.BytesIO(make_docx(letter)))

    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    assert document.sections[0].header.paragraphs[0].text.startswith("Køge Kommune")
    assert [row.cells[1].text for row in document.tables[0].rows][1:] == list(paragraphs.THEMES)
    assert letter.opening in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
def test_a_pdf_letter_has_several_pages_and_danish_letters(font: str) -> None:
    pages = read_pdf(make_pdf(compose("0259", themes=11), font=font))

    assert len(pages) > 1
    assert "Køge Kommune" in pages[0]
    assert "Værdi 1: Dannelse og uddannelse" in pages[0]


def test_a_scanned_letter_has_pages_and_no_text() -> None:
    pages = read_pdf(make_scanned_pdf(compose("0260")))

    assert pages
    assert not "".join(pages).strip()


def test_a_locked_letter_is_not_opened_without_its_password() -> None:
    locked = make_pdf(compose("0167"), password="hemmeligt")

    with pytest.raises(PdfiumError, match="password"):
        PdfDocument(locked)
    assert len(PdfDocument(locked, password="hemmeligt")) > 0
    assert locked == make_pdf(compose("0167"), password="hemmeligt")


def test_letters_of_two_municipalities_differ_in_more_than_the_name() -> None:
    first, second = compose("0461", seed=1), compose("0101", seed=2)

    assert first.sections != second.sections


def test_no_placeholder_is_left_in_any_letter() -> None:
    texts = [
        text
        for number, municipality in enumerate(ROSTER)
        for compose_letter in (compose_comments, compose_answers)
        for letter in [compose_letter(municipality, date(2019, 10, 1), random.Random(number))]  # noqa: S311 - letters
        for text in (letter.opening, letter.closing, *(p for section in letter.sections for p in section.paragraphs))
    ]

    assert not [text for text in texts if "{" in text or "}" in text]


def test_there_is_enough_to_say_for_letters_to_differ() -> None:
    said = {*paragraphs.OPENINGS, *paragraphs.POLICY_ANSWERS, *paragraphs.OWNERSHIP_ANSWERS, *paragraphs.OTHER_REMARKS}
    said |= {text for texts in paragraphs.COMMENTS for text in texts}

    assert len(said) >= 40
    assert len(paragraphs.COMMENTS) == len(paragraphs.THEMES) == 11


def test_days_are_written_as_danes_write_them() -> None:
    assert write_danish_day(date(2019, 11, 1)) == "1. november 2019"

"""Mails and files made fit to be looked at, behind the fence."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from PIL import Image

from domain.errors import ReaderDied, UnreadableMail
from parsers.limits import Limits
from parsers.showing.fence import FencedShowing
from tests.builders import build_raw
from tests.hostile_mails import HOSTILE_MAILS
from tests.scanned_letters import LETTERS, draw_letter, save_picture, scan_letter


@pytest.fixture(scope="module")
def showing() -> Iterator[FencedShowing]:
    with FencedShowing(limits=Limits(file_seconds=8.0, mail_seconds=20.0)) as opened:
        yield opened


def measure(picture: bytes | None) -> tuple[int, int]:
    assert picture is not None
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "PNG"
        return image.size


def write_docx() -> bytes:
    document, buffer = docx.Document(), BytesIO()
    document.add_heading("Høringssvar")
    document.add_paragraph("Vi bakker op om de ti kerneværdier.")
    document.save(buffer)
    return buffer.getvalue()


def test_the_first_page_of_a_pdf_is_drawn(showing: FencedShowing) -> None:
    assert measure(showing.draw_first_page(draw_letter(LETTERS[0]))) == (900, 1274)


@pytest.mark.parametrize("ending", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_drawn_anew_and_no_larger_than_a_page(showing: FencedShowing, ending: str) -> None:
    width, height = measure(showing.draw_first_page(save_picture(scan_letter(LETTERS[0]), ending)))

    assert width <= 900
    assert height <= 1275


@pytest.mark.needs("soffice")
def test_the_first_page_of_a_word_file_is_drawn() -> None:
    with FencedShowing(limits=Limits(file_seconds=60.0)) as showing:
        width, height = measure(showing.draw_first_page(write_docx()))

    assert (width > 800, height > 1100) == (True, True)


@pytest.mark.parametrize(
    "data", [b"", b"junk", b"%PDF-1.7\nnot one", b"\x89PNG\r\n\x1a\nnot one", b"<svg onload='alert(1)'>"]
)
def test_what_cannot_be_drawn_is_none(showing: FencedShowing, data: bytes) -> None:
    assert showing.draw_first_page(data) is None


def test_a_file_is_taken_out_by_its_checksum(showing: FencedShowing) -> None:
    mail = build_raw(files=[("svar.pdf", b"%PDF-1.7 svar"), ("tom.txt", b"Vi svarer ja.")])

    taken = showing.take_file(BytesIO(mail), hashlib.sha256(b"%PDF-1.7 svar").hexdigest())

    assert taken == b"%PDF-1.7 svar"


def test_a_file_that_is_not_there_is_none(showing: FencedShowing) -> None:
    assert showing.take_file(BytesIO(build_raw()), "0" * 64) is None


def test_a_mail_without_markup_has_none(showing: FencedShowing) -> None:
    assert showing.clean_markup(BytesIO(build_raw())) == ""


@pytest.mark.parametrize("name", sorted(HOSTILE_MAILS))
def test_a_hostile_mail_costs_at_most_one_answer(showing: FencedShowing, name: str) -> None:
    hurt = HOSTILE_MAILS[name]()
    try:
        cleaned = showing.clean_markup(BytesIO(hurt))
    except (UnreadableMail, ReaderDied):
        cleaned = ""

    after = showing.take_file(BytesIO(build_raw(files=[("a.txt", b"ja")])), hashlib.sha256(b"ja").hexdigest())

    assert len(cleaned) < 8_000_000
    assert after == b"ja"

"""PDF files, page by page."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from domain.message import ExtractedText, Verdict
from parsers.formats.pdf import FORMAT
from parsers.limits import Limits


def write(*pages: Callable[[Canvas], None], **more: object) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, **more)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def letter(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Børn og unge på Ærø")
    canvas.drawString(72, 680, "trives.")


def scan(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (60, 80), 255), 0, 0, 600, 800)


def blank(canvas: Canvas) -> None:
    canvas.setTitle("")


def turned(canvas: Canvas) -> None:
    letter(canvas)
    canvas.setPageRotation(90)


def form(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Svar:")
    canvas.acroForm.textfield(name="svar", value="Udfyldt i felt", x=72, y=600, width=200, height=20)


def outlines(canvas: Canvas) -> None:
    for at in range(80):
        canvas.line(at, at, at + 5, at + 9)


def extract(data: bytes, **more: int) -> ExtractedText:
    return FORMAT.extract(data, Limits(**more))


def test_text_comes_page_by_page() -> None:
    extracted = extract(write(letter, blank, letter))

    assert (extracted.verdict, extracted.pages) == (Verdict.OK, 3)
    assert extracted.text == "Børn og unge på Ærø\ntrives.\n\nBørn og unge på Ærø\ntrives."


def test_turned_page_is_read_from_its_top() -> None:
    extracted = extract(write(turned))

    assert extracted.text == "Børn og unge på Ærø\ntrives."


def test_filled_field_is_text() -> None:
    extracted = extract(write(form))

    assert "Udfyldt i felt" in extracted.text


@pytest.mark.parametrize("page", [scan, outlines])
def test_page_that_is_a_picture_is_scanned(page: Callable[[Canvas], None]) -> None:
    extracted = extract(write(page))

    assert (extracted.verdict, extracted.text) == (Verdict.SCANNED, "")


def test_one_scanned_page_makes_it_partial_and_is_named() -> None:
    extracted = extract(write(letter, scan))

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("scanned_pages: 2",))


def test_blank_pages_alone_are_empty() -> None:
    extracted = extract(write(blank))

    assert extracted.verdict is Verdict.EMPTY


def test_password_is_told() -> None:
    extracted = extract(write(letter, encrypt=StandardEncryption("hemmeligt")))

    assert extracted.verdict is Verdict.ENCRYPTED


def test_half_a_file_is_corrupt() -> None:
    data = write(letter)

    extracted = extract(data[: len(data) // 2])

    assert extracted.verdict is Verdict.CORRUPT


def test_pages_over_the_limit_make_it_partial() -> None:
    extracted = extract(write(letter, letter, letter), pages=2)

    assert (extracted.verdict, extracted.pages, extracted.notes) == (Verdict.PARTIAL, 3, ("pages_read: 2",))

"""PDF files, page by page."""

import re
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


def test_file_that_has_lost_its_pages_is_corrupt_and_not_empty() -> None:
    data = write(letter)

    extracted = extract(data[: data.index(b"xref")].replace(b"/Type /Pages", b"/Type /Ragse"))

    assert extracted.verdict is Verdict.CORRUPT


def test_page_that_cannot_be_loaded_is_read_from_the_file_written_anew() -> None:
    data = write(letter, letter, letter)
    second = [found.start() for found in re.finditer(rb"/Type /Page\b", data)][1]

    extracted = extract(data[:second] + b"/Type /Pxge" + data[second + 11 :])

    assert (extracted.verdict, extracted.text.count("trives."), extracted.notes) == (Verdict.OK, 3, ("repaired",))


def test_file_that_only_its_owner_may_change_is_read() -> None:
    extracted = extract(write(letter, encrypt=StandardEncryption("", ownerPassword="hemmeligt")))

    assert extracted.verdict is Verdict.OK


def test_time_that_runs_out_leaves_what_was_read() -> None:
    extracted = FORMAT.extract(write(letter), Limits(file_seconds=0.0))

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("pages_read: 0",))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Udvalget i kommunal-", "bestyrelsen mener"), "Udvalget i kommunalbestyrelsen mener"),
        (("Vi taler om børne-", "og ungepolitik"), "Vi taler om børne- og ungepolitik"),
        (("Svar fra Brønderslev-", "Dronninglund"), "Svar fra Brønderslev-Dronninglund"),
        (("Nu med IT-", "afdelingen"), "Nu med IT-afdelingen"),
    ],
)
def test_divided_word_is_whole_unless_the_hyphen_is_its_own(lines: tuple[str, str], text: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, lines[0])
        canvas.drawString(72, 686, lines[1])

    extracted = extract(write(page))

    assert extracted.text == text


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "HHøørriinnggssssvvaarr  ffrraa Samsø, 1100 ord")

    extracted = extract(write(page))

    assert extracted.text == "Høringssvar fra Samsø, 1100 ord"


def test_text_that_a_scanner_laid_beneath_its_picture_is_read() -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        layer = canvas.beginText(72, 700)
        layer.setTextRenderMode(3)
        for _ in range(12):
            layer.textLine("Udvalget har drøftet sagen og er enigt.")
        canvas.drawText(layer)

    extracted = extract(write(page))

    assert (extracted.verdict, extracted.text.count("enigt")) == (Verdict.OK, 12)


def test_letters_that_spell_no_language_are_garbled() -> None:
    def page(canvas: Canvas) -> None:
        for at in range(9):
            canvas.drawString(72, 700 - 20 * at, "Xgydojhw kdu guüiwhw vdjhq rj hu hqljw l irvodjhw iud NO")

    extracted = extract(write(page))

    assert (extracted.verdict, extracted.notes) == (Verdict.GARBLED, ("garbled_pages: 1",))

"""Pages of a PDF that are pictures of text."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from domain.message import ExtractedText, Verdict
from parsers.formats.pdf import FORMAT
from parsers.limits import Limits
from tests.scanned_letters import LETTERS, find_share, save_scan, scan_letter

pytestmark = pytest.mark.needs("tesseract")
LETTER = LETTERS[0]
PAGE = (595, 842)


def write(*pages: Callable[[Canvas], None], size: tuple[float, float] = PAGE) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Følgebrev fra kommunen")


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(scan_letter(LETTER)), 0, 0, *PAGE)


def stamped(canvas: Canvas) -> None:
    scan(canvas)
    canvas.drawString(20, 820, "Sag 19/4711 side 1")


def photograph(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.linear_gradient("L").resize(PAGE)), 0, 0, *PAGE)


def cover(canvas: Canvas) -> None:
    photograph(canvas)
    text(canvas)


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.drawImage(ImageReader(scan_letter(LETTER).rotate(90, expand=True)), 0, 0, *reversed(PAGE))


def recognize(data: bytes, **more: float) -> ExtractedText:
    return FORMAT.recognize(data, Limits(**more))  # type: ignore[arg-type]


def test_scanned_page_is_read_in_its_place() -> None:
    extracted = recognize(write(text, scan, text))

    before, after = extracted.text.split("Følgebrev fra kommunen")[1:]
    assert find_share(LETTER, before) >= 0.95
    assert after == ""
    assert (extracted.verdict, extracted.method, extracted.pages) == (Verdict.OK, "pdf+ocr", 3)
    assert extracted.notes == ("ocr_pages: 2",)


@pytest.mark.parametrize("page", [stamped, turned])
def test_scan_with_a_stamp_and_page_that_is_turned_are_read(page: Callable[[Canvas], None]) -> None:
    extracted = recognize(write(page))

    assert find_share(LETTER, extracted.text) >= 0.95


def test_stamp_alone_is_not_the_letter() -> None:
    extracted = FORMAT.extract(write(stamped), Limits())

    assert (extracted.verdict, extracted.text) == (Verdict.SCANNED, "Sag 19/4711 side 1")


def test_text_above_a_photograph_is_all_there_is() -> None:
    extracted = recognize(write(cover))

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Følgebrev fra kommunen")


def test_photograph_beside_text_leaves_no_doubt_and_is_named() -> None:
    extracted = recognize(write(text, photograph))

    assert (extracted.verdict, extracted.notes) == (Verdict.OK, ("picture_pages: 2",))


def test_photograph_alone_is_left_to_a_person() -> None:
    extracted = recognize(write(photograph))

    assert (extracted.verdict, extracted.text, extracted.method) == (Verdict.SCANNED, "", "pdf")


def test_pages_that_the_time_does_not_reach_stay_scanned() -> None:
    extracted = recognize(write(text, scan, scan), ocr_seconds=0.0)

    assert (extracted.verdict, extracted.text) == (Verdict.PARTIAL, "Følgebrev fra kommunen")
    assert extracted.notes == ("scanned_pages: 2-3", "ocr_cut")


def test_letters_without_a_meaning_are_read_from_their_look() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, pageCompression=0)
    canvas.setFont("Vera", 14)
    canvas.drawString(72, 700, "Vi har ingen bemærkninger")
    canvas.save()
    data = buffer.getvalue().replace(b"/ToUnicode", b"/ToNothing")

    plain, recognized = FORMAT.extract(data, Limits()), recognize(data)

    assert (plain.verdict, plain.text, plain.notes) == (
        Verdict.GARBLED,
        "Vi har ingen bem\ufffdrkninger",
        ("garbled_pages: 1",),
    )
    assert (recognized.verdict, recognized.text) == (Verdict.OK, "Vi har ingen bemærkninger")


def test_scan_that_calls_itself_a_stamp_is_read_at_the_size_it_has() -> None:
    data = save_scan(scan_letter(LETTER)).replace(b"595.08", b"059.50").replace(b"842.04", b"084.20")

    extracted = recognize(data)

    assert find_share(LETTER, extracted.text) >= 0.95


def test_page_of_five_metres_is_rendered_within_bounds() -> None:
    side = 14_400

    def poster(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scan_letter(LETTER)), 0, 0, side, side)

    extracted = recognize(write(poster, size=(side, side)))

    assert extracted.notes == ("ocr_pages: 1",)

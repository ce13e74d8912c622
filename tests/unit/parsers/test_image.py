"""Pictures of letters."""

import struct
from zlib import crc32

import pytest
from PIL import Image, ImageDraw

from domain.message import ExtractedText, Verdict
from parsers.formats.image import FORMAT
from parsers.limits import Limits
from parsers.magic import find_kind
from tests.scanned_letters import LETTERS, find_share, save_picture, scan_letter

pytestmark = pytest.mark.needs("tesseract")
LETTER = LETTERS[1]


def extract(data: bytes, **more: float) -> ExtractedText:
    return FORMAT.extract(data, Limits(**more))  # type: ignore[arg-type]


def _blacken(image: Image.Image) -> Image.Image:
    """Return a picture in black and white, as a fax machine makes it."""
    return image.point(lambda value: 255 * (value > 160)).convert("1")


@pytest.mark.parametrize("ending", ["png", "jpeg", "webp", "gif", "bmp", "jpeg2000"])
def test_scan_is_read_whatever_format_it_has(ending: str) -> None:
    data = save_picture(scan_letter(LETTER), ending)

    extracted = extract(data)

    assert find_kind(data).format == "image"
    assert (extracted.verdict, extracted.method, extracted.pages) == (Verdict.OK, "ocr", 1)
    assert find_share(LETTER, extracted.text) >= 0.95


def test_pages_of_a_tiff_are_read_in_order() -> None:
    pages = [_blacken(scan_letter(word)) for word in ("Første side", "Anden side", "Tredje side")]
    data = save_picture(pages[0], "tiff", save_all=True, append_images=pages[1:], compression="group4")

    extracted = extract(data)

    assert extracted.text == "Første side\n\nAnden side\n\nTredje side"
    assert (extracted.verdict, extracted.pages) == (Verdict.OK, 3)
    assert extracted.notes == ("ocr_pages: 1-3",)


def test_photograph_taken_sideways_is_turned_as_the_camera_says() -> None:
    image = scan_letter(LETTER).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6

    extracted = extract(save_picture(image, "jpeg", exif=exif))

    assert find_share(LETTER, extracted.text) >= 0.95


def test_fax_is_as_tall_as_its_resolution_says() -> None:
    image = scan_letter(LETTER)
    fax = _blacken(image.resize((image.width, image.height // 2)))

    extracted = extract(save_picture(fax, "tiff", dpi=(204, 98), compression="group4"))

    assert find_share(LETTER, extracted.text) >= 0.85


def test_letters_on_nothing_stand_on_white() -> None:
    image = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).text((60, 100), "Vi har intet at indvende", fill=(0, 0, 0, 255), font_size=48)

    extracted = extract(save_picture(image, "png"))

    assert extracted.text == "Vi har intet at indvende"


def test_sixteen_bits_a_pixel_are_read() -> None:
    image = scan_letter(LETTER).convert("I").point(lambda value: value * 256)

    extracted = extract(save_picture(image.convert("I;16"), "tiff"))

    assert find_share(LETTER, extracted.text) >= 0.95


def test_picture_without_words_is_scanned() -> None:
    extracted = extract(save_picture(Image.new("RGB", (800, 600), (90, 140, 60)), "png"))

    assert (extracted.verdict, extracted.text, extracted.notes) == (Verdict.SCANNED, "", ("picture_pages: 1",))


def test_page_that_the_time_does_not_reach_stays_scanned() -> None:
    extracted = extract(save_picture(scan_letter(LETTER), "png"), ocr_seconds=0.0)

    assert (extracted.verdict, extracted.notes) == (Verdict.SCANNED, ("scanned_pages: 1", "ocr_cut"))


def test_picture_cut_off_is_corrupt() -> None:
    data = save_picture(scan_letter(LETTER), "png")

    extracted = extract(data[: len(data) // 2])

    assert extracted.verdict is Verdict.CORRUPT


def test_picture_of_a_square_kilometre_is_too_large() -> None:
    header = struct.pack(">II5B", 100_000, 100_000, 8, 2, 0, 0, 0)
    data = save_picture(Image.new("RGB", (8, 8)), "png")
    bomb = data[:16] + header + struct.pack(">I", crc32(b"IHDR" + header)) + data[33:]

    extracted = extract(bomb)

    assert extracted.verdict is Verdict.TOO_LARGE

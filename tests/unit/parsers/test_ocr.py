"""Words on pictures."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from parsers.pictures.ocr import RecognitionTimeout, find_tesseract, read_picture, recognize_picture
from tests.scanned_letters import LETTERS, find_share, scan_letter

pytestmark = pytest.mark.needs("tesseract")


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
@pytest.mark.parametrize("letter", LETTERS)
def test_clean_scan_of_a_danish_letter_is_read(letter: str, font: str) -> None:
    text = read_picture(scan_letter(letter, font), 30)

    assert find_share(letter, text) >= 0.95


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_letter_laid_wrong_on_the_glass_is_read(turn: int) -> None:
    text = read_picture(scan_letter(LETTERS[0]).rotate(turn, expand=True), 30)

    assert find_share(LETTERS[0], text) >= 0.95


def test_divided_word_is_whole_again() -> None:
    text = read_picture(scan_letter("Vi har i kommunalbe-\nstyrelsen talt om børne-\nog ungepolitik."), 30)

    assert text.split() == ["Vi", "har", "i", "kommunalbestyrelsen", "talt", "om", "børne-", "og", "ungepolitik."]


def test_drawing_has_no_words() -> None:
    image = Image.new("L", (900, 900), 255)
    for at in range(60, 420, 30):
        ImageDraw.Draw(image).ellipse((at, at, 900 - at, 900 - at), outline=0, width=3)

    recognized = recognize_picture(image, 30)

    assert recognized.is_picture
    assert read_picture(image, 30) == ""


def test_time_is_kept() -> None:
    image = scan_letter(LETTERS[0])

    with pytest.raises(RecognitionTimeout):
        read_picture(image, 0.01)


def test_data_is_found_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dan.traineddata").touch()
    monkeypatch.setitem(os.environ, "TESSDATA_PREFIX", str(tmp_path))

    found = find_tesseract()

    assert found.endswith(" dan")

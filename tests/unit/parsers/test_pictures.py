"""Logos and lines are furniture; the picture of a letter is not."""

import struct

import pytest

from parsers.letters.furniture import Shown, find_shown, is_furniture


def png(width: int, height: int, octets: int = 60_000) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(octets)


@pytest.mark.parametrize(
    ("data", "placed"),
    [
        (png(1, 1, 40), None),
        (png(300, 80), Shown()),
        (png(1_200, 300), Shown()),
        (png(400, 400), Shown()),
        (png(900, 1_200, 3_000), Shown()),
        (png(900, 1_200), Shown(120, 160)),
        (b"GIF89a" + struct.pack("<HH", 600, 90) + bytes(20_000), Shown()),
    ],
    ids=["dot", "logo", "banner", "coat of arms", "empty", "shown small", "line"],
)
def test_picture_too_small_or_flat_for_a_letter_is_furniture(data: bytes, placed: Shown | None) -> None:
    furniture = is_furniture(data, placed, inline=placed is not None)

    assert furniture


@pytest.mark.parametrize(
    ("data", "placed"),
    [(png(900, 1_200), Shown()), (png(1_170, 2_532), Shown(390, 844)), (png(700, 500), Shown())],
    ids=["scan", "screenshot of a telephone", "cutting"],
)
def test_picture_of_a_letter_in_the_text_is_a_file(data: bytes, placed: Shown) -> None:
    furniture = is_furniture(data, placed, inline=True)

    assert not furniture


def test_small_picture_that_was_attached_is_a_file() -> None:
    furniture = is_furniture(png(300, 200, 20_000), None, inline=False)

    assert not furniture


def test_page_tells_how_large_it_shows_a_picture() -> None:
    page = '<img style="width:96px; height:1.5em" src="cid:a@b"><img width="600" src="cid:c@d"><i style="url(cid:e@f)">'

    shown = dict(find_shown(page))

    assert shown == {"a@b": Shown(96, 0), "c@d": Shown(600, 0), "e@f": Shown(0, 0)}

"""Word files that were damaged on their way: what is left of them is read, and told to be less than all."""

import pytest

from domain.message import ExtractedText, Verdict
from parsers.formats.docx import FORMAT
from parsers.limits import Limits
from tests.word_files import build_docx, paragraph


def read(body: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_docx(body, **more), Limits())  # type: ignore[arg-type]


LETTER = build_docx("".join(paragraph(f"svar {number * 7919 % 10007}") for number in range(2_000)))
DIRECTORY = LETTER.index(b"PK\x01\x02")


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (LETTER[:DIRECTORY], ("torn",)),
        (LETTER[: DIRECTORY // 2], ("damaged_part", "torn")),
        (LETTER[:DIRECTORY] + LETTER[DIRECTORY:].replace(b"PK\x01\x02", b"PK\x01\x02\x14"), ("torn",)),
    ],
    ids=["without its directory", "cut off on its way", "directory that is none"],
)
def test_torn_letter_is_read_as_far_as_it_goes(data: bytes, notes: tuple[str, ...]) -> None:
    extracted = FORMAT.extract(data, Limits())

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, notes)
    assert extracted.text.startswith("svar 0\nsvar 7919\n")


def test_letter_with_a_wrong_octet_is_read_and_told() -> None:
    at = LETTER.index(b"word/document.xml", DIRECTORY) - 46 + 16  # the checksum in the directory

    extracted = FORMAT.extract(LETTER[:at] + b"\0\0\0\0" + LETTER[at + 4 :], Limits())

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("damaged_part",))


def test_header_that_is_no_xml_does_not_cost_the_letter() -> None:
    extracted = read(paragraph("ja"), parts={"word/header1.xml": "ikke xml"}, related={"rId1": "header|header1.xml"})

    assert (extracted.verdict, extracted.text, extracted.notes) == (Verdict.PARTIAL, "ja", ("damaged_part",))


def test_part_that_a_lost_octet_has_moved_is_found() -> None:
    at = LETTER.index(b"word/document.xml") - 30

    extracted = FORMAT.extract(LETTER[: at - 1] + LETTER[at:], Limits())

    assert (extracted.verdict, len(extracted.text.split("\n"))) == (Verdict.PARTIAL, 2_000)

"""Letters that are pictures inside a document."""

from collections.abc import Callable

import pytest
from PIL import Image

from domain.message import Verdict
from parsers.formats import docx, odt, pptx, rtf, xlsx
from parsers.limits import Limits
from parsers.pictures.part_pictures import may_be_page, read_pictures
from tests.office_files import build_odt, build_pptx, build_xlsx, mark
from tests.scanned_letters import LETTERS, find_share, save_picture, scan_letter
from tests.word_files import build_docx, paragraph, wrap

pytestmark = pytest.mark.needs("tesseract")
LETTER = LETTERS[0]
DRAWING = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'


def word(picture: bytes, body: str = "") -> bytes:
    return build_docx(
        body + DRAWING,
        parts={"word/media/1.png": picture, "word/header1.xml": wrap("hdr", paragraph("Odense Kommune"))},
        related={"rId9": "image|media/1.png", "rId1": "header|header1.xml"},
    )


def text(picture: bytes) -> bytes:
    image = '<text:p><draw:frame><draw:image xlink:href="./Pictures/1.png"/></draw:frame></text:p>'
    return build_odt(image, parts={"Pictures/1.png": picture})


def rich_text(picture: bytes) -> bytes:
    return b"{\\rtf1{\\pict\\pngblip " + picture.hex().encode() + b"}}"


def slide(picture: bytes) -> bytes:
    return build_pptx(
        '<p:pic><a:blip r:embed="rId9"/></p:pic>',
        parts={"ppt/media/1.png": picture},
        related={"rId9": "image|../media/1.png"},
    )


def sheet(picture: bytes) -> bytes:
    relations = '<Relationships><Relationship Id="rId9" Type="x/image" Target="../media/1.png"/></Relationships>'
    return build_xlsx(
        "",
        parts={
            "xl/drawings/drawing1.xml": mark("a:wsDr", '<a:blip r:embed="rId9"/>'),
            "xl/drawings/_rels/drawing1.xml.rels": relations,
            "xl/media/1.png": picture,
        },
        related={"rId1": "drawing|../drawings/drawing1.xml"},
    )


@pytest.mark.parametrize(
    ("reader", "build"),
    [
        (docx.FORMAT, word),
        (odt.FORMAT, text),
        (rtf.FORMAT, rich_text),
        (pptx.FORMAT, slide),
        (xlsx.FORMAT, sheet),
    ],
    ids=["docx", "odt", "rtf", "pptx", "xlsx"],
)
def test_picture_of_a_letter_is_read(
    reader: docx.DocxFormat | odt.OdtFormat | rtf.RtfFormat | pptx.PptxFormat | xlsx.XlsxFormat,
    build: Callable[[bytes], bytes],
) -> None:
    data = build(save_picture(scan_letter(LETTER), "png"))

    seen, recognized = reader.extract(data, Limits()), reader.recognize(data, Limits())

    assert seen.verdict is Verdict.SCANNED
    assert (recognized.verdict, recognized.method) == (Verdict.OK, f"{reader.name}+ocr")
    assert find_share(LETTER, recognized.text) >= 0.95


def test_photograph_below_a_short_letter_leaves_it_whole() -> None:
    photograph = save_picture(Image.effect_noise((600, 800), 60), "png")

    extracted = docx.FORMAT.recognize(word(photograph, paragraph("Vi svarer ja")), Limits())

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Odense Kommune\n\nVi svarer ja")


@pytest.mark.parametrize("picture", [b"", b"\1\0\0\0" + bytes(50_000), b"\x89PNG\r\n\x1a\n" + bytes(50_000)])
def test_picture_that_nobody_can_read_is_told(picture: bytes) -> None:
    extracted = docx.FORMAT.recognize(word(picture), Limits())

    assert extracted.verdict is Verdict.SCANNED
    assert extracted.notes == (("pictures_unread",) if picture else ())


def test_pictures_that_there_was_no_time_for_are_told() -> None:
    picture = save_picture(scan_letter(LETTER), "png")

    read = read_pictures([lambda: picture], Limits(ocr_seconds=0))

    assert "ocr_cut" in read.notes


@pytest.mark.parametrize(
    ("size", "is_page"), [((1240, 1754), True), ((1754, 1240), True), ((2000, 300), False), ((300, 400), False)]
)
def test_page_is_known_by_its_size_and_shape(size: tuple[int, int], *, is_page: bool) -> None:
    picture = save_picture(Image.effect_noise(size, 60), "png")

    found = may_be_page(picture)

    assert found is is_page

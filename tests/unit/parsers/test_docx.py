"""What stands in a Word document, in its order."""

import pytest

from domain.message import ExtractedText, Verdict
from parsers.formats.docx import FORMAT
from parsers.limits import Limits
from tests.word_files import build_docx, paragraph, relate, wrap

PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
BOX = "<w:txbxContent><w:p><w:r><w:t>i boksen</w:t></w:r></w:p></w:txbxContent>"


def read(body: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_docx(body, **more), Limits())  # type: ignore[arg-type]


BOX_TWICE = (
    f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)
DELETION = "<w:del><w:r><w:delText>gammelt</w:delText></w:r></w:del>"
CHECKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def table(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr></w:tbl>"


BODIES = {
    "tabs and breaks": ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
    "hyperlink": (f"<w:p><w:hyperlink>{run('se her')}</w:hyperlink></w:p>", "se her"),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('udfyldt')}</w:sdtContent></w:sdt>", "udfyldt"),
    "field result": (f"<w:p><w:r><w:instrText>DATE</w:instrText></w:r>{run('i dag')}</w:p>", "i dag"),
    "simple field": (f"<w:p><w:fldSimple>{run('i dag')}</w:fldSimple></w:p>", "i dag"),
    "insertion in, deletion out": (f"<w:p><w:ins>{run('nyt')}</w:ins>{DELETION}</w:p>", "nyt"),
    "moved passage once": (
        f"<w:p><w:moveFrom>{run('flyttet')}</w:moveFrom></w:p><w:p><w:moveTo>{run('flyttet')}</w:moveTo></w:p>",
        "flyttet",
    ),
    "text box once": (f"<w:p>{run('før')}<w:r>{BOX_TWICE}</w:r></w:p>{paragraph('efter')}", "før\ni boksen\nefter"),
    "table": (paragraph("før") + table(paragraph("a"), paragraph("b")) + paragraph("efter"), "før\na\tb\nefter"),
    "nested table": (table(paragraph("ydre") + table(paragraph("indre"))), "ydre\nindre"),
    "deleted row": (table(paragraph("slettet"), properties="<w:del/>") + table(paragraph("står")), "står"),
    "check box": (f"<w:p><w:r><w:fldChar>{CHECKED}</w:fldChar><w:t> ja</w:t></w:r></w:p>", "☒ ja"),
    "formula": ("<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", "x+1"),
    "symbol": ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> enig</w:t></w:r></w:p>', "☒ enig"),
    "cell over a thousand million columns": (
        table(f'<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph("bred")}'),
        "bred",
    ),
}


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES)
def test_body_is_read_in_its_order(case: tuple[str, str]) -> None:
    body, expected = case

    extracted = read(body)

    assert (extracted.verdict, [line for line in extracted.text.split("\n") if line]) == (
        Verdict.OK,
        expected.split("\n"),
    )


def test_tracked_changes_are_told() -> None:
    extracted = read("<w:p><w:ins><w:r><w:t>nyt</w:t></w:r></w:ins></w:p>")

    assert extracted.notes == ("tracked_changes",)


def test_headers_notes_and_comments_are_read() -> None:
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>noten</w:t></w:r></w:p></w:footnote>"
    comment = "<w:comment w:id='0' w:author='Ole'><w:p><w:r><w:t>kommentaren</w:t></w:r></w:p></w:comment>"

    extracted = read(
        "<w:p><w:r><w:t>brødtekst</w:t><w:footnoteReference w:id='2'/><w:commentReference w:id='0'/></w:r></w:p>",
        parts={
            "word/header1.xml": wrap("hdr", paragraph("Odense Kommune")),
            "word/footnotes.xml": wrap("footnotes", note),
            "word/comments.xml": wrap("comments", comment),
        },
        related={"rId1": "header|header1.xml", "rId2": "footnotes|footnotes.xml", "rId3": "comments|comments.xml"},
    )

    assert extracted.text == "Odense Kommune\n\nbrødtekst[1]\n\n[1]\nnoten\n\n[Ole]\nkommentaren"
    assert extracted.notes == ("comments",)


def test_list_numbers_stand_before_their_paragraphs() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )

    def item(text: str, level: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')

    extracted = read(
        item("et", 0) + item("under", 1) + item("under igen", 1) + item("to", 0) + item("under to", 1),
        parts={"word/numbering.xml": wrap("numbering", numbering)},
        related={"rId1": "numbering|numbering.xml"},
    )

    assert extracted.text.split("\n") == ["1. et", "1.a) under", "1.b) under igen", "2. to", "2.a) under to"]


def test_main_part_is_found_through_relationships() -> None:
    extracted = read(
        paragraph("forkert"),
        parts={
            "_rels/.rels": relate({"rId1": "officeDocument|/word/anden.xml"}),
            "word/anden.xml": wrap("document", paragraph("rigtig")),
        },
    )

    assert extracted.text == "rigtig"


def test_embedded_page_is_read() -> None:
    extracted = read(
        '<w:altChunk r:id="rId5"/>',
        parts={"word/afsnit.html": "<p>Fra sagssystemet</p>"},
        related={"rId5": "aFChunk|afsnit.html"},
    )

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Fra sagssystemet")


def test_embedded_part_that_nobody_reads_makes_it_partial() -> None:
    extracted = read(
        paragraph("resten") + '<w:altChunk r:id="rId5"/>',
        parts={"word/afsnit.bin": b"\x7fELF\x02\x01\x01"},
        related={"rId5": "aFChunk|afsnit.bin"},
    )

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("embedded_part_unread",))


def test_picture_of_a_letter_is_no_empty_answer() -> None:
    extracted = read(
        PICTURE,
        parts={"word/header1.xml": wrap("hdr", paragraph("Odense Kommune"))},
        related={"rId1": "header|header1.xml"},
    )

    assert extracted.verdict is Verdict.SCANNED


def test_document_without_a_word_is_empty() -> None:
    extracted = read("<w:p/>")

    assert extracted.verdict is Verdict.EMPTY

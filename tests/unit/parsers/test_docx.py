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
CHOSEN = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Ja"/><w:listEntry w:val="Nej"/></w:ddList></w:ffData>'
)
CHECKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruct(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


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
    "formula with a fraction": (
        (
            "<w:p><m:oMath><m:f><m:num><m:r><m:t>dy</m:t></m:r></m:num><m:den><m:r><m:t>dx</m:t></m:r></m:den></m:f>"
            "<m:r><m:t>=x</m:t></m:r><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:oMath></w:p>"
        ),
        "dy/dx=x^2",
    ),
    "reading of a sign": (
        f"<w:p><w:r><w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby></w:r></w:p>",
        "(とう) 東",
    ),
    "list of choices": (f"<w:p><w:r><w:fldChar>{CHOSEN}</w:fldChar></w:r></w:p>", "Nej"),
    "field in what another is made from": (
        (
            f"<w:p>{mark('begin')}{instruct('IF')}{mark('begin')}{instruct('PAGE')}{mark('separate')}{run('7')}{mark('end')}"
            f"{instruct('> 1')}{mark('separate')}{run('ja')}{mark('end')}</w:p>"
        ),
        "ja",
    ),
    "fields that are never closed": (f"<w:p>{mark('begin') * 3}{run('ja')}</w:p>{paragraph('nej')}", "ja\nnej"),
    "deleted mark of a paragraph": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('et')}</w:p>{paragraph('to')}",
        "et to",
    ),
    "large initial": (paragraph("D", '<w:framePr w:dropCap="drop" w:lines="3"/>') + paragraph("er er"), "Der er"),
    "optional hyphen": (
        "<w:p><w:r><w:t>kommunal</w:t><w:softHyphen/><w:t>valg</w:t></w:r></w:p>",
        "kommunal\u00advalg",
    ),
    "text box in its second form": (
        (
            f"<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        "i boksen",
    ),
    "tick of a font that is not named": (paragraph("\uf0fe enig \uf061"), "☒ enig \uf061"),
    "Greek letter of a font": ('<w:p><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>', "α"),
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


def test_notes_are_numbered_as_they_are_referred_to() -> None:
    stories = "".join(
        f"<w:footnote w:id='{at}'>{paragraph(text)}</w:footnote>" for at, text in ((7, "første"), (8, "slettet"))
    )
    body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='7'/><w:endnoteReference w:id='2'/></w:r></w:p>"

    extracted = read(
        body,
        parts={
            "word/footnotes.xml": wrap("footnotes", stories),
            "word/endnotes.xml": wrap("endnotes", f"<w:endnote w:id='2'>{paragraph('sidste')}</w:endnote>"),
        },
        related={"rId1": "footnotes|footnotes.xml", "rId2": "endnotes|endnotes.xml"},
    )

    assert extracted.text == "a[1][i]\n\n[1]\nførste\n\n[i]\nsidste"


def test_hidden_text_is_kept_and_told() -> None:
    extracted = read("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r></w:p>" + paragraph("ja"))

    assert (extracted.text, extracted.notes) == ("skjult\nja", ("hidden_text",))


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


ARCHIVED = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>b=F8rn</p>\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"{\\rtf1 fra RTF}", "fra RTF"),
        (build_docx(paragraph("fra Word")), "fra Word"),
        ("født".encode(), "født"),
        (ARCHIVED, "børn"),
    ],
    ids=["RTF", "Word", "text", "archived page"],
)
def test_embedded_letter_stands_in_its_place(data: bytes, text: str) -> None:
    extracted = read(
        paragraph("før") + '<w:altChunk r:id="rId5"/>' + paragraph("efter"),
        parts={"word/afsnit.dat": data},
        related={"rId5": "aFChunk|afsnit.dat"},
    )

    assert (extracted.verdict, extracted.text.split("\n")) == (Verdict.OK, ["før", text, "efter"])


def test_file_laid_into_the_letter_is_read_and_told() -> None:
    extracted = read(
        paragraph("se det vedlagte"),
        parts={"word/embeddings/1.docx": build_docx(paragraph("det vedlagte"))},
        related={"rId1": "package|embeddings/1.docx"},
    )

    assert (extracted.text, extracted.notes) == ("se det vedlagte\n\ndet vedlagte", ("embedded_files",))


def test_chart_alone_is_no_whole_answer() -> None:
    chart = wrap("chart", "<a:p><a:r><a:t>Fravær</a:t></a:r></a:p>")

    extracted = read("<w:p/>", parts={"word/charts/1.xml": chart}, related={"rId1": "chart|charts/1.xml"})

    assert (extracted.verdict, extracted.text) == (Verdict.PARTIAL, "Fravær")


def test_line_above_the_picture_of_a_page_is_not_all() -> None:
    page = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1240).to_bytes(4, "big") + (1754).to_bytes(4, "big") + bytes(50_000)

    extracted = read(
        paragraph("Svar fra kommunen") + PICTURE,
        parts={"word/media/1.png": page},
        related={"rId9": "image|media/1.png"},
    )

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("scanned_pages",))


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

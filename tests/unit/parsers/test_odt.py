"""What stands in an OpenDocument file, in its order."""

import zipfile
from io import BytesIO

import pytest

from domain.message import ExtractedText, Verdict
from parsers.formats.odt import FORMAT
from parsers.limits import Limits
from parsers.magic import find_kind
from tests.office_files import build_odt, wrap_odf, zip_parts

LEVELS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
)
PICTURE = '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'


def read(body: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_odt(body, **more), Limits())  # type: ignore[arg-type]


def item(text: str, inside: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inside}</text:list-item>"


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(text: str, repeated: int = 1) -> str:
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{repeated}">{inside}</table:table-cell>'


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


NESTED = f"<table:table-cell><text:p>ydre</text:p>{table(row(cell('indre')))}</table:table-cell>"
LETTERHEAD = "<style:master-page><style:header><text:p>Odense</text:p></style:header></style:master-page>"
BODIES = {
    "spaces, tabs and lines": (
        '<text:p>a<text:s text:c="2"/>b <text:span>c</text:span>\n  d<text:tab/>e<text:line-break/>f</text:p>',
        "a  b c d\te\nf",
    ),
    "heading and link": ("<text:h>Svar</text:h><text:p>se <text:a>her</text:a>.</text:p>", "Svar\nse her."),
    "list": (
        (
            f'<text:list text:style-name="L1">{item("et", "<text:list>" + item("under") + "</text:list>")}{item("to")}'
            "</text:list>"
        ),
        "1. et\n1.a) under\n2. to",
    ),
    "list that begins anew": (
        (
            f'<text:list text:style-name="L1">{item("et")}</text:list><text:p>x</text:p>'
            f'<text:list text:style-name="L1">{item("et")}</text:list>'
            f'<text:list text:style-name="L1" text:continue-numbering="true">{item("to")}</text:list>'
        ),
        "1. et\nx\n1. et\n2. to",
    ),
    "bullets": (f'<text:list text:style-name="L2">{item("a")}</text:list>', "• a"),
    "table": (f"<text:p>før</text:p><table:table>{row(cell('a'), cell('b'))}</table:table>", "før\na\tb"),
    "nested table": (table(row(NESTED)), "ydre\nindre"),
    "cell that repeats a thousand million times": (
        table(row(cell("", 1_000_000_000), cell("a")), row(cell("", 1_000_000_000), repeated=1_000_000_000)),
        "a",
    ),
    "deletion out, insertion in": (
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gammelt</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p><text:change-start/>nyt<text:change-end/></text:p>"
        ),
        "nyt",
    ),
    "text box": (
        (
            "<text:p>før<draw:frame><draw:text-box><text:p>i boksen</text:p></draw:text-box>"
            "<svg:desc>beskrevet</svg:desc></draw:frame> og</text:p><text:p>efter</text:p>"
        ),
        "før og\ni boksen\nefter",
    ),
    "check box": (
        (
            '<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked" form:label="enig"/>'
            '</form:form></office:forms><text:p><draw:control draw:control="c1"/></text:p>'
        ),
        "☒ enig",
    ),
}


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES)
def test_body_is_read_in_its_order(case: tuple[str, str]) -> None:
    body, expected = case

    extracted = read(body, styles=LEVELS)

    assert (extracted.verdict, [line for line in extracted.text.split("\n") if line.strip()]) == (
        Verdict.OK,
        expected.split("\n"),
    )


def test_headers_notes_and_comments_stand_around_the_body() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>noten</text:p></text:note-body>"
        "</text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>Ole</dc:creator><dc:date>2019-10-30</dc:date><text:p>kommentaren</text:p>"
        "</office:annotation>"
    )
    master = (
        "<style:master-page><style:header><text:p>Odense Kommune</text:p></style:header>"
        "<style:footer><text:p>Side 1</text:p></style:footer></style:master-page>"
    )

    extracted = read(f"<text:p>brød{note}tekst{comment}</text:p>", master=master)

    assert extracted.text == "Odense Kommune\n\nbrød[1]tekst\n\n[1]\nnoten\n\n[Ole]\nkommentaren\n\nSide 1"
    assert extracted.notes == ("comments",)


def test_headings_are_numbered_where_the_outline_counts_them() -> None:
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"/></text:outline-style>'
    headings = '<text:h text:outline-level="1">Svar</text:h><text:h text:outline-level="1">Bilag</text:h>'

    extracted = read(headings, master=outline)

    assert extracted.text == "I Svar\nII Bilag"


def test_sheets_are_read_under_their_names() -> None:
    sheet = f'<table:table table:name="Ark1">{row(cell("a"), cell("", 2), cell("b"))}</table:table>'

    extracted = read(sheet, kind="spreadsheet")

    assert extracted.text == "Ark1\na\t\t\tb"


def test_cell_that_says_something_a_thousand_million_times_is_cut_and_told() -> None:
    extracted = read(f"<table:table>{row(cell('ja', 1_000_000_000), repeated=1_000_000_000)}</table:table>")

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("repeats_cut",))
    assert len(extracted.text) < 2_000_000


@pytest.mark.parametrize(("body", "verdict"), [(PICTURE, Verdict.SCANNED), ("<text:p/>", Verdict.EMPTY)])
def test_picture_of_a_letter_is_no_empty_answer(body: str, verdict: Verdict) -> None:
    extracted = read(
        body, master="<style:master-page><style:header><text:p>Odense</text:p></style:header></style:master-page>"
    )

    assert extracted.verdict is verdict


def test_letter_with_a_password_is_encrypted() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"

    extracted = read("<text:p>x</text:p>", parts={"META-INF/manifest.xml": manifest})

    assert extracted.verdict is Verdict.ENCRYPTED


def test_flat_letter_is_read() -> None:
    flat = wrap_odf("document", "<office:body><office:text><text:p>Vi svarer ja</text:p></office:text></office:body>")

    extracted = FORMAT.extract(flat.encode(), Limits())

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Vi svarer ja")
    assert find_kind(flat.encode()).format == "odt"


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_doctype_is_refused(part: str) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "nej">]>' + wrap_odf("document-content", "").partition("?>")[2]

    extracted = read("<text:p>ja</text:p>", parts={part: entities})

    assert extracted.verdict in {Verdict.CORRUPT, Verdict.PARTIAL}
    assert "nej" not in extracted.text


def test_torn_content_is_read_as_far_as_it_goes() -> None:
    body = "<office:body><office:text><text:p>ja</text:p><table:table>" + row(cell("a"), cell("b")).removesuffix(
        "</table:table-row>"
    )
    torn = wrap_odf("document-content", body).removesuffix("</office:document-content>")

    extracted = read("", parts={"content.xml": torn})

    assert (extracted.verdict, extracted.text.split(), extracted.notes) == (
        Verdict.PARTIAL,
        ["ja", "a", "b"],
        ("damaged_part",),
    )


@pytest.mark.parametrize(("kind", "ending"), [("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")])
def test_kind_is_known_by_its_entry_wherever_it_stands(kind: str, ending: str) -> None:
    with zipfile.ZipFile(BytesIO(build_odt("", kind=kind))) as package:
        parts = {name: package.read(name) for name in reversed(package.namelist())}

    found = find_kind(zip_parts(parts))

    assert (found.format, found.ending) == ("odt", ending)

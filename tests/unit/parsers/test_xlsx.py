"""What stands in a workbook, as it is shown."""

import pytest

from domain.message import ExtractedText, Verdict
from parsers.formats.xlsx import FORMAT
from parsers.limits import Limits
from parsers.ooxml.sheet_numbers import NumberForm, NumberForms
from tests.office_files import build_xlsx, mark

COMMENT = (
    '<authors><author>Ole</author></authors><commentList><comment ref="A1" authorId="0"><text><t>kommentaren</t></text>'
    "</comment></commentList>"
)
BOX = "<a:p><a:r><a:t>i boksen</a:t></a:r></a:p>"
CHART = "<a:p><a:r><a:t>Fravær</a:t></a:r></a:p><strCache><pt><v>2018</v></pt><pt><v>2019</v></pt></strCache>"


def read(rows: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_xlsx(rows, **more), Limits())  # type: ignore[arg-type]


def draw(drawing: str, **parts: str) -> dict[str, object]:
    """Return what lays a drawing on the sheet."""
    related = "".join(
        f'<Relationship Id="{kind}" Type="x/{kind}" Target="../{kind}/1.xml"/>' for kind in ("chart", "image")
    )
    return {
        "parts": {
            "xl/drawings/drawing1.xml": mark("a:wsDr", drawing),
            "xl/drawings/_rels/drawing1.xml.rels": f"<Relationships>{related}</Relationships>",
            **parts,
        },
        "related": {"rId1": "drawing|../drawings/drawing1.xml"},
    }


CELLS = {
    "shared string": ('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>', "Ja\tNej"),
    "string in the cell": ('<c r="A1" t="inlineStr"><is><r><t>Vi </t></r><r><t>svarer</t></r></is></c>', "Vi svarer"),
    "result of a formula": ('<c r="A1" t="str"><f>A2</f><v>ja</v></c><c r="B1"><f>1+1</f><v>2</v></c>', "ja\t2"),
    "gap": ('<c r="A1"><v>1</v></c><c r="D1"><v>4</v></c>', "1\t\t\t4"),
    "gap of a thousand columns": ('<c r="ALL1"><v>1</v></c>', "\t" * 30 + "1"),
    "yes and no": ('<c t="b"><v>1</v></c><c t="b"><v>0</v></c>', "SAND\tFALSK"),
    "fault": ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
    "string that is not there": ('<c t="s"><v>99</v></c><c><v>1</v></c>', "\t1"),
    "date in ISO 8601": ('<c t="d"><v>2019-11-01T12:30:00</v></c>', "01-11-2019 12:30"),
    "reading of a sign": ('<c t="s"><v>2</v></c>', "東京"),
}
STRINGS = "<si><t>Nej</t></si><si><r><t>Ja</t></r></si><si><t>東京</t><rPh><t>とうきょう</t></rPh></si>"


@pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
def test_cells_are_read_as_they_are_shown(case: tuple[str, str]) -> None:
    cells, expected = case

    extracted = read(f'<row r="1"/><row r="2">{cells}</row>', strings=STRINGS)

    assert (extracted.verdict, extracted.text) == (Verdict.OK, f"Ark1\n{expected}")


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", "0.1", "0,1"),
        ("General", "0.30000000000000004", "0,3"),
        ("General", "12", "12"),
        ("0.00", "2.5", "2,50"),
        ("#,##0.00_ ;[Red]-#,##0.00 ", "-1234567.891", "-1.234.567,89"),
        ("0%", "0.025", "3%"),
        ("0.0%", "0.1234", "12,3%"),
        ("d. mmm yyyy", "43770", "01-11-2019"),
        ("yyyy-mm-dd hh:mm", "43770.5", "01-11-2019 12:00"),
        ("h:mm;@", "0.75", "18:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("[$-406]d. mmmm yyyy;@", "43770", "01-11-2019"),
        ('"uge "0', "44", "44"),
        ("yyyy", "99999999999", "99999999999"),
        ("0", "ikke et tal", "ikke et tal"),
        ("0", "1e300", "1e300"),
        ("0", "nan", "nan"),
    ],
)
def test_numbers_are_shown_in_danish(code: str, value: str, shown: str) -> None:
    forms = NumberForms((NumberForm.read(code),))

    assert forms.show(value, "0") == shown


def test_dates_may_count_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

    extracted = read('<row><c s="1"><v>42308</v></c></row>', styles=styles, settings='<workbookPr date1904="1"/>')

    assert extracted.text == "Ark1\n01-11-2019"


def test_hidden_sheet_is_read_and_told() -> None:
    extracted = read("<row><c><v>1</v></c></row>", sheet='name="Skjult" state="hidden"')

    assert (extracted.text, extracted.notes) == ("Skjult\n1", ("hidden_sheets",))


def test_comments_stand_behind_the_sheets() -> None:
    extracted = read(
        "<row><c><v>1</v></c></row>",
        parts={"xl/comments1.xml": mark("comments", COMMENT)},
        related={"rId1": "comments|../comments1.xml"},
    )

    assert (extracted.text, extracted.notes) == ("Ark1\n1\n\n[Ole]\nkommentaren", ("comments",))


def test_text_boxes_are_words_of_the_sheet() -> None:
    extracted = read("", **draw(BOX))

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Ark1\ni boksen")


def test_workbook_of_charts_alone_is_no_answer() -> None:
    extracted = read("", **draw("", **{"xl/chart/1.xml": mark("chart", CHART)}))

    assert (extracted.verdict, extracted.text) == (Verdict.SCANNED, "Fravær\n2018\n2019")


def test_workbook_without_a_word_is_empty() -> None:
    extracted = read('<row r="1"><c r="A1"/></row>')

    assert (extracted.verdict, extracted.text) == (Verdict.EMPTY, "")


def test_workbook_in_octets_is_told_apart() -> None:
    relations = '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'

    extracted = read("", parts={"_rels/.rels": relations, "xl/workbook.bin": b"\0"})

    assert (extracted.verdict, extracted.notes) == (Verdict.UNSUPPORTED, ("binary_workbook",))


def test_more_rows_than_can_be_read_in_time_are_cut() -> None:
    numbers = "".join(f"<row><c><v>{row * 7919 % 1_000_003}</v></c></row>" for row in range(200_001))

    extracted = read(numbers)

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("rows_cut",))
    assert extracted.text.count("\n") == 200_000


def test_one_long_string_shown_a_million_times_is_cut() -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 5_000

    extracted = FORMAT.extract(build_xlsx(rows, strings=f"<si><t>{'ja' * 500}</t></si>"), Limits(text_size=100_000))

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("rows_cut",))
    assert len(extracted.text) <= 100_200

"""Workbooks, slides and OpenDocument files made to hurt whoever reads them, each with the hurt for its name."""

from tests.hostile.flate import store_parts
from tests.office_files import build_odt, build_pptx, build_xlsx, mark, wrap_odf
from tests.word_files import relate

_DOCTYPE = '<!DOCTYPE a [<!ENTITY a "Vi svarer ja. ">{}]>'.format(
    "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12))
)


def share_a_giant_string() -> bytes:
    """Build a sheet that says one text of twenty megabytes half a million times."""
    cell = '<c t="s"><v>0</v></c>'
    rows = f"<row>{cell * 1_000}</row>" * 500
    return store_parts(build_xlsx(rows, strings=f"<si><t>{'Vi svarer ja. ' * 1_500_000}</t></si>"))


def share_millions_of_strings() -> bytes:
    return store_parts(build_xlsx('<row><c t="s"><v>999</v></c></row>', strings="<si><t/></si>" * 2_400_000))


def point_beyond_all_strings() -> bytes:
    wild = ("-1", "99999999999999999999", "1e9", "nan", "0x7fffffff", "")
    return build_xlsx("<row>" + "".join(f'<c t="s"><v>{n}</v></c>' for n in wild) + "</row>", strings="<si/>")


def place_cells_far_out() -> bytes:
    places = (f"{'Z' * length}{9 * 10**length}" for length in (3, 9))
    return build_xlsx("".join(f'<row r="{2**31 - 1}"><c r="{place}"><v>1</v></c></row>' for place in places))


def hold_a_million_cells() -> bytes:
    return store_parts(build_xlsx(f"<row>{'<c><v>1</v></c>' * 1_900_000}</row>"))


def format_numbers_beyond_reason() -> bytes:
    code = "0" * 100_000 + "," * 100_000 + "." + "#" * 100_000
    styles = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/>'
        '<xf numFmtId="14"/></cellXfs>'
    )
    cells = "".join(f'<c s="{n % 2}"><v>{value}</v></c>' for n in range(200) for value in ("1e308", "-1e308", "1e-308"))
    return build_xlsx(f"<row>{cells}</row>", styles=styles)


def list_a_sheet_many_times(sheets: int = 100_000) -> bytes:
    listed = "".join(f'<sheet name="Ark{n}" sheetId="{n}" r:id="rId1"/>' for n in range(sheets))
    workbook = mark("workbook", f"<sheets>{listed}</sheets>")
    row = "<row>" + '<c t="inlineStr"><is><t>Vi svarer ja.</t></is></c>' * 1_000 + "</row>"
    return build_xlsx(row, parts={"xl/workbook.xml": workbook})


def expand_entities_in_a_sheet() -> bytes:
    sheet = mark("worksheet", "<sheetData><row><c><v>&l;</v></c></row></sheetData>")
    return build_xlsx("", parts={"xl/worksheets/sheet1.xml": _DOCTYPE + sheet})


def show_a_slide_many_times(times: int = 300_000) -> bytes:
    text = "<a:p><a:r><a:t>Vi svarer ja.</a:t></a:r></a:p>" * 100
    return store_parts(build_pptx(f"<p:sp><p:txBody>{text}</p:txBody></p:sp>", order=(1,) * times))


def nest_groups(depth: int = 100_000) -> bytes:
    return store_parts(build_pptx("<p:grpSp>" * depth + "<p:sp/>" + "</p:grpSp>" * depth))


def relate_slides_in_a_ring() -> bytes:
    ring = relate({"rId1": "notesSlide|../slides/slide1.xml", "rId2": "slide|../presentation.xml"})
    text = "<p:sp><p:txBody><a:p><a:r><a:t>Vi svarer ja.</a:t></a:r></a:p></p:txBody></p:sp>"
    return build_pptx(text, parts={"ppt/slides/_rels/slide1.xml.rels": ring})


def repeat_a_milliard_cells() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="1000000000"><text:p>ja</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>'
    return build_odt(f'<table:table table:name="Ark1">{row * 10}</table:table>', kind="spreadsheet")


def repeat_a_million_rows_of_text() -> bytes:
    """Build repeats that are each within what a sheet may hold."""
    text = f"<text:p>{'ja ' * 1_000}</text:p>"
    cell = f'<table:table-cell table:number-columns-repeated="16384">{text}</table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return build_odt(f'<table:table table:name="Ark1">{row}</table:table>', kind="spreadsheet")


def space_a_milliard_blanks() -> bytes:
    blanks = '<text:s text:c="1000000000"/>' * 1_000
    return build_odt(f"<text:p>Vi svarer{blanks}ja.</text:p>")


def nest_sections(depth: int = 300_000) -> bytes:
    inner = "<text:section>" * depth + "<text:p>Vi svarer ja.</text:p>" + "</text:section>" * depth
    return store_parts(build_odt(inner))


def nest_lists(depth: int = 120) -> bytes:
    """Build lists in lists as deep as the XML parser still goes."""
    inner = "<text:list><text:list-item>" * depth + "<text:p>ja</text:p>" + "</text:list-item></text:list>" * depth
    return store_parts(build_odt(inner * 3_000))


def expand_entities_in_open_document() -> bytes:
    content = wrap_odf("document-content", "<office:body><office:text><text:p>&l;</text:p></office:text></office:body>")
    return build_odt("", parts={"content.xml": content.replace("?>", f"?>{_DOCTYPE}", 1)})


def flatten_entities() -> bytes:
    text = wrap_odf("document", "<office:body><office:text><text:p>&l;</text:p></office:text></office:body>")
    return text.replace("?>", f"?>{_DOCTYPE}", 1).encode()


def refer_to_itself_as_object() -> bytes:
    loop = '<draw:frame><draw:object xlink:href="./."/><draw:object xlink:href="content.xml"/></draw:frame>'
    return build_odt(f"<text:p>Vi svarer ja.</text:p>{loop * 10_000}")


SHEETS = (
    *(share_a_giant_string, share_millions_of_strings, point_beyond_all_strings, place_cells_far_out),
    *(hold_a_million_cells, format_numbers_beyond_reason, list_a_sheet_many_times, expand_entities_in_a_sheet),
    *(show_a_slide_many_times, nest_groups, relate_slides_in_a_ring, repeat_a_milliard_cells),
    *(repeat_a_million_rows_of_text, space_a_milliard_blanks, nest_sections, nest_lists),
    *(expand_entities_in_open_document, flatten_entities, refer_to_itself_as_object),
)

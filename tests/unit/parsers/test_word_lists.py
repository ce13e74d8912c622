"""The numbers that Word puts before the paragraphs of lists."""

from domain.message import ExtractedText
from parsers.formats.docx import FORMAT
from parsers.limits import Limits
from tests.word_files import build_docx, paragraph, wrap


def read(body: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_docx(body, **more), Limits())  # type: ignore[arg-type]


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


def list_item(text: str, level: int, number: int = 3) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def read_list(body: str, levels: str, numbers: str = "", styles: str = "") -> list[str]:
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        f"</w:num>{numbers}"
    )
    extracted = read(
        body,
        parts={"word/numbering.xml": wrap("numbering", numbering), "word/styles.xml": wrap("styles", styles)},
        related={"rId1": "numbering|numbering.xml", "rId2": "styles|styles.xml"},
    )
    return extracted.text.split("\n")


def test_empty_paragraphs_of_a_list_count_and_show() -> None:
    lines = read_list(list_item("et", 0) + list_item("", 0) + list_item("tre", 0), level(0, "decimal", "%1."))

    assert lines == ["1. et", "2.", "3. tre"]


def test_list_of_the_same_family_counts_on_unless_it_begins_anew() -> None:
    again = (
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        '</w:lvlOverride></w:num><w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>'
    )
    items = "".join(list_item(text, 0, number) for text, number in (("a", 3), ("b", 5), ("c", 4), ("d", 4)))

    lines = read_list(items, level(0, "ordinal", "%1"), again)

    assert lines == ["1st a", "2nd b", "1st c", "2nd d"]


def test_level_of_a_list_belongs_to_its_style() -> None:
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Under"/><w:isLgl/>')
    styles = (
        '<w:style w:styleId="Over"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Under"><w:basedOn w:val="Over"/></w:style>'
    )
    items = paragraph("a", '<w:pStyle w:val="Over"/>') + paragraph("b", '<w:pStyle w:val="Under"/>')

    lines = read_list(items, levels, styles=styles)

    assert lines == ["I a", "1.1 b"]


def test_styles_that_stand_on_each_other_without_end_are_followed_once() -> None:
    chain = "".join(
        f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{(at + 1) % 20_000}"/></w:style>' for at in range(20_000)
    )

    lines = read_list(list_item("ja", 0), level(0, "decimal", "%1."), styles=chain)

    assert lines == ["1. ja"]

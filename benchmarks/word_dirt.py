"""What stands in a municipality's Word file besides plain paragraphs: each kind adds itself to a letter.

The elements are those of WordprocessingML (ECMA-376 part 1, 17), written as Word writes them.
"""

import random
from collections.abc import Callable

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from kommunesvar.demo.paragraphs import BULLETS, OTHER_REMARKS, THEMES

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{address}"'
    for prefix, address in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "r": "openxmlformats.org/officeDocument/2006/relationships",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "microsoft.com/office/word/2010/wordml",
    }.items()
)
_TRACKED = 'w:id="{0}" w:author="Sekretær" w:date="2019-10-{1:02}T09:00:00Z"'

Dirt = Callable[[Document, random.Random], None]


def add_dirt(document: Document, rng: random.Random) -> None:
    """Add six to nine kinds of it, each somewhere in the letter."""
    for add in rng.sample(KINDS, k=rng.randint(6, 9)):
        add(document, rng)


def _parse(element: str, inside: str) -> _Element:
    return parse_xml(f"<w:{element} {_NAMESPACES}>{inside}</w:{element}>")


def _put(document: Document, element: _Element, rng: random.Random) -> None:
    """Put a block in front of one of the letter's paragraphs."""
    rng.choice(document.paragraphs)._p.addprevious(element)  # noqa: SLF001 - python-docx offers no place of its own


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _remark(rng: random.Random) -> str:
    return rng.choice(BULLETS)


def _add_paragraph(document: Document, rng: random.Random, inside: str) -> None:
    _put(document, _parse("p", inside), rng)


def _add_split_words(document: Document, rng: random.Random) -> None:
    """Words cut in two by revision marks and the spelling check, as after some rounds of editing."""
    text = _remark(rng)
    middle = len(text) // 2
    halves = (
        f'{_run(text[:middle])}<w:proofErr w:type="spellStart"/>{_run(text[middle:])}<w:proofErr w:type="spellEnd"/>'
    )
    _add_paragraph(document, rng, f'{halves}<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>')


def _add_nested_table(document: Document, rng: random.Random) -> None:
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Spørgsmål", "Kommunens svar"
    table.cell(1, 0).text = f"Hvad mener kommunen om »{rng.choice(THEMES)}«?"
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for row in inner.rows:
        row.cells[0].text, row.cells[1].text = rng.choice(THEMES), f"{rng.randint(2, 98)},5 pct."
    table.cell(1, 1).add_paragraph(_remark(rng))
    _put(document, table._tbl, rng)  # noqa: SLF001 - the same


def _add_merged_cells(document: Document, rng: random.Random) -> None:
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = f"Bemærkninger til {rng.choice(THEMES)}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Dagtilbud\nSkole"
    table.cell(1, 1).text, table.cell(2, 2).text = _remark(rng), "Ja, jf. § 4, stk. 2"
    _put(document, table._tbl, rng)  # noqa: SLF001 - the same


def _add_numbered_list(document: Document, rng: random.Random) -> None:
    for text in rng.sample(BULLETS, k=4):
        document.add_paragraph(text, style="List Number")


def _add_footnote(document: Document, rng: random.Random) -> None:
    marks = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, (kind, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator")), -1
        )
    )
    note = f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + _remark(rng))}</w:p></w:footnote>'
    blob = f"<w:footnotes {_NAMESPACES}>{marks}{note}</w:footnotes>".encode()
    name = PackURI("/word/footnotes.xml")
    document.part.relate_to(
        Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package), RELATIONSHIP_TYPE.FOOTNOTES
    )
    _add_paragraph(document, rng, f'{_run(rng.choice(THEMES))}<w:r><w:footnoteReference w:id="1"/></w:r>')


def _add_comment(document: Document, rng: random.Random) -> None:
    runs = rng.choice([paragraph for paragraph in document.paragraphs if paragraph.runs]).runs
    document.add_comment(runs, text=f"Skal vi skrive: {_remark(rng)}", author="Konsulent", initials="K")


def _add_insertion(document: Document, rng: random.Random) -> None:
    tracked = _TRACKED.format(rng.randint(100, 999), rng.randint(1, 28))
    _add_paragraph(document, rng, f"{_run('Svar: ')}<w:ins {tracked}>{_run(_remark(rng))}</w:ins>")


def _add_deletion(document: Document, rng: random.Random) -> None:
    tracked = _TRACKED.format(rng.randint(100, 999), rng.randint(1, 28))
    gone = f"<w:del {tracked}><w:r><w:delText>udkast, ikke godkendt </w:delText></w:r></w:del>"
    _add_paragraph(document, rng, f"{_run('Udvalgets ')}{gone}{_run('holdning er uændret.')}")


def _add_text_box(document: Document, rng: random.Random) -> None:
    box = (
        '<wp:inline><wp:extent cx="2500000" cy="900000"/><wp:docPr id="9" name="Tekstfelt 9"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2500000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"<w:p>{_run('Sagsnr. 19/' + str(rng.randint(1000, 99999)))}</w:p><w:p>{_run('Dok.nr. og kontakt')}</w:p>"
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    _add_paragraph(document, rng, f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")


def _add_content_controls(document: Document, rng: random.Random) -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(rng.choice(THEMES))}</w:sdtContent></w:sdt>"
    block = f"<w:sdtPr/><w:sdtContent><w:p>{_run('Emne: ')}{inline}</w:p><w:p>{_run(_remark(rng))}</w:p></w:sdtContent>"
    _put(document, _parse("sdt", block), rng)


def _add_check_boxes(document: Document, rng: random.Random) -> None:
    ticked = rng.random() < 0.5
    for text, on in (("Kommunen tilslutter sig", ticked), ("Kommunen tilslutter sig ikke", not ticked)):
        state = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr>'
        box = f"<w:sdt>{state}<w:sdtContent>{_run('☒' if on else '☐')}</w:sdtContent></w:sdt>"
        _add_paragraph(document, rng, box + _run(f" {text}"))


def _add_fields(document: Document, rng: random.Random) -> None:
    simple = f'<w:fldSimple w:instr=" DOCPROPERTY Sagsnr ">{_run(f"19-{rng.randint(1000, 9999)}")}</w:fldSimple>'
    parts = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{{}}' for kind in ("begin", "separate", "end"))
    name = parts.format("<w:r><w:instrText> AUTHOR </w:instrText></w:r>", _run("Børne- og Ungeforvaltningen"), "")
    _add_paragraph(document, rng, f"{_run('Sag ')}{simple}{_run(', udarbejdet af ')}{name}")


def _add_hyperlink(document: Document, rng: random.Random) -> None:
    key = document.part.relate_to("https://www.kl.dk/boern", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = f'<w:hyperlink r:id="{key}">{_run("kommunens børne- og ungepolitik")}</w:hyperlink>'
    _add_paragraph(document, rng, f"{_run('Se ')}{link}{_run('. ' + rng.choice(OTHER_REMARKS))}")


def _add_soft_hyphens(document: Document, rng: random.Random) -> None:
    """Long words with the places where they may part, and hyphens where they may not."""
    hyphens = "<w:r><w:t>forældre</w:t><w:softHyphen/><w:t>bestyrelserne i børne</w:t><w:noBreakHyphen/></w:r>"
    text = f"området: ung\u00addoms\u00adskolen, {_remark(rng)}"
    _add_paragraph(document, rng, hyphens + _run(text))


def _add_tabs(document: Document, rng: random.Random) -> None:
    tab = "<w:r><w:tab/></w:r>"
    cells = tab.join(map(_run, ("Dagtilbud", f"{rng.randint(1, 40)}.500\u00a0kr.", "i\u00a02020")))
    _add_paragraph(document, rng, f"{cells}<w:r><w:br/></w:r>{_run('I alt')}{tab}{_run('pr. år')}")


KINDS: tuple[Dirt, ...] = (
    *(_add_split_words, _add_nested_table, _add_merged_cells, _add_numbered_list, _add_footnote, _add_comment),
    *(_add_insertion, _add_deletion, _add_text_box, _add_content_controls, _add_check_boxes, _add_fields),
    *(_add_hyperlink, _add_soft_hyphens, _add_tabs),
)

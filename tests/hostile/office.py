"""Word files made to hurt whoever reads them, each with the hurt for its name."""

import zlib

from tests.hostile.flate import deflate_zeros, store_parts, zip_deflated, zip_parts
from tests.word_files import build_docx, paragraph, relate, wrap

_ANSWER = paragraph("Vi svarer ja.")
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_BOMB = f'<!DOCTYPE w:document [<!ENTITY e0 "Vi svarer ja. ">{_ENTITIES}]>'


def _declare(xml: str) -> str:
    head, end, rest = xml.partition("?>")
    return head + end + _BOMB + rest


def expand_entities() -> bytes:
    return build_docx("", main=_declare(wrap("document", f"<w:body>{paragraph('&e11;')}</w:body>")))


def expand_entities_in_relationships() -> bytes:
    return build_docx(_ANSWER, parts={"word/_rels/document.xml.rels": _BOMB + relate({"rId1": "header|a&e11;.xml"})})


def expand_entities_in_notes() -> bytes:
    notes = wrap("footnotes", f'<w:footnote w:id="1">{paragraph("&e11;")}</w:footnote>')
    body = f'{_ANSWER}<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return build_docx(body, parts={"word/footnotes.xml": _declare(notes)}, related={"rId1": "footnotes|footnotes.xml"})


def fetch_entities() -> bytes:
    told = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///dev/zero"><!ENTITY b SYSTEM "http://127.0.0.1:9/a">]>'
    xml = wrap("document", f"<w:body>{paragraph('&a;&b;')}</w:body>")
    return build_docx("", main=xml.replace("?>", f"?>{told}", 1))


def span_a_milliard_columns() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{_ANSWER}</w:tc>'
    return build_docx(f"<w:tbl><w:tr>{cell * 2}</w:tr><w:tr>{cell}</w:tr></w:tbl>")


def skip_a_milliard_columns() -> bytes:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc>{_ANSWER}</w:tc></w:tr>'
    return build_docx(f"<w:tbl>{row * 3}</w:tbl>")


def hold_twelve_million_paragraphs() -> bytes:
    return build_docx("<w:p/>" * 12_000_000)


def hold_five_million_paragraphs() -> bytes:
    """Build a body just under the limit on the size of a part."""
    return store_parts(build_docx("<w:p/>" * 4_700_000))


def hold_a_million_runs() -> bytes:
    return store_parts(build_docx(f"<w:p>{'<w:r><w:t>ja</w:t></w:r>' * 1_200_000}</w:p>"))


def nest_tables(depth: int = 100_000) -> bytes:
    return store_parts(build_docx("<w:tbl><w:tr><w:tc>" * depth + _ANSWER + "</w:tc></w:tr></w:tbl>" * depth))


def nest_tables_within_reason(depth: int = 80) -> bytes:
    """Build tables as deep as the XML parser still goes."""
    return build_docx("<w:tbl><w:tr><w:tc>" * depth + _ANSWER + "</w:tc></w:tr></w:tbl>" * depth)


def nest_controls(depth: int = 1_000_000) -> bytes:
    return store_parts(build_docx("<w:sdt><w:sdtContent>" * depth + _ANSWER))


def nest_text_boxes(depth: int = 35) -> bytes:
    """Build boxes in boxes, each said twice as Word says them: for new readers and for old."""
    inner = _ANSWER
    for _ in range(depth):
        box = f"<w:txbxContent>{inner}</w:txbxContent>"
        inner = (
            f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{_ANSWER}</mc:Fallback>"
            f"</mc:AlternateContent></w:r></w:p>"
        )
    return build_docx(inner)


def open_fields(fields: int = 300_000) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText></w:r>'
    return store_parts(build_docx(f"<w:p>{begin * fields}</w:p>{_ANSWER}"))


def repeat_attributes(attributes: int = 1_000_000) -> bytes:
    told = "".join(f' a{n}="1"' for n in range(attributes))
    return build_docx(f"<w:p{told}/>{_ANSWER}")


def declare_namespaces(namespaces: int = 100_000) -> bytes:
    told = "".join(f' xmlns:a{n}="urn:{n}"' for n in range(namespaces))
    return build_docx(f"<w:p{told}>{'<w:r/>' * 10_000}</w:p>{_ANSWER}")


def write_one_huge_word() -> bytes:
    return store_parts(build_docx(paragraph("å" * 16_000_000)))


def hold_a_huge_picture() -> bytes:
    docx = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relate({"rId1": "officeDocument|word/document.xml"}).encode(),
        "word/document.xml": wrap("document", f"<w:body>{_ANSWER}</w:body>").encode(),
    }
    small = {name: (_deflate(data), len(data)) for name, data in docx.items()}
    return zip_deflated({**small, "word/media/image1.png": (deflate_zeros(2_048), 2_048 * 1024 * 1024)})


def bomb_the_main_part() -> bytes:
    rels = relate({"rId1": "officeDocument|word/document.xml"}).encode()
    return zip_deflated(
        {
            "[Content_Types].xml": (_deflate(b"<Types/>"), 8),
            "_rels/.rels": (_deflate(rels), len(rels)),
            "word/document.xml": (deflate_zeros(1_024), 100),
        }
    )


def hold_many_parts(parts: int = 50_000) -> bytes:
    rest = {f"word/media/{n}.xml": (_deflate(b""), 0) for n in range(parts)}
    return zip_deflated({"[Content_Types].xml": (_deflate(b"<Types/>"), 8), **rest})


def relate_to_oneself() -> bytes:
    """Build a document whose header, notes and chunks are all the document itself."""
    kinds = ("header", "footer", "footnotes", "endnotes", "comments", "aFChunk", "subDocument", "numbering", "styles")
    told = {f"rId{n}": f"{kind}|document.xml" for n, kind in enumerate(kinds)}
    chunks = "".join(f'<w:altChunk r:id="rId{n}"/><w:subDoc r:id="rId{n}"/>' for n in range(len(kinds)))
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="rId0"/></w:sectPr>'
    return build_docx(f"{_ANSWER}{chunks}{sections}", related=told)


def relate_a_hundred_thousand_headers(headers: int = 100_000) -> bytes:
    told = {f"rId{n}": "header|header1.xml" for n in range(headers)}
    asked = "".join(f'<w:headerReference w:type="default" r:id="rId{n}"/>' for n in range(headers))
    header = wrap("hdr", paragraph("Ærø Kommune " * 1_000))
    return build_docx(f"{_ANSWER}<w:sectPr>{asked}</w:sectPr>", parts={"word/header1.xml": header}, related=told)


def let_a_note_note_itself(times: int = 3_000) -> bytes:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = wrap("footnotes", f'<w:footnote w:id="1"><w:p>{reference * times}</w:p></w:footnote>')
    body = f"{_ANSWER}<w:p>{reference * times}</w:p>"
    return build_docx(body, parts={"word/footnotes.xml": notes}, related={"rId1": "footnotes|footnotes.xml"})


def repeat_one_long_note(times: int = 100_000) -> bytes:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = wrap("footnotes", f'<w:footnote w:id="1">{paragraph("Vi svarer ja. " * 10_000)}</w:footnote>')
    body = f"{_ANSWER}<w:p>{reference * times}</w:p>"
    told = {"rId1": "footnotes|footnotes.xml"}
    return store_parts(build_docx(body, parts={"word/footnotes.xml": notes}, related=told))


def base_styles_on_each_other(styles: int = 20_000) -> bytes:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % styles}"/></w:style>'
        for n in range(styles)
    )
    body = "".join(paragraph("ja", f'<w:pStyle w:val="s{n % styles}"/>') for n in range(5_000))
    parts = {"word/styles.xml": wrap("styles", ring), "word/numbering.xml": wrap("numbering", "")}
    return build_docx(body, parts=parts, related={"rId1": "styles|styles.xml", "rId2": "numbering|numbering.xml"})


def number_beyond_reason() -> bytes:
    """Build a list whose numbers are as long as Roman and letter numbers get, at a level that no list has."""
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="2147483647"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    text = "%1" * 10_000
    levels = "".join(
        level.format(n, kind, text) for n, kind in enumerate(("upperRoman", "lowerLetter", "decimal", "chicago"))
    )
    numbering = wrap(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(paragraph("ja", item.format(n)) * 500 for n in (0, 1, 2, 3, 999_999_999))
    return build_docx(body, parts={"word/numbering.xml": numbering}, related={"rId1": "numbering|numbering.xml"})


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def flatten_a_bomb() -> bytes:
    """Build a Word document in one XML file with entities to expand."""
    told = "http://schemas.microsoft.com/office/word/2003/wordml"
    return f'<?xml version="1.0"?>{_BOMB}<w:wordDocument xmlns:w="{told}">&e11;</w:wordDocument>'.encode()


def embed_itself_in_embeddings(depth: int = 9, width: int = 4) -> bytes:
    inner = build_docx(_ANSWER)
    for _ in range(depth):
        told = {f"rId{n}": f"package|embeddings/{n}.docx" for n in range(width)}
        held = {f"word/embeddings/{n}.docx": inner for n in range(width)}
        inner = zip_parts({"a.docx": build_docx(_ANSWER, parts=dict(held), related=told)})
    return inner


OFFICE = (
    *(expand_entities, expand_entities_in_relationships, expand_entities_in_notes, fetch_entities),
    *(span_a_milliard_columns, skip_a_milliard_columns, hold_twelve_million_paragraphs, hold_five_million_paragraphs),
    *(hold_a_million_runs, nest_tables, nest_tables_within_reason, nest_controls, nest_text_boxes, open_fields),
    *(repeat_attributes, declare_namespaces, write_one_huge_word, hold_a_huge_picture, bomb_the_main_part),
    *(hold_many_parts, relate_to_oneself, relate_a_hundred_thousand_headers, let_a_note_note_itself),
    *(repeat_one_long_note, base_styles_on_each_other, number_beyond_reason, flatten_a_bomb),
    embed_itself_in_embeddings,
)

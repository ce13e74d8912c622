"""The memo as a Word file: what Word and LibreOffice open without complaint (ECMA-376 part 1)."""

import posixpath
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime

import lxml.etree
import pytest

from domain.message import Sender
from notifier.memo.answers import Extent
from notifier.memo.word.contents import HINT
from tests.builders import build_attachment, build_consultation
from tests.digests import build_open_mail
from tests.memos import (
    AFTER,
    W,
    build_full_house,
    build_memo,
    build_view,
    compose,
    read_body,
    read_document,
    read_parts,
    read_texts,
)

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HOSTILE = (
    "\x00\x01\x08\x0b\x1b[31m \ud800 \ufffe\uffff \u202e gnp.exe \u2066 \ufeff {PAGE} <w:p/> ]]> &amp; \U000f0000 "
    "=HYPERLINK(1) \r\n\u2028\u2029\x85"
)


@pytest.fixture(scope="module")
def content() -> bytes:
    joint = build_view(3, "0420", "0851", body="Vores fælles svar.")
    views = (build_view(1, "0461"), build_view(2, "0450", attachments=(build_attachment(),)), joint)
    return compose(build_memo(*views, open_mails=(build_open_mail(),)))


def test_every_part_is_well_formed_and_every_relationship_leads_to_a_part(content: bytes) -> None:
    parts = read_parts(content)

    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            lxml.etree.fromstring(data)
    dangling = [
        target
        for name, data in parts.items()
        if name.endswith(".rels")
        for target in list_targets(name, data)
        if target not in parts
    ]
    assert dangling == []


def list_targets(name: str, data: bytes) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    targets = [rel.get("Target", "") for rel in lxml.etree.fromstring(data) if rel.get("TargetMode") != "External"]
    return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]


def test_every_reference_to_a_part_is_declared(content: bytes) -> None:
    parts = read_parts(content)
    declared = {rel.get("Id") for rel in lxml.etree.fromstring(parts["word/_rels/document.xml.rels"])}

    used = {value for node in read_body(content).iter() for key, value in node.attrib.items() if str(key).startswith(R)}

    assert used <= declared
    assert used


def test_nothing_is_read_from_outside_and_nothing_of_the_template_is_left(content: bytes) -> None:
    parts = read_parts(content)

    rels = b"".join(data for name, data in parts.items() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in rels
    assert [n for n in parts if "thumbnail" in n or "WithEffects" in n or "customXml" in n or "vba" in n] == []


def test_no_number_and_no_name_of_a_bookmark_or_picture_occurs_twice(content: bytes) -> None:
    body = read_body(content)
    starts = list(body.iter(f"{W}bookmarkStart"))

    numbers = Counter(start.get(f"{W}id") for start in starts)
    names = Counter(start.get(f"{W}name") for start in starts)
    pictures = Counter(picture.get("id") for picture in body.iter(f"{DRAWING}docPr"))

    assert {*numbers.values(), *names.values(), *pictures.values()} == {1}
    assert numbers.keys() == {end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd")}
    assert all(len(name or "") <= 40 for name in names)


def test_every_link_and_page_reference_leads_to_a_bookmark(content: bytes) -> None:
    body = read_body(content)
    names = {start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")}

    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    codes = [(code.text or "").split() for code in body.iter(f"{W}instrText")]

    assert anchors <= names
    assert {code[1] for code in codes if code[0] == "PAGEREF"} <= names
    assert "svar_0461" in anchors


def test_every_field_is_closed_in_the_order_in_which_it_was_opened(content: bytes) -> None:
    parts = read_parts(content)

    for name in (n for n in parts if n.startswith("word/") and n.endswith(".xml")):
        depth: list[str] = []
        for mark in lxml.etree.fromstring(parts[name]).iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                depth.append("begun")
            elif kind == "separate":
                assert depth.pop() == "begun"
                depth.append("separated")
            else:
                assert depth.pop() == "separated"
        assert depth == []


def test_word_need_not_ask_whether_it_may_update_fields(content: bytes) -> None:
    parts = read_parts(content)

    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_every_style_that_is_used_exists_and_nothing_is_formatted_by_hand(content: bytes) -> None:
    parts, body = read_parts(content), read_body(content)
    styles = lxml.etree.fromstring(parts["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}

    used = {node.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for node in body.iter(f"{W}{tag}")}
    by_hand = {child.tag for properties in body.iter(f"{W}rPr") for child in properties} - {f"{W}rStyle"}
    paragraphs = {child.tag for properties in body.iter(f"{W}pPr") for child in properties} - {f"{W}pStyle"}

    assert used <= known
    assert (by_hand, paragraphs) == (set(), set())


def test_styles_build_on_styles_that_exist(content: bytes) -> None:
    styles = lxml.etree.fromstring(read_parts(content)["word/styles.xml"])
    ids = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]

    bases = {node.get(f"{W}val") for tag in ("basedOn", "next", "link") for node in styles.iter(f"{W}{tag}")}

    assert len(ids) == len(set(ids))
    assert bases <= set(ids)


def test_the_contents_name_every_heading_of_two_levels(content: bytes) -> None:
    document = read_document(content)

    headings = [p.text for p in document.paragraphs if p.style and p.style.name in {"Heading 1", "Heading 2"}]
    lines = [p.text.rstrip("\t") for p in document.paragraphs if p.style and (p.style.name or "").startswith("toc ")]

    assert lines == headings
    assert "Odense Kommune" in lines
    assert HINT in read_texts(content)


def test_header_footer_and_properties_name_the_memo(content: bytes) -> None:
    document = read_document(content)
    section = document.sections[0]

    footer = "".join(node.text or "" for node in section.footer._element.iter(f"{W}t", f"{W}instrText"))  # noqa: SLF001

    assert section.header.paragraphs[0].text == "Høringsnotat: De kommunale kerneværdier, efteråret 2019"
    assert footer.split() == ["Side", "PAGE", "1", "af", "NUMPAGES", "1"]
    assert document.core_properties.title == "Høringsnotat: De kommunale kerneværdier, efteråret 2019"
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.created == datetime(2019, 11, 4, 7, 0, tzinfo=AFTER.tzinfo)
    assert document.core_properties.comments == ""


def test_the_language_is_danish_everywhere(content: bytes) -> None:
    styles = lxml.etree.fromstring(read_parts(content)["word/styles.xml"])

    languages = {node.get(f"{W}val") for node in styles.iter(f"{W}lang")}

    assert languages == {"da-DK"}


def test_tables_repeat_their_first_row_and_break_none(content: bytes) -> None:
    tables = read_document(content).tables

    for table in tables:
        rows = table._tbl.tr_lst  # noqa: SLF001 - python-docx has no word for it
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len(tables) == 5


def test_pictures_and_tables_are_described(content: bytes) -> None:
    body = read_body(content)

    pictures = [picture.get("descr") or "" for picture in body.iter(f"{DRAWING}docPr")]
    tables = [node.get(f"{W}val") for node in body.iter(f"{W}tblDescription")]

    assert any("farvet efter kommunens status: 4 til tiden, 94 mangler" in text for text in pictures)
    assert len(pictures) == 2
    assert all(tables)


def test_all_98_stand_in_the_table_of_the_parties() -> None:
    tables = read_document(compose(build_full_house(3))).tables

    (parties,) = [table for table in tables if table.cell(0, 0).text == "Kommune"]

    assert len(parties.rows) == 99
    assert parties.cell(98, 0).text == "Aarhus"
    assert parties.cell(98, 1).text.replace("\xa0", " ").split() == ["!", "mangler"]


def test_the_sections_stand_in_order(content: bytes) -> None:
    headings = read_texts(content, "Heading 1")

    assert headings == [
        "Høringen",
        "Svarene i tal",
        "De 98 kommuner",
        "Høringssvarene",
        "Mails til gennemsyn",
        "Bilag A: Kommuner, der ikke har svaret",
        "Bilag B: Sådan er tallene gjort op",
    ]


def test_what_was_asked_is_a_numbered_list(content: bytes) -> None:
    questions = read_texts(content, "List Number")

    assert questions == list(build_consultation().questions)


def test_a_joint_reply_leads_to_where_it_stands(content: bytes) -> None:
    references = [text for text in read_texts(content, "Forbehold") if "fælles" in text]

    assert references == ["Det fælles svar er gengivet under Assens Kommune."]
    assert read_texts(content).count("Vores fælles svar.") == 1


def test_an_excerpt_is_called_one() -> None:
    content = compose(build_memo(build_view(1, "0461")), Extent.EXCERPT)

    assert "Høringssvarene i uddrag" in read_texts(content, "Heading 1")


def test_a_memo_without_any_reply_is_whole() -> None:
    content = compose(build_memo(consultation=build_consultation(questions=())))

    assert "Ingen kommuner har svaret." in read_texts(content)
    assert "Mails til gennemsyn" not in read_texts(content)


def test_a_memo_in_which_nobody_is_missing_is_whole() -> None:
    content = compose(build_full_house())

    assert "Alle hørte kommuner har svaret." in read_texts(content)


@pytest.mark.parametrize("extent", Extent)
def test_hostile_text_breaks_nothing_wherever_it_stands(extent: Extent) -> None:
    text = replace(build_attachment().extracted, text=HOSTILE + "\n" * 5 + "x" * 200_000)
    file = replace(build_attachment(), filename=HOSTILE, path=(HOSTILE, HOSTILE), extracted=text)
    view = build_view(
        1, "0461", body=HOSTILE * 50, subject=HOSTILE, sender=Sender(HOSTILE, HOSTILE), attachments=(file,)
    )
    memo = build_memo(
        view,
        consultation=build_consultation(title=HOSTILE, committee=HOSTILE, questions=(HOSTILE,)),
        open_mails=(build_open_mail(sender=HOSTILE, subject=HOSTILE * 9),),
    )

    content = compose(memo, extent)

    texts = "\n".join(read_texts(content))
    assert "gnp.exe" in texts
    assert "\u202e" not in texts
    assert all(lxml.etree.fromstring(part) is not None for part in xml_parts(content))


def xml_parts(content: bytes) -> list[bytes]:
    return [data for name, data in read_parts(content).items() if name.endswith((".xml", ".rels"))]


def test_the_memo_of_98_letters_is_composed_in_seconds() -> None:
    letter = "\n\n".join(["Byrådet bakker op om de ti værdier og foreslår, at sammenhæng nævnes først."] * 40)
    codes = [row.municipality.code for row in build_full_house(0).standings.rows]
    views = [build_view(n, code, attachments=(build_attachment("s.docx", letter),)) for n, code in enumerate(codes, 1)]
    memo = build_memo(*views)

    before = time.process_time()
    content = compose(memo)
    seconds = time.process_time() - before

    assert seconds < 20
    assert len(content) < 2_000_000

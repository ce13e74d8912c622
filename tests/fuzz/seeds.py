"""What is damaged: the committed corpora, and one small document of each kind."""

import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from asn1crypto import cms
from PIL import Image, ImageDraw

from kommunesvar.demo.letters import compose_comments, make_docx, make_pdf
from parsers.outlook import mapi
from storage.roster import load_roster
from tests.hostile.pdf_objects import make_page, stream
from tests.office_files import build_odt, build_pptx, build_xlsx
from tests.outlook_files import Properties, build_msg, build_tnef, compress_rtf
from tests.word_files import build_docx, paragraph

CORPUS = Path(__file__).parents[1] / "corpus"
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset2 Symbol;}}{\*\generator Word;}"
    rb"\pard\f0 Vi st\'f8tter \b forslaget\b0\par\u8211?\~i udvalget\line{\field{\*\fldinst HYPERLINK "
    rb'"http://odense.dk"}{\fldrslt Odense}}\trowd\cellx100\cellx200\intbl ja\cell nej\cell\row{\pict\pngblip 89504e}}'
)
_PAGE = (
    "<html><head><meta charset=utf-8><style>p{margin:0}</style></head><body><div class=WordSection1><p>Vi støtter "
    "forslaget.<ol start=3><li>ét<li>to</ol><table><tr><td rowspan=2>Nr.<td>ja</table><blockquote type=cite><div>"
    "<b>Fra:</b> KL<br><b>Sendt:</b> 1. oktober 2019<br><b>Til:</b> Odense</div><pre>Høring\n  om</pre></blockquote>"
    '<a href="https://odense.dk/svar">her</a><img alt="Byvåben"><input type=checkbox checked><del>nej</del></body>'
)
_WORD_BODY = (
    paragraph("Vi støtter", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Nr.</w:t></w:r></w:p></w:tc></w:tr>"
    + "</w:tbl>"
    + "<w:p><w:ins><w:r><w:t>ja</w:t></w:r></w:ins><w:del><w:r><w:delText>nej</w:delText></w:r></w:del>"
    + "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType='separate'/>"
    + "<w:t>1. maj</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>43768</v></c></row>'
    '<row r="9"><c r="B9" t="inlineStr"><is><t>ja</t></is></c><c t="b"><v>1</v></c>'
    '<c t="str"><f>A1</f><v>x</v></c></row>'
)
_LETTER: Properties = {
    mapi.SUBJECT: "Høringssvar",
    mapi.SENDER_NAME: "Ole Olsen",
    mapi.SENDER_ADDRESS: "ole@odense.dk",
    mapi.CLIENT_SUBMIT_TIME: datetime(2019, 10, 30, 12, tzinfo=UTC),
    mapi.BODY: "Vi støtter forslaget.",
    mapi.RTF_COMPRESSED: compress_rtf(_RTF),
    mapi.HTML: _PAGE.encode(),
    mapi.INTERNET_CODEPAGE: 65001,
}


@cache
def read_mails() -> tuple[bytes, ...]:
    """Return the mails of the corpora, and what Outlook saves."""
    mails = [path.read_bytes() for path in sorted(CORPUS.rglob("*.eml"))]
    return (*mails, _save_mail())


@cache
def make_files() -> tuple[bytes, ...]:
    """Return one small document of each kind."""
    return tuple(_make_files())


@cache
def make_pictures() -> tuple[bytes, ...]:
    """Return one small picture of each kind."""
    image = Image.new("L", (220, 60), 255)
    ImageDraw.Draw(image).text((10, 20), "Vi svarer ja.")
    return tuple(_save(image, ending) for ending in ("png", "jpeg", "gif", "bmp", "tiff", "webp", "pdf"))


def _make_files() -> Iterator[bytes]:
    letter = compose_comments(next(iter(load_roster())), date(2019, 10, 30), random.Random(1), themes=2)  # noqa: S311 - a letter
    pdf = make_pdf(letter)
    yield from (pdf, _open_up(pdf), make_docx(letter))
    yield make_page(stream(b"BT /F1 12 Tf 72 700 Td (Vi svarer ja.) Tj 0 -14 Td <566920> Tj ET 10 10 m 90 10 l S"))
    yield build_docx(_WORD_BODY)
    yield build_xlsx(_ROWS, strings="<si><t>Kommune</t></si>", styles='<cellXfs><xf/><xf numFmtId="14"/></cellXfs>')
    yield build_pptx(
        "<p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Ja</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>"
    )
    yield build_odt(
        "<text:h text:outline-level='1'>Svar</text:h><text:list><text:list-item><text:p>ja<text:s text:c='3'/>tak"
        "</text:p></text:list-item></text:list><table:table><table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell table:number-columns-repeated='3'><text:p>x</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    yield from (_RTF, _PAGE.encode(), "Vi støtter forslaget.\r\n".encode("utf-16"), "Vi støtter.".encode("cp1252"))
    yield _sign(b"Content-Type: text/plain\n\nVi svarer ja.\n")
    yield from (_save_mail(), _save_winmail(), _zip({"Svar.pdf": pdf, "brev/svar.rtf": _RTF}))
    yield read_mails()[0]


def _save_mail() -> bytes:
    attached: Properties = {mapi.ATTACH_LONG_FILENAME: "Svar.rtf", mapi.ATTACH_DATA: _RTF, mapi.ATTACH_METHOD: 1}
    return build_msg(_LETTER, [attached], [{mapi.DISPLAY_NAME: "KL", mapi.EMAIL_ADDRESS: "kl@kl.dk"}])


def _save_winmail() -> bytes:
    return build_tnef(_LETTER, [{mapi.ATTACH_LONG_FILENAME: "Svar.rtf", mapi.ATTACH_DATA: _RTF}])


def _sign(data: bytes) -> bytes:
    """Return what an opaque signature is around (RFC 5652), signed by nobody."""
    signed = {"version": "v1", "digest_algorithms": [], "signer_infos": []}
    content = {"content_type": "data", "content": data}
    whole = cms.SignedData({**signed, "encap_content_info": content})
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump())


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _open_up(pdf: bytes) -> bytes:
    """Return a PDF with its streams in clear, so that damage meets what is in them."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(buffer, qdf=True, static_id=True)
    return buffer.getvalue()


def _save(image: Image.Image, ending: str) -> bytes:
    buffer = BytesIO()
    image.save(buffer, ending)
    return buffer.getvalue()

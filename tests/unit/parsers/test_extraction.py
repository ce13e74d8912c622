"""Files are known by their first octets, and every one gets a verdict."""

import random
import zipfile
from io import BytesIO

import pytest

from domain.message import FilePart, Verdict
from parsers.extraction import extract_text
from parsers.formats import DuplicateFormat, Format, find_formats, gather_formats
from parsers.formats.html import FORMAT as HTML
from parsers.limits import Limits
from tests.word_files import build_docx, paragraph, relate, wrap

DOCX = build_docx(paragraph("Vi svarer ja"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def make(data: bytes, name: str = "svar.docx", verdict: Verdict | None = None) -> FilePart:
    return FilePart(filename=name, path=(name,), media_type="application/pdf", data=data, verdict=verdict)


def zip_up(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def encrypt_entries(data: bytes) -> bytes:
    """Set the flag for encryption in every entry of the directory."""
    pieces = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([pieces[0], *(p[:4] + bytes([p[4] | 1]) + p[5:] for p in pieces[1:])])


ENTITIES = '<!DOCTYPE w [<!ENTITY a "Vi svarer ja">]>'

VERDICTS = {
    "text": (b"Vi svarer ja", Verdict.OK),
    "text in cp1252": ("Vi støtter".encode("cp1252"), Verdict.OK),
    "text in UTF-16": ("Vi støtter".encode("utf-16"), Verdict.OK),
    "page": (b"<html><body><p>Vi svarer ja</p></body></html>", Verdict.OK),
    "Word": (DOCX, Verdict.OK),
    "nothing": (b"", Verdict.EMPTY),
    "blanks": (b" \r\n \t", Verdict.EMPTY),
    "page without words": (b"<html><body><img src=x></body></html>", Verdict.EMPTY),
    "Word with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), Verdict.ENCRYPTED),
    "Word with encrypted entries": (encrypt_entries(DOCX), Verdict.ENCRYPTED),
    "PGP": (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", Verdict.ENCRYPTED),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), Verdict.UNSUPPORTED),
    "sheet without its relationships": (
        zip_up(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
        Verdict.CORRUPT,
    ),
    "zip": (zip_up(brev=b"Vi svarer ja"), Verdict.UNSUPPORTED),
    "no zip at all": (b"PK\x03\x04" + bytes(range(200)) * 5, Verdict.CORRUPT),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Verdict.SCANNED),
    "program": (b"\x7fELF\x02\x01\x01\0\0", Verdict.UNSUPPORTED),
    "rtf": (b"{\\rtf1 Vi svarer ja}", Verdict.OK),
    "torn Word": (DOCX[: len(DOCX) // 2], Verdict.CORRUPT),
    "Word without XML": (build_docx("", main="ikke xml"), Verdict.CORRUPT),
    "Word with a DOCTYPE": (build_docx("", main=ENTITIES + wrap("document", "&a;").split("?>")[1]), Verdict.CORRUPT),
    "Word with a DOCTYPE in its relationships": (
        build_docx("", parts={"word/_rels/document.xml.rels": ENTITIES + relate({})}),
        Verdict.CORRUPT,
    ),
    "Word that inflates a thousandfold": (build_docx("", main="<w>" + " " * 40_000_000 + "</w>"), Verdict.TOO_LARGE),
    "PDF in name only": (b"%PDF-1.7 og ikke mere", Verdict.CORRUPT),
}


@pytest.mark.parametrize("case", VERDICTS.values(), ids=VERDICTS)
def test_every_file_gets_its_verdict_whatever_its_name(case: tuple[bytes, Verdict]) -> None:
    data, verdict = case

    extracted = extract_text(make(data))

    assert extracted.verdict is verdict
    assert bool(extracted.text) == (verdict is Verdict.OK)


def test_file_over_the_limit_is_not_opened() -> None:
    extracted = extract_text(make(b"Vi svarer ja"), Limits(file_size=5))

    assert extracted.verdict is Verdict.TOO_LARGE


def test_text_over_the_limit_is_cut_and_told() -> None:
    extracted = extract_text(make(b"Vi svarer ja"), Limits(text_size=2))

    assert (extracted.text, extracted.verdict, extracted.notes) == ("Vi", Verdict.PARTIAL, ("cut",))


def test_file_with_a_verdict_is_not_opened() -> None:
    extracted = extract_text(make(DOCX, verdict=Verdict.INLINE))

    assert (extracted.verdict, extracted.text) == (Verdict.INLINE, "")


def test_package_of_many_parts_is_too_large() -> None:
    data = build_docx("", parts={f"word/{number}.xml": "" for number in range(50)})

    extracted = extract_text(make(data), Limits(parts=40))

    assert extracted.verdict is Verdict.TOO_LARGE


def test_damaged_files_never_raise() -> None:
    chance = random.Random(2019)  # noqa: S311 - the same damage in every run

    for _ in range(300):
        data = bytearray(DOCX)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert extract_text(make(bytes(data))).verdict in Verdict


@pytest.mark.parametrize("name", find_formats())
def test_format_keeps_the_protocol(name: str) -> None:
    reader = find_formats()[name]

    assert isinstance(reader, Format)
    assert reader.name == name == type(reader).__module__.rpartition(".")[2]


def test_two_formats_of_one_name_stop_the_program() -> None:
    twice = [("html", HTML), ("other", HTML)]

    with pytest.raises(DuplicateFormat):
        gather_formats(twice)


def test_file_without_a_format_stops_the_program() -> None:
    with pytest.raises(TypeError, match="strange"):
        gather_formats([("strange", None)])

"""What a file is, its octets say: in whatever it is packed, and whatever stands in it."""

import pytest

from parsers import magic
from parsers.outlook import compound
from tests.outlook_files import build_msg, build_tnef

HEADERS = b"From: Ole <ole@odense.dk>\nDate: Wed, 30 Oct 2019 13:05:22 +0100\nSubject: Svar\n\nVi svarer ja.\n"

FORMATS = {
    "mail": (HEADERS, "eml"),
    "mail out of an mbox": (b"From ole@odense.dk Wed Oct 30 13:05:22 2019\n" + HEADERS, "eml"),
    "mail with a small PDF in it": (HEADERS + b"%PDF-1.4\n", "eml"),
    "letter that begins with a label": (b"Emne: Svar\nDato: i dag\n\nVi svarer ja.", "plain_text"),
    "letter that quotes two headers": (b"From: Ole\nSubject: Svar\n\nVi svarer ja.", "plain_text"),
    "PDF behind other octets": (b"\r\n\0junk%PDF-1.4\n", "pdf"),
    "saved mail": (build_msg({0x37: "Svar"}), "msg"),
    "saved mail with a Word file in it": (
        build_msg({0x37: "Svar"}, [{0x3701: b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"}]),
        "msg",
    ),
    "old Word": (compound.write_compound((compound.Stream("WordDocument", b"x"),)), "doc"),
    "winmail with a PDF in it": (build_tnef({}, [{0x3701: b"%PDF-1.4\n"}]), "tnef"),
    "text that begins like a bitmap": (b"BM har ingen bem\xe6rkninger til h\xf8ringen.", "plain_text"),
    "bitmap": (b"BM" + b"\x46\0\0\0" + bytes(4) + b"\x36\0\0\0" + bytes(60), "image"),
    "picture of a telephone": (b"\0\0\0\x18ftypheic" + bytes(40), "heic"),
    "picture of the web": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "image"),
    "tar": (b"svar.txt".ljust(257, b"\0") + b"ustar\0" + bytes(300), "tar"),
    "octets": (bytes(range(256)), "unknown"),
}


@pytest.mark.parametrize("case", FORMATS.values(), ids=FORMATS)
def test_kind_is_found_by_content(case: tuple[bytes, str]) -> None:
    data, name = case

    kind = magic.find_kind(data)

    assert kind.format == name

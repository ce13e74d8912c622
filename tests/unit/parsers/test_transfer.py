"""Encodings of transfer are undone however mailers name and break them."""

import base64

import pytest

from parsers.letters.transfer import Decoded, decode_transfer

DATA = bytes(range(256))
BASE64 = base64.encodebytes(DATA)


@pytest.mark.parametrize("name", ["base64", "BASE64 ", '"base64"', "base64;", "base64 (MIME)", "(x) Base64"])
def test_name_of_the_encoding_is_understood_as_it_is_written(name: str) -> None:
    decoded = decode_transfer(BASE64, name)

    assert decoded == Decoded(DATA)


@pytest.mark.parametrize(
    "sent",
    [
        BASE64.rstrip(b"=\n"),
        BASE64.replace(b"\n", b"\r\n\r\n"),
        BASE64.replace(b"\n", b" \n"),
        base64.encodebytes(DATA[:100]) + base64.encodebytes(DATA[100:]),
        BASE64.replace(b"\n", b"!\n"),
    ],
    ids=["no padding", "blank lines", "blanks", "padding in the middle", "strange signs"],
)
def test_broken_base64_gives_all_its_octets(sent: bytes) -> None:
    decoded = decode_transfer(sent, "base64")

    assert decoded == Decoded(DATA)


@pytest.mark.parametrize("between", [b"\n", b"\n\n", b"\n-- \n"])
def test_footer_below_base64_is_no_part_of_the_file(between: bytes) -> None:
    decoded = decode_transfer(BASE64 + between + b"Denne mail er scannet for virus. Se http://x.dk\n", "base64")

    assert decoded.data == DATA
    assert decoded.below.endswith(b"Denne mail er scannet for virus. Se http://x.dk")


@pytest.mark.parametrize("text", [b"Vi svarer ja til det hele.", b"nejda", b"Hej Ole\n\nVi svarer ja.\n"])
def test_text_under_the_label_of_base64_stays_text(text: bytes) -> None:
    decoded = decode_transfer(text, "base64")

    assert decoded == Decoded(text)


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (b"for=\r\nslag", b"forslag"),
        (b"for= \t\r\nslag", b"forslag"),
        (b"bem=C3=A6rk=", "bemærk".encode()),
        (b"bem=c3=a6rk", "bemærk".encode()),
        (b"50 =X procent", b"50 =X procent"),
    ],
)
def test_quoted_printable_is_read_as_it_was_meant(sent: bytes, meant: bytes) -> None:
    decoded = decode_transfer(sent, "quoted-printable")

    assert decoded.data == meant


def test_unknown_encoding_leaves_the_octets_alone() -> None:
    decoded = decode_transfer(DATA, "x-ukendt")

    assert decoded == Decoded(DATA)

"""Text comes out of the wrapping it was sent in: flowed, enriched, armoured, in whatever charset."""

import pytest

from parsers.charset import decode_text
from parsers.letters.armour import strip_armour
from parsers.letters.enriched import extract_enriched
from parsers.letters.flowed import join_flowed


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("Vi støtter \nforslaget.\nHilsen", "Vi støtter forslaget.\nHilsen"),
        ("> Hvad \n> mener I?\n\nJa.", "> Hvad mener I?\n\nJa."),
        ("> Hvad \nJa.", "> Hvad\nJa."),
        (">> Hvad \n> mener I?", ">> Hvad\n> mener I?"),
        (" From nu af \ngælder det.", "From nu af gælder det."),
        ("Ja \n-- \nOle \nOlsen", "Ja\n-- \nOle Olsen"),
        ("Ja \n", "Ja "),
        ("Sidste \nlinje ", "Sidste linje"),
    ],
)
def test_flowed_lines_are_joined_within_their_depth(sent: str, meant: str) -> None:
    joined = join_flowed(sent)

    assert joined == meant


def test_blank_that_only_joins_is_taken_out() -> None:
    joined = join_flowed("for \nslaget", delsp=True)

    assert joined == "forslaget"


@pytest.mark.parametrize(
    ("sent", "richtext", "meant"),
    [
        ("<bold>Ja</bold>\ntak\n\nHilsen", False, "Ja tak\nHilsen"),
        ("5 << 6 <color><param>red</param>x</color>", False, "5 < 6 x"),
        ("Ja<nl>tak<paragraph>Hilsen</paragraph>Ole <lt> Eva", True, "Ja\ntakHilsen\n\nOle < Eva"),
    ],
)
def test_enriched_text_is_read_without_its_commands(sent: str, richtext: bool, meant: str) -> None:  # noqa: FBT001 - a column
    text = extract_enriched(sent, richtext=richtext)

    assert text == meant


def test_signed_text_is_read_with_what_stands_around_it() -> None:
    signed = (
        "Før\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nJa\n- -- \n"
        "-----BEGIN PGP SIGNATURE-----\n\nxyz\n-----END PGP SIGNATURE-----\nEfter"
    )

    text = strip_armour(signed)

    assert text == "Før\n\nJa\n-- \n\nEfter"


def test_armour_without_its_end_stays() -> None:
    text = strip_armour("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nJa\n")

    assert text.endswith("\n\nJa\n")


@pytest.mark.parametrize(
    ("octets", "declared"),
    [
        ("Ærø – “ja”".encode("cp1252"), "utf-8"),
        ("Ærø – “ja”".encode("cp1252"), "iso-8859-1"),
        ("Ærø – “ja”".encode("cp1252"), None),
        ("Ærø – “ja”".encode(), "us-ascii"),
        ("Ærø – “ja”".encode(), "iso-8859-1"),
        ("Ærø – “ja”".encode("utf-16-le"), "utf-16"),
        ("Ærø – “ja”".encode("utf-16-be"), "utf-16"),
        ("Ærø – “ja”".encode("utf-16"), "utf-8"),
        ("Ærø – “ja”".encode("utf-7"), "utf-7"),
        ("Ærø – “ja”".encode("cp1252"), "x-ukendt"),
    ],
)
def test_words_are_read_though_the_label_be_wrong(octets: bytes, declared: str | None) -> None:
    text = decode_text(octets, declared)

    assert text == "Ærø – “ja”"


def test_octet_that_means_nothing_in_its_charset_costs_no_other() -> None:
    text = decode_text(b"\xc6r\xf8 \x81 ja", "windows-1252")

    assert text == "Ærø \x81 ja"


def test_words_that_were_encoded_twice_are_left_as_they_came() -> None:
    text = decode_text("Ã¦ble".encode(), "utf-8")

    assert text == "Ã¦ble"

"""What stands in an RTF file, in its order; what stands there for programs only does not."""

import time

import pytest

from domain.message import ExtractedText, Verdict
from parsers.formats.rtf import FORMAT
from parsers.limits import Limits
from parsers.rtf.pictures import read_rtf_picture
from parsers.rtf.text import RtfReader

FONTS = r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset204 Arial Cyr;}{\f2\fnil\fcharset2 Symbol;}}"


def read(body: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> ExtractedText:
    octets = body if isinstance(body, bytes) else body.encode("ascii")
    return FORMAT.extract(b"{\\rtf1" + head.encode() + FONTS.encode() + b"\n" + octets + b"}", Limits())


def row(*cells: str, mark: str = "cell", end: str = "row") -> str:
    return r"\trowd\pard\intbl " + "".join(rf"{cell}\{mark} " for cell in cells) + rf"\{end}\pard "


BODIES: dict[str, tuple[str, str]] = {
    "octets of the code page": (r"b\'f8rne- og unge\'e5r", "børne- og ungeår"),
    "Unicode with what stands for it": (r"b\u248?rn og \u229\'e5r og \uc0\u230 re", "børn og år og ære"),
    "Unicode with nothing that stands for it": (r"\u229\par ja", "å\nja"),
    "Unicode in two halves": (r"\u-10179?\u-8704?", "😀"),
    "octets of a font": (r"{\f1\'c4\'e0} og {\f2\'b7 a} og \'e6", "Да og • α og æ"),
    "paragraphs and lines": (r"et\par to\line tre\tab fire", "et\nto\ntre\tfire"),
    "typographic signs": (r"\ldblquote ja\rdblquote \endash nej\~tak\_1 r\-d", "“ja”–nej\xa0tak-1 r\u00add"),
    "braces and line ends of the file": ("\\{a\\}\r\nb", "{a}b"),
    "table": (r"f\'f8r\par " + row("a", "b") + row("c", r"\b d") + "efter", "før\na\tb\nc\td\nefter"),
    "cell of two paragraphs": (row(r"a\par b", "c"), "a\nb\nc"),
    "nested table": (
        (
            r"\pard\intbl ydre\par\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}"
            r"\pard\intbl\cell\row\pard ud"
        ),
        "ydre\nx\ty\nud",
    ),
    "list in a cell": (r"\trowd\pard\intbl{\listtext\pard\plain\f2 \'b7\tab}a\cell b\cell\row", "•\ta\tb"),
    "list number": (r"{\listtext\pard\plain 1.\tab}et\par{\pntext\f0 2.\tab}to", "1.\tet\n2.\tto"),
    "field": (r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt se her}}', "se her"),
    "check box": (
        r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1{\*\ffname Ja}}}}{\fldrslt}} ja",
        "☒ ja",
    ),
    "empty check box": (r"{\*\formfield{\fftype1\ffres0\ffdefres1}} ja", "☐ ja"),
    "picture in hexadecimal": (r"a{\pict\pngblip 89504e47}b", "ab"),
    "picture in octets that look like braces": (r"a{\pict\bin6 }}}{{\x}b", "ab"),
    "embedded file": (r"a{\object\objemb{\*\objdata 0105}{\result b}}", "ab"),
    "text box once": (
        r"f\'f8r{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt i boksen\par}}{\shprslt{\*\do i boksen}}}\par efter",
        "før\ni boksen\nefter",
    ),
    "deletion out": (r"ja{\deleted  nej}{\revised  tak}", "ja tak"),
    "deleted mark of a paragraph": (r"et {\deleted\par}to", "et to"),
    "unknown destination": (r"a{\*\nyt hemmeligt}b", "ab"),
    "star inside a group": (r"{\b0\*\cs7 brun}", "brun"),
    "control words with digits": (r"a\b1\i0 b\fs24c", "abc"),
    "document that goes on behind its end": ("ja}{nej", "ja"),
    "braces never closed": ("{{{ja", "ja"),
}


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES)
def test_body_is_read_in_its_order(case: tuple[str, str]) -> None:
    body, expected = case

    extracted = read(body)

    assert (extracted.verdict, [line for line in extracted.text.split("\n") if line]) == (
        Verdict.OK,
        expected.split("\n"),
    )


def test_headers_notes_and_comments_stand_around_the_body() -> None:
    extracted = read(
        r"{\header Odense Kommune}{\footer Side 1}br\'f8d{\super\chftn{\footnote\chftn  noten}} "
        r"{\*\atnid O}{\*\atnauthor Ole}\chatn{\*\annotation{\*\atnref 1}kommentaren}"
    )

    assert extracted.text == "Odense Kommune\n\nbrød[1]\n\n[1]\nnoten\n\n[Ole]\nkommentaren\n\nSide 1"
    assert extracted.notes == ("comments",)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (r"{\deleted nej}ja", "tracked_changes"),
        (r"ja{\v skjult}", "hidden_text"),
        (r"ja{\object{\*\objdata 01}}", "embedded_files"),
    ],
)
def test_what_the_reader_must_know_is_noted(body: str, note: str) -> None:
    extracted = read(body)

    assert extracted.notes == (note,)


def test_mail_wrapped_in_rtf_is_unwrapped() -> None:
    body = (
        r"{\*\htmltag64 <p>}\htmlrtf {\b\htmlrtf0 B\'f8rn &\htmlrtf }\htmlrtf0{\*\htmltag84 &nbsp;}unge"
        r"{\*\htmltag116 <br>}\htmlrtf\line\htmlrtf0 svarer{\*\mhtmltag64 <p>}{\*\htmltag72 </p>}\htmlrtf\par\htmlrtf0"
    )

    extracted = read(body, head=r"\ansi\ansicpg1252\fromhtml1\deff0")

    assert extracted.text == "Børn & unge\nsvarer"


def test_japanese_octet_that_is_an_ascii_letter_belongs_to_the_sign_before() -> None:
    extracted = FORMAT.extract(rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 Mincho;}}\f0\'83A\'83\'8bb}", Limits())

    assert extracted.text == "アルb"


@pytest.mark.parametrize(("body", "verdict"), [(r"{\pict 00}", Verdict.SCANNED), (r"\par", Verdict.EMPTY)])
def test_picture_of_a_letter_is_no_empty_answer(body: str, verdict: Verdict) -> None:
    extracted = read(body)

    assert (extracted.verdict, extracted.text) == (verdict, "")


def test_letter_beneath_more_braces_than_anybody_writes_is_partial() -> None:
    extracted = read(b"ja" + b"{" * 200_000 + b"nej")

    assert (extracted.verdict, extracted.text, extracted.notes) == (Verdict.PARTIAL, "ja", ("nested_too_deep",))


@pytest.mark.parametrize(
    "octets",
    [
        b"{\\pict " + b"ab" * 5_000_000 + b"}",
        b'{\\field{\\*\\fldinst{ HYPERLINK "' * 50_000,
        b"\\itap999999999 x\\nestcell\\nestrow " * 20_000,
        b"{\\footnote " * 20_000,
    ],
    ids=["a picture of 10 MB", "fields in fields", "tables in tables", "notes in notes"],
)
def test_hostile_octets_take_linear_time(octets: bytes) -> None:
    begun = time.monotonic()

    read(b"ja " + octets)

    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("body", [rb"\pngblip\picw1 8950{\*\blipuid 00ff}4e 47", b"\\pngblip\\bin4 \x89PNG"])
def test_picture_is_found_for_the_reader_of_pictures(body: bytes) -> None:
    data = b"{\\rtf1{\\pict" + body + b"}}"

    where = RtfReader(data).read().pictures

    assert [read_rtf_picture(data, place) for place in where] == [b"\x89PNG"]

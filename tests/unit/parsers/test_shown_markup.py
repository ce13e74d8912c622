"""The HTML of a mail made harmless: what each trick leaves."""

import base64
from io import BytesIO

import pytest
from PIL import Image

from parsers.showing.markup import LONGEST_ADDRESS, clean_markup
from parsers.showing.pictures import PictureBook


def draw(width: int = 20, colour: str = "red") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, 10), colour).save(buffer, "PNG")
    return buffer.getvalue()


def clean(markup: str, pictures: dict[str, bytes] | None = None) -> str:
    return clean_markup(markup, PictureBook(pictures or {}))


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<base href='javascript:alert(1)//'>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<style>*{background:url(//evil.example/alert)}</style>",
        "<link rel=stylesheet href=//evil.example/alert>",
        "<input autofocus onfocus=alert(1)>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
        "<!--[if mso]><script>alert(1)</script><![endif]-->",
        "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
        "<img src='data:text/html,<script>alert(1)</script>'>",
        "<template><script>alert(1)</script></template>",
    ],
)
def test_nothing_that_runs_or_leads_away_is_left(markup: str) -> None:
    cleaned = clean(f"<html><body>{markup}<p>Vi svarer ja.</p></body></html>")

    assert "alert" not in cleaned
    assert "evil.example" not in cleaned


@pytest.mark.parametrize("markup", ["", " \r\n ", "<!-- -->", "<html></html>"])
def test_of_nothing_nothing_is_made(markup: str) -> None:
    assert clean(markup) == ""


def test_words_stay_with_their_paragraphs_tables_and_lists() -> None:
    cleaned = clean("<p>Ja</p><ul><li>En</li></ul><table><tr><td colspan=2 bgcolor=red>To</td></tr></table>")

    assert cleaned == ('<p>Ja</p><ul><li>En</li></ul><table><tbody><tr><td colspan="2">To</td></tr></tbody></table>')


def test_what_answers_in_red_inside_the_text_of_others_is_told_apart() -> None:
    cleaned = clean(
        '<p>Spørgsmål?<span style="color:#c00000;font-weight:bold"> Svar.</span><font color=blue>B</font></p>'
    )

    assert cleaned == '<p>Spørgsmål?<span class="fed farvet"> Svar.</span><font class="farvet">B</font></p>'


def test_no_class_of_the_mail_is_kept() -> None:
    assert clean('<p class="notice adresse">Ja</p>') == "<p>Ja</p>"


def test_what_no_reader_was_to_see_is_not_shown() -> None:
    assert clean('<div style="display:none">Skjult</div><p>Set</p>') == "<p>Set</p>"


def test_a_link_leads_nowhere_and_says_where_it_would_have() -> None:
    cleaned = clean('<a href="https://evil.example/login">https://www.odense.dk</a>')

    assert cleaned == 'https://www.odense.dk<span class="adresse"> [https://evil.example/login]</span>'


def test_an_endless_address_is_cut() -> None:
    cleaned = clean(f'<a href="https://a.dk/{"x" * 5000}">her</a>')

    assert len(cleaned) < LONGEST_ADDRESS + 60


def test_an_address_that_stands_there_already_is_not_repeated() -> None:
    assert clean('<a href="mailto:ida@odense.dk">ida@odense.dk</a>') == "ida@odense.dk"


def test_a_picture_of_the_mail_is_drawn_anew() -> None:
    sent = draw() + b"<script>alert(1)</script>"

    cleaned = clean('<img src="cid:logo%40x" width=9000 alt="Logo">', {"<logo@x>": sent})

    encoded = cleaned.partition("base64,")[2].partition('"')[0]
    assert cleaned.startswith('<img alt="Logo" src="data:image/png;base64,')
    assert b"script" not in base64.b64decode(encoded)
    assert "9000" not in cleaned


def test_a_picture_from_elsewhere_leaves_only_its_words() -> None:
    assert (
        clean('<p><img src="https://evil.example/t.gif" alt="Kommunens logo"></p>')
        == "<p><span>Kommunens logo</span></p>"
    )


def test_what_is_no_picture_is_not_shown_as_one() -> None:
    cleaned = clean('<img src="cid:a"><img src="data:image/png;base64,PHN2Zz4=">', {"a": b"<svg onload=alert(1)>"})

    assert "<img" not in cleaned


def test_too_many_pictures_are_not_all_drawn() -> None:
    pictures = {f"p{number}": draw(number + 1) for number in range(60)}

    cleaned = clean("".join(f'<img src="cid:p{number}">' for number in range(60)), pictures)

    assert cleaned.count("<img") == 20

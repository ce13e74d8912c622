"""HTML as lines that a reader sees."""

import time

import pytest

from parsers.markup.history import COLOURED, HISTORY_BELOW, MAYBE_HISTORY, MAYBE_QUOTED
from parsers.markup.text import extract_markup

SEEN = {
    "paragraphs": ("<p>Hej</p><p>Vi svarer</p>", "Hej\n\nVi svarer"),
    "breaks": ("Hej<br>Ole<br><br>Vi svarer", "Hej\nOle\n\nVi svarer"),
    "lines of Gmail": ("<div>Hej</div><div><br></div><div>Vi svarer</div>", "Hej\n\nVi svarer"),
    "bullets": ("<ul><li>Ja<li>Nej</ul>", "- Ja\n- Nej"),
    "bullets with paragraphs": ("<ul><li><p>Ja</p></li></ul>", "- Ja"),
    "numbers": ("<ol><li>Ja<li value=5>Nej<li>Tja</ol>", "1. Ja\n5. Nej\n6. Tja"),
    "letters": ("<ol type=a start=2><li>Ja<li>Nej</ol>", "b. Ja\nc. Nej"),
    "list in a list": ("<ol><li>Ja<ul><li>men</ul><li>Nej</ol>", "1. Ja\n  - men\n2. Nej"),
    "items of Word": (
        "<p><![if !supportLists]><span style='mso-list:Ignore'>§<span>&nbsp;&nbsp;</span></span><![endif]>Ja</p>",
        "- Ja",
    ),
    "numbers of Word": ("<p><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Ja</p>", "2. Ja"),
    "rows": ("<table><tr><th>Værdi<th>Vægt<tr><td><p>Leg</p><td><p>5</p></table>", "Værdi\tVægt\nLeg\t5"),
    "cell of two paragraphs": ("<table><tr><td>1<td><p>Ja</p><p>men</p></table>", "1\tJa\n\nmen"),
    "table around a letter": ("<table><tr><td><p>Hej</p><p>Ja</p></td></tr></table>Mvh", "Hej\n\nJa\n\nMvh"),
    "table in a table": ("<table><tr><td><table><tr><td>a<td>b</table></td></tr></table>", "a\tb"),
    "heading": ("<h1>Svar</h1>Ja", "Svar\n\nJa"),
    "spaces that count": ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
    "spaces that count by style": ("<div style='white-space: pre-wrap'>a\nb</div>", "a\nb"),
    "entities": ("P&#229; &aelig;re &amp; &lt;tro&gt;&nbsp;&shy;", "På ære & <tro>"),
    "signs nobody sees": ("kom\u00admu\u200bne\ufeff\u2060", "kommune"),
    "link": ("<a href='https://kl.dk/x'>her</a>", "her <https://kl.dk/x>"),
    "link that says itself": ("<a href='https://kl.dk'>https://kl.dk</a>", "https://kl.dk"),
    "address": ("<a href='mailto:Ole@kl.dk?subject=x'>Ole</a>", "Ole <Ole@kl.dk>"),
    "address that says itself": ("<a href='mailto:ole@kl.dk'>ole@kl.dk</a>", "ole@kl.dk"),
    "picture": ("Hej<img alt='Odense Kommune' src=x>", "Hej[Odense Kommune]"),
    "picture described by Outlook": ("Hej<img alt='Et billede. Automatisk genereret beskrivelse'>", "Hej"),
    "picture named as a file": ("Hej<img alt='image001.png'>", "Hej"),
    "hidden": ("Hej<div style='display:none'>skjult<p>mere</p></div> Ole", "Hej Ole"),
    "line for the list of mails": ("<div style='max-height:0;overflow:hidden'>skjult</div>Hej", "Hej"),
    "outer size only": ("<div style='font-size:0'><p style='font-size:12px'>Hej</p></div>", "Hej"),
    "struck out": ("Ja / <s>Nej</s>", "Ja / ~~Nej~~"),
    "form": ("<input type=checkbox checked>Ja <input type=radio>Nej <input value=Ole>", "☒ Ja ☐ Nej Ole"),
    "choice": ("<select><option>Ja<option selected>Nej</select>", "Ja\n☒ Nej"),
    "long answer in a form": ("<textarea>Ja\nNej</textarea>", "Ja\nNej"),
    "conditional comment": ("<!--[if mso]><p>Word</p><![endif]--><!--[if !mso]><!-->Hej<!--<![endif]-->", "Hej"),
    "settings of Office": ("<xml><o:x>Normal 0 21</o:x></xml>Hej<o:p></o:p>", "Hej"),
    "XHTML": (
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Hej<br/>Ole</p></body></html>",
        "Hej\nOle",
    ),
    "style never closed": ("<style>p{} <p>Hej Ole</p>", "p{} Hej Ole"),
    "frame": ("<iframe><p>Hej</p></iframe>Ole", "<p>Hej</p>\nOle"),
}


@pytest.mark.parametrize("case", SEEN.values(), ids=SEEN)
def test_text_is_what_a_reader_sees(case: tuple[str, str]) -> None:
    page, text = case

    assert extract_markup(page.encode()) == text


MARKED = {
    "Gmail": ("<blockquote class='gmail_quote'>Kære</blockquote>Ja", "> Kære\n>\nJa"),
    "Apple Mail": ("<blockquote type='cite'><div>Kære</div><p>KL</p></blockquote>Ja", "> Kære\n>\n> KL\n>\nJa"),
    "Yahoo": ("<div class='yahoo_quoted'>Kære</div>", "> Kære"),
    "indented": ("<blockquote>Kære</blockquote>", f"{MAYBE_QUOTED}Kære"),
    "Outlook, line beside": ("<div style='border:none;border-left:solid blue 1.5pt'>Kære</div>", f"{MAYBE_QUOTED}Kære"),
    "Outlook, line above": (
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'>Fra: KL</div>",
        f"{MAYBE_HISTORY}\nFra: KL",
    ),
    "Outlook on the web": ("<div id=x_x_divRplyFwdMsg>Fra: KL</div>", f"{HISTORY_BELOW}\nFra: KL"),
    "Outlook, shown by Gmail": ("<div id='m_-12divRplyFwdMsg'>Fra: KL</div>", f"{HISTORY_BELOW}\nFra: KL"),
    "new Outlook": ("<div id='mail-editor-reference-message-container'>Fra: KL</div>", f"{MAYBE_HISTORY}\nFra: KL"),
    "Zimbra": ("<hr id='zwchr'>Fra: KL", f"{HISTORY_BELOW}\n\nFra: KL"),
    "mark within a quotation": (
        "<blockquote type=cite><div id=divRplyFwdMsg>Fra: KL</div></blockquote>Ja",
        "> Fra: KL\n>\nJa",
    ),
    "red": ("<p style='color:red'>Ja</p>", f"{COLOURED}Ja"),
    "red by number": ("<font color='#C00000'>Ja</font>", f"{COLOURED}Ja"),
    "red by parts": ("<p style='color: rgb(255, 0, 0)'>Ja</p>", f"{COLOURED}Ja"),
    "black": ("<p style='color:windowtext'>Ja</p><p style='color:#333'>Nej</p>", "Ja\n\nNej"),
    "red in part": ("<p>Ja <span style='color:red'>men</span></p>", "Ja men"),
    "red link": ("<p style='color:red'><a href='https://kl.dk'>https://kl.dk</a></p>", "https://kl.dk"),
    "signs of ours": (f"Hej {HISTORY_BELOW}{COLOURED}Ole", "Hej Ole"),
}


@pytest.mark.parametrize("case", MARKED.values(), ids=MARKED)
def test_what_programs_mark_stays_marked(case: tuple[str, str]) -> None:
    page, text = case

    assert extract_markup(page.encode(), marks=True) == text


@pytest.mark.parametrize("case", MARKED.values(), ids=MARKED)
def test_page_that_is_no_mail_has_no_marks(case: tuple[str, str]) -> None:
    text = extract_markup(case[0].encode())

    assert not set(text) & {HISTORY_BELOW, MAYBE_HISTORY, MAYBE_QUOTED, COLOURED, ">"}


HOSTILE = {
    "elements": "<div>" * 100_000 + "Hej",
    "quotations": "<blockquote type=cite>Hej" * 100_000,
    "indented": "<blockquote>Hej" * 100_000,
    "tables": "<table><tr><td>Hej" * 30_000,
    "cells": "<table><tr>" + "<td>Hej" * 100_000,
    "links": "<a href='http://x'>Hej" * 100_000,
    "lists": "<ol><li>Hej" * 100_000,
    "signs of Word": "<span style='mso-list:Ignore'>Hej" * 100_000,
    "attributes": "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">Hej",
    "one style": "<p style='" + "color:red;" * 500_000 + "'>Hej",
    "blanks in a style": "<p style='" + " " * 5_000_000 + "'>Hej",
    "style sheet": "<style>" + "a{b:c}" * 800_000 + "</style>Hej",
    "prefixes": "<div id='" + "x_" * 1_000_000 + "'>Hej",
    "classes": "<div class='" + "a " * 1_000_000 + "'>Hej",
    "breaks": "<br>" * 100_000 + "Hej",
    "marks": "<div id=divRplyFwdMsg>Hej" * 100_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear_and_the_text_is_found(page: str) -> None:
    begun = time.process_time()

    text = extract_markup(page.encode(), marks=True)

    assert "Hej" in text
    assert time.process_time() - begun < 5

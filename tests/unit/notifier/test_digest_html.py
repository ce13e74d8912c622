from email import message_from_bytes
from email.policy import default
from typing import Any, cast

import lxml.html
import pytest

from domain.digest import MailboxHealth
from notifier.digest import compose_digest
from tests.builders import build_consultation
from tests.contrast import measure_contrast
from tests.digests import (
    PICTURE,
    RECIPIENT,
    SENDER,
    build_digest,
    build_open_mail,
    build_reply,
    build_standings,
    parse_html,
    read_digest,
)
from tests.outlook import find_unsupported


def select(element: lxml.html.HtmlElement, path: str) -> list[Any]:
    return cast(list[Any], element.xpath(path))


def test_with_a_page_every_mail_is_a_link() -> None:
    _, text, html = read_digest(build_digest(), "https://hoering.kl.dk/")

    links = select(parse_html(html), "//a/@href")
    assert "https://hoering.kl.dk/henvendelser/901" in links
    assert "https://hoering.kl.dk/henvendelser/901" in text
    assert f"https://hoering.kl.dk/hoeringer/{build_consultation().id}?status=missing" in links
    assert all(str(link).startswith("https://hoering.kl.dk/") and "//" not in str(link)[8:] for link in links)
    assert "kommunesvar show" not in html


def test_the_html_asks_nothing_of_outlook_that_word_cannot_do() -> None:
    _, _, html = read_digest(build_digest(unjudged=1), "https://hoering.kl.dk")

    assert find_unsupported(html) == []


def test_nothing_is_fetched_from_anywhere_to_show_the_mail() -> None:
    _, _, html = read_digest(build_digest(), "https://hoering.kl.dk")

    page = parse_html(html)
    shown = select(page, "//@src | //@background | //@srcset | //@poster | //link/@href")
    assert shown == [PICTURE.address]
    assert select(page, "//img/@alt") == [PICTURE.told]
    assert select(page, "//img/@width") == [str(PICTURE.width)]
    assert "url(" not in html


def test_the_html_can_be_read_aloud() -> None:
    _, _, html = read_digest(build_digest(), "https://hoering.kl.dk")

    page = parse_html(html)
    assert page.get("lang") == "da"
    assert len(select(page, "//h1")) == 1
    assert all(t.get("role") == "presentation" or select(t, "./tr/th[@scope]") for t in select(page, "//table"))
    assert "".join(select(page, "//title/text()")).startswith("41 af 98 har svaret")


@pytest.mark.parametrize(
    ("foreground", "background"),
    [
        ("#1b1f24", "#ffffff"),
        ("#4d5661", "#ffffff"),
        ("#a3132b", "#ffffff"),
        ("#0b4f8a", "#ffffff"),
        ("#ffffff", "#0b4f8a"),
        ("#ffffff", "#12263a"),
        ("#1b1f24", "#fff6dd"),
        ("#f1f3f6", "#1b2027"),
        ("#b9c1cb", "#1b2027"),
        ("#8cbcf2", "#1b2027"),
        ("#ffc84a", "#1b2027"),
        ("#0a1b2e", "#8cbcf2"),
        ("#f1f3f6", "#3a2a00"),
    ],
)
def test_every_pair_of_colours_has_the_contrast_of_wcag_aa(foreground: str, background: str) -> None:
    _, _, html = read_digest(build_digest(unjudged=1), "https://hoering.kl.dk")

    contrast = measure_contrast(foreground, background)

    assert foreground in html
    assert background in html
    assert contrast >= 4.5


HOSTILE = (
    '<script>alert(1)</script>"><img src=https://evil.example/x onerror=a()>{{ 7*7 }}'
    "\r\nBcc: x@y\r\n\r\n<b>\x00\udce6\u202e"
)


def test_foreign_words_do_nothing_anywhere() -> None:
    consultation = build_consultation(title=HOSTILE)
    digest = build_digest(
        build_standings(consultation),
        open_mails=(build_open_mail(subject=HOSTILE, sender=HOSTILE, suggestion=HOSTILE),),
        new_replies=(build_reply(excerpt=HOSTILE),),
        health=(MailboxHealth(mailbox="FLJE", last_success=None, error=HOSTILE),),
    )

    mail = compose_digest(digest, sender=SENDER, recipient=RECIPIENT, base_url="https://hoering.kl.dk")

    parsed = message_from_bytes(mail.content, policy=default)
    _, text, html = read_digest(digest, "https://hoering.kl.dk")
    page = parse_html(html)
    assert parsed["Bcc"] is None
    assert not parsed.defects
    assert not select(page, "//script | //img[not(starts-with(@src, 'cid:'))] | //b | //*[@onerror]")
    assert "{{ 7*7 }}" in text
    assert "49 Bcc" not in text
    assert not [line for line in text.splitlines() if line.startswith("Bcc")]
    assert text.count("<script>") == html.count("&lt;script&gt;") - 1  # the HTML says the title once more, as <title>

"""The HTML of every mail: Outlook for Windows can show it, nothing is fetched, and it can be read aloud."""

import pytest

from notifier.rendering import render_parts
from notifier.specimens import WORD, make_specimen
from notifier.template_check import VIEWS
from tests.digests import parse_html
from tests.outlook import find_unsupported


def write_mail(name: str, *, full: bool) -> str:
    return render_parts(name, make_specimen(VIEWS[name], full=full)).html


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", VIEWS)
def test_outlook_is_asked_nothing_that_word_cannot_do(name: str, full: bool) -> None:  # noqa: FBT001
    assert find_unsupported(write_mail(name, full=full)) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p style="border-radius:3px">x</p>', "border-radius"),
        ('<div style="display:flex">x</div>', "flex"),
        ('<p style="color:rgba(0,0,0,.5)">x</p>', "rgba"),
        ('<table style="margin:0 auto"><tr><td>x</td></tr></table>', "auto"),
        ("<style>p{margin:0 auto}</style><p>x</p>", "auto"),
        ("<svg></svg>", "svg"),
        ('<p style="padding:3px">x</p>', "padding"),
    ],
)
def test_what_word_cannot_do_is_seen(html: str, said: str) -> None:
    assert said in " ".join(find_unsupported(f"<html><body>{html}</body></html>"))


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_fetched_and_no_word_becomes_markup(name: str) -> None:
    html = write_mail(name, full=True)

    page = parse_html(html)
    shown = [str(address) for address in page.xpath("//@src | //@background | //@srcset | //@poster | //link/@href")]
    assert WORD not in html
    assert page.xpath("//*[name() = 'prøve']") == []
    assert [address for address in shown if ":" in address and not address.startswith("cid:")] == []


@pytest.mark.parametrize("name", VIEWS)
def test_it_can_be_read_aloud(name: str) -> None:
    page = parse_html(write_mail(name, full=True))

    assert page.get("lang") == "da"
    assert len(page.xpath("//h1")) == 1
    assert "".join(page.xpath("//title/text()")).strip()
    assert all(t.get("role") == "presentation" or t.xpath("./tr/th[@scope]") for t in page.xpath("//table"))

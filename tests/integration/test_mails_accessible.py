"""Every mail as a browser shows it, wide and narrow, by day and by night: axe has nothing against it."""

from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it ships none
from playwright.sync_api import Browser, ViewportSize

from notifier.digest import describe_digest
from notifier.digest_map import draw_map
from notifier.rendering import render_parts
from notifier.specimens import make_specimen
from notifier.template_check import VIEWS
from tests.digests import build_digest, build_open_mail
from tests.web.browser import RUN_AXE, SCHEMES, TAGS

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def write_mail(name: str) -> str:
    """Return the HTML of a mail with something in each of its places; of the digest, with real words."""
    if name != "digest":
        return render_parts(name, make_specimen(VIEWS[name], full=True)).html
    long = build_open_mail(subject="Høringssvar" * 9, sender="a" * 60 + "@" + "b" * 50 + ".example")
    digest = build_digest(unjudged=1, open_mails=(long, build_open_mail()))
    picture, _ = draw_map(digest.standings)
    return render_parts("digest", describe_digest(digest, "https://hoering.kl.dk", picture)).html


def ask_axe(browser: Browser, html: str, *, width: int, scheme: Literal["light", "dark"]) -> list[str]:
    """Return what axe finds, a line each."""
    context = browser.new_context(viewport=ViewportSize(width=width, height=1000), color_scheme=scheme, locale="da-DK")
    try:
        page = context.new_page()
        page.set_content(html)
        # A letter that leaves the colours to its reader stands on the reader's paper, which axe takes to be white.
        page.add_style_tag(content="html { background: Canvas; }")
        page.evaluate(AXE_SCRIPT)
        found: list[str] = page.evaluate(RUN_AXE, list(TAGS))
        return found
    finally:
        context.close()


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [720, 390])
def test_axe_finds_nothing(browser: Browser, name: str, scheme: Literal["light", "dark"], width: int) -> None:
    assert ask_axe(browser, write_mail(name), width=width, scheme=scheme) == []


def test_axe_would_find_something(browser: Browser) -> None:
    faint = (
        '<html lang="da"><title>x</title><main><h1>x</h1><p style="color:#ccc;background:#fff">svag</p></main></html>'
    )

    found = ask_axe(browser, faint, width=720, scheme="light")

    assert [line.partition(":")[0] for line in found] == ["color-contrast"]

"""A real browser, the page served for it on 127.0.0.1, and what an accessible page is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it ships none
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from domain.account import Account
from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.tokens import hash_token, make_token
from kommunesvar.web.server import serve

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW = ViewportSize(width=320, height=800)
WIDE = ViewportSize(width=1440, height=1000)

RUN_AXE = """
async (tags) => {
  const found = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  const show = (nodes) => nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ");
  return found.violations.map(one => `${one.id}: ${one.help} ${show(one.nodes)}`);
}
"""


@dataclass(frozen=True)
class LivePage:
    """The page as a browser sees it."""

    browser: Browser
    program: Program
    address: str

    @contextmanager
    def open_context(
        self, by: Account | None = None, *, scripts: bool = True, bypass_csp: bool = True
    ) -> Iterator[BrowserContext]:
        """Open a browser of one's own, signed in by an account."""
        # Our own policy forbids what the tester needs to look inside; that the policy holds is tested by itself.
        context = self.browser.new_context(
            viewport=WIDE, locale="da-DK", bypass_csp=bypass_csp, java_script_enabled=scripts
        )
        try:
            if by is not None:
                token = make_token()
                self.program.sessions.begin(hash_token(token), by, self.program.clock())
                context.add_cookies([{"name": "kommunesvar", "value": token, "url": self.address}])
            yield context
        finally:
            context.close()

    @contextmanager
    def open(self, path: str, by: Account | None = None) -> Iterator[Page]:
        """Open one page."""
        with self.open_context(by) as context:
            page = context.new_page()
            page.goto(self.address + path)
            yield page


@contextmanager
def run_browser() -> Iterator[Browser]:
    """Start Debian's Chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serve_live(browser: Browser, program: Program) -> Iterator[LivePage]:
    """Serve a program's page for a browser."""
    with serve(program) as address:
        yield LivePage(browser, program, address)


def assert_accessible(page: Page) -> None:
    """Assert WCAG 2.1 A and AA, 2.2 AA and best practice, by day, by night and at 320 px; nobody scrolls sideways."""
    for scheme in SCHEMES:
        for size in (WIDE, NARROW):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            page.evaluate(AXE_SCRIPT)
            found = page.evaluate(RUN_AXE, list(TAGS))
            assert found == [], (found, page.url, scheme, size["width"])
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (page.url, size["width"])

"""A browser of the simplest kind, in this process: it keeps its cookie, follows no link, and fills in forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2
import lxml.html
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from domain.account import Account
from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.tokens import hash_token, make_token
from kommunesvar.web.app import make_app

HOST = "http://127.0.0.1"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Origin": HOST}


@dataclass(frozen=True)
class Page:
    """An answer."""

    response: httpx2.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def leads_to(self) -> str:
        """Where it sends the browser; empty when it does not."""
        return self.response.headers.get("location", "")

    @property
    def tree(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.response.text)

    @property
    def text(self) -> str:
        """What is read in the main part, with single blanks."""
        (main,) = self.tree.xpath("//main")
        return re.sub(r"\s+", " ", main.text_content()).strip()

    @property
    def title(self) -> str:
        return str(self.tree.xpath("string(//h1)")).strip()

    @property
    def form_token(self) -> str:
        return str(self.tree.xpath("string((//input[@name='token'])[1]/@value)"))

    def find(self, path: str) -> list[str]:
        """Return the texts, or attributes, that an XPath finds."""
        found = self.tree.xpath(path)
        return [re.sub(r"\s+", " ", one if isinstance(one, str) else one.text_content()).strip() for one in found]


class Client:
    """Asks for pages; ``by`` is who is signed in."""

    def __init__(self, app: ASGIApp, program: Program, by: Account | None = None) -> None:
        self.http = TestClient(app, base_url=HOST, follow_redirects=False)
        self.http.headers.update({"Sec-Fetch-Site": "same-origin"})
        if by is not None:
            token = make_token()
            program.sessions.begin(hash_token(token), by, program.clock())
            self.http.cookies.set("kommunesvar", token, domain="127.0.0.1")

    def get(self, address: str, **headers: str) -> Page:
        return Page(self.http.get(address, headers=headers))

    def post(
        self,
        address: str,
        form: Mapping[str, str | list[str]] | None = None,
        *,
        seen: Page | None = None,
        headers: Mapping[str, str] = SAME_ORIGIN,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> Page:
        """Send a form; ``seen`` is the page whose token it bears, by default one that every role may see."""
        token = (seen or self.get(self.get("/").leads_to)).form_token
        return self.post_raw(address, dict(form or {}) | {"token": token}, headers=headers, files=files)

    def post_raw(
        self,
        address: str,
        form: Mapping[str, str | list[str]],
        *,
        headers: Mapping[str, str] = SAME_ORIGIN,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> Page:
        """Send a form just as it is."""
        return Page(self.http.post(address, data=dict(form), headers=dict(headers), files=files))


def open_client(program: Program, by: Account | None = None) -> Client:
    """Return a client of the program's page, signed in by an account."""
    return Client(make_app(program), program, by)

"""What all pages share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.provider import Provider
from kommunesvar.web.mail.kept_pictures import KeptPictures
from kommunesvar.web.navigation import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The program behind the pages, their templates, what stands in the navigation, and the routes by name."""

    program: Program
    environment: Environment
    entries: tuple[Entry, ...]
    routes: Mapping[str, BaseRoute]
    provider: Provider | None = None
    pictures: KeptPictures = field(default_factory=KeptPictures)

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS."""
        return (self.program.config.web.base_url or "").startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the cookie; the prefix keeps every other site of the domain from setting it (RFC 6265bis)."""
        return "__Host-kommunesvar" if self.is_secure else "kommunesvar"

    def name_address(self, request: Request) -> str:
        """Return the address that people use, without a path: the configured one, or else the one just used."""
        # The guard has seen to it that the request used a name of ours.
        return self.program.config.web.base_url or f"{request.url.scheme}://{request.url.netloc}"

    def hand_over(self, token: str, response: Response) -> None:
        """Give the browser its token; it ends with the browser, or with the session."""
        response.set_cookie(self.cookie, token, path="/", secure=self.is_secure, httponly=True, samesite="lax")

"""What all pages share."""

from dataclasses import dataclass, field

from jinja2 import Environment
from starlette.responses import Response

from kommunesvar.bootstrap import Program
from kommunesvar.web.kept_pictures import KeptPictures
from kommunesvar.web.navigation import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The program behind the pages, their templates, and what stands in the navigation."""

    program: Program
    environment: Environment
    entries: tuple[Entry, ...]
    pictures: KeptPictures = field(default_factory=KeptPictures)

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS."""
        return (self.program.config.web.base_url or "").startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the cookie; the prefix keeps every other site of the domain from setting it (RFC 6265bis)."""
        return "__Host-kommunesvar" if self.is_secure else "kommunesvar"

    def hand_over(self, token: str, response: Response) -> None:
        """Give the browser its token; it ends with the browser, or with the session."""
        response.set_cookie(self.cookie, token, path="/", secure=self.is_secure, httponly=True, samesite="lax")

"""What holds for every answer: the names we answer to, and what a browser may do with it."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kommunesvar.web.faults import show_fault
from kommunesvar.web.proxy_watch import ProxyWatch

STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing inline and nothing from elsewhere (https://www.w3.org/TR/CSP3/)."""

FRAMING = f"{STRICT}; frame-src 'self'"
"""Of a page that shows a mail in a frame: set it as the answer's ``Content-Security-Policy``."""

HEADERS = {
    "Content-Security-Policy": STRICT,
    "X-Content-Type-Options": "nosniff",
    # Not 'no-referrer': with it, browsers send 'Origin: null' with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""Of every answer that does not set its own."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_PATH = 4000
"""Characters; Python itself gives up on numbers of more than 4300 digits, and none of our addresses is so long."""

TRANSPORT = "max-age=31536000"


class Guard:
    """Stands before the whole application, so that its errors pass here as well."""

    def __init__(self, app: ASGIApp, *, host: str, base_url: str | None) -> None:
        self._app, self._proxies = app, ProxyWatch()
        self._hosts = LOOPBACK | {host} | ({urlsplit(base_url).hostname or ""} if base_url else set())
        secure = base_url is not None and base_url.startswith("https:")
        self._headers = HEADERS | ({"Strict-Transport-Security": TRANSPORT} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it where it uses a name that is not ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._proxies.look(scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._find_answer(scope)(scope, receive, send_guarded)

    def _find_answer(self, scope: Scope) -> ASGIApp:
        if not self._answers_to(Headers(scope=scope).get("host", "")):
            # Another site that lets its own name point here ('DNS rebinding') would else read our pages.
            return show_fault(HTTPStatus.BAD_REQUEST, "Siden svarer ikke til det navn, som adressen bruger.")
        if len(scope["path"]) > LONGEST_PATH:
            return show_fault(HTTPStatus.NOT_FOUND)
        return self._app

    def _answers_to(self, host: str) -> bool:
        try:
            return urlsplit(f"//{host}").hostname in self._hosts
        except ValueError:
            return False

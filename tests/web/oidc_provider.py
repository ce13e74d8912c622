"""A small provider of OpenID Connect on 127.0.0.1: it signs with RS256 as Entra ID does, and can misbehave."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

TENANT = "2f4c0e52-7a5e-4b0f-9d1c-3c52a1d7e0aa"
OTHER_TENANT = "00000000-7a5e-4b0f-9d1c-3c52a1d7e0aa"
OBJECT = "9b1de4a0-1111-4222-8333-444455556666"
CLIENT, SECRET = "kommunesvar", "hemmelig nøgle"

_KEY = RSAKey.generate_key(2048, {"kid": "the key", "use": "sig"})
_STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "the key"})


class Fault(Enum):
    """What is wrong with the provider, or with somebody who speaks in its name."""

    WRONG_NONCE = auto()
    NO_NONCE = auto()
    WRONG_ISSUER = auto()
    WRONG_AUDIENCE = auto()
    WRONG_PARTY = auto()
    STRANGERS_SIGNATURE = auto()
    NO_SIGNATURE = auto()
    SIGNED_WITH_PUBLIC_KEY = auto()
    EXPIRED = auto()
    NOT_YET_VALID = auto()
    OTHER_TENANT = auto()
    NOBODY = auto()
    NO_TOKEN = auto()
    GARBAGE = auto()
    ANSWER_OF_OTHER_ISSUER = auto()


@dataclass
class OidcProvider:
    """The provider; ``person`` is who is signed in there, ``codes`` what was promised for which code."""

    clock: Callable[[], datetime]
    address: str = ""
    fault: Fault | None = None
    asks: bool = False
    declines: bool = False
    person: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"{self.address}/{TENANT}/v2.0"

    def discover(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/logout",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Return where the browser goes back to."""
        self.asked.append(query)
        if self.declines:
            return f"{query['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': query['state']})}"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        answer = {"code": code, "state": query["state"]}
        if self.fault is Fault.ANSWER_OF_OTHER_ISSUER:
            answer["iss"] = "https://evil.example"
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def exchange(self, form: dict[str, str]) -> tuple[HTTPStatus, dict[str, Any]]:
        """Give a token for a code: once, to the client it was made for, that knows the verifier."""
        # What is taken away here is gone: a code is used once.
        promised = self.codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if promised is None or form.get("redirect_uri") != promised["redirect_uri"]:
            return HTTPStatus.BAD_REQUEST, {"error": "invalid_grant"}
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return HTTPStatus.UNAUTHORIZED, {"error": "invalid_client"}
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != promised["code_challenge"]:
            return HTTPStatus.BAD_REQUEST, {"error": "invalid_grant"}
        answer = {"access_token": "opaque", "token_type": "Bearer", "expires_in": 3600}
        if self.fault is not Fault.NO_TOKEN:
            answer["id_token"] = self.sign(self.make_claims(promised["nonce"]))
        return HTTPStatus.OK, answer

    def make_claims(self, nonce: str) -> dict[str, Any]:
        now = int(self.clock().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "pairwise",
            "oid": OBJECT,
            "tid": TENANT,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "nonce": nonce,
            "name": "Karen Kontor",
            "preferred_username": "karen@kl.dk",
            "roles": ["editor"],
        }
        wrong: dict[Fault, dict[str, Any]] = {
            Fault.WRONG_NONCE: {"nonce": "another"},
            Fault.NO_NONCE: {"nonce": None},
            Fault.WRONG_ISSUER: {"iss": f"{self.address}/{OTHER_TENANT}/v2.0"},
            Fault.WRONG_AUDIENCE: {"aud": "another application"},
            Fault.WRONG_PARTY: {"aud": [CLIENT, "another application"], "azp": "another application"},
            Fault.EXPIRED: {"exp": now - 3600, "iat": now - 7200, "nbf": now - 7200},
            Fault.NOT_YET_VALID: {"nbf": now + 3600},
            Fault.OTHER_TENANT: {"tid": OTHER_TENANT},
            Fault.NOBODY: {"sub": None, "oid": None},
        }
        claims |= self.person | (wrong.get(self.fault, {}) if self.fault else {})
        return {name: value for name, value in claims.items() if value is not None}

    def sign(self, claims: dict[str, Any]) -> str:
        header = {"alg": "RS256", "kid": "the key", "typ": "JWT"}
        if self.fault is Fault.GARBAGE:
            return "not.a.token"
        if self.fault is Fault.NO_SIGNATURE:
            return f"{_write({'alg': 'none', 'typ': 'JWT'})}.{_write(claims)}."
        if self.fault is Fault.SIGNED_WITH_PUBLIC_KEY:
            # 'Algorithm confusion': the public key, which everybody has, used as a shared secret.
            signed = f"{_write(header | {'alg': 'HS256'})}.{_write(claims)}"
            tag = hmac.digest(_KEY.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{base64.urlsafe_b64encode(tag).rstrip(b'=').decode()}"
        key = _STRANGERS_KEY if self.fault is Fault.STRANGERS_SIGNATURE else _KEY
        return jwt.encode(header, claims, key)

    def list_keys(self) -> dict[str, Any]:
        return {"keys": [dict(_KEY.as_dict(private=False)), {"kty": "of another kind", "kid": "x"}]}


def _write(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: OidcProvider

    def do_GET(self) -> None:
        found = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(found.query).items()}
        if found.path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
            self._answer(HTTPStatus.OK, self.provider.discover())
        elif found.path == "/keys":
            self._answer(HTTPStatus.OK, self.provider.list_keys())
        elif found.path == "/authorize" and self.provider.asks:
            self._show(f'<!doctype html><title>Provider</title><a href="/agree?{found.query}">Jeg er Karen</a>')
        elif found.path in {"/authorize", "/agree"}:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", self.provider.authorize(query))
            self.end_headers()
        elif found.path == "/logout":
            self._show("<!doctype html><title>Logget af</title>")
        else:
            self._answer(HTTPStatus.NOT_FOUND, {})

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        self._answer(*self.provider.exchange(form))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: HTTPStatus, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def _show(self, page: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())


@contextmanager
def run_provider(clock: Callable[[], datetime], *, certificates: Path | None = None) -> Iterator[OidcProvider]:
    """Serve a provider, whose tokens bear the time of a clock; over TLS with the ``certificates`` of a folder."""
    provider = OidcProvider(clock)
    handler = type("Handler", (_Handler,), {"provider": provider})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.address = f"{'https' if certificates else 'http'}://127.0.0.1:{server.server_port}"
        if certificates is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificates / "srv.pem", certificates / "srv.key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()

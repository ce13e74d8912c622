"""A provider of OpenID Connect, as Entra ID: asked who somebody is, and not believed before the signature is checked.

The flow is the authorization code with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636).
"""

import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import httpx2
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # it ships none
from authlib.common.urls import add_params_to_uri  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from domain.errors import ConfigurationError, KommunesvarError
from kommunesvar.config.web import OidcSection, is_safe_address
from kommunesvar.web.accounts.attempt import Attempt

DISCOVERY = "/.well-known/openid-configuration"
"""OpenID Connect Discovery 1.0, section 4."""

SCOPE = "openid profile email"
ALGORITHM = "RS256"
"""What Entra signs with; a token that names another, or 'none', is not looked at."""

KEPT_FOR = timedelta(hours=1)
PAUSE = timedelta(seconds=30)
SECONDS = 10
LEEWAY = 120
"""Seconds that the provider's clock and ours may be apart."""

Claims = Mapping[str, Any]


class ProviderUnavailable(KommunesvarError):
    """The provider does not answer as it should; nobody can sign in by its word just now."""


class TokenRefused(KommunesvarError):
    """What the provider, or somebody in its name, has answered cannot be believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where the provider is asked for what; ``end_session`` is where one signs out there."""

    authorization: str
    token: str
    keys: str
    end_session: str | None
    takes_post: bool


class Provider:
    """Asks a provider; what it says of itself is kept for an hour."""

    def __init__(self, section: OidcSection) -> None:
        self.section = section
        self._turn = threading.Lock()
        self._kept: tuple[datetime, Endpoints] | None = None
        self._failed: tuple[datetime, str] | None = None

    def find_endpoints(self, now: datetime) -> Endpoints:
        """Return where the provider is asked. Raises ProviderUnavailable."""
        with self._turn:
            if self._kept is None or now - self._kept[0] >= KEPT_FOR:
                self._kept = (now, self._ask_where(now))
            return self._kept[1]

    def make_address(self, attempt: Attempt, back: str, now: datetime, *, asks_which: bool = False) -> str:
        """Return where somebody signs in, and from where he is sent ``back``. Raises ProviderUnavailable.

        ``asks_which`` has the provider ask which account is meant, also where it knows one.
        """
        endpoint = self.find_endpoints(now).authorization
        with OAuth2Client(
            self.section.client_id, scope=SCOPE, redirect_uri=back, code_challenge_method="S256"
        ) as asking:
            address, _ = asking.create_authorization_url(
                endpoint,
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
                **({"prompt": "select_account"} if asks_which else {}),
            )
        return str(address)

    def make_end_address(self, back: str, now: datetime) -> str | None:
        """Return where one signs out at the provider, or None (OpenID Connect RP-Initiated Logout 1.0)."""
        try:
            endpoint = self.find_endpoints(now).end_session
        except ProviderUnavailable:
            return None
        parameters = [("client_id", self.section.client_id), ("post_logout_redirect_uri", back)]
        return str(add_params_to_uri(endpoint, parameters)) if endpoint else None

    def redeem(self, code: str, attempt: Attempt, back: str, now: datetime) -> Claims:
        """Return what the provider says of who comes with a code. Raises ProviderUnavailable and TokenRefused."""
        endpoints = self.find_endpoints(now)
        answer = self._fetch_token(endpoints, code, attempt, back)
        keys = fetch_keys(endpoints.keys, self.section)
        return read_token(answer, keys, nonce=attempt.nonce, section=self.section, now=now)

    def _ask_where(self, now: datetime) -> Endpoints:
        """Ask, unless there was no answer a moment ago: visitors shall not stand in line for one who is silent."""
        if self._failed is not None and now - self._failed[0] < PAUSE:
            raise ProviderUnavailable(self._failed[1])
        try:
            return fetch_endpoints(self.section)
        except ProviderUnavailable as error:
            self._failed = (now, str(error))
            raise

    def _fetch_token(self, endpoints: Endpoints, code: str, attempt: Attempt, back: str) -> Mapping[str, Any]:
        # Not Basic where it can be helped: providers disagree on how it writes signs as '+' and '%'.
        method = "client_secret_post" if endpoints.takes_post else "client_secret_basic"
        try:
            secret = self.section.read_client_secret()
            with OAuth2Client(
                self.section.client_id,
                secret,
                token_endpoint_auth_method=method,
                timeout=SECONDS,
                verify=make_trust(self.section),
            ) as asking:
                token = asking.fetch_token(
                    endpoints.token, code=code, code_verifier=attempt.verifier, redirect_uri=back
                )
        except ConfigurationError as error:
            raise ProviderUnavailable(str(error)) from error
        except AuthlibBaseError as error:
            raise TokenRefused(f"The provider did not take the code: {error.error}.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise ProviderUnavailable(f"{endpoints.token} does not answer: {_word(error)}.") from error
        return cast("Mapping[str, Any]", token)


def make_trust(section: OidcSection) -> ssl.SSLContext | bool:
    """Return whose word on certificates is taken: those whom this machine trusts, or an authority of one's own.

    Raises ProviderUnavailable when its certificate cannot be read.
    """
    if section.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=section.ca_file)
    except OSError as error:
        raise ProviderUnavailable(
            f"The certificates in {section.ca_file} cannot be read: {error.strerror or error}.",
            remedy="Correct ca_file in [web.oidc].",
        ) from error


def fetch_endpoints(section: OidcSection) -> Endpoints:
    """Ask an issuer where it is asked for what. Raises ProviderUnavailable, with what to do about it."""
    address = section.issuer.rstrip("/") + DISCOVERY
    found = _fetch(address, section)
    if found.get("issuer") != section.issuer:
        raise ProviderUnavailable(
            f"{address} speaks for the issuer '{found.get('issuer')}', and the configuration names '{section.issuer}'.",
            remedy="Write the issuer in [web] oidc just as it stands there.",
        )
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    for name in names:
        if not is_safe_address(found.get(name)):
            raise ProviderUnavailable(f"{address} names no {name} that can be reached over https.")
    end_session = found.get("end_session_endpoint")
    return Endpoints(
        authorization=found["authorization_endpoint"],
        token=found["token_endpoint"],
        keys=found["jwks_uri"],
        end_session=end_session if is_safe_address(end_session) else None,
        takes_post="client_secret_post" in (found.get("token_endpoint_auth_methods_supported") or ()),
    )


def fetch_keys(address: str, section: OidcSection) -> KeySet:
    """Fetch the keys that tokens are signed with; each time, as they change. Raises ProviderUnavailable."""
    found = _fetch(address, section).get("keys")
    listed = (
        [key for key in found if isinstance(key, dict) and key.get("kty") == "RSA"] if isinstance(found, list) else []
    )
    try:
        return KeySet.import_key_set({"keys": listed})
    except (JoseError, ValueError) as error:
        raise ProviderUnavailable(f"{address} holds no keys that can be used: {error}.") from error


def read_token(answer: Mapping[str, Any], keys: KeySet, *, nonce: str, section: OidcSection, now: datetime) -> Claims:
    """Return what stands in an answer's ID token, after the checks of section 3.1.3.7. Raises TokenRefused."""
    options = {
        "iss": {"essential": True, "value": section.issuer},
        "aud": {"essential": True, "value": section.client_id},
        "nonce": {"essential": True, "value": nonce},
    }
    asked = {"nonce": nonce, "client_id": section.client_id, "access_token": answer.get("access_token")}
    registry = JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
    try:
        token = jwt.decode(str(answer.get("id_token", "")), keys, registry=registry)
        claims = CodeIDToken(token.claims, token.header, options, asked)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError) as error:
        raise TokenRefused(f"The token cannot be believed: {_word(error)}.") from error
    return dict(claims)


def _fetch(address: str, section: OidcSection) -> dict[str, Any]:
    trust = make_trust(section)
    try:
        response = httpx2.get(address, timeout=SECONDS, verify=trust)
        response.raise_for_status()
        found = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        said = _word(error)
        raise ProviderUnavailable(
            f"{address} does not answer as it should: {said}.",
            remedy=_UNTRUSTED if "CERTIFICATE_VERIFY_FAILED" in said else _UNREACHED,
        ) from error
    if not isinstance(found, dict):
        raise ProviderUnavailable(f"{address} answers with something else than it should.")
    return found


_UNREACHED = "See that the issuer in [web] oidc is right, and that this machine may reach it."
_UNTRUSTED = (
    "If the provider's certificate is signed by an authority of your own, name the file with that authority's "
    "certificate as ca_file in [web.oidc]."
)


def _word(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0].rstrip(".") or type(error).__name__

"""The section of the configuration file on the page: where it is served, and who vouches for those who sign in."""

import typing
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, model_validator

from domain.account import AccountRole
from kommunesvar.config.sections import AnchoredPath, Day, Section, read_secret

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise ValueError(f"'{url}' is no address") from error


def _check_base_url(url: str) -> str:
    """Refuse what is no address of a page: its links would lead nowhere."""
    found = _split(url)
    if found.scheme not in {"http", "https"} or not found.hostname or found.path.strip("/") or found.query:
        raise ValueError(f"'{url}' is no address as https://hoering.example.org, without anything behind it")
    return url.rstrip("/")


def is_safe_address(url: object) -> bool:
    """Say whether what is sent to an address can be read by nobody on the way: it goes over TLS, or stays here."""
    try:
        found = urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return False
    return (
        found is not None
        and bool(found.hostname)
        and (found.scheme == "https" or (found.scheme == "http" and found.hostname in _LOOPBACK))
    )


def _check_issuer(url: str) -> str:
    """Refuse an issuer that cannot be trusted, and Microsoft's address of every tenant there is."""
    if not is_safe_address(url):
        raise ValueError(f"'{url}' is no address as https://login.microsoftonline.com/<tenant id>/v2.0")
    if _split(url).path.strip("/").split("/")[0] in {"common", "organizations", "consumers"}:
        raise ValueError(f"'{url}' lets every organisation in: put your own tenant id there, as Entra shows it")
    return url


class OidcSection(Section):
    """A provider of OpenID Connect, as Entra ID, and which of its roles is which of ours.

    ``roles`` goes from what stands in the token's claim ``roles_claim`` to reader, editor or admin; where a token
    brings several, the one counts that may do most. ``contact`` is told to whom has none. ``label`` stands on the
    button. ``secret_expires`` is the last day of the client secret, of which the digest warns. ``ca_file`` names who
    signed the provider's certificate, where that is an authority of one's own.
    """

    issuer: Annotated[str, AfterValidator(_check_issuer)]
    client_id: str = Field(min_length=1)
    client_secret_env: str | None = None
    client_secret_file: AnchoredPath | None = None
    roles_claim: str = "roles"
    roles: Mapping[str, AccountRole] = {role.value: role for role in AccountRole}
    label: str = Field(default="Log på med arbejdskonto", min_length=1)
    contact: str = ""
    secret_expires: Day | None = None
    ca_file: AnchoredPath | None = None

    @model_validator(mode="after")
    def _check_secret(self) -> typing.Self:
        if (self.client_secret_env is None) == (self.client_secret_file is None):
            raise ValueError("client_secret_env or client_secret_file must name where the secret is, and only one")
        if not self.roles:
            raise ValueError('roles must give at least one role, as { "kommunesvar-admin" = "admin" }')
        return self

    def read_client_secret(self) -> str:
        """Return the client secret. Raises ConfigurationError when its place is empty."""
        return read_secret(self.client_secret_env, self.client_secret_file) or ""


class WebSection(Section):
    """Where the page is served; port 0 is any that is free.

    ``proxies`` are the addresses of those who may say for whom they ask (``X-Forwarded-For``). ``metrics_token_env``
    names the variable with the token that /metrics then wants; without it only this machine may read them. With
    ``oidc`` people sign in at a provider; without it with accounts of our own.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    base_url: Annotated[str, AfterValidator(_check_base_url)] | None = None
    proxies: list[str] = Field(default=["127.0.0.1"])
    metrics_token_env: str | None = None
    oidc: OidcSection | None = None

    @model_validator(mode="after")
    def _check_reach(self) -> typing.Self:
        if self.host not in _LOOPBACK and not (self.base_url or "").startswith("https://"):
            raise ValueError(
                f"host = '{self.host}' lets other machines see the page, where passwords and letters would pass in"
                " the clear: give base_url with https:// as the address that people use, with a server in front that"
                " speaks TLS; or leave host out, and only this machine sees it"
            )
        return self

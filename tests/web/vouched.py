"""The program with a provider that vouches for those who sign in, and how one goes there and back."""

from dataclasses import dataclass

import httpx2

from domain.account import Identity
from tests.books import AUTUMN
from tests.web.client import HOST, Client, Page, open_client
from tests.web.oidc_provider import CLIENT, OBJECT, TENANT, OidcProvider
from tests.web.sample import Sample

OVERVIEW = f"/hoeringer/{AUTUMN}"


@dataclass(frozen=True)
class House:
    """The program, and the provider that vouches for those who sign in."""

    sample: Sample
    provider: OidcProvider

    def open_client(self) -> Client:
        return open_client(self.sample.program)

    @property
    def identity(self) -> Identity:
        return Identity(issuer=self.provider.issuer, subject=f"{TENANT}/{OBJECT}")


def write_section(provider: OidcProvider) -> str:
    return f"""
[web.oidc]
issuer = "{provider.issuer}"
client_id = "{CLIENT}"
client_secret_env = "TEST_OIDC_SECRET"
label = "Log på med KL"
contact = "IT på it@kl.dk"
roles = {{ reader = "reader", editor = "editor", "kommunesvar.admin" = "admin" }}
"""


def go_there(client: Client, then: str = "") -> str:
    """Go to the provider; return the address that it sends the browser back to."""
    leads_to = client.get(f"/log-paa/konto?naeste={then}").leads_to
    # The browser of a person trusts whom his machine trusts; that is not what is tried here.
    return httpx2.get(leads_to, verify=False).headers["location"]


def sign_in(client: Client, then: str = "") -> Page:
    return client.get(go_there(client, then).removeprefix(HOST))


def is_signed_in(client: Client) -> bool:
    return client.get(OVERVIEW).status == 200

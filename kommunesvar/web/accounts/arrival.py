"""Whom a provider has vouched for, as an account: who it is, what he is called, and what he may do."""

from urllib.parse import urlsplit

from domain.account import AccountRole, Identity, NewAccount
from kommunesvar.config.web import OidcSection
from kommunesvar.web.accounts.provider import Claims, TokenRefused
from kommunesvar.web.rendering import show_plainly

LONGEST_NAME = 100


def find_identity(claims: Claims, issuer: str) -> Identity:
    """Return who somebody is: with Entra ID tenant and object, which stay the same in every application.

    Raises TokenRefused for a token of another tenant, and for one that says of nobody who he is. See
    https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference.
    """
    tenant, person = claims.get("tid"), claims.get("oid")
    if tenant and person:
        if tenant not in urlsplit(issuer).path.split("/"):
            raise TokenRefused("The token is of another tenant.")
        return Identity(issuer=issuer, subject=f"{tenant}/{person}")
    if not claims.get("sub"):
        raise TokenRefused("The token does not say who it is about.")
    return Identity(issuer=issuer, subject=str(claims["sub"]))


def find_role(claims: Claims, section: OidcSection) -> AccountRole | None:
    """Return the highest role that a token gives; None when it gives none."""
    said = claims.get(section.roles_claim)
    listed = said if isinstance(said, list) else [said]
    found = {section.roles[name] for name in listed if isinstance(name, str) and name in section.roles}
    return next((role for role in reversed(AccountRole) if role in found), None)


def describe_arrival(claims: Claims, section: OidcSection, role: AccountRole) -> NewAccount:
    """Return the account of who comes; his name is what the provider calls him, and else what he signs in with."""
    identity = find_identity(claims, section.issuer)
    username = _find_text(claims, "preferred_username")
    email = _find_text(claims, "email") or (username if "@" in username else "")
    name = _find_text(claims, "name") or username or email or identity.subject
    return NewAccount(identity=identity, name=name, role=role, email=email)


def _find_text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return " ".join(show_plainly(value).split())[:LONGEST_NAME] if isinstance(value, str) else ""

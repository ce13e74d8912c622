"""The accounts (konti): who may use the page and what he may do there, for administrators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import LOCAL, Account, AccountRole, Invitation, Tone
from domain.errors import LastAdmin
from kommunesvar.web.accounts.invitations import invite, offer_password
from kommunesvar.web.accounts.tokens import hash_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal

LONGEST_NAME = 100
LAST = (
    "Det blev ikke gjort, for så ville der ikke være nogen administrator tilbage. "
    "Gør først en anden til administrator, eller bed en anden administrator om det."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as it is shown; ``way`` is how its holder signs in, ``is_local`` whether we keep his password."""

    account: Account
    way: str
    is_local: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """What the page shows; ``links`` are those that nobody has used, by their keys."""

    lines: Sequence[AccountLine]
    links: Mapping[str, Invitation]
    provider: str
    roles: Sequence[AccountRole] = tuple(AccountRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link, shown once; it makes an account, or sets the password of one."""

    address: str
    name: str
    role: AccountRole
    expires_at: datetime
    is_for_password: bool


@open_to(AccountRole.ADMIN)
def show_accounts(asked: Asked) -> Response:
    """Show everybody who may sign in, and the links that make more of them."""
    oidc = asked.program.config.web.oidc
    view = AccountsPage(
        lines=[_make_line(asked, account) for account in asked.program.accounts.list_all()],
        links=asked.program.account_changes.list_invitations(asked.now),
        provider=oidc.label if oidc else "",
    )
    return asked.show("accounts.html", view=view)


@open_to(AccountRole.ADMIN)
def make_link(asked: Asked) -> Response:
    """Make a link for a new account, and show it this once."""
    role = asked.form.read_choice("rolle", AccountRole)
    name = asked.form.find_text("navn", longest=LONGEST_NAME) or ""
    return _show_link(asked, invite(asked.program, role, by=asked.by, name=name))


@open_to(AccountRole.ADMIN)
def withdraw_link(asked: Asked) -> Response:
    """Let a link be used no more."""
    withdrawn = asked.program.account_changes.withdraw(asked.form.read_text("link"), by=asked.by, now=asked.now)
    if withdrawn:
        return _go_back(asked, "Linket kan ikke bruges længere.")
    return _go_back(asked, "Linket var allerede brugt eller udløbet.", tone=Tone.WARNING)


@open_to(AccountRole.ADMIN)
def change_role(asked: Asked) -> Response:
    """Give an account another role."""
    account, role = _take_account(asked), asked.form.read_choice("rolle", AccountRole)
    if account.identity.issuer != LOCAL:
        return _go_back(asked, f"{account.name} får sin rolle fra logintjenesten. Skift den dér.", tone=Tone.WARNING)
    try:
        asked.program.account_changes.change_role(account.id, role, by=asked.by, now=asked.now)
    except LastAdmin:
        return _go_back(asked, LAST, tone=Tone.WARNING)
    notice = f"{account.name} er nu {role.danish}."
    if account.id == asked.account.id and role is not AccountRole.ADMIN:
        return asked.go(asked.link("own_account"), notice=notice)
    return _go_back(asked, notice)


@open_to(AccountRole.ADMIN)
def disable(asked: Asked) -> Response:
    """Keep somebody out, from this moment."""
    account = _take_account(asked)
    if account.id == asked.account.id:
        return _go_back(asked, "Du kan ikke spærre din egen konto. Bed en anden administrator.", tone=Tone.WARNING)
    try:
        asked.program.account_changes.disable(account.id, by=asked.by, now=asked.now)
    except LastAdmin:
        return _go_back(asked, LAST, tone=Tone.WARNING)
    return _go_back(asked, f"{account.name} er spærret og logget af alle steder.")


@open_to(AccountRole.ADMIN)
def enable(asked: Asked) -> Response:
    """Let somebody in again."""
    account = asked.program.account_changes.enable(_take_account(asked).id, by=asked.by, now=asked.now)
    return _go_back(asked, f"{account.name} kan logge på igen.")


@open_to(AccountRole.ADMIN)
def end_sessions(asked: Asked) -> Response:
    """End all sessions of an account, as when a computer was lost."""
    account = _take_account(asked)
    asked.program.account_changes.end_sessions(account.id, by=asked.by, now=asked.now)
    return _go_back(asked, f"{account.name} er logget af alle steder.")


@open_to(AccountRole.ADMIN)
def make_password_link(asked: Asked) -> Response:
    """Make a link with which somebody chooses a new password, and show it this once."""
    account = _take_account(asked)
    if account.identity.issuer != LOCAL or account.disabled:
        return _go_back(asked, f"{account.name} kan ikke få en adgangskode her.", tone=Tone.WARNING)
    return _show_link(asked, offer_password(asked.program, account, by=asked.by))


def _take_account(asked: Asked) -> Account:
    number = asked.take_number("id")
    found = next((account for account in asked.program.accounts.list_all() if account.id == number), None)
    if found is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "Der er ingen konto med det nummer.")
    return found


def _make_line(asked: Asked, account: Account) -> AccountLine:
    is_local = account.identity.issuer == LOCAL
    return AccountLine(
        account=account,
        way=_name_way(asked, account),
        is_local=is_local,
        is_own=account.id == asked.account.id,
    )


def _name_way(asked: Asked, account: Account) -> str:
    if account.identity.issuer == LOCAL:
        return f"brugernavn: {account.identity.subject}"
    if account.identity.issuer in asked.program.config.list_issuers():
        return "arbejdskonto"
    return "en logintjeneste, der ikke bruges længere"


def _show_link(asked: Asked, path: str) -> Response:
    """Show a link where nothing keeps it: not in an address, a notice or a log."""
    key = hash_token(path.rpartition("/")[2])
    invitation = asked.program.account_changes.list_invitations(asked.now)[key]
    view = NewLink(
        address=asked.site.name_address(asked.request) + path,
        name=invitation.name,
        role=invitation.role,
        expires_at=invitation.expires_at,
        is_for_password=invitation.account is not None,
    )
    return asked.show("account_link.html", view=view)


def _go_back(asked: Asked, notice: str, *, tone: Tone = Tone.DONE) -> Response:
    return asked.go(asked.link("accounts"), notice=notice, tone=tone)


ROUTES = (
    Route("/drift/konti", show_accounts, name="accounts"),
    Route("/drift/konti/inviter", make_link, methods=["POST"], name="make_account_link"),
    Route("/drift/konti/tilbagekald", withdraw_link, methods=["POST"], name="withdraw_account_link"),
    Route("/drift/konti/{id:int}/rolle", change_role, methods=["POST"], name="change_role"),
    Route("/drift/konti/{id:int}/spaer", disable, methods=["POST"], name="disable_account"),
    Route("/drift/konti/{id:int}/aabn", enable, methods=["POST"], name="enable_account"),
    Route("/drift/konti/{id:int}/log-af", end_sessions, methods=["POST"], name="end_sessions"),
    Route("/drift/konti/{id:int}/adgangskode", make_password_link, methods=["POST"], name="make_password_link"),
)

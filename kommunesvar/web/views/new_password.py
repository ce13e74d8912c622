"""Choosing a new password with a link that can be used once."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import Account, Invitation
from kommunesvar.web.accounts.passwords import LONGEST, SHORTEST, hash_password, list_faults
from kommunesvar.web.accounts.sign_in import sign_in
from kommunesvar.web.accounts.tokens import hash_token, is_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordForm:
    """What the page shows: whose password it is, and what was wrong with the new one."""

    account: Account
    invitation: Invitation
    token: str
    faults: tuple[str, ...] = ()
    shortest: int = SHORTEST


@open_to(None)
def show_new_password(asked: Asked) -> Response:
    """Ask for the new password."""
    return asked.show("new_password.html", view=_find_form(asked))


@open_to(None)
def take_new_password(asked: Asked) -> Response:
    """Set it, and sign in with it."""
    form = _find_form(asked)
    password = asked.form.find_secret("adgangskode", longest=LONGEST)
    repeated = asked.form.find_secret("gentaget", longest=LONGEST)
    faults = list_faults(password, repeated, form.account.identity.subject)
    if faults:
        view = replace(form, faults=faults)
        return asked.show("new_password.html", status=HTTPStatus.BAD_REQUEST, view=view)
    account = asked.program.account_changes.redeem(hash_token(form.token), hash_password(password), asked.now)
    if account is None:
        raise _refuse_link()
    return sign_in(asked, account, asked.link("front"))


def _find_form(asked: Asked) -> PasswordForm:
    token = asked.take("token")
    invitation = asked.program.accounts.find_invitation(hash_token(token), asked.now) if is_token(token) else None
    listed = asked.program.accounts.list_all() if invitation and invitation.account is not None else ()
    account = next((one for one in listed if invitation and one.id == invitation.account), None)
    if invitation is None or account is None or account.disabled:
        raise _refuse_link()
    return PasswordForm(account=account, invitation=invitation, token=token)


def _refuse_link() -> Refusal:
    return Refusal(HTTPStatus.NOT_FOUND, "Linket er brugt eller udløbet. Bed en administrator om et nyt.")


ROUTES = (
    Route("/ny-adgangskode/{token}", show_new_password, name="new_password"),
    Route("/ny-adgangskode/{token}", take_new_password, methods=["POST"], name="take_new_password"),
)

"""Making an account with a link that can be used once."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import Identity, Invitation, NewAccount
from domain.errors import AccountTaken
from kommunesvar.web.accounts.passwords import LONGEST, SHORTEST, hash_password, list_faults
from kommunesvar.web.accounts.sign_in import sign_in
from kommunesvar.web.accounts.tokens import hash_token, is_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm:
    """What the page shows: what was typed, and what was wrong with it."""

    invitation: Invitation
    token: str
    name: str = ""
    username: str = ""
    faults: tuple[str, ...] = ()
    shortest: int = SHORTEST


@open_to(None)
def show_new_account(asked: Asked) -> Response:
    """Ask who it is."""
    return asked.show("new_account.html", view=_find_form(asked))


@open_to(None)
def take_new_account(asked: Asked) -> Response:
    """Make the account and sign in with it."""
    form = _find_form(asked)
    password = asked.form.find_secret("adgangskode", longest=LONGEST)
    filled = replace(
        form,
        name=asked.form.find_text("navn", longest=LONGEST_NAME) or "",
        username=asked.form.find_text("brugernavn", longest=LONGEST_NAME) or "",
    )
    faults = _list_faults(filled, password, asked.form.find_secret("gentaget", longest=LONGEST))
    if faults:
        return _ask_again(asked, filled, *faults)
    new = NewAccount(
        identity=Identity.local(filled.username),
        name=filled.name,
        role=form.invitation.role,
        password_hash=hash_password(password),
    )
    try:
        account = asked.program.accounts.accept(hash_token(form.token), new, asked.now)
    except AccountTaken:
        return _ask_again(asked, filled, "Det brugernavn har en anden. Vælg et andet.")
    if account is None:
        raise _refuse_link()
    return sign_in(asked, account, asked.link("front"))


def _find_form(asked: Asked) -> AccountForm:
    token = asked.take("token")
    invitation = asked.program.accounts.find_invitation(hash_token(token), asked.now) if is_token(token) else None
    if invitation is None or invitation.account is not None:
        raise _refuse_link()
    return AccountForm(invitation=invitation, token=token, name=invitation.name)


def _refuse_link() -> Refusal:
    return Refusal(HTTPStatus.NOT_FOUND, "Linket er brugt eller udløbet. Bed en administrator om et nyt.")


def _list_faults(form: AccountForm, password: str, repeated: str) -> tuple[str, ...]:
    checks = {
        "Skriv dit navn: det vises ved de afgørelser, du træffer.": bool(form.name),
        "Vælg et brugernavn.": bool(form.username),
    }
    missing = tuple(fault for fault, holds in checks.items() if not holds)
    return missing + list_faults(password, repeated, form.username)


def _ask_again(asked: Asked, form: AccountForm, *faults: str) -> Response:
    return asked.show("new_account.html", status=HTTPStatus.BAD_REQUEST, view=replace(form, faults=faults))


ROUTES = (
    Route("/ny-konto/{token}", show_new_account, name="new_account"),
    Route("/ny-konto/{token}", take_new_account, methods=["POST"], name="take_new_account"),
)

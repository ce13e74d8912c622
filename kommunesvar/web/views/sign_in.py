"""Signing in and out; with a local account here, and with another from here."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import LOCAL
from kommunesvar.web.accounts.passwords import LONGEST
from kommunesvar.web.accounts.sign_in import TooManyAttempts, check_password, find_own_address, sign_in, sign_out
from kommunesvar.web.accounts.tokens import hash_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What the page shows: what was typed, and what was wrong with it.

    ``label`` stands on the button to the provider, ``elsewhere`` is where one signs out there; both are empty where
    there is none. ``has_local`` is whether anybody can sign in with a password.
    """

    username: str = ""
    then: str = "/"
    fault: str = ""
    label: str = ""
    elsewhere: str = ""
    has_local: bool = True
    has_ended: bool = False


@open_to(None)
def show_sign_in(asked: Asked) -> Response:
    """Ask for user name and password; who is signed in goes on at once."""
    then = find_own_address(asked.query.find_text("naeste"))
    if asked.session is not None:
        return asked.go(then)
    has_ended = asked.query.is_set("af")
    return _show(asked, SignIn(then=then, has_ended=has_ended, elsewhere=_find_elsewhere(asked) if has_ended else ""))


@open_to(None)
def take_sign_in(asked: Asked) -> Response:
    """Sign in, or say that it was not right; not which of the two."""
    username = asked.form.find_text("brugernavn", longest=LONGEST_NAME) or ""
    then = find_own_address(asked.form.find_text("naeste"))
    try:
        account = check_password(asked, username, asked.form.find_secret("adgangskode", longest=LONGEST))
    except TooManyAttempts:
        fault = "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen."
        view = SignIn(username=username, then=then, fault=fault)
        return _show(asked, view, status=HTTPStatus.TOO_MANY_REQUESTS)
    if account is None:
        view = SignIn(username=username, then=then, fault="Brugernavn og adgangskode passer ikke sammen. Prøv igen.")
        return _show(asked, view, status=HTTPStatus.FORBIDDEN)
    return sign_in(asked, account, then)


@open_to(None)
def take_sign_out(asked: Asked) -> Response:
    """End the session and forget the token."""
    if asked.session is not None:
        asked.program.sessions.end(hash_token(asked.token), asked.now)
    return sign_out(asked)


def _show(asked: Asked, view: SignIn, *, status: int = HTTPStatus.OK) -> Response:
    """Show the page; the form only where somebody could sign in with it."""
    if (provider := asked.site.provider) is not None:
        has_local = any(one.identity.issuer == LOCAL and not one.disabled for one in asked.program.accounts.list_all())
        view = replace(view, label=provider.section.label, has_local=has_local)
    return asked.show("sign_in.html", status=status, view=view)


def _find_elsewhere(asked: Asked) -> str:
    """Find where one signs out at the provider: its own session goes on, which at a shared computer matters."""
    back = asked.site.name_address(asked.request) + asked.link("sign_in")
    return (asked.site.provider.make_end_address(back, asked.now) or "") if asked.site.provider else ""


ROUTES = (
    Route("/log-paa", show_sign_in, name="sign_in"),
    Route("/log-paa", take_sign_in, methods=["POST"], name="take_sign_in"),
    Route("/log-af", take_sign_out, methods=["POST"], name="sign_out"),
)

"""Signing in and out with a local account."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.passwords import LONGEST
from kommunesvar.web.sign_in import TooManyAttempts, check_password, find_own_address, sign_in
from kommunesvar.web.tokens import hash_token

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What the page shows: what was typed, and what was wrong with it."""

    username: str = ""
    then: str = "/"
    fault: str = ""


@open_to(None)
def show_sign_in(asked: Asked) -> Response:
    """Ask for user name and password; who is signed in goes on at once."""
    then = find_own_address(asked.query.find_text("naeste"))
    if asked.session is not None:
        return asked.go(then)
    return asked.show("sign_in.html", view=SignIn(then=then))


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
        return asked.show("sign_in.html", status=HTTPStatus.TOO_MANY_REQUESTS, view=view)
    if account is None:
        view = SignIn(username=username, then=then, fault="Brugernavn og adgangskode passer ikke sammen. Prøv igen.")
        return asked.show("sign_in.html", status=HTTPStatus.FORBIDDEN, view=view)
    return sign_in(asked, account, then)


@open_to(None)
def take_sign_out(asked: Asked) -> Response:
    """End the session and forget the token."""
    if asked.session is not None:
        asked.program.sessions.end(hash_token(asked.token), asked.now)
    response = RedirectResponse(asked.link("sign_in"), status_code=HTTPStatus.SEE_OTHER)
    response.delete_cookie(asked.site.cookie, path="/", secure=asked.site.is_secure, httponly=True, samesite="lax")
    return response


ROUTES = (
    Route("/log-paa", show_sign_in, name="sign_in"),
    Route("/log-paa", take_sign_in, methods=["POST"], name="take_sign_in"),
    Route("/log-af", take_sign_out, methods=["POST"], name="sign_out"),
)

"""Signing in and out: a token in the browser, its hash in the books, and how often may be tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus

from starlette.responses import RedirectResponse, Response

from domain.account import Account, Identity
from kommunesvar.web.accounts.passwords import hash_password, is_outdated, is_password
from kommunesvar.web.accounts.tokens import hash_token, make_token
from kommunesvar.web.asked import Asked

WITHIN = timedelta(minutes=15)
OF_ACCOUNT, FROM_ADDRESS = 10, 50
"""So many sign-ins may fail within that time before none is tried any more: a whole office may share an address."""


class TooManyAttempts(Exception):
    """Nobody may try again before some time has passed."""


def check_password(asked: Asked, username: str, password: str) -> Account | None:
    """Find the account of a user name and its password; None when they do not belong together.

    Raises TooManyAttempts. An attempt counts before it is tried, so that many at once are as few as one by one.
    """
    program, identity = asked.program, Identity.local(username)
    program.sign_in_failures.record(identity, find_address(asked), asked.now)
    tried, tried_here = program.sign_in_failures.count(identity, find_address(asked), asked.now - WITHIN)
    if tried > OF_ACCOUNT or tried_here > FROM_ADDRESS:
        raise TooManyAttempts
    account = program.accounts.find(identity)
    kept = program.accounts.find_password_hash(account.id) if account and not account.disabled else None
    if not is_password(password, kept) or account is None or kept is None:
        return None
    if is_outdated(kept):
        program.accounts.record_password_hash(account.id, hash_password(password))
    program.sign_in_failures.forget(identity)
    return account


@contextmanager
def hold_back(asked: Asked, issuer: str) -> Iterator[None]:
    """Count an answer of a provider as failed unless the block ends well. Raises TooManyAttempts before it begins."""
    failures, attempt = asked.program.sign_in_failures, Identity(issuer=issuer, subject=make_token())
    failures.record(attempt, find_address(asked), asked.now)
    _, tried_here = failures.count(attempt, find_address(asked), asked.now - WITHIN)
    if tried_here > FROM_ADDRESS:
        raise TooManyAttempts
    yield
    failures.forget(attempt)


def sign_in(asked: Asked, account: Account, address: str) -> Response:
    """Begin a session under a new token, whoever knew the old one, and go on to an address of ours."""
    token = make_token()
    asked.program.sessions.begin(hash_token(token), account, asked.now, replacing=hash_token(asked.token))
    response = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)
    asked.site.hand_over(token, response)
    return response


def sign_out(asked: Asked) -> Response:
    """Take the token from the browser; its session has been ended."""
    response = RedirectResponse(f"{asked.link('sign_in')}?af=1", status_code=HTTPStatus.SEE_OTHER)
    response.delete_cookie(asked.site.cookie, path="/", secure=asked.site.is_secure, httponly=True, samesite="lax")
    return response


def find_own_address(text: str | None) -> str:
    r"""Return where to go after signing in: an address of ours, or the front page when it is none.

    ``//elsewhere`` and ``/\elsewhere`` are other sites to a browser.
    """
    is_ours = text is not None and text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if text and is_ours and text.isprintable() else "/"


def find_address(asked: Asked) -> str:
    """Return the network address of who asks; behind a trusted proxy, as that says (``X-Forwarded-For``)."""
    client = asked.request.client
    return client.host if client else ""

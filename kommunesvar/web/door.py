"""Who may come in: what is checked of every request before its view is asked.

In this order: who is signed in, whether that role is enough, whether the form came from a page of ours (origin),
how large it is, and whether that page was made for this browser (token).
"""

import functools
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive

from domain.account import AccountRole, Session
from kommunesvar.web.accounts.tokens import hash_token, is_form_token, is_token, make_token
from kommunesvar.web.asked import TOKEN_FIELD, Asked
from kommunesvar.web.faults import Refusal
from kommunesvar.web.parameters import Parameters
from kommunesvar.web.site import Site

FORM_BYTES = 256 * 1024
"""What a form without files may hold."""
MOST_FIELDS = 1000
MOST_FILES = 50
READING = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""

View = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def open_to(least: AccountRole | None, *, largest: int = FORM_BYTES) -> Callable[[View], Endpoint]:
    """Let a view be seen by this role and those above it; None is everyone, signed in or not.

    A view is a plain function that runs in a thread of its own. ``largest`` is how many octets its form may hold.
    """

    def decorate(view: View) -> Endpoint:
        @functools.wraps(view)
        async def endpoint(request: Request) -> Response:
            site: Site = request.app.state.site
            token = request.cookies.get(site.cookie, "")
            session = await run_in_threadpool(_find_session, site, token)
            if least is not None and (turned_away := _turn_away(request, session, least)):
                return turned_away
            form = FormData() if request.method in READING else await _read_form(request, token, largest)
            asked = Asked(
                site=site,
                request=request,
                now=site.program.clock(),
                token=token if is_token(token) else make_token(),
                session=session,
                query=Parameters(request.query_params),
                form=Parameters(form),
            )
            try:
                response = await run_in_threadpool(view, asked)
            finally:
                await form.close()  # also of a form that the view refused: its files would stay open
            if asked.token != token and "set-cookie" not in response.headers:
                # A form that anybody may see needs a browser that can be recognised.
                site.hand_over(asked.token, response)
            return response

        return endpoint

    return decorate


def _find_session(site: Site, token: str) -> Session | None:
    if not is_token(token):
        return None
    return site.program.sessions.find(hash_token(token), site.program.clock())


def _turn_away(request: Request, session: Session | None, least: AccountRole) -> Response | None:
    """Return what a visitor gets in place of the page, or None. Raises Refusal."""
    if session is not None:
        if session.account.role.covers(least):
            return None
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            f"Du er logget på som {session.account.role.danish}. Det kræver rollen {least.danish}.",
        )
    if request.method not in READING:
        raise Refusal(HTTPStatus.FORBIDDEN, "Du er ikke logget på længere. Log på, og gør det igen.")
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    sign_in = request.app.url_path_for("sign_in")
    return RedirectResponse(f"{sign_in}?naeste={quote(here, safe='')}", status_code=HTTPStatus.SEE_OTHER)


async def _read_form(request: Request, token: str, largest: int) -> FormData:
    """Return what was filled in on a page of ours. Raises Refusal, and HTTPException when it is no form."""
    _check_origin(request)
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > largest:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    limited = Request(request.scope, _limit(request.receive, largest))
    try:
        form = await limited.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=largest)
    except (FormParserError, UnicodeError, ValueError) as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    said = form.get(TOKEN_FIELD)
    if not (isinstance(said, str) and is_token(token) and is_form_token(said, token)):
        await form.close()
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            "Formularen hører til en anden session, for eksempel fordi du har logget på igen. "
            "Hent siden igen, og udfyld den på ny.",
        )
    return form


def _check_origin(request: Request) -> None:
    """Refuse a form of another site, and one of which the browser does not say where it is from.

    ``Sec-Fetch-Site`` (https://www.w3.org/TR/fetch-metadata/) and ``Origin`` (RFC 6454) are set by the browser;
    no page can. Host has been checked by then.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin"} or (site is None and origin is None):
        raise Refusal(HTTPStatus.FORBIDDEN, "Formularen kommer ikke fra denne side.")
    if origin is not None and _find_host(origin) != request.headers.get("host", "").lower():
        raise Refusal(HTTPStatus.FORBIDDEN, "Formularen kommer fra et andet sted end denne side.")


def _find_host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _limit(receive: Receive, largest: int) -> Receive:
    """Count what comes in: a browser need not say beforehand how much that is."""
    left = largest

    async def receive_counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_counted

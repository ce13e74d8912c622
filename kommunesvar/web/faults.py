"""What went wrong, as a page in Danish: what happened, and what to do about it."""

from http import HTTPStatus

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ExceptionHandler

from domain.deadline import COPENHAGEN
from domain.errors import ConfigurationError, DecisionConflict, KommunesvarError
from kommunesvar.web.parameters import BadParameter
from kommunesvar.web.rendering import load_environment

log = structlog.get_logger(__name__)

TITLES = {
    400: "Siden forstod ikke forespørgslen",
    403: "Det har du ikke adgang til",
    404: "Siden findes ikke",
    405: "Siden kan ikke bruges på den måde",
    409: "Nogen kom dig i forkøbet",
    413: "Det sendte fylder for meget",
    429: "For mange forsøg",
    500: "Der skete en fejl",
    503: "Indstillingerne skal rettes først",
    507: "Der er ikke plads på disken",
}
REMEDIES = {
    400: "Gå tilbage, ret det, og prøv igen.",
    403: "Bed en administrator om adgang, eller log på med en anden konto.",
    404: "Adressen kan være skrevet forkert, eller siden kan være flyttet. Gå til forsiden, og find den derfra.",
    405: "Gå til forsiden, og find siden derfra.",
    409: "Se, hvad der er sket i mellemtiden, og afgør det så.",
    413: "Send færre eller mindre filer ad gangen.",
    429: "Vent et kvarter, og prøv igen.",
    500: "Det, der nåede at blive gemt, er ikke gået tabt. Prøv igen, og sig det til den, "
    "der driver programmet, hvis det sker igen.",
    503: "Sig det til den, der driver programmet, og send gerne den tekniske besked med.",
    507: "Bed den, der driver programmet, om at gøre plads, og prøv så igen.",
}


class Refusal(HTTPException):
    """A page is refused, and a Danish sentence says why."""


def show_fault(status: int, sentence: str = "", *, english: str = "") -> Response:
    """Return the page of a fault; it asks the database nothing, which may be what is at fault."""
    page = load_environment(COPENHAGEN).get_template("fault.html")
    title = TITLES.get(status, TITLES[400] if status < HTTPStatus.INTERNAL_SERVER_ERROR else TITLES[500])
    remedy = REMEDIES.get(status, REMEDIES[400])
    shown = page.render(status=status, title=title, sentence=sentence, english=english, remedy=remedy)
    return HTMLResponse(shown, status_code=status)


def _show_http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    sentence = error.detail if isinstance(error, Refusal) else ""
    page = show_fault(error.status_code, sentence)
    page.headers.update(error.headers or {})
    return page


def _show_bad_parameter(_request: Request, error: Exception) -> Response:
    return show_fault(HTTPStatus.BAD_REQUEST, str(error))


def _show_conflict(_request: Request, error: Exception) -> Response:
    return show_fault(HTTPStatus.CONFLICT, english=str(error))


def _show_refused(_request: Request, error: Exception) -> Response:
    """Show what a use case refused; a view that can say it in Danish catches it itself."""
    return show_fault(HTTPStatus.BAD_REQUEST, english=str(error))


def _show_misconfigured(_request: Request, error: Exception) -> Response:
    """Show what the operator has to put right: no visitor can, and its sentence names file and key."""
    sentence = "Der er en fejl i programmets indstillinger, så siden kan ikke vises."
    return show_fault(HTTPStatus.SERVICE_UNAVAILABLE, sentence, english=str(error))


def _show_broken(request: Request, error: Exception) -> Response:
    log.error("page failed", path=request.url.path, error=type(error).__name__)
    return show_fault(HTTPStatus.INTERNAL_SERVER_ERROR)


HANDLERS: dict[type[Exception] | int, ExceptionHandler] = {
    HTTPException: _show_http,
    BadParameter: _show_bad_parameter,
    DecisionConflict: _show_conflict,
    ConfigurationError: _show_misconfigured,
    KommunesvarError: _show_refused,
    Exception: _show_broken,
}
"""The named boundary of one web request: whatever is raised, the visitor gets a page and the next one is served."""

"""For machines: whether the program lives, whether it can work, and its figures. No page, no session, no cookie."""

import hmac
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kommunesvar.config.sections import read_secret
from kommunesvar.metrics import write_metrics
from kommunesvar.readiness import check_readiness
from kommunesvar.web.faults import Refusal
from kommunesvar.web.guard import LOOPBACK
from kommunesvar.web.site import Site

FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
"""Who bears one of these came through a server in front of ours: however near that is, whoever asks may be far."""


def tell_alive(_request: Request) -> Response:
    """Answer: that is all there is to it."""
    return PlainTextResponse("ok\n")


def tell_ready(request: Request) -> Response:
    """Say what can be done; status 503 where something cannot."""
    site: Site = request.app.state.site
    conditions = list(check_readiness(site.program, site.program.clock()))
    lines = [f"{one.subject}: {one.fault or 'ok'}\n" for one in conditions]
    is_ready = not any(one.fault for one in conditions)
    return PlainTextResponse("".join(lines), HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE)


def tell_figures(request: Request) -> Response:
    """Return the figures, to this machine alone, or to whoever knows the token of ``[web] metrics_token_env``."""
    site: Site = request.app.state.site
    variable = site.program.config.web.metrics_token_env
    if not (_bears_token(request, variable) if variable else _is_from_here(request)):
        raise Refusal(HTTPStatus.FORBIDDEN, "Tallene er kun for den overvågning, der er sat op til at læse dem.")
    try:
        figures = write_metrics(site.program, site.program.clock())
    except SQLAlchemyError as error:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE) from error
    return Response(figures, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _bears_token(request: Request, variable: str) -> bool:
    said = request.headers.get("authorization", "")
    return hmac.compare_digest(said.encode(), f"Bearer {read_secret(variable, None)}".encode())


def _is_from_here(request: Request) -> bool:
    """Say whether a program on this machine asks, and not a server in front of ours for somebody elsewhere."""
    host = request.client.host if request.client else ""
    is_forwarded = any(name in request.headers for name in FORWARDED)
    return host in LOOPBACK and request.url.hostname in LOOPBACK and not is_forwarded


ROUTES = (
    Route("/healthz", tell_alive, name="healthz"),
    Route("/readyz", tell_ready, name="readyz"),
    Route("/metrics", tell_figures, name="metrics"),
)

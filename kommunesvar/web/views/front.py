"""The front page: it leads to the consultation that was chosen, or else to the one now open."""

from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from kommunesvar.standings import find_consultation
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal


@open_to(AccountRole.READER)
def lead_on(asked: Asked) -> Response:
    """Go to the overview of a consultation."""
    chosen = asked.query.find_text("hoering")
    if chosen is not None and chosen not in asked.program.consultations:
        raise Refusal(HTTPStatus.NOT_FOUND, f"Der er ingen høring, der hedder »{chosen}«.")
    return asked.go(asked.link("overview", consultation=find_consultation(asked.program, chosen).id))


ROUTES = (Route("/", lead_on, name="front"),)

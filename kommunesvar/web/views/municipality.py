"""One municipality (kommune): where it stands and why, all that it sent, and all that was done about it."""

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.municipality.page import load_municipality


@open_to(AccountRole.READER)
def show_municipality(asked: Asked) -> Response:
    """Show everything that is known of one municipality, in all consultations."""
    return asked.show("municipality.html", view=load_municipality(asked))


ROUTES = (Route("/kommuner/{code}", show_municipality, name="municipality"),)

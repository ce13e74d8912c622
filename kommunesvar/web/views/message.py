"""The page of a message (henvendelse): all that is known of it, why, and what can be decided."""

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.mail.originals import take_message
from kommunesvar.web.mail.pages import show_message_page


@open_to(AccountRole.READER)
def show_message(asked: Asked) -> Response:
    """Show one message."""
    return show_message_page(asked, take_message(asked))


ROUTES = (Route("/henvendelser/{id:int}", show_message, name="message"),)

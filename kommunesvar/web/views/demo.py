"""Coming in by the link of the demo."""

from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import NewAccount
from kommunesvar.web.accounts.demo_link import DEMO_IDENTITY, INVITED_BY_DEMO
from kommunesvar.web.accounts.sign_in import sign_in
from kommunesvar.web.accounts.tokens import hash_token, is_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal


@open_to(None)
def come_in(asked: Asked) -> Response:
    """Sign in whoever has the link, once; who is in already goes on."""
    if asked.session is not None:
        return asked.go(asked.link("front"))
    token = asked.take("token")
    key, accounts = hash_token(token), asked.program.accounts
    invitation = accounts.find_invitation(key, asked.now) if is_token(token) else None
    if invitation is None or invitation.by != INVITED_BY_DEMO:
        raise Refusal(HTTPStatus.NOT_FOUND, "Linket er brugt. Start »kommunesvar demo« igen, og få et nyt.")
    account = accounts.accept(key, NewAccount(identity=DEMO_IDENTITY, name="Demo", role=invitation.role), asked.now)
    if account is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "Linket er netop blevet brugt.")
    return sign_in(asked, account, asked.link("front"))


ROUTES = (Route("/demo/{token}", come_in, name="demo"),)

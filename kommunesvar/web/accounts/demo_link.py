"""The link of the demo: who opens it is signed in, once, without user name and password."""

from domain.account import INVITED_FOR, AccountRole, Identity, Invitation
from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.tokens import hash_token, make_token

INVITED_BY_DEMO = "kommunesvar demo"
"""Who signs such an invitation; one of anybody else makes an account with a password."""

DEMO_IDENTITY = Identity(issuer="demo", subject="demo")
"""An account of no issuer that there is, so that nobody can sign in with it again."""


def make_demo_link(program: Program, address: str) -> str:
    """Return a link that signs somebody in to the demo's page as administrator."""
    token, now = make_token(), program.clock()
    invitation = Invitation(role=AccountRole.ADMIN, by=INVITED_BY_DEMO, expires_at=now + INVITED_FOR)
    program.accounts.invite(hash_token(token), invitation, now)
    return f"{address.rstrip('/')}/demo/{token}"

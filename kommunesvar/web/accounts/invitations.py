"""Links that can be used once: each makes an account, or lets the holder of one choose a new password."""

from domain.account import INVITED_FOR, Account, AccountRole, Invitation
from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.tokens import hash_token, make_token


def invite(program: Program, role: AccountRole, *, by: str, name: str = "") -> str:
    """Return the path of a link that makes an account of a role; it is told nowhere else."""
    token, now = make_token(), program.clock()
    invitation = Invitation(role=role, by=by, expires_at=now + INVITED_FOR, name=name)
    program.accounts.invite(hash_token(token), invitation, now)
    return f"/ny-konto/{token}"


def offer_password(program: Program, account: Account, *, by: str) -> str:
    """Return the path of a link that sets a new password; the old one holds until it is used."""
    token, now = make_token(), program.clock()
    invitation = Invitation(
        role=account.role, by=by, expires_at=now + INVITED_FOR, name=account.name, account=account.id
    )
    program.account_changes.offer_password(hash_token(token), account.id, invitation, now)
    return f"/ny-adgangskode/{token}"

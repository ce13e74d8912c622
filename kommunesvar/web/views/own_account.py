"""One's own account (konto): its password, its keys, and signing out wherever one is signed in."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import LOCAL, AccountRole
from kommunesvar.web.accounts.passwords import LONGEST, SHORTEST, hash_password, list_faults
from kommunesvar.web.accounts.sign_in import TooManyAttempts, check_password, sign_out
from kommunesvar.web.accounts.tokens import hash_token
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """What the page shows: whether there is a password to change, and what was wrong with the new one."""

    is_local: bool
    faults: tuple[str, ...] = ()
    shortest: int = SHORTEST


@open_to(AccountRole.READER)
def show_own_account(asked: Asked) -> Response:
    """Show who one is here, and what one may set."""
    return _show(asked)


@open_to(AccountRole.READER)
def change_password(asked: Asked) -> Response:
    """Take another password from who knows the present one; other browsers are signed out."""
    if asked.account.identity.issuer != LOCAL:
        return _show(asked, "Din adgangskode skiftes i logintjenesten, ikke her.")
    username = asked.account.identity.subject
    new = asked.form.find_secret("adgangskode", longest=LONGEST)
    faults = list_faults(new, asked.form.find_secret("gentaget", longest=LONGEST), username)
    if faults:
        return _show(asked, *faults)
    try:
        known = check_password(asked, username, asked.form.find_secret("nuvaerende", longest=LONGEST))
    except TooManyAttempts:
        return _show(asked, "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen.")
    if known is None:
        return _show(asked, "Den nuværende adgangskode er ikke rigtig.")
    key = hash_token(asked.token)
    asked.program.account_changes.change_password(known.id, hash_password(new), asked.now, keeping=key)
    return asked.go(asked.link("own_account"), notice="Adgangskoden er skiftet, og du er logget af alle andre steder.")


@open_to(AccountRole.READER)
def switch_own_shortcuts(asked: Asked) -> Response:
    """Let single keys do something for who asks, or nothing any more."""
    on = asked.form.is_set("til")
    asked.program.accounts.record_shortcuts(asked.account, asked.now, on=on)
    notice = f"Genvejstasterne er {'slået til' if on else 'slået fra'}."
    return asked.go(asked.link("own_account"), notice=notice)


@open_to(AccountRole.READER)
def sign_out_everywhere(asked: Asked) -> Response:
    """End every session of who asks, also this one."""
    asked.program.account_changes.end_sessions(asked.account.id, by=asked.by, now=asked.now)
    return sign_out(asked)


def _show(asked: Asked, *faults: str) -> Response:
    view = OwnAccount(is_local=asked.account.identity.issuer == LOCAL, faults=faults)
    return asked.show("own_account.html", status=HTTPStatus.BAD_REQUEST if faults else HTTPStatus.OK, view=view)


ROUTES = (
    Route("/konto", show_own_account, name="own_account"),
    Route("/konto/adgangskode", change_password, methods=["POST"], name="change_password"),
    Route("/konto/genveje", switch_own_shortcuts, methods=["POST"], name="switch_own_shortcuts"),
    Route("/konto/log-af-alle", sign_out_everywhere, methods=["POST"], name="sign_out_everywhere"),
)

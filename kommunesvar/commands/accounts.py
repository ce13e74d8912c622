"""accounts: who may use the page; for when nobody is left who can sign in and help the others."""

from enum import StrEnum
from typing import Annotated

import typer

from domain.account import INVITED_FOR, LOCAL, Account, AccountRole
from domain.errors import LastAdmin, UsageError
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.commands.contacts import ByOption, name_person
from kommunesvar.console import Exit, out, print_json
from kommunesvar.tables import clean_foreign, make_table
from kommunesvar.web.accounts.invitations import invite as make_invitation
from kommunesvar.web.accounts.invitations import offer_password

accounts_app = typer.Typer(help="Who may use the page: list, invite, password, disable, enable.")
app.add_typer(accounts_app, name="accounts")

HolderArgument = Annotated[str, typer.Argument(metavar="NAME", help="The user name, mail address or name.")]


class AccountsFormat(StrEnum):
    """How the accounts are printed."""

    TABLE = "table"
    JSON = "json"


@accounts_app.command(name="list")
def list_(
    context: Context,
    format: Annotated[AccountsFormat, typer.Option(help="How to print it.")] = AccountsFormat.TABLE,
) -> int:
    """List the accounts, also those that are disabled."""
    with invocation(context).open_program() as program:
        listed = program.accounts.list_all()
        if format is AccountsFormat.JSON:
            print_json([_write(account) for account in listed])
            return Exit.DONE
        table = make_table("No.", "Name", "Signs in as", "Role", "", title="Accounts")
        for account in listed:
            signs_in, disabled = _say_sign_in(account), "disabled" if account.disabled else ""
            cells = (clean_foreign(account.name), clean_foreign(signs_in), account.role.value, disabled)
            table.add_row(str(account.id), *cells)
        out.print(table)
        return Exit.DONE


@accounts_app.command()
def invite(
    context: Context,
    name: Annotated[str, typer.Argument(help="Whom it is for; they may still change it.")],
    role: Annotated[AccountRole, typer.Option(help="What the account may do.")] = AccountRole.READER,
    by: ByOption = None,
) -> int:
    """Print a link that makes an account: once, and within 24 hours."""
    with invocation(context).open_program() as program:
        path = make_invitation(program, role, by=name_person(by), name=" ".join(name.split()))
        _print_link(program, path, f"a new account as {role.value}")
        return Exit.DONE


@accounts_app.command()
def password(context: Context, name: HolderArgument, by: ByOption = None) -> int:
    """Print a link with which somebody chooses a new password: once, and within 24 hours."""
    with invocation(context).open_program() as program:
        account = _find(program, name)
        if account.disabled:
            raise UsageError(f"{account.name} is disabled.", remedy=f"First: kommunesvar accounts enable '{name}'.")
        _print_link(program, offer_password(program, account, by=name_person(by)), f"a new password of {account.name}")
        return Exit.DONE


@accounts_app.command()
def disable(context: Context, name: HolderArgument, by: ByOption = None) -> int:
    """Keep somebody out, at once and wherever they are signed in."""
    with invocation(context).open_program() as program:
        account = _find(program, name)
        try:
            program.account_changes.disable(account.id, by=name_person(by), now=program.clock())
        except LastAdmin as error:
            raise UsageError(
                f"{account.name} is the last who may do everything, and stays.",
                remedy="Make another first: kommunesvar accounts invite NAME --role admin.",
            ) from error
        _say(f"{account.name} is disabled, and signed out everywhere.")
        return Exit.DONE


@accounts_app.command()
def enable(context: Context, name: HolderArgument, by: ByOption = None) -> int:
    """Let somebody in again."""
    with invocation(context).open_program() as program:
        account = _find(program, name)
        program.account_changes.enable(account.id, by=name_person(by), now=program.clock())
        _say(f"{account.name} may sign in again.")
        return Exit.DONE


def _find(program: Program, name: str) -> Account:
    """Find an account by its number or by what it is called. Raises UsageError, also where two are called so."""
    wanted = name.strip().casefold()
    listed = program.accounts.list_all()
    found = [account for account in listed if wanted == str(account.id)] or [
        account
        for account in listed
        if wanted in {account.identity.subject.casefold(), account.email.casefold(), account.name.casefold()} - {""}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(account.id) for account in found)
        raise UsageError(f"Several accounts are called '{name}': {numbers}.", remedy="Give the number of one.")
    raise UsageError(f"There is no account '{name}'.", remedy="See 'kommunesvar accounts list'.")


def _say_sign_in(account: Account) -> str:
    return account.identity.subject if account.identity.issuer == LOCAL else account.email or account.identity.issuer


def _write(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "name": account.name,
        "issuer": account.identity.issuer,
        "subject": account.identity.subject,
        "email": account.email,
        "role": account.role.value,
        "disabled": account.disabled,
    }


def _print_link(program: Program, path: str, what: str) -> None:
    web = program.config.web
    host = f"[{web.host}]" if ":" in web.host else web.host
    address = web.base_url or f"http://{host}:{web.port}"
    hours = int(INVITED_FOR.total_seconds() // 3600)
    _say(f"For {what}, within {hours} hours and once, while 'kommunesvar run' serves the page:")
    out.print(f"{address}{path}", highlight=False, markup=False, soft_wrap=True)


def _say(sentence: str) -> None:
    out.print(clean_foreign(sentence), highlight=False, soft_wrap=True)

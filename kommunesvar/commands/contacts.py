"""contacts: whom to write to in each municipality."""

import getpass
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from domain.contact import Contact, ContactChange, ContactRole, KnownContact
from domain.errors import UsageError
from domain.municipality import Municipality, Roster
from intake.naming import check_signed
from kommunesvar.app import Context, app, invocation
from kommunesvar.as_csv import write_csv
from kommunesvar.bootstrap import Program
from kommunesvar.console import Exit, out, print_json, tell, warn
from kommunesvar.contacts.cells import find_address, find_municipality, suggest_municipality
from kommunesvar.contacts.files import ContactList, read_contacts
from kommunesvar.files import hand_out
from kommunesvar.tables import clean_foreign, make_table
from notifier.letters import can_write_to

contacts_app = typer.Typer(help="Whom to write to in each municipality: list, import, add, confirm, remove.")
app.add_typer(contacts_app, name="contacts")

COLUMNS = ("Kommunekode", "Kommune", "Rolle", "Navn", "Mail", "Bemærkning")
"""Of the list as a file; it can be imported again."""

CodeArgument = Annotated[str, typer.Argument(metavar="MUNICIPALITY", help="The municipality's code or name.")]
AddressArgument = Annotated[str, typer.Argument(help="The mail address.")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who does it; default: the user of this computer.", show_default=False)
]


class ListFormat(StrEnum):
    """How the contacts are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@contacts_app.command(name="list")
def list_(
    context: Context,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only the municipalities that nobody can be written to in.")
    ] = False,
    format: Annotated[ListFormat, typer.Option(help="How to print it.")] = ListFormat.TABLE,
    out_file: Annotated[Path | None, typer.Option("--out", help="Write csv to this file.")] = None,
) -> int:
    """List the contacts, and what came back from them."""
    if out_file and format is not ListFormat.CSV:
        raise UsageError("--out goes with --format csv.")
    with invocation(context).open_program() as program:
        rows = _list_rows(program.contacts.load(), program.roster, only_missing=missing)
        if format is ListFormat.JSON:
            print_json([_write_row(municipality, known) for municipality, known in rows])
        elif format is ListFormat.CSV:
            # Who has no contact is not in the list: it shall be taken when it is imported again.
            cells = [_list_cells(municipality, known) for municipality, known in rows if known or missing]
            hand_out(write_csv(COLUMNS, cells).encode(), out_file, is_text=True)
        else:
            _print_rows(rows)
        return Exit.DONE


@contacts_app.command(name="import")
def import_(
    context: Context,
    file: Annotated[Path, typer.Argument(help="A CSV or xlsx file with the columns Kommune, Rolle, Navn and Mail.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Remove the contacts that are not in the file; not where a row is wrong.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is wrong in which row.")] = False,
    by: ByOption = None,
) -> int:
    """Import contacts; the good rows are taken, and of each other it is said what is wrong."""
    with invocation(context).open_program() as program:
        found = read_contacts(file, program.roster)
        if not dry_run:
            _take(program, found, by=name_person(by), replace=replace)
        for remark in found.warnings:
            tell(f"Row {remark.row}: {remark.text}")
        for remark in found.faults:
            warn(f"Row {remark.row}: {remark.text}")
        tell(f"{len(found.contacts)} rows {'can be' if dry_run else 'were'} taken, {len(found.faults)} not.")
        return Exit.PARTLY_FAILED if found.faults else Exit.DONE


@contacts_app.command()
def add(
    context: Context,
    municipality: CodeArgument,
    address: AddressArgument,
    role: Annotated[ContactRole, typer.Option(help="What the contact is there.")] = ContactRole.OTHER,
    name: Annotated[str, typer.Option(help="Whose address it is.")] = "",
    by: ByOption = None,
) -> int:
    """Add a contact, or give one that is there another role or name."""
    with invocation(context).open_program() as program:
        found = find_address(address)
        if found is None:
            raise UsageError(f"'{address}' is not one mail address.")
        own = read_municipality(municipality, program.roster)
        contact = Contact(municipality=own.code, role=role, address=found, name=" ".join(name.split()))
        changes = program.contacts.record([contact], by=name_person(by), now=program.clock())
        _tell_changes(changes, program.roster)
        if not changes:
            _say(f"{own.name} har allerede {found} som {role.danish}; intet er ændret.")
        return Exit.DONE


@contacts_app.command()
def remove(context: Context, municipality: CodeArgument, address: AddressArgument, by: ByOption = None) -> int:
    """Remove a contact."""
    with invocation(context).open_program() as program:
        own = read_municipality(municipality, program.roster)
        removed = program.contacts.remove(own.code, address.strip(), by=name_person(by), now=program.clock())
        if removed is None:
            raise _refuse_unknown(own, address)
        _tell_changes([ContactChange(before=removed, after=None)], program.roster)
        return Exit.DONE


@contacts_app.command()
def confirm(context: Context, municipality: CodeArgument, address: AddressArgument, by: ByOption = None) -> int:
    """Say that an address is right although mail to it came back: it is written to again."""
    with invocation(context).open_program() as program:
        own = read_municipality(municipality, program.roster)
        if not program.contacts.confirm(own.code, address.strip(), by=name_person(by), now=program.clock()):
            raise _refuse_unknown(own, address)
        _say(f"{own.name}: {address.strip()} er bekræftet og får mail igen.")
        return Exit.DONE


def name_person(by: str | None) -> str:
    """Return who does it: whom the command names, else the user of this computer. Raises UsageError."""
    if by is not None:
        check_signed(by)
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # In a container a user may have a number and no name.
        return "ukendt"


def read_municipality(cell: str, roster: Roster) -> Municipality:
    """Return the municipality of a code or a name. Raises UsageError."""
    found = find_municipality(cell, roster)
    if found is None:
        raise UsageError(
            f"'{cell}' is no municipality.{suggest_municipality(cell, roster)}",
            remedy="Give its code, as 0461, or its name, as Odense.",
        )
    return found


def _refuse_unknown(own: Municipality, address: str) -> UsageError:
    return UsageError(f"{own.name} has no contact {address}.", remedy="See 'kommunesvar contacts list'.")


def _take(program: Program, found: ContactList, *, by: str, replace: bool) -> None:
    if replace and found.faults:
        warn("Nothing is removed while rows are wrong: correct them and import again.")
    store = program.contacts.replace if replace and not found.faults else program.contacts.record
    changes = store(found.contacts, by=by, now=program.clock())
    _tell_changes(changes, program.roster)
    if not changes:
        _say("Intet er ændret.")
    if not replace:
        _tell_kept(program, found)


def _tell_kept(program: Program, found: ContactList) -> None:
    named = {contact.key for contact in found.contacts}
    kept = sum(known.contact.key not in named for known in program.contacts.load())
    if kept:
        tell(f"{kept} contacts that are not in the file are kept; --replace removes them.")


def _tell_changes(changes: Sequence[ContactChange], roster: Roster) -> None:
    for change in changes:
        known = change.after or change.before
        if known is not None:
            _say(f"{_word_change(change)}: {roster[known.municipality].name}, {_describe(known)}{_tell_before(change)}")


def _word_change(change: ContactChange) -> str:
    if change.before is None:
        return "Tilføjet"
    return "Ændret" if change.after else "Fjernet"


def _tell_before(change: ContactChange) -> str:
    return f" (før: {_describe(change.before)})" if change.before and change.after else ""


def _describe(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.role.danish, contact.name, contact.address)))


def _say(sentence: str) -> None:
    out.print(clean_foreign(sentence), highlight=False, soft_wrap=True)


Row = tuple[Municipality, KnownContact | None]


def _list_rows(known: Sequence[KnownContact], roster: Roster, *, only_missing: bool) -> list[Row]:
    """Return a row for each contact, and one for each municipality that has none."""
    of_each: dict[str, list[KnownContact]] = {}
    for one in known:
        of_each.setdefault(one.contact.municipality, []).append(one)
    rows: list[Row] = []
    for municipality in roster:
        own = of_each.get(municipality.code, [])
        if only_missing and any(_is_reached(one) for one in own):
            continue
        rows += [(municipality, one) for one in own] or [(municipality, None)]
    return rows


def _is_reached(known: KnownContact) -> bool:
    return known.bounced is None and not known.contact.role.is_copied and can_write_to(known.contact)


def _note(known: KnownContact | None) -> str:
    if known is None:
        return "ingen kontakt"
    if not can_write_to(known.contact):
        return "er ikke en mailadresse"
    return f"mail kom retur (nr. {known.bounced.message})" if known.bounced else ""


def _list_cells(municipality: Municipality, known: KnownContact | None) -> list[str]:
    contact = known.contact if known else None
    written = (contact.role.danish, contact.name, contact.address) if contact else ("", "", "")
    return [municipality.code, municipality.name, *written, _note(known)]


def _write_row(municipality: Municipality, known: KnownContact | None) -> dict[str, object]:
    contact = known.contact if known else None
    return {
        "municipality": municipality.code,
        "name": municipality.name,
        "role": contact.role.value if contact else None,
        "contact": contact.name if contact else None,
        "address": contact.address if contact else None,
        "bounced": known.bounced is not None if known else False,
        "bounced_message": known.bounced.message if known and known.bounced else None,
    }


def _print_rows(rows: Sequence[Row]) -> None:
    table = make_table("Kommune", "Kode", "Rolle", "Navn", "Mail", "", title="Kontakter")
    for municipality, known in rows:
        code, name, role, person, address, note = _list_cells(municipality, known)
        style = "bold red" if note else ""
        table.add_row(
            name,
            code,
            role,
            *(clean_foreign(t) if t else "" for t in (person, address)),
            clean_foreign(note, style=style) if note else "",
        )
    out.print(table)

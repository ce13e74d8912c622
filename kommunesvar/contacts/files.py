"""A list of contacts read row by row: the good rows become contacts, and of each bad one it is told what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from domain.contact import Contact
from domain.errors import UsageError
from domain.municipality import Municipality, Roster
from kommunesvar.contacts.cells import find_address, find_municipality, find_role, suggest_municipality
from kommunesvar.contacts.layout import Cells, find_layout
from kommunesvar.contacts.sheets import read_sheets

_ROLES = "committee chair, director, mayor, main mailbox or other"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one row, counted from 1 as Excel does."""

    row: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactList:
    """What a file holds: contacts to be taken, rows that cannot be, and what is odd about some that can."""

    contacts: tuple[Contact, ...]
    faults: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


class _BadRow(Exception):
    """A row that makes no contact."""


@dataclass(slots=True)
class _Reading:
    """A list that is being read."""

    roster: Roster
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    municipalities: dict[str, tuple[Municipality, int]] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def take_row(self, number: int, contacts: Iterable[Cells]) -> None:
        for cells in contacts:
            self.take(number, cells)

    def take(self, number: int, cells: Cells) -> None:
        try:
            contact = self._read(cells)
        except _BadRow as error:
            self.faults.append(Remark(number, str(error)))
            return
        if contact.key in self.rows:
            self.faults.append(Remark(number, f"{contact.address} stands in row {self.rows[contact.key]} already."))
            return
        self.rows[contact.key] = number
        self.contacts.append(contact)
        self.warnings.extend(Remark(number, text) for text in self._find_odd(number, contact))

    def _read(self, cells: Cells) -> Contact:
        municipality = self._find_municipality(cells.get("code", ""), cells.get("municipality", ""))
        given = cells.get("address", "")
        address = find_address(given)
        if address is None:
            raise _BadRow(f"'{_shorten(given)}' is not one mail address." if given else "There is no mail address.")
        role = find_role(cells.get("role", ""))
        if role is None:
            raise _BadRow(f"The role '{_shorten(cells['role'])}' is unknown: write {_ROLES}.")
        name = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}"
        return Contact(municipality=municipality.code, role=role, address=address, name=" ".join(name.split()))

    def _find_municipality(self, code: str, name: str) -> Municipality:
        if not code and not name:
            raise _BadRow("No municipality is named.")
        found = [(cell, find_municipality(cell, self.roster)) for cell in (code, name) if cell]
        for cell, municipality in found:
            if municipality is None:
                hint = suggest_municipality(cell, self.roster)
                raise _BadRow(f"'{_shorten(cell)}' is no municipality.{hint}")
        known = [municipality for _, municipality in found if municipality is not None]
        if known[0] != known[-1]:
            raise _BadRow(f"The code {code} is {known[0].name}'s, and the name is {known[-1].name}.")
        return known[0]

    def _find_odd(self, number: int, contact: Contact) -> Iterator[str]:
        own = self.roster[contact.municipality]
        owner = self.roster.find_by_host(contact.address.rpartition("@")[2])
        if owner is not None and owner[0] != own:
            yield f"{contact.address} is an address of {owner[0].name}, and stands under {own.name}. It was taken."
        other, row = self.municipalities.setdefault(contact.address.casefold(), (own, number))
        if other != own:
            yield f"{contact.address} stands under {other.name} as well (row {row}). It was taken."


def read_contacts(path: Path, roster: Roster) -> ContactList:
    """Read a list of contacts. Raises UsageError for a file that is none."""
    for rows in read_sheets(path):
        layout = find_layout(rows)
        if layout is None:
            continue
        reading = _Reading(roster)
        for number, row in enumerate(rows[layout.heading + 1 :], start=layout.heading + 2):
            if any(row):
                reading.take_row(number, layout.read(row))
        return ContactList(
            contacts=tuple(reading.contacts), faults=tuple(reading.faults), warnings=tuple(reading.warnings)
        )
    raise UsageError(
        f"{path} has no row of headings that names a municipality and a mail address.",
        remedy="Call the columns Kommune, Rolle, Navn and Mail, or Municipality, Role, Name and Email, in any order.",
    )


def _shorten(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= 60 else f"{line[:57]}..."  # noqa: PLR2004 - a line on a terminal

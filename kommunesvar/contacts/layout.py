"""How a list of contacts is laid out: a row for each contact, or a row for each municipality with columns by role."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kommunesvar.contacts.cells import find_column, find_role
from kommunesvar.contacts.sheets import Rows

Cells = Mapping[str, str]
"""What a row says of one contact, by column."""

_SEARCHED = 20
"""Rows in which the headings are looked for: a title may stand above them."""
_MAIL = re.compile(r"\b(?:e-?)?(?:mail|post)(?:\s*-?adresse|\s*address)?\b", re.IGNORECASE)
_NAME = re.compile(r"\b(?:navn|name)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where what stands: ``heading`` is the number of the row of headings, ``columns`` what all contacts share.

    ``roles`` are the columns of each role, where the roles stand in the headings: 'Borgmester navn', 'Borgmester mail'.
    """

    heading: int
    columns: Mapping[str, int]
    roles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def read(self, row: Sequence[str]) -> Iterator[Cells]:
        """Yield what a row says of each contact; a role that is left empty has none."""
        common = _pick(row, self.columns)
        if not self.roles:
            yield common
            return
        for role, columns in self.roles.items():
            own = _pick(row, columns)
            if any(own.values()):
                yield {**common, **own, "role": role}


def find_layout(rows: Rows) -> Layout | None:
    """Find the row of headings, and how the list is laid out by it; of two columns alike the first counts."""
    for at, row in enumerate(rows[:_SEARCHED]):
        columns = _find_columns(row)
        if not columns.keys() & {"municipality", "code"}:
            continue
        if "address" in columns:
            return Layout(heading=at, columns=columns)
        roles = _find_roles(row)
        if any("address" in own for own in roles.values()):
            shared = {name: place for name, place in columns.items() if name in {"municipality", "code"}}
            return Layout(heading=at, columns=shared, roles=roles)
        if "place" in columns:
            return Layout(heading=at, columns={**columns, "address": columns["place"]})
    return None


def _pick(row: Sequence[str], columns: Mapping[str, int]) -> Cells:
    return {name: row[place] for name, place in columns.items() if place < len(row)}


def _find_columns(row: Sequence[str]) -> Mapping[str, int]:
    columns: dict[str, int] = {}
    for position, cell in enumerate(row):
        column = find_column(cell)
        if column is not None:
            columns.setdefault(column, position)
    return columns


def _find_roles(row: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Return the columns of each role; one that is headed by the role alone holds its address."""
    roles: dict[str, dict[str, int]] = {}
    for position, cell in enumerate(row):
        is_name = _NAME.search(cell) is not None
        role = " ".join(_NAME.sub(" ", _MAIL.sub(" ", cell)).split()).strip(" :-–,()")
        if role and find_column(cell) is None and find_role(role) is not None:
            roles.setdefault(role.casefold(), {}).setdefault("name" if is_name else "address", position)
    return roles

"""The standings as a CSV file that Danish Excel opens: semicolons, a byte order mark, CRLF."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from domain.standing import MunicipalityStanding, Standings
from notifier.status_columns import COLUMNS, Cell, defuse, list_cells


def write_standings_csv(standings: Standings, rows: Sequence[MunicipalityStanding]) -> str:
    """Return the rows as CSV, its first character a byte order mark."""
    return write_csv([column.heading for column in COLUMNS], (list_cells(row, standings) for row in rows))


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as Danish Excel opens it: in UTF-8, which it knows by the byte order mark, and with no formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_write_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + buffer.getvalue()


def _write_cell(cell: Cell) -> str:
    """Return a cell as Danish Excel reads it back: a day as a day, a moment as a moment."""
    if isinstance(cell, datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return defuse("" if cell is None else str(cell))

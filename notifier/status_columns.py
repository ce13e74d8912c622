"""The columns in which the standing of each municipality is handed out: the same in CSV and in Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.standing import MunicipalityStanding, Standings

Cell = str | int | date | datetime | None
"""A moment is in local time and without its zone, as spreadsheets know no zones; a date is a whole day."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, and what some make of it when they open a file."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how many characters wide its column is."""

    heading: str
    width: int


COLUMNS: Sequence[Column] = (
    Column("Kode", 7),
    Column("Kommune", 22),
    Column("Region", 22),
    Column("Status", 14),
    Column("Første svar", 17),
    Column("Ingen bemærkninger", 20),
    Column("Foreløbigt", 12),
    Column("Frist", 12),
    Column("Udsættelse til", 15),
    Column("Kvitteret", 11),
    Column("Mail kom retur", 16),
    Column("Mails", 24),
)


def list_cells(row: MunicipalityStanding, standings: Standings) -> tuple[Cell, ...]:
    """Return one municipality's cells, one for each of ``COLUMNS``."""
    deadline = standings.consultation.deadline
    return (
        row.municipality.code,
        row.municipality.name,
        row.region,
        row.standing.danish,
        _write_local(row.first_reply_at, deadline.zone),
        _say_yes(row.no_comments),
        _say_yes(row.provisional),
        deadline.extended_to(row.extension_until).day,
        row.extension_until,
        _say_yes(row.acknowledged),
        _say_yes(row.bounced),
        ", ".join(str(message) for message in row.messages),
    )


def defuse(cell: str) -> str:
    """Return a cell that a spreadsheet shows and never runs."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _write_local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0) if moment else None


def _say_yes(holds: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "ja" if holds else ""

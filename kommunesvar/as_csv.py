"""The standings as a CSV file that Danish Excel opens: semicolons, a byte order mark, CRLF."""

import csv
import io
from zoneinfo import ZoneInfo

from domain.standing import MunicipalityStanding, Standings
from kommunesvar.tables import write_local

HEADER = ("Kode", "Kommune", "Region", "Status", "Første svar", "Ingen bemærkninger", "Foreløbigt", "Frist", "Mails")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_standings_csv(standings: Standings, rows: tuple[MunicipalityStanding, ...], zone: ZoneInfo) -> str:
    """Return the rows as CSV, its first character a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        until = row.extension_until or standings.consultation.deadline.day
        writer.writerow(
            defuse(cell)
            for cell in (
                row.municipality.code,
                row.municipality.name,
                row.region,
                row.standing.danish,
                write_local(row.first_reply_at, zone) if row.first_reply_at else "",
                "ja" if row.no_comments else "",
                "ja" if row.provisional else "",
                f"{until:%d.%m.%Y}",
                ", ".join(str(message) for message in row.messages),
            )
        )
    return "\ufeff" + buffer.getvalue()


def defuse(cell: str) -> str:
    """Return a cell that a spreadsheet shows and never runs."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell

"""The standing of all 98 as an Excel workbook (ECMA-376), to filter and to pass on."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from domain.standing import MunicipalityStanding, Standing, Standings
from notifier.danish import format_moment
from notifier.envelope import clean_line
from notifier.figures.palette import LOOKS
from notifier.status_columns import COLUMNS, FORMULA_STARTS, Cell, list_cells

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters; Excel refuses a file with a longer cell ('Excel specifications and limits')."""

_STATUS_COLUMN = [column.heading for column in COLUMNS].index("Status")
# Nothing that stands in a cell is ever taken for a formula, a link or a number, and no file is written beside.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(standings: Standings, rows: Sequence[MunicipalityStanding] | None = None) -> bytes:
    """Return the standings, or some rows of them, as .xlsx; the same standings give the same bytes."""
    shown = standings.rows if rows is None else rows
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties(
            {"title": clean_line(standings.consultation.title), "created": standings.as_of.astimezone(UTC)}
        )
        _fill_sheet(book, standings, shown)
        _fill_notes(book, standings)
    return stream.getvalue()


def name_workbook(standings: Standings) -> str:
    """Return the name under which it is attached, as ``status_2019-11-04.xlsx``."""
    return f"status_{standings.as_of.astimezone(standings.consultation.deadline.zone):%Y-%m-%d}.xlsx"


def _fill_sheet(book: Workbook, standings: Standings, rows: Sequence[MunicipalityStanding]) -> None:
    sheet, formats = book.add_worksheet("Kommuner"), _Formats(book)
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, formats.heading)
    for line, row in enumerate(rows, 1):
        for number, cell in enumerate(list_cells(row, standings)):
            style = formats.standings[row.standing] if number == _STATUS_COLUMN else None
            _write_cell(sheet, (line, number), cell, formats, style)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fill_notes(book: Workbook, standings: Standings) -> None:
    """Say on a sheet of its own what the figures are of, and that they add up."""
    sheet, bold = book.add_worksheet("Om tallene"), book.add_format({"bold": True})
    consultation = standings.consultation
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    told = (
        ("Høring", clean_line(consultation.title, 1000)),
        ("Opgjort", format_moment(standings.as_of, consultation.deadline.zone)),
        ("Frist", f"{consultation.deadline.day:%d.%m.%Y}, hele dagen"),
        ("Til gennemsyn", "Mails til gennemsyn er ikke talt med som svar, før de er afgjort."),
    )
    for line, (heading, text) in enumerate(told):
        sheet.write_string(line, 0, heading, bold)
        sheet.write_string(line, 1, text)
    counts = {standing.danish: count for standing, count in standings.counts.items()}
    for line, (word, count) in enumerate((counts | {"i alt": sum(counts.values())}).items(), len(told) + 1):
        sheet.write_string(line, 0, word, bold)
        sheet.write_number(line, 1, count, book.add_format({"align": "left"}))


class _Formats:
    """How cells look; a workbook knows each format once."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format({"bold": True, "bg_color": "#12263a", "font_color": "#ffffff", "border": 1})
        self.day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        self.moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm", "align": "left"})
        # Excel shows such a cell as text also after somebody has edited it (ECMA-376 part 1, 18.8.45, quotePrefix).
        self.quoted = book.add_format({"quote_prefix": True})
        self.standings = {standing: _colour(book, standing) for standing in Standing}


def _colour(book: Workbook, standing: Standing) -> Format:
    look = LOOKS[standing]
    return book.add_format({"bg_color": look.paper, "font_color": look.ink, "bold": True})


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: _Formats, style: Format | None) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(*place, cell, formats.moment)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, formats.day)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, style)
    elif cell:
        sheet.write_string(*place, cell[:LONGEST_CELL], formats.quoted if cell.startswith(FORMULA_STARTS) else style)

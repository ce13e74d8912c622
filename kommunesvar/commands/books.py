"""status, messages, show and ledger: what the books say."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from domain.message import State
from domain.standing import MunicipalityStanding, Standing, Standings
from kommunesvar.app import Context, app, invocation
from kommunesvar.as_csv import write_standings_csv
from kommunesvar.as_json import write_detail, write_ledger, write_message, write_standings
from kommunesvar.console import Exit, Format, print_json, warn
from kommunesvar.files import hand_out
from kommunesvar.message_page import print_message
from kommunesvar.moments import read_moment
from kommunesvar.standings import find_consultation, load_standings
from kommunesvar.tables import print_ledger, print_messages, print_standings

ConsultationOption = Annotated[
    str | None,
    typer.Option("--consultation", help="The consultation's id; default: the one now open, else the latest."),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="A moment or a day (its end); default: now.", show_default=False)
]


class StatusFormat(StrEnum):
    """How the standings are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def _encode_csv(standings: Standings, rows: Sequence[MunicipalityStanding]) -> bytes:
    # In UTF-8 and with its own line ends, whatever the terminal's are.
    return write_standings_csv(standings, rows).encode()


def _encode_xlsx(standings: Standings, rows: Sequence[MunicipalityStanding]) -> bytes:
    from notifier.workbook import write_workbook  # noqa: PLC0415 - a table on the screen needs no Excel

    return write_workbook(standings, rows)


HANDED_OUT: Mapping[StatusFormat, Callable[[Standings, Sequence[MunicipalityStanding]], bytes]] = {
    StatusFormat.CSV: _encode_csv,
    StatusFormat.XLSX: _encode_xlsx,
}
"""The formats that are files to pass on."""


@app.command()
def status(
    context: Context,
    consultation: ConsultationOption = None,
    as_of: AsOfOption = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only those who are missing.")] = False,
    format: Annotated[StatusFormat, typer.Option(help="How to print it.")] = StatusFormat.TABLE,
    out_file: Annotated[Path | None, typer.Option("--out", help="Write csv or xlsx to this file.")] = None,
) -> int:
    """Show the standing of all 98."""
    if out_file and format not in HANDED_OUT:
        raise UsageError("--out goes with --format csv or xlsx.")
    with invocation(context).open_program() as program:
        chosen = find_consultation(program, consultation)
        standings = load_standings(program, chosen, read_moment(as_of, program))
        rows = standings.with_standing(Standing.MISSING) if missing else standings.rows
        unjudged = program.facts.count_unjudged(chosen.mailboxes)
        if unjudged:
            warn(f"{unjudged} mails wait or failed and are in none of these figures: see 'kommunesvar messages'.")
        if format is StatusFormat.JSON:
            print_json(write_standings(standings, rows))
            return Exit.DONE
        if format in HANDED_OUT:
            hand_out(HANDED_OUT[format](standings, rows), out_file, is_text=format is StatusFormat.CSV)
            return Exit.DONE
        print_standings(standings, rows, program.config.zone)
        return Exit.DONE


@app.command()
def messages(
    context: Context,
    consultation: Annotated[str | None, typer.Option(help="Only those of this consultation.")] = None,
    state: Annotated[State | None, typer.Option(help="Only those in this state.")] = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """List every message taken in, newest first."""
    with invocation(context).open_program() as program:
        if consultation:
            find_consultation(program, consultation)
        views = program.messages.list_views(consultation=consultation, state=state)
        if format is Format.JSON:
            print_json([write_message(view) for view in views])
        else:
            print_messages(views, program.roster, program.config.zone)
        return Exit.DONE


@app.command()
def show(
    context: Context,
    id: Annotated[int, typer.Argument(help="The message's number.")],
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """Show one message: text, attachments, and why it was judged as it was."""
    with invocation(context).open_program() as program:
        view, decisions = program.messages.load_view(id), program.decisions.load(id)
        if format is Format.JSON:
            print_json(write_detail(view, decisions))
        else:
            print_message(view, decisions, program.roster, program.config.zone)
        return Exit.DONE


@app.command()
def ledger(
    context: Context,
    mailbox: Annotated[str | None, typer.Option(help="Only this mailbox, by name or address.")] = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """Show whether everything seen stands somewhere; exit status 1 when it does not."""
    with invocation(context).open_program() as program:
        sections = [program.config.find_mailbox(mailbox)] if mailbox else program.config.mailboxes
        lines = program.sightings.load_ledger([section.name for section in sections])
        if format is Format.JSON:
            print_json(write_ledger(lines))
        else:
            print_ledger(lines)
        return Exit.DONE if all(line.balanced for line in lines) else Exit.PARTLY_FAILED

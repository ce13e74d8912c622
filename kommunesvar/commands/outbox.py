"""outbox: what has gone out, what waits, and what nobody has got."""

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from domain.outgoing import OutboxLine, OutboxState
from kommunesvar.app import Context, app, invocation
from kommunesvar.as_json import Json, write_moment
from kommunesvar.console import Exit, Format, out, print_json_list, warn
from kommunesvar.danish_words import OUTBOX_KIND_WORDS, OUTBOX_STATE_WORDS
from kommunesvar.outgoing.alarms import word_undelivered
from kommunesvar.tables import clean_foreign, make_table, write_local


@app.command(name="outbox")
def outbox_(
    context: Context,
    limit: Annotated[int, typer.Option(min=1, help="How many of the latest to show.")] = 100,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """Show the latest mails of ours, newest first: sent, waiting, refused or withheld, and why."""
    with invocation(context).open_program() as program:
        lines = program.outbox.list_lines(limit)
        if format is Format.JSON:
            print_json_list(map(_write_line, lines))
            return Exit.DONE
        _print_table(lines, program.config.zone)
        for mail in program.outbox.load_undelivered(program.clock()):
            warn(word_undelivered(mail))
    return Exit.DONE


def _print_table(lines: Sequence[OutboxLine], zone: ZoneInfo) -> None:
    table = make_table("Nr.", "Slags", "Til", "Tilstand", "Siden", "Bemærkning", title=f"Udbakke ({len(lines)})")
    for line in lines:
        since = write_local(line.sent_at or line.created_at, zone)
        note = clean_foreign(line.last_error) if line.last_error else ""
        table.add_row(
            str(line.id),
            OUTBOX_KIND_WORDS.get(line.kind, line.kind),
            clean_foreign(line.recipient),
            _name_state(line),
            since,
            note,
        )
    out.print(table)


def _name_state(line: OutboxLine) -> str:
    tries = f", {line.attempts} forsøg" if line.attempts > 1 and line.state is not OutboxState.SENT else ""
    return f"{OUTBOX_STATE_WORDS[line.state]}{tries}"


def _write_line(line: OutboxLine) -> Json:
    return {
        "id": line.id,
        "kind": line.kind,
        "consultation": line.consultation,
        "period": line.period,
        "recipient": line.recipient,
        "state": line.state.value,
        "attempts": line.attempts,
        "created_at": write_moment(line.created_at),
        "sent_at": write_moment(line.sent_at),
        "note": line.last_error,
    }

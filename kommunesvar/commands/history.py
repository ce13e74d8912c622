"""history: everything that people have decided and ruled."""

from datetime import date
from typing import Annotated, Any

import typer

from domain.danish_time import describe_day
from domain.history import Act, ActKind, Held
from kommunesvar.app import Context, app, invocation
from kommunesvar.as_json import write_moment
from kommunesvar.bootstrap import Program
from kommunesvar.console import Exit, Format, out, print_json
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS
from kommunesvar.standings import find_consultation
from kommunesvar.tables import clean_foreign, join_parts, make_table, name_all, write_local

ACT_WORDS = {
    ActKind.DECISION: "afgørelse",
    ActKind.UNDO: "afgørelse fortrudt",
    ActKind.EXTENSION: "udsættelse",
    ActKind.EXTENSION_REVOKED: "udsættelse trukket tilbage",
    ActKind.EXCUSE: "ikke hørt alligevel",
    ActKind.EXCUSE_REVOKED: "hørt igen",
}


@app.command()
def history(
    context: Context,
    consultation: Annotated[str | None, typer.Option(help="Only what concerns this consultation.")] = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """List what people have decided and ruled, oldest first: who, when, what held before and after, and why."""
    with invocation(context).open_program() as program:
        chosen = find_consultation(program, consultation).id if consultation else None
        acts = [act for act in program.history.load() if chosen in (None, act.consultation)]
        if format is Format.JSON:
            print_json([_write_act(act) for act in acts])
        else:
            _print_acts(acts, program)
        return Exit.DONE


def _write_act(act: Act) -> dict[str, Any]:
    return {
        "kind": act.kind.value,
        "by": act.by,
        "at": write_moment(act.at),
        "reason": act.reason,
        "message": act.message,
        "consultation": act.consultation,
        "municipality": act.municipality,
        "before": _write_held(act.before),
        "after": _write_held(act.after),
    }


def _write_held(held: Held) -> dict[str, Any] | str | None:
    if held is None or isinstance(held, date):
        return held.isoformat() if held else None
    return {
        "state": held.state.value,
        "kind": held.kind.kind.value,
        "consultation": held.consultation,
        "municipalities": [reply.municipality for reply in held.replies],
    }


def _print_acts(acts: list[Act], program: Program) -> None:
    table = make_table("Tid", "Hvem", "Hvad", "Før", "Efter", "Begrundelse", title="Afgørelser")
    for act in acts:
        table.add_row(
            write_local(act.at, program.config.zone),
            clean_foreign(act.by),
            f"{ACT_WORDS[act.kind]}\n{_name_subject(act, program)}",
            _describe_held(act.before, program),
            _describe_held(act.after, program),
            clean_foreign(act.reason) if act.reason else "–",
        )
    out.print(table)


def _name_subject(act: Act, program: Program) -> str:
    if act.message is not None:
        return f"mail {act.message}"
    return f"{name_all((act.municipality or '',), program.roster)}, {act.consultation}"


def _describe_held(held: Held, program: Program) -> str:
    if held is None or isinstance(held, date):
        return describe_day(held) if held else "–"
    whose = name_all([reply.municipality for reply in held.replies], program.roster)
    return join_parts((STATE_WORDS[held.state], KIND_WORDS[held.kind.kind], whose))

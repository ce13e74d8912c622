"""decide and undo: what people say of a mail."""

import getpass
from enum import StrEnum
from typing import Annotated

import typer

from domain.decided import say_decision
from domain.errors import UsageError
from domain.kind import Kind
from domain.message import State
from domain.review import Decision, Role
from intake.decide import decide, undo
from intake.naming import check_signed
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.console import Exit, out, tell
from kommunesvar.moments import read_received
from kommunesvar.tables import describe_judgement, write_local


class Answer(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


IdArgument = Annotated[int, typer.Argument(help="The message's number.")]
ByOption = Annotated[str, typer.Option(help="Who decides.")]
ReasonOption = Annotated[str, typer.Option(help="Why, in words for those who come after.")]


@app.command(name="decide")
def decide_(
    context: Context,
    id: IdArgument,
    by: ByOption,
    municipality: Annotated[list[str] | None, typer.Option(help="Whose reply it is, by code; may be repeated.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What the mail is.")] = None,
    state: Annotated[State | None, typer.Option(help="Where it shall stand.")] = None,
    consultation: Annotated[str | None, typer.Option(help="The consultation it belongs to.")] = None,
    role: Annotated[Role | None, typer.Option(help="What it is beside the municipality's other replies.")] = None,
    provisional: Annotated[Answer | None, typer.Option(help="Whether a final reply is still to come.")] = None,
    received_at: Annotated[str | None, typer.Option(help="When it came, as 2019-11-01T23:41.")] = None,
    reason: ReasonOption = "",
) -> int:
    """Decide on a message; decisions are kept, and outlive every rebuild."""
    said = (municipality, kind, state, consultation, role, provisional, received_at)
    if all(value is None or value == [] for value in said):
        raise UsageError(
            "Nothing was decided.", remedy="Give at least one of the options; see 'kommunesvar decide --help'."
        )
    check_signed(by)
    if state in (State.WAITING, State.FAILED):
        raise UsageError(f"A person cannot put a message to '{state.value}'; choose counted, review or set_aside.")
    with invocation(context).open_program() as program:
        decision = Decision(
            by=by,
            decided_at=program.clock(),
            reason=reason,
            municipalities=tuple(dict.fromkeys(municipality)) if municipality else None,
            kind=kind,
            state=state,
            consultation=consultation,
            role=role,
            provisional=None if provisional is None else provisional is Answer.YES,
            received_at=read_received(received_at, program.config.zone, program.clock()) if received_at else None,
        )
        earlier = program.decisions.load(id)
        # What was not shown is a conflict, also where it was said a moment ago.
        judgement = decide(id, decision, desk=program.desk, seen=earlier)
        for one in earlier:
            _tell_decision("Decided before", one, program)
        out.print(describe_judgement(id, judgement, program.roster), highlight=False, markup=False)
        return Exit.DONE


@app.command(name="undo")
def undo_(
    context: Context,
    id: IdArgument,
    by: Annotated[str | None, typer.Option(help="Who takes it back; default: the user of this computer.")] = None,
    reason: ReasonOption = "",
) -> int:
    """Take the latest decision on a message back."""
    with invocation(context).open_program() as program:
        who = _name_user() if by is None else by
        latest = program.decisions.load(id)[-1:]
        judgement = undo(id, by=who, now=program.clock(), desk=program.desk, reason=reason)
        for one in latest:
            _tell_decision("Taken back: decided", one, program)
        out.print(describe_judgement(id, judgement, program.roster), highlight=False, markup=False)
        return Exit.DONE


def _tell_decision(what: str, decision: Decision, program: Program) -> None:
    """Tell whoever decides, or takes back, what somebody has said."""
    when = write_local(decision.decided_at, program.config.zone)
    tell(f"{what}, by {decision.by} ({when}): {say_decision(decision, program.roster)}.")


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # In a container a user may have a number and no name.
        return "ukendt"

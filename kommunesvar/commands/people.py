"""decide and undo: what people say of a mail."""

import getpass
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Annotated

import typer

from domain.decided import say_decision
from domain.errors import UsageError
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.review import Decision, Role
from intake.decide import decide, find_unopened, undo
from intake.naming import check_signed
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.console import Exit, out, tell, warn
from kommunesvar.moments import read_received
from kommunesvar.tables import describe_judgement, write_local


class Answer(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


IdArgument = Annotated[int, typer.Argument(help="The message's number.")]
ByOption = Annotated[str, typer.Option(help="Who decides.")]
ReasonOption = Annotated[str, typer.Option(help="Why, in words for those who come after.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What the options say of a message, before somebody signs it; ``received_at`` is as it was typed."""

    municipalities: tuple[str, ...] | None
    kind: Kind | None
    state: State | None
    consultation: str | None
    role: Role | None
    provisional: bool | None
    received_at: str | None

    def check(self) -> None:
        """Raise UsageError where nothing is said, or what nobody can say."""
        if all(value is None for value in astuple(self)):
            raise UsageError(
                "Nothing was decided.", remedy="Give at least one of the options; see 'kommunesvar decide --help'."
            )
        if self.state in (State.WAITING, State.FAILED):
            raise UsageError(
                f"A person cannot put a message to '{self.state.value}'; choose counted, review or set_aside."
            )

    def sign(self, by: str, reason: str, program: Program) -> Decision:
        """Return it as somebody's decision of now."""
        now = program.clock()
        return Decision(
            by=by,
            decided_at=now,
            reason=reason,
            municipalities=self.municipalities,
            kind=self.kind,
            state=self.state,
            consultation=self.consultation,
            role=self.role,
            provisional=self.provisional,
            received_at=read_received(self.received_at, program.config.zone, now) if self.received_at else None,
        )


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
    verdict = _Verdict(
        municipalities=tuple(dict.fromkeys(municipality or ())) or None,
        kind=kind,
        state=state,
        consultation=consultation,
        role=role,
        provisional=None if provisional is None else provisional is Answer.YES,
        received_at=received_at,
    )
    verdict.check()
    check_signed(by)
    with invocation(context).open_program() as program:
        earlier = program.decisions.load(id)
        # What was not shown is a conflict, also where it was said a moment ago.
        judgement = decide(id, verdict.sign(by, reason, program), desk=program.desk, seen=earlier)
        for one in earlier:
            _tell_decision("Decided before", one, program)
        out.print(describe_judgement(id, judgement, program.roster), highlight=False, markup=False)
        _warn_of_opening(judgement, program)
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


def _warn_of_opening(judgement: Judgement, program: Program) -> None:
    consultation = find_unopened(judgement, program.consultations)
    if consultation is not None:
        warn(
            f"It counts, but came before the consultation {consultation.id} opened on {consultation.opens}: see to "
            "--consultation, or take it back with 'kommunesvar undo'."
        )


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

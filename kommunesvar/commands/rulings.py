"""extend and excuse: what people rule of one municipality in one consultation."""

from datetime import date
from typing import Annotated

import typer

from domain.consultation import Consultation
from domain.danish_time import describe_day
from domain.errors import UsageError
from domain.municipality import Municipality
from domain.ruling_ports import Extended, Rejudged
from domain.rulings import Ruling
from domain.standing import Standing
from intake.excuse import excuse, revoke_excuse
from intake.extend import extend, revoke_extension
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.commands.people import ByOption, ReasonOption
from kommunesvar.console import Exit, out, tell, warn
from kommunesvar.moments import YEARS
from kommunesvar.standings import load_standings
from kommunesvar.tables import describe_judgement

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="The municipality's code, as 0461 for Odense.")]
InOption = Annotated[str, typer.Option("--consultation", help="The consultation's id.")]

_WEIGHS_MORE = {
    Standing.ON_TIME: "et svar fra kommunen er talt med, og det vejer tungere",
    Standing.LATE: "et svar fra kommunen er talt med, og det vejer tungere",
    Standing.UNDER_REVIEW: "en mail, som ikke er afgjort, kan være kommunens svar",
    Standing.EXTENDED: "kommunen har fået udsættelse, og den løber endnu",
}
"""Why an excused municipality does not stand as not asked."""


@app.command(name="extend")
def extend_(
    context: Context,
    code: CodeArgument,
    consultation: InOption,
    by: ByOption,
    until: Annotated[str | None, typer.Option(help="The last day that is in time, as 2019-11-15.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the extension back.")] = False,
    reason: ReasonOption = "",
) -> int:
    """Give a municipality more time, also after lateness: what that covers is judged again."""
    if revoke is (until is not None):
        raise UsageError("An extension is either given or taken back.", remedy="Give --until DATE or --revoke.")
    day = read_day(until) if until else None
    with invocation(context).open_program() as program:
        ruling = _make_ruling(program, code, consultation, by=by, reason=reason)
        if day is None:
            extended = revoke_extension(ruling, desk=program.desk, extensions=program.extensions)
        else:
            extended = extend(ruling, day, desk=program.desk, extensions=program.extensions)
        _tell_extended(program, ruling, extended, day)
        return Exit.PARTLY_FAILED if extended.left else Exit.DONE


@app.command(name="excuse")
def excuse_(
    context: Context,
    code: CodeArgument,
    consultation: InOption,
    by: ByOption,
    reason: ReasonOption = "",
    revoke: Annotated[bool, typer.Option("--revoke", help="Ask the municipality again.")] = False,
) -> int:
    """Write that a municipality is not asked after all; a reply of it that is counted weighs more."""
    with invocation(context).open_program() as program:
        ruling = _make_ruling(program, code, consultation, by=by, reason=reason)
        if revoke:
            revoke_excuse(ruling, desk=program.desk, excuses=program.excuses)
        else:
            excuse(ruling, desk=program.desk, excuses=program.excuses)
        _tell_excused(program, program.roster[code], program.consultations[consultation], revoked=revoke)
        return Exit.DONE


def read_day(text: str) -> date:
    """Read a day. Raises UsageError."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is no day: write it as 2019-11-15.") from error
    if day.year not in YEARS:
        raise UsageError(f"The year {day.year} is too far away.")
    return day


def _make_ruling(program: Program, code: str, consultation: str, *, by: str, reason: str) -> Ruling:
    return Ruling(consultation=consultation, municipality=code, by=by, ruled_at=program.clock(), reason=reason)


def _tell_extended(program: Program, ruling: Ruling, extended: Extended, until: date | None) -> None:
    name = program.roster[ruling.municipality].official_name
    consultation = program.consultations[ruling.consultation]
    before = describe_day(extended.before or consultation.deadline.day)
    now = describe_day(until or consultation.deadline.day)
    if until == extended.before:
        _say(f"{name} har allerede frist til og med {now} i {consultation.id}; intet er ændret.")
        return
    _say(f"{name} har nu frist til og med {now} i {consultation.id} (før: {before}).")
    for one in extended.rejudged:
        if _is_shown(one):
            _say(describe_judgement(one.message, one.after, program.roster))
    for message in extended.left:
        warn(f"Message {message} could not be judged again: see 'kommunesvar show {message}' and its decisions.")
    _warn_of_closing(program, consultation, until)


def _warn_of_closing(program: Program, consultation: Consultation, until: date | None) -> None:
    """Warn where the configuration itself says that a consultation is followed no longer than to a day before."""
    closes = next(section.closes for section in program.config.consultations if section.id == consultation.id)
    if until is not None and closes is not None and until > closes:
        tell(
            f"{consultation.id} closes on {closes}: what comes later goes to review. "
            "Give it a later 'closes' in the configuration."
        )


def _is_shown(one: Rejudged) -> bool:
    """Say whether a person would call it a change."""
    before, after = (
        [(r.municipality, r.timeliness, r.judged_against) for r in j.replies] for j in (one.before, one.after)
    )
    return one.before.state is not one.after.state or before != after


def _tell_excused(program: Program, municipality: Municipality, consultation: Consultation, *, revoked: bool) -> None:
    again = "igen" if revoked else "ikke længere"
    _say(f"{municipality.official_name} er {again} blandt de hørte i {consultation.id}.")
    rows = load_standings(program, consultation, program.clock()).rows
    standing = next(row.standing for row in rows if row.municipality == municipality)
    why = "" if revoked else _WEIGHS_MORE.get(standing, "")
    _say(f"Status: {standing.danish}{f', for {why}' if why else ''}.")


def _say(sentence: str) -> None:
    out.print(sentence, highlight=False, markup=False, soft_wrap=True)

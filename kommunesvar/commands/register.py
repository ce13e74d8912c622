"""register: a reply that came by letter or phone."""

from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from domain.kind import Kind
from intake.naming import find_consultation, find_municipality
from intake.register import Registered, register
from intake.registered_mail import RegisteredFile, Registration
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.commands.people import ByOption
from kommunesvar.commands.rulings import CodeArgument, InOption
from kommunesvar.console import Exit, out, tell
from kommunesvar.moments import read_received
from kommunesvar.tables import describe_judgement, write_local


@app.command(name="register")
def register_(
    context: Context,
    code: CodeArgument,
    consultation: InOption,
    received: Annotated[str, typer.Option(help="When it came: a day, as 2019-11-01 (its noon), or a moment.")],
    by: ByOption,
    files: Annotated[list[Path] | None, typer.Argument(help="The letter, as scanned or typed.")] = None,
    kind: Annotated[Kind, typer.Option(help="What it is: response or no_comments.")] = Kind.RESPONSE,
    reason: Annotated[str, typer.Option(help="How it came and what was said; it is kept with the reply.")] = "",
) -> int:
    """Count a reply that came by letter or phone; 'undo' takes it back."""
    read = tuple(_read_file(path) for path in _check_files(files or []))
    with invocation(context).open_program() as program:
        now = program.clock()
        registration = Registration(
            municipality=find_municipality(code, program.desk),
            consultation=find_consultation(consultation, program.desk),
            received_at=read_received(received, program.config.zone, now),
            kind=kind,
            by=by,
            registered_at=now,
            reason=reason,
            files=read,
        )
        registered = register(registration, desk=program.desk, registrations=program.registrations)
        _tell(program, registration, registered)
        return Exit.DONE


def _check_files(paths: list[Path]) -> list[Path]:
    """Refuse what is not there, before anything is written."""
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise UsageError(f"There is no such file: {', '.join(missing)}.", remedy="Nothing was registered.")
    return paths


def _read_file(path: Path) -> RegisteredFile:
    try:
        return RegisteredFile(path.name, path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", remedy="Nothing was registered.") from error


def _tell(program: Program, registration: Registration, registered: Registered) -> None:
    municipality, consultation = registration.municipality, registration.consultation
    if registered.is_known:
        _say(f"Svaret er allerede registreret som mail {registered.message}.")
    _say(describe_judgement(registered.message, registered.judgement, program.roster))
    if not registered.is_known:
        _say(f"Regnet for modtaget {write_local(registration.received_at, program.config.zone)}.")
    if not consultation.asks(municipality.code):
        tell(f"{municipality.name} is not asked in {consultation.id}; its reply counts all the same.")


def _say(sentence: str) -> None:
    out.print(sentence, highlight=False, markup=False, soft_wrap=True)

"""digest: the weekly mail, composed by hand."""

import email
from datetime import datetime
from email import policy
from pathlib import Path
from typing import Annotated

import typer

from domain.consultation import Consultation
from domain.errors import ConfigurationError, UsageError
from domain.outgoing import OutboxState, OutgoingMail
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.commands.books import AsOfOption
from kommunesvar.console import Exit, out, tell, warn
from kommunesvar.moments import read_moment
from kommunesvar.outgoing.alarms import word_undelivered
from kommunesvar.outgoing.post import deliver, enqueue_digest, gather, make_digest_plan
from kommunesvar.standings import find_consultation
from notifier.digest import compose_digest
from notifier.outbox import DigestPlan


@app.command(name="digest")
def digest_(
    context: Context,
    consultation: Annotated[
        str | None, typer.Option(help="Only this consultation; default: all that are open.")
    ] = None,
    as_of: AsOfOption = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Write the mail to this .eml file.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it, once a week to each recipient.")] = False,
) -> int:
    """Compose the weekly digest; without --send nothing leaves the machine."""
    if send and out_file:
        raise UsageError("--out and --send exclude each other: write the mail or send it.")
    if send and as_of:
        raise UsageError("--as-of and --send exclude each other: what is sent is how things stand now.")
    with invocation(context).open_program() as program:
        chosen = _choose(program, consultation, as_of)
        if send:
            return _send(program, chosen)
        if out_file and len(chosen) > 1:
            raise UsageError(f"{len(chosen)} consultations are open; say which with --consultation.")
        for one in chosen:
            _write(_compose(program, one, read_moment(as_of, program)), out_file)
        return Exit.DONE


def _choose(program: Program, wanted: str | None, as_of: str | None) -> list[Consultation]:
    """Return the consultation asked for, or all that are open, or the latest when none is."""
    if wanted is not None:
        return [find_consultation(program, wanted)]
    moment = read_moment(as_of, program)
    still_open = [one for one in program.consultations.values() if one.covers(moment)]
    return still_open or [find_consultation(program, None)]


def _compose(program: Program, consultation: Consultation, as_of: datetime) -> OutgoingMail:
    """Compose for the first recipient; to look at it, neither sender nor recipient need be configured yet."""
    config = program.config
    digest, period = gather(program, consultation, as_of)
    return compose_digest(
        digest,
        sender=config.smtp.sender or "kommunesvar@localhost.localdomain",
        recipient=config.digest.to[0] if config.digest.to else "sekretariat@localhost.localdomain",
        base_url=config.web.base_url,
        period=period,
        templates=config.service.templates,
    )


def _send(program: Program, chosen: list[Consultation]) -> int:
    plan: DigestPlan = make_digest_plan(program)
    if not plan.recipients:
        raise ConfigurationError("The digest has no recipient.", remedy='Name them in [digest], as to = ["..."].')
    program.make_channel()
    for one in chosen:
        if enqueue_digest(program, one, plan) < len(plan.recipients):
            tell(f"This week's digest of '{one.title}' has gone out before; nobody gets it twice.")
    report = deliver(program)
    tell(f"Handed over: {report.sent}.")
    for problem in report.problems:
        warn(problem)
    if report.deferred:
        warn(f"{report.deferred} stay in the outbox; 'kommunesvar run' tries again, and so does this command.")
    undelivered = program.outbox.load_undelivered(program.clock())
    for mail in undelivered:
        if f"{mail.recipient}: {mail.error}" not in report.problems:
            warn(word_undelivered(mail))
    under_way = program.outbox.count_states().get(OutboxState.SENDING, 0)
    if under_way:
        warn(
            f"{under_way} are in another program's hands, or were when it ended: look again with 'kommunesvar outbox'."
        )
    return Exit.PARTLY_FAILED if report.deferred or report.refused or undelivered or under_way else Exit.DONE


def _write(mail: OutgoingMail, file: Path | None) -> None:
    if file is not None:
        try:
            file.write_bytes(mail.content)
        except OSError as error:
            raise UsageError(
                f"{file} cannot be written: {error.strerror}.", remedy="Name a file in a folder that exists."
            ) from error
        tell(f"Written to {file}.")
        return
    message = email.message_from_bytes(mail.content, policy=policy.default)
    body = message.get_body(("plain",))
    out.print(f"Emne: {message['subject']}\n", markup=False, highlight=False, soft_wrap=True)
    out.print(body.get_content() if body else "", markup=False, highlight=False, soft_wrap=True)

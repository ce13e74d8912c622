"""poll, import and process: what happens to mail, started by hand."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import UsageError
from intake.clerk import Outcome
from intake.process import retry_failed
from intake.replay import Change, Unreplayed, replay
from intake.sources.eml import FileSource
from intake.take_in import Visit
from kommunesvar.app import Context, app, invocation
from kommunesvar.console import Exit, progress, tell, warn
from kommunesvar.rounds import MailboxMisconfigured, process, recognize, take_in_from, visit

if TYPE_CHECKING:
    # It is loaded where the program is opened, while the reader's children start.
    from kommunesvar.bootstrap import Program


@app.command()
def poll(
    context: Context,
    mailbox: Annotated[str | None, typer.Option(help="Only this mailbox, by name or address.")] = None,
) -> int:
    """Visit the mailboxes now, and process what that brought."""
    with invocation(context).open_program() as program:
        sections = [program.config.find_mailbox(mailbox)] if mailbox else list(program.config.mailboxes)
        polled = [section for section in sections if section.is_polled]
        if not polled:
            warn("No mailbox has a host, so there is nothing to visit: give one in the configuration, or use 'import'.")
            return Exit.USAGE
        visits = []
        with progress("Visiting mailboxes") as steps:
            steps.expect(len(polled))
            for section in polled:
                visits.append(visit(program, section))
                steps.advance()
        _tell_visits(visits)
        outcome = _process_with_progress(program)
        failed = [done for done in visits if done.error is not None]
        if all(isinstance(done.error, MailboxMisconfigured) for done in visits):
            return Exit.USAGE
        if not any(done.reached for done in visits):
            return Exit.UNREACHABLE
        return Exit.PARTLY_FAILED if failed or outcome.failures else Exit.DONE


@app.command(name="import")
def import_(
    context: Context,
    paths: Annotated[list[Path], typer.Argument(help="Mails (.eml, .msg), mbox files, Maildirs, or folders of these.")],
    mailbox: Annotated[
        str | None, typer.Option(help="The mailbox they count as arrived in; default: the first.")
    ] = None,
) -> int:
    """Take in files as if they had arrived in a mailbox, and process them; repeating it changes nothing."""
    # Files are expected to bring work: the reader's children start at once.
    with invocation(context).open_program(reads=True) as program:
        section = program.config.find_mailbox(mailbox) if mailbox else program.config.mailboxes[0]
        if not any(path.exists() for path in paths):
            raise UsageError(
                f"There is no such file or folder: {', '.join(map(str, paths))}.",
                remedy="Name the mails, or a folder that they lie in.",
            )
        if mailbox is None and len(program.config.mailboxes) > 1:
            tell(f"Taken in as if they had arrived in {section.name}; --mailbox names another.")
        source = FileSource(section.name, paths)
        done, outcome = _take_in_and_process(program, source)
        _tell_visits([done])
        for skipped in source.skipped:
            (warn if skipped.was_named else tell)(f"Left out: {skipped}")
        _tell_outcome(outcome)
        is_lacking = done.error or outcome.failures or any(skipped.was_named for skipped in source.skipped)
        return Exit.PARTLY_FAILED if is_lacking else Exit.DONE


@app.command(name="process")
def process_(
    context: Context,
    all_: Annotated[
        bool, typer.Option("--all", help="Judge the whole archive anew and print what would change.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="With --all: write the changes as well.")] = False,
) -> int:
    """Judge what waits or failed; with --all everything, by today's rules."""
    if apply and not all_:
        raise typer.BadParameter("--apply goes with --all", param_hint="--apply")
    with invocation(context).open_program() as program:
        if all_:
            return _replay_with_progress(program, apply=apply)
        outcome = Outcome()
        if failed := program.count_unjudged():
            with progress("Trying failed mails again") as steps:
                steps.expect(failed)
                outcome.add(
                    retry_failed(
                        program.desk,
                        owner=program.owner,
                        clock=program.clock,
                        workers=program.config.limits.workers,
                        advance=steps.advance,
                    )
                )
        outcome.add(_process_with_progress(program))
        if not outcome.states:
            tell("Nothing waits to be judged.")
        return Exit.PARTLY_FAILED if outcome.failures else Exit.DONE


def _take_in_and_process(program: "Program", source: FileSource) -> tuple[Visit, Outcome]:
    """Judge mails while the next are taken in: one waits for the disk, the other for the reader."""
    stopping = threading.Event()
    with progress("Taking in and judging mails") as steps, ThreadPoolExecutor(max_workers=1) as pool:
        taking = pool.submit(take_in_from, program, source, stop=stopping.is_set)
        try:
            outcome = process(program, advance=steps.advance, more=lambda: not taking.done())
            outcome.add(recognize(program, advance=steps.advance))
        finally:
            stopping.set()  # when all is taken in it stops nothing, and else nobody would judge the rest
        return taking.result(), outcome


def _process_with_progress(program: "Program") -> Outcome:
    with progress("Judging mails") as steps:
        steps.expect(program.count_unjudged())
        outcome = process(program, advance=steps.advance)
        outcome.add(recognize(program, advance=steps.advance))
    _tell_outcome(outcome)
    return outcome


def _tell_outcome(outcome: Outcome) -> None:
    if outcome.states:
        states = ", ".join(
            f"{count} {state.value.replace('_', ' ')}" for state, count in sorted(outcome.states.items())
        )
        tell(f"Judged: {states}.")
    for failure in outcome.failures:
        warn(failure)


def _replay_with_progress(program: "Program", *, apply: bool) -> int:
    from kommunesvar.changes import print_changes  # noqa: PLC0415 - no other command here prints tables

    changes: list[Change] = []
    unreplayed: list[Unreplayed] = []
    unchanged = 0
    with progress("Judging the whole archive anew") as steps:
        steps.expect(program.messages.count())
        for result in replay(program.desk, clock=program.clock, apply=apply):
            steps.advance()
            if isinstance(result, Change):
                changes.append(result)
            elif isinstance(result, Unreplayed):
                unreplayed.append(result)
            else:
                unchanged += 1
    print_changes(changes, program.roster, unchanged=unchanged, left=len(unreplayed), applied=apply)
    return _tell_unreplayed(unreplayed)


def _tell_unreplayed(unreplayed: Sequence[Unreplayed]) -> int:
    """Tell of what could not be judged anew; what could not be read before either is no failure of today's."""
    for failure in unreplayed:
        said = f"Message {failure.message} could not be judged anew, and stays as it is. {failure.reason}"
        (tell if failure.was_unread else warn)(said)
    return Exit.DONE if all(failure.was_unread for failure in unreplayed) else Exit.PARTLY_FAILED


def _tell_visits(visits: Sequence[Visit]) -> None:
    for done in visits:
        seen = f"{done.poll.mails} new, {done.poll.repeats} seen before"
        gaps = f", {done.poll.gaps} the server would not give" if done.poll.gaps else ""
        if done.reached:
            tell(f"{done.poll.mailbox}: {seen}{gaps}.")
        if done.error is not None:
            warn(str(done.error))

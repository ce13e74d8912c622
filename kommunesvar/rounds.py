"""The rounds of the program for mail that comes in, as commands and worker make them: visit, process, recognize."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog

from domain.errors import ConfigurationError, KommunesvarError, SourceError
from domain.mail_ports import MailSource
from domain.mailbox import Poll
from intake.clerk import Outcome
from intake.process import process_waiting, recognize_waiting
from intake.take_in import Visit, take_in
from kommunesvar.config.sections import MailboxSection
from kommunesvar.owner import is_gone

if TYPE_CHECKING:
    # It is loaded where the program is opened, while the reader's children start.
    from kommunesvar.bootstrap import Program


class MailboxMisconfigured(SourceError):
    """What the configuration says of a mailbox cannot be used, so it was not visited."""


THREADS_PER_READER = 2
"""While one thread judges or waits for the disk, another keeps the reading process busy."""

log = structlog.get_logger(__name__)


def visit(program: "Program", section: MailboxSection, *, stop: Callable[[], bool] = lambda: False) -> Visit:
    """Visit one mailbox; what is wrong with it never reaches the others."""
    started_at = program.clock()
    try:
        return take_in_from(program, program.make_source(section), stop=stop)
    except Exception as error:
        # The named boundary: one mailbox visit.
        if not isinstance(error, KommunesvarError):
            log.exception("visit broken off", mailbox=section.name)
        failure = _word_failure(section, error)
        poll = Poll(mailbox=section.name, started_at=started_at, ended_at=program.clock(), error=str(failure))
        program.sightings.record_poll(poll)
        return Visit(poll=poll, error=failure)


def _word_failure(section: MailboxSection, error: Exception) -> SourceError:
    match error:
        case SourceError():
            return error
        case ConfigurationError():
            return MailboxMisconfigured(f"Mailbox {section.name}: {error}")
    return SourceError(f"Mailbox {section.name}: {str(error) or type(error).__name__}")


def take_in_from(program: "Program", source: MailSource, *, stop: Callable[[], bool] = lambda: False) -> Visit:
    """Take in what a source has that is new."""
    return take_in(source, archive=program.archive, sightings=program.sightings, clock=program.clock, stop=stop)


def process(
    program: "Program",
    *,
    advance: Callable[[], object] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
    more: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Judge what waits, also what a process that died here had taken upon itself; what needs OCR is put off.

    While ``more`` says that mails are being taken in, it waits for them.
    """
    program.messages.release_gone(is_gone)
    return process_waiting(
        program.desk,
        owner=program.owner,
        clock=program.clock,
        workers=THREADS_PER_READER * program.config.limits.workers,
        advance=advance,
        stop=stop,
        more=more,
    )


def recognize(
    program: "Program", *, advance: Callable[[], object] = lambda: None, stop: Callable[[], bool] = lambda: False
) -> Outcome:
    """Judge what was put off for OCR."""
    return recognize_waiting(program.desk, owner=program.owner, clock=program.clock, advance=advance, stop=stop)

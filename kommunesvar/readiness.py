"""Whether the program can do its work: asked by whoever restarts it, or sends visitors elsewhere, when it cannot."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from domain.health import Visits
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.outages import list_outages


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold; ``fault`` is empty when it does. It names nothing: strangers may read it."""

    subject: str
    fault: str = ""


def check_readiness(program: Program, now: datetime) -> Iterator[Condition]:
    """Look whether the database answers, the archive can be written, and every mailbox was read of late."""
    yield _check_archive(program)
    try:
        visits = program.health.load_visits([one.name for one in program.config.mailboxes if one.is_polled])
        outages = list_outages(program, now)
    except SQLAlchemyError:
        yield Condition("database", "does not answer")
        return
    yield Condition("database")
    yield Condition("mailboxes", _word_mailboxes(visits, len(outages)))


def _check_archive(program: Program) -> Condition:
    folder = program.config.archive_path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Condition("archive")
    except OSError:
        return Condition("archive", "cannot be written")


def _word_mailboxes(visits: Sequence[Visits], dead: int) -> str:
    if dead:
        return f"{dead} of {len(visits)} not read for three intervals"
    unread = sum(one.last_success is None for one in visits)
    return f"{unread} of {len(visits)} not read yet" if unread else ""

"""The look into all mailboxes before reminders: an answer may lie where nobody looked, also in the wrong mailbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.consultation import Consultation
from domain.deadline import local_day, start_of_day
from domain.health import Visits
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.rounds import process, recognize, visit


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """The mailboxes that could not be read, each with the error: the consultation's own, and those elsewhere.

    An ``abandoned`` one keeps nobody from sending: no consultation of its own runs, and nobody has managed to read it
    since this one opened.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    abandoned: Mapping[str, str] = field(default_factory=dict)


def look_afresh(program: Program, consultation: Consultation) -> NotRead:
    """Visit the mailboxes and judge what came; return those that could not be read.

    Who answers to the wrong mailbox has answered as well, so all are visited.
    """
    visits = {section.name: visit(program, section) for section in _list_polled(program)}
    process(program)
    recognize(program)
    errors = {name: str(done.error) for name, done in visits.items() if done.error is not None}
    return _sort(program, consultation, errors)


def recall_look(program: Program, consultation: Consultation) -> NotRead:
    """Return what the books say of the latest visits, but for its own: those must be looked into afresh anyway."""
    visits = program.health.load_visits([section.name for section in _list_polled(program)])
    errors = {one.mailbox: one.error for one in visits if one.error is not None}
    return replace(_sort(program, consultation, errors), own={})


def _list_polled(program: Program) -> list[MailboxSection]:
    return [section for section in program.config.mailboxes if section.is_polled]


def _sort(program: Program, consultation: Consultation, errors: Mapping[str, str]) -> NotRead:
    own = set(consultation.mailboxes)
    visits = program.health.load_visits([name for name in errors if name not in own])
    in_use = {one.mailbox for one in visits if _is_in_use(one, program, consultation)}
    return NotRead(
        own={name: error for name, error in errors.items() if name in own},
        elsewhere={name: error for name, error in errors.items() if name in in_use},
        abandoned={name: error for name, error in errors.items() if name not in own | in_use},
    )


def _is_in_use(visits: Visits, program: Program, consultation: Consultation) -> bool:
    """Say whether people may write to a mailbox: one that nobody has read for years must not block for ever."""
    opened = start_of_day(consultation.opens, consultation.deadline.zone)
    if visits.last_success is not None and visits.last_success >= opened:
        return True
    own = (one for one in program.consultations.values() if visits.mailbox in one.mailboxes)
    return any(local_day(program.clock(), one.deadline.zone) <= one.closes for one in own)

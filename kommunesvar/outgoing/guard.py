"""Looks once more at each letter right before it leaves: who has answered since it was written is not written to."""

from datetime import datetime, timedelta

from domain.consultation import Consultation
from domain.deadline import Deadline, Timeliness
from domain.errors import SendDeferred
from domain.health import Visits
from domain.letter import LeftOut, LetterKind
from domain.outgoing import Guard, OutboxRow
from domain.reminder import find_objection, list_period_hindrances
from domain.standing import Standing
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.standings import load_standing
from notifier.envelope import make_address
from notifier.letters import can_write_to
from notifier.proposal import say_hindrance

OBJECTIONS = {
    LeftOut.ANSWERED: "Kommunen rykkes ikke, for den har svaret.",
    LeftOut.UNDER_REVIEW: "Kommunen rykkes ikke, for en mail, som ikke er afgjort, kan være dens svar.",
    LeftOut.EXTENDED: "Kommunen rykkes ikke, for den har fået udsættelse.",
    LeftOut.NOT_ASKED: "Kommunen rykkes ikke, for den er ikke længere blandt de hørte.",
}
"""What is written in the row of a reminder that is withheld."""

LATELY = timedelta(minutes=15)
"""So much longer than its interval a mailbox may be unread while a reminder waits to leave."""


def guard_letters(program: Program) -> Guard:
    """Return what is asked of each mail in the outbox; it has nothing to say of mails that are no letters."""

    def find_objection_to(row: OutboxRow, now: datetime) -> str | None:
        if row.entry.kind not in set(LetterKind):
            return None
        consultation = program.consultations.get(row.entry.consultation)
        municipality = program.letters.find_municipality(row.id)
        if consultation is None or municipality is None:
            return "Høringen eller kommunen kendes ikke længere."
        return _find_objection(program, row, consultation, municipality, now)

    return find_objection_to


def _find_objection(
    program: Program, row: OutboxRow, consultation: Consultation, municipality: str, now: datetime
) -> str | None:
    hindrances = list_period_hindrances(consultation, now)
    if hindrances:
        return say_hindrance(hindrances[0])
    if not _is_reachable(program, municipality, row.entry.mail.recipient):
        return "Kontakten er fjernet, eller mail til den er kommet retur."
    own, _ = load_standing(program, consultation, program.roster[municipality], now)
    if _has_passed(consultation.deadline.extended_to(own.extension_until), since=row.created_at, now=now):
        return "Fristen er udløbet, siden brevet blev skrevet, så det passer ikke længere."
    if row.entry.kind == LetterKind.INVITATION:
        return "Kommunen er ikke længere blandt de hørte." if own.standing is Standing.NOT_ASKED else None
    reason = find_objection(own.standing)
    if reason is not None:
        return OBJECTIONS[reason]
    _check_known(program, row, consultation, now)
    return None


def _check_known(program: Program, row: OutboxRow, consultation: Consultation, now: datetime) -> None:
    """Raise SendDeferred while a reply may lie where nobody has looked, or have come and not been judged."""
    polled = [section for section in program.config.mailboxes if section.is_polled]
    for section, visits in zip(polled, program.health.load_visits([one.name for one in polled]), strict=True):
        if section.name not in consultation.mailboxes and not _was_read(visits, section, row.created_at):
            continue
        # Into all of its own somebody looked from that moment on.
        looked_at = max(visits.last_success or row.created_at, row.created_at)
        if now - looked_at > _find_patience(section):
            raise SendDeferred(
                f"The mailbox {section.name} has not been read lately, and the reply may lie in it.",
                remedy="See 'kommunesvar check', and run 'kommunesvar poll'.",
            )
    unjudged = program.count_unjudged()
    if unjudged:
        raise SendDeferred(
            f"{unjudged} mail{'' if unjudged == 1 else 's'} could not be judged yet, and the reply may be among them.",
            remedy="See 'kommunesvar messages --state waiting' and '--state failed'.",
        )


def _was_read(visits: Visits, section: MailboxSection, written_at: datetime) -> bool:
    """Say whether a mailbox could be read when a letter was written: who sent without, has decided on that.

    Letters bear the moment at which the look before them began, so that one that was read then is never taken for
    one that was not.
    """
    return visits.last_success is not None and visits.last_success >= written_at - _find_patience(section)


def _find_patience(section: MailboxSection) -> timedelta:
    return timedelta(minutes=section.poll_minutes) + LATELY


def _has_passed(deadline: Deadline, *, since: datetime, now: datetime) -> bool:
    """Say whether a deadline that still ran then is over: a letter says how many days are left."""
    return (deadline.judge(since), deadline.judge(now)) == (Timeliness.ON_TIME, Timeliness.LATE)


def _is_reachable(program: Program, municipality: str, recipient: str) -> bool:
    """Say whether an address is still one that the municipality is written to at."""
    known = (one.contact for one in program.contacts.load(municipality) if not one.bounced)
    return any(
        make_address(contact.name, contact.address).addr_spec.casefold() == recipient.casefold()
        for contact in known
        if can_write_to(contact)
    )

"""Looks once more at each letter right before it leaves: who has answered since it was written is not written to."""

from datetime import datetime

from domain.consultation import Consultation
from domain.errors import SendDeferred
from domain.letter import LetterKind
from domain.outgoing import Guard, OutboxRow
from domain.reminder import find_objection, list_period_hindrances
from domain.standing import Standing
from kommunesvar.bootstrap import Program
from kommunesvar.standings import load_standings
from notifier.envelope import make_address
from notifier.proposal import say_hindrance


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
    standing = _find_standing(program, consultation, municipality, now)
    if row.entry.kind == LetterKind.INVITATION:
        return "Kommunen er ikke længere blandt de hørte." if standing is Standing.NOT_ASKED else None
    reason = find_objection(standing)
    if reason is not None:
        return f"Kommunen rykkes ikke: {reason.danish}."
    unjudged = program.count_unjudged()
    if unjudged:
        raise SendDeferred(
            f"{unjudged} mail{'' if unjudged == 1 else 's'} could not be judged yet, and the reply may be among them.",
            remedy="See 'kommunesvar messages --state waiting' and '--state failed'.",
        )
    return None


def _find_standing(program: Program, consultation: Consultation, municipality: str, now: datetime) -> Standing:
    rows = load_standings(program, consultation, now).rows
    return next(row.standing for row in rows if row.municipality.code == municipality)


def _is_reachable(program: Program, municipality: str, recipient: str) -> bool:
    """Say whether an address is still one that the municipality is written to at."""
    known = (one for one in program.contacts.load() if one.contact.municipality == municipality and not one.bounced)
    return any(
        make_address(one.contact.name, one.contact.address).addr_spec.casefold() == recipient.casefold()
        for one in known
    )

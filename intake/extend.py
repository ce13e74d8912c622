"""Extend: give a municipality more time, or take it back, and judge again what that covers."""

from datetime import date
from functools import partial

from domain.errors import UsageError
from domain.judgement import Judgement
from domain.overlay import apply_decisions
from domain.review import Decision
from domain.ruling_ports import Extended, GrantedExtensions
from domain.rulings import Extensions, Ruling
from intake.desk import Desk
from intake.naming import find_subject


def extend(ruling: Ruling, until: date, *, desk: Desk, extensions: GrantedExtensions) -> Extended:
    """Extend the deadline to the end of a day, also after lateness; return what was judged again.

    Raises UsageError for an unknown name, for who is not asked, and for a day that is not after the deadline.
    """
    municipality, consultation = find_subject(ruling, desk)
    if not consultation.asks(municipality.code):
        raise UsageError(f"{municipality.name} is not asked in {consultation.id}, and so has no deadline to extend.")
    if until <= consultation.deadline.day:
        raise UsageError(
            f"An extension to {until} gives no more time: the deadline of {consultation.id} is "
            f"{consultation.deadline.day}.",
            remedy="Name a later day with --until.",
        )
    return extensions.record(ruling, until, lay_over=partial(_lay_over, desk))


def revoke_extension(ruling: Ruling, *, desk: Desk, extensions: GrantedExtensions) -> Extended:
    """Take an extension back; return what was judged again. Raises UsageError, also where there is none."""
    municipality, consultation = find_subject(ruling, desk)
    revoked = extensions.revoke(ruling, lay_over=partial(_lay_over, desk))
    if revoked.before is None:
        raise UsageError(f"{municipality.name} has no extension in {consultation.id} to revoke.")
    return revoked


def _lay_over(desk: Desk, machine: Judgement, decisions: tuple[Decision, ...], extensions: Extensions) -> Judgement:
    return apply_decisions(machine, decisions, desk.consultations, extensions)

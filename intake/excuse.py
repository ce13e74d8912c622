"""Excuse: a municipality is not asked after all. A reply of it that is counted stays and weighs more."""

from domain.deadline import COPENHAGEN
from domain.errors import UsageError
from domain.ruling_ports import Excuses
from domain.rulings import Ruling
from intake.desk import Desk
from intake.naming import find_subject


def excuse(ruling: Ruling, *, desk: Desk, excuses: Excuses) -> None:
    """Write that a municipality is not asked after all.

    Raises UsageError for an unknown name, without a reason, and for who is not asked or is excused already.
    """
    municipality, consultation = find_subject(ruling, desk)
    if not ruling.reason.strip():
        raise UsageError("An excuse needs a reason.", remedy='Give it, as --reason "Kommunen har ingen udvalg".')
    if not consultation.asks(municipality.code):
        raise UsageError(f"{municipality.name} is not asked in {consultation.id} anyway.")
    if not excuses.record(ruling):
        raise UsageError(f"{municipality.name} is excused already{_say_whose(ruling, excuses)}.")


def revoke_excuse(ruling: Ruling, *, desk: Desk, excuses: Excuses) -> None:
    """Ask a municipality again that was excused. Raises UsageError, also where it is not."""
    municipality, consultation = find_subject(ruling, desk)
    if not excuses.revoke(ruling):
        raise UsageError(f"{municipality.name} is not excused in {consultation.id}, so there is nothing to revoke.")


def _say_whose(ruling: Ruling, excuses: Excuses) -> str:
    found = excuses.find(ruling.consultation, ruling.municipality)
    if found is None:
        return ""
    return f", by {found.by} on {found.ruled_at.astimezone(COPENHAGEN):%Y-%m-%d}: {found.reason}"

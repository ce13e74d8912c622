"""What people name when they decide or rule, looked up: a wrong name is refused with a sentence that helps."""

from collections.abc import Iterable

from domain.consultation import Consultation
from domain.errors import UsageError
from domain.municipality import Municipality
from domain.rulings import Ruling
from intake.desk import Desk


def find_municipality(code: str, desk: Desk) -> Municipality:
    """Return the municipality of a code. Raises UsageError."""
    if code not in desk.roster:
        raise UsageError(f"'{code}' is no municipality's code; codes have four digits, as 0461 for Odense.")
    return desk.roster[code]


def check_municipalities(codes: Iterable[str], desk: Desk) -> None:
    """Refuse a code that no municipality has. Raises UsageError."""
    for code in codes:
        find_municipality(code, desk)


def find_consultation(id: str, desk: Desk) -> Consultation:
    """Return the consultation of an id. Raises UsageError."""
    if id not in desk.consultations:
        known = ", ".join(desk.consultations)
        raise UsageError(f"No consultation has the id '{id}'; the configuration knows {known}.")
    return desk.consultations[id]


def find_subject(ruling: Ruling, desk: Desk) -> tuple[Municipality, Consultation]:
    """Return whom and what a ruling is about. Raises UsageError, also for a ruling that nobody signs."""
    check_signed(ruling.by)
    return find_municipality(ruling.municipality, desk), find_consultation(ruling.consultation, desk)


def check_signed(by: str) -> None:
    """Refuse a decision that nobody signs. Raises UsageError."""
    if not by.strip():
        raise UsageError("A decision needs the name of who decides.", remedy='Give it, as --by "Anne Jensen".')

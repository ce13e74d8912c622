"""What people have ruled that holds for more than one mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.acquaintances import NOBODY, Acquaintances

Extensions = Mapping[tuple[str, str], date]
"""Extended deadlines by (consultation, municipality)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Rulings in force at one moment; ``revision`` grows with each that is made or revoked.

    ``acquaintances`` follow from the decisions in force and from the mails that we wrote.
    """

    extensions: Extensions = field(default_factory=dict)
    revision: int = 0
    acquaintances: Acquaintances = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """On what a judgement stands: how many decisions on the mail were laid over it, and by which rulings."""

    decisions: int
    revision: int


def list_last_days(extensions: Extensions) -> Mapping[str, date]:
    """Return, by consultation, the last day that any municipality has been given."""
    last: dict[str, date] = {}
    for (consultation, _), until in extensions.items():
        last[consultation] = max(until, last.get(consultation, until))
    return last


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """That somebody ruled on one municipality in one consultation: who, when and why."""

    consultation: str
    municipality: str
    by: str
    ruled_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An extension in force: who gave it to whom, and the last day that is in time."""

    ruling: Ruling
    until: date

"""Choosing among the 98: each with where it stands, and whether it is ticked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.municipality import Municipality
from domain.standing import Standing, Standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One municipality that can be ticked."""

    municipality: Municipality
    standing: Standing
    is_chosen: bool


def list_choices(standings: Standings, chosen: Collection[str]) -> Sequence[Choice]:
    """Return those that are asked, in Danish order of name."""
    return [
        Choice(municipality=row.municipality, standing=row.standing, is_chosen=row.municipality.code in chosen)
        for row in standings.rows
        if standings.consultation.asks(row.municipality.code)
    ]

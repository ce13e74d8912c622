"""Which consultation is asked about, and where the 98 stand in it: asked alike by commands, page and demo."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.consultation import Consultation
from domain.errors import UsageError
from domain.municipality import Municipality
from domain.standing import MunicipalityStanding, StandingFacts, Standings, compute_standing, compute_standings
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program


def find_consultation(program: Program, wanted: str | None) -> Consultation:
    """Return a consultation by id; without one the one now open, or else the latest. Raises UsageError."""
    if wanted is not None:
        if wanted not in program.consultations:
            known = ", ".join(program.consultations)
            raise UsageError(f"No consultation has the id '{wanted}'; the configuration knows {known}.")
        return program.consultations[wanted]
    now = program.clock()
    return max(program.consultations.values(), key=lambda c: (c.covers(now), c.opens))


def load_standings(program: Program, consultation: Consultation, as_of: datetime) -> Standings:
    """Return the 98 at a moment: the one query that page, digest and status share."""
    glimpse_waiting(program.desk)
    facts = program.facts.load_standing_facts(consultation, as_of)
    return compute_standings(consultation, program.roster, facts, as_of)


def load_standing(
    program: Program, consultation: Consultation, municipality: Municipality, as_of: datetime
) -> tuple[MunicipalityStanding, StandingFacts]:
    """Return where one municipality stands at a moment, and from which facts: without loading those of the others."""
    ((row, facts),) = load_standings_of(program, municipality, [consultation], as_of)
    return row, facts


def load_standings_of(
    program: Program, municipality: Municipality, consultations: Iterable[Consultation], as_of: datetime
) -> Sequence[tuple[MunicipalityStanding, StandingFacts]]:
    """Return the same in several consultations."""
    glimpse_waiting(program.desk)
    known = [
        (one, program.facts.load_standing_facts(one, as_of, municipality=municipality.code)) for one in consultations
    ]
    return [(compute_standing(one, municipality, facts, as_of), facts) for one, facts in known]

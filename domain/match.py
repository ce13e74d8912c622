"""Which municipality a mail comes from (genkendelse), how surely, and on what grounds."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How far a match can be trusted; only ``SURE`` counts without a person."""

    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Match:
    """One rule's vote for one municipality, with its evidence in words a person can check."""

    municipality: str
    rule: str
    certainty: Certainty
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationMatch:
    """A consultation that a mail may belong to, by which rule and with what evidence; as ``Match`` is for senders."""

    consultation: str
    rule: str
    certainty: Certainty
    evidence: tuple[str, ...] = ()


_ORDER = {Certainty.SURE: 0, Certainty.LIKELY: 1, Certainty.WEAK: 2}


def rank_matches(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Return the matches best first; votes of equal certainty keep their order."""
    return tuple(sorted(matches, key=lambda m: _ORDER[m.certainty]))


def find_sure_municipality(matches: tuple[Match, ...]) -> str | None:
    """Find the one municipality that a rule is sure of; None where there is none, or sure rules contradict."""
    sure = {m.municipality for m in matches if m.certainty is Certainty.SURE}
    return sure.pop() if len(sure) == 1 else None

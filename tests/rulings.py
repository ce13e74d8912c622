"""Builders of rulings, and of a desk that judges what is in the books."""

from datetime import UTC, datetime

from domain.consultation import Consultation
from domain.judgement import Judgement
from domain.overlay import apply_decisions
from domain.review import Decision
from domain.rulings import Extensions, Ruling
from tests.books import AUTUMN, NOW
from tests.builders import build_consultation

CONSULTATIONS = {AUTUMN: build_consultation()}
LATE = datetime(2019, 11, 5, 12, 5, tzinfo=UTC)


def build_ruling(code: str = "0461", *, by: str = "Mette", reason: str = "", consultation: str = AUTUMN) -> Ruling:
    return Ruling(consultation=consultation, municipality=code, by=by, ruled_at=NOW, reason=reason)


def lay_over(machine: Judgement, decisions: tuple[Decision, ...], extensions: Extensions) -> Judgement:
    """Lay decisions and extensions over a judgement, as the program does."""
    consultations: dict[str, Consultation] = CONSULTATIONS
    return apply_decisions(machine, decisions, consultations, extensions)

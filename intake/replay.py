"""Replay: judge the whole archive anew with today's rules, and show what would change before it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.deadline import Timeliness
from domain.errors import DecisionConflict
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.overlay import apply_decisions
from domain.ports import ClaimedMail, Clock, JudgedMail
from domain.rulings import Basis
from intake.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """As much of a judgement as a person would call a change."""

    state: State
    kind: Kind
    consultation: str | None
    replies: tuple[tuple[str, Timeliness, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One message whose judgement differs; ``before`` is None when it had never been judged."""

    message: int
    before: Position | None
    after: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreplayed:
    """One message that could not be judged anew; what held of it still holds."""

    message: int
    reason: str


def replay(desk: Desk, *, clock: Clock, apply: bool) -> Iterator[Change | Unreplayed | None]:
    """Yield for every message its change, or None; with ``apply`` write what is new as well.

    People's decisions are laid over the new judgement as they were over the old one.
    """
    for claimed in desk.messages.list_all():
        try:
            yield _replay_one(claimed, desk, clock=clock, apply=apply)
        except Exception as error:  # noqa: BLE001 - the named boundary: one message in a rebuild
            yield Unreplayed(message=claimed.id, reason=f"{type(error).__name__}: {error}")


def _replay_one(claimed: ClaimedMail, desk: Desk, *, clock: Clock, apply: bool) -> Change | None:
    decisions = desk.decisions.load(claimed.id)
    before = desk.messages.find_machine_judgement(claimed.id)
    mail = desk.read(claimed.sha256)
    rulings = desk.facts.load_rulings()
    machine, effective = desk.judge(mail, claimed.mailbox, claimed.internal_date, decisions=decisions, rulings=rulings)
    basis = Basis(decisions=len(decisions), revision=rulings.revision)
    judged = JudgedMail(claimed=claimed, mail=mail, machine=machine, effective=effective, basis=basis)
    if apply and not all(desk.messages.record_judgements([judged], owner=None, now=clock())):
        raise DecisionConflict("Somebody decided on this mail meanwhile; run the same command again.")
    held = None
    if before is not None:
        held = _note(apply_decisions(before, decisions, desk.consultations, rulings.extensions))
    after = _note(effective)
    return None if held == after else Change(message=claimed.id, before=held, after=after)


def _note(judgement: Judgement) -> Position:
    return Position(
        state=judgement.state,
        kind=judgement.kind.kind,
        consultation=judgement.consultation,
        replies=tuple((r.municipality, r.timeliness, r.judged_against) for r in judgement.replies),
    )

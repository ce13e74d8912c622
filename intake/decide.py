"""Decide: what a person says of a mail, laid over what the machine thinks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.consultation import Consultation
from domain.errors import NothingToUndo, UsageError
from domain.judgement import Judgement
from domain.kind import ANSWERS
from domain.message import State
from domain.overlay import apply_decisions
from domain.review import Decision
from domain.rulings import Rulings
from intake.desk import Desk
from intake.naming import check_municipalities, check_signed, find_consultation


def decide(message: int, decision: Decision, *, desk: Desk, seen: tuple[Decision, ...] | None = None) -> Judgement:
    """Record a decision and return the judgement that follows from it.

    ``seen`` are the decisions that whoever decides was shown; by default those in force now.
    Raises UsageError when the message, a municipality or the consultation does not exist or the mail cannot be
    counted yet or has come in the future, and DecisionConflict when somebody else decided at the same moment.
    """
    _check(decision, desk)
    seen, rulings = desk.decisions.load(message) if seen is None else seen, desk.facts.load_rulings()
    effective = _overlay(message, (*seen, decision), rulings, desk)
    complete = _complete(decision, effective)
    desk.decisions.record(message, complete, effective, seen=len(seen), revision=rulings.revision)
    return effective


def undo(message: int, *, by: str, now: datetime, desk: Desk, reason: str = "") -> Judgement:
    """Take the latest decision on a message back; return what holds without it.

    Raises UsageError, NothingToUndo also where all that is left is what lies below a registration.
    """
    check_signed(by)
    seen, rulings = desk.decisions.load(message), desk.facts.load_rulings()
    if not seen:
        raise NothingToUndo(f"There is no decision on message {message} to take back.")
    if seen[-1].is_ground:
        raise NothingToUndo(
            f"The registration of message {message} has been taken back already, and nothing else was decided.",
            remedy="If the reply counts after all, register it again as before, or decide on the message.",
        )
    effective = _overlay(message, seen[:-1], rulings, desk)
    desk.decisions.undo(message, effective, by=by, now=now, reason=reason, seen=len(seen), revision=rulings.revision)
    return effective


def find_unopened(judgement: Judgement, consultations: Mapping[str, Consultation]) -> Consultation | None:
    """Find the consultation that a mail counts in though it came before that opened, or None: a person may mean it."""
    consultation, received_at = consultations.get(judgement.consultation or ""), judgement.clock.received_at
    if consultation is None or received_at is None or judgement.state is not State.COUNTED:
        return None
    return consultation if consultation.opens_after(received_at) else None


def _overlay(message: int, decisions: tuple[Decision, ...], rulings: Rulings, desk: Desk) -> Judgement:
    machine = desk.messages.find_machine_judgement(message)
    if machine is None:
        raise UsageError(f"Message {message} has not been looked at yet.", remedy="Run 'kommunesvar process' first.")
    return apply_decisions(machine, decisions, desk.consultations, rulings.extensions)


def _complete(decision: Decision, effective: Judgement) -> Decision:
    """Write down whose reply to what was meant, so that the decision says the same after every rebuild."""
    if effective.state is not State.COUNTED or not decision.settles_reply:
        return decision
    return replace(
        decision,
        state=State.COUNTED,
        municipalities=tuple(reply.municipality for reply in effective.replies),
        consultation=effective.consultation,
        kind=effective.kind.kind,
    )


def _check(decision: Decision, desk: Desk) -> None:
    check_signed(decision.by)
    check_municipalities(decision.municipalities or (), desk)
    if decision.state is State.COUNTED and decision.kind is not None and decision.kind not in ANSWERS:
        raise UsageError(f"'{decision.kind.value}' is no reply, so it cannot be counted as one.")
    if decision.received_at is not None and decision.received_at > decision.decided_at:
        raise UsageError("No mail has been received at a moment that is still to come.")
    if decision.consultation is not None:
        find_consultation(decision.consultation, desk)

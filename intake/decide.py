"""Decide: what a person says of a mail, laid over what the machine thinks."""

from dataclasses import replace
from datetime import datetime

from domain.errors import UsageError
from domain.judgement import Judgement
from domain.message import State
from domain.overlay import apply_decisions
from domain.review import Decision
from intake.desk import Desk


def decide(message: int, decision: Decision, *, desk: Desk) -> Judgement:
    """Record a decision and return the judgement that follows from it.

    Raises UsageError when the message, a municipality or the consultation does not exist or the mail cannot be
    counted yet or has come in the future, and DecisionConflict when somebody else decided at the same moment.
    """
    _check_names(decision, desk)
    seen = desk.decisions.load(message)
    effective = _overlay(message, (*seen, decision), desk)
    complete = _complete(decision, effective)
    desk.decisions.record(message, complete, effective, seen=len(seen))
    return effective


def undo(message: int, *, by: str, now: datetime, desk: Desk) -> Judgement:
    """Take the latest decision on a message back; return what holds without it. Raises UsageError."""
    seen = desk.decisions.load(message)
    if not seen:
        raise UsageError(f"There is no decision on message {message} to take back.")
    effective = _overlay(message, seen[:-1], desk)
    desk.decisions.undo(message, effective, by=by, now=now, seen=len(seen))
    return effective


def _overlay(message: int, decisions: tuple[Decision, ...], desk: Desk) -> Judgement:
    machine = desk.messages.find_machine_judgement(message)
    if machine is None:
        raise UsageError(f"Message {message} has not been looked at yet.", remedy="Run 'kommunesvar process' first.")
    return apply_decisions(machine, decisions, desk.consultations, desk.facts.load_rulings().extensions)


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


def _check_names(decision: Decision, desk: Desk) -> None:
    for code in decision.municipalities or ():
        if code not in desk.roster:
            raise UsageError(f"'{code}' is no municipality's code; codes have four digits, as 0461 for Odense.")
    if decision.received_at is not None and decision.received_at > decision.decided_at:
        raise UsageError("No mail has been received at a moment that is still to come.")
    if decision.consultation is not None and decision.consultation not in desk.consultations:
        known = ", ".join(desk.consultations)
        raise UsageError(f"No consultation has the id '{decision.consultation}'; the configuration knows {known}.")

"""Replay: judge the whole archive anew with today's rules, and show what would change before it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.deadline import Timeliness
from domain.errors import DecisionConflict, ReaderDied, UnreadableMail, UsageError
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.message_ports import ClaimedMail, JudgedMail
from domain.ports import Clock
from domain.rulings import Basis
from intake.desk import Desk


class Move(StrEnum):
    """What a change means for the figures."""

    LOST = "lost"
    COUNTED = "counted"
    MOVED = "moved"


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

    @property
    def move(self) -> Move:
        """Whether it was counted and is no more, is and was not, or has moved in any other way."""
        was_counted = self.before is not None and self.before.state is State.COUNTED
        is_counted = self.after.state is State.COUNTED
        if was_counted is is_counted:
            return Move.MOVED
        return Move.COUNTED if is_counted else Move.LOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreplayed:
    """One message that could not be judged anew; what held of it still holds.

    One that ``was_unread`` could not be read before either, as an empty mail: that is nothing new.
    """

    message: int
    reason: str
    was_unread: bool = False


def replay(desk: Desk, *, clock: Clock, apply: bool) -> Iterator[Change | Unreplayed | None]:
    """Yield for every message its change, or None; with ``apply`` write what is new as well.

    People's decisions are laid over the new judgement as they were over the old one.
    """
    for claimed in desk.messages.list_all():
        try:
            yield _replay_one(claimed, desk, clock=clock, apply=apply)
        except UsageError as error:
            # What people have decided cannot be laid over it, as when the consultation is no longer configured.
            yield Unreplayed(message=claimed.id, reason=str(error))
        except (UnreadableMail, ReaderDied) as error:
            was_unread = desk.messages.load_view(claimed.id).failure is not None
            yield Unreplayed(message=claimed.id, reason=str(error), was_unread=was_unread)
        except Exception as error:  # noqa: BLE001 - the named boundary: one message in a rebuild
            yield Unreplayed(message=claimed.id, reason=f"{type(error).__name__}: {error}")


def _replay_one(claimed: ClaimedMail, desk: Desk, *, clock: Clock, apply: bool) -> Change | None:
    mail = desk.read(claimed.sha256)
    held = desk.messages.find_judgement(claimed.id)
    decisions, rulings = desk.decisions.load(claimed.id), desk.facts.load_rulings()
    machine, effective = desk.judge(mail, claimed.mailbox, claimed.internal_date, decisions=decisions, rulings=rulings)
    basis = Basis(decisions=len(decisions), revision=rulings.revision)
    judged = JudgedMail(claimed=claimed, mail=mail, machine=machine, effective=effective, basis=basis)
    if apply and not all(desk.messages.record_judgements([judged], owner=None, now=clock())):
        raise DecisionConflict("Somebody decided on this mail meanwhile; run the same command again.")
    before, after = _note(held) if held is not None else None, _note(effective)
    return None if before == after else Change(message=claimed.id, before=before, after=after)


def _note(judgement: Judgement) -> Position:
    return Position(
        state=judgement.state,
        kind=judgement.kind.kind,
        consultation=judgement.consultation,
        replies=tuple((r.municipality, r.timeliness, r.judged_against) for r in judgement.replies),
    )

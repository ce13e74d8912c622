"""What the overview tells beside the standings: what is open, who was reminded, and how the answers came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.consultation import Consultation
from domain.message import State
from domain.review import ReviewReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBrief:
    """Why a mail is open: it stands in review for these reasons, waits, or could not be read."""

    message: int
    state: State
    reasons: tuple[ReviewReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """That a municipality has been reminded: how often, and when last."""

    times: int
    last_at: datetime


FirstReplies = Mapping[str, datetime]
"""When the first counted reply of each municipality came, by code."""


def count_by_day(first_replies: FirstReplies, consultation: Consultation) -> Sequence[tuple[int, int]]:
    """Return how many had answered by the end of each day on which somebody did, as (days left, number).

    Days left are whole local days until the deadline: 0 is its own day, and negative ones came too late.
    """
    days = sorted(map(consultation.days_left, first_replies.values()), reverse=True)
    return tuple({day: number for number, day in enumerate(days, 1)}.items())

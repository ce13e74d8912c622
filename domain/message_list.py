"""The list of messages as it is browsed: which are wanted, and one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.consultation import Consultation
from domain.kind import Kind
from domain.message import Sender, State
from domain.review import ReviewReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFilter:
    """Which messages are wanted; what is left out does not matter.

    Without ``consultation`` those of all, else those that belong or may belong to it. ``municipality`` is whose they
    are or may be, ``text`` stands in the sender or the subject.
    """

    consultation: Consultation | None = None
    states: tuple[State, ...] = ()
    kind: Kind | None = None
    municipality: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMessage:
    """One message of the list; ``municipalities`` is whose it is, or may be where it is not counted."""

    id: int
    sender: Sender
    subject: str
    arrived_at: datetime
    state: State
    kind: Kind
    reasons: tuple[ReviewReason, ...]
    municipalities: tuple[str, ...]
    files: int
    consultation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """One page of the list, newest first, and how many there are on all."""

    messages: Sequence[ListedMessage]
    total: int

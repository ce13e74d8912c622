"""What a careful person says of a mail, and the mail itself: the ground that the verdicts are measured on.

The labels were written without a look into the rules. About half of the cases, drawn by a checksum of the name, are
for those who mend the rules; of the others only figures are told.
"""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.deadline import Timeliness
from domain.judgement import Authenticity, ReceivedBy
from domain.kind import Kind
from domain.message import State


class Half(StrEnum):
    """The half to mend the rules by, and the half that nobody looks into."""

    TUNED = "tuned"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What must come of a mail; what is None or empty is not asked.

    ``states`` and ``kinds`` hold more than one where a careful person would accept each. Set aside though that is
    not allowed is lost; counted though that is not allowed, or for others than ``municipalities``, is wrong.
    ``never_first`` are municipalities that the best suggestion must not be. ``plain`` marks the ordinary reply that must be counted without help. ``reasons``, in the words of the contract,
    must be among those given if the mail goes to review.
    """

    states: frozenset[State]
    kinds: frozenset[Kind]
    municipalities: tuple[str, ...] = ()
    first: str | None = None
    never_first: frozenset[str] = frozenset()
    received_at: datetime | None = None
    received_by: ReceivedBy | None = None
    timeliness: Timeliness | None = None
    authenticity: frozenset[Authenticity] = frozenset()
    provisional: bool | None = None
    replaces: bool | None = None
    asked_until: date | None = None
    committee: str | None = None
    consultation: str | None = None
    reasons: frozenset[str] = frozenset()
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One mail as it lies in the mailbox, and what is asked of its judgement.

    ``exchange_online`` is whether the mailbox lies there, with a mail server whose word bears no name. ``family`` is
    the name of the first case of the same wording, which it shares its half with.
    """

    name: str
    chapter: str
    raw: bytes = field(repr=False)
    mailbox: str
    internal_date: datetime | None
    asked: Asked
    exchange_online: bool = False
    family: str = ""

    @property
    def half(self) -> Half:
        """The half it belongs to, decided by its name alone, or that of the first of its family."""
        return Half.HELD if zlib.crc32((self.family or self.name).encode()) % 2 else Half.TUNED

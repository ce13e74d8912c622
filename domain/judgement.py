"""The judgement (vurdering) on one mail: kind, municipality, authenticity, time, and how sure.

``domain/conclusion.py`` makes it from what the rules found, ``domain/overlay.py`` lays over it what people said.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.kind import Kind, KindFinding
from domain.match import ConsultationMatch, Match
from domain.message import Attachment, State
from domain.review import ReviewReason, Role


class Authenticity(StrEnum):
    """Whether the trusted mail server confirmed the sender."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NONE = "none"
    INTERNAL = "internal"


class ReceivedBy(StrEnum):
    """Whose clock said when the mail came."""

    BORDER = "border"
    INTERNALDATE = "internaldate"
    FORWARDED = "forwarded"
    PERSON = "person"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuthenticityFinding:
    """What the trusted server says of the sender, in its own words.

    ``confirmed`` is whether it vouched for him, also for a colleague.
    """

    authenticity: Authenticity
    evidence: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ClockReading:
    """When the mail came, by whose clock.

    ``rival`` is another trusted clock that contradicts it. ``claimed`` is the time that a mail passed on is said to
    have come, where nothing proves it. ``sender_clock`` is what the mail's ``Date:`` claims: shown, and never judged
    by.
    """

    received_at: datetime | None
    received_by: ReceivedBy
    evidence: tuple[str, ...] = ()
    rival: datetime | None = None
    sender_clock: datetime | None = None
    claimed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One municipality's reply in one message.

    ``role`` is only set where a person said it, until it is shown beside the others; ``of`` is then the message
    that it repeats or replaces. ``committee`` is the one that answers, where that is known, and
    ``time_reason`` says in Danish how its timeliness was found.
    """

    municipality: str
    timeliness: Timeliness
    judged_against: date
    role: Role | None = None
    provisional: bool = False
    committee: str = ""
    time_reason: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is held of one message; ``replies`` is empty unless the state is counted.

    ``provisional``, ``replaces``, ``asked_until``, ``committee`` and ``belonging`` are what the rules found, as in
    ``Findings``.
    """

    kind: KindFinding
    suggestions: tuple[Match, ...]
    authenticity: AuthenticityFinding
    clock: ClockReading
    consultation: str | None
    state: State
    reasons: tuple[ReviewReason, ...] = ()
    replies: tuple[Reply, ...] = ()
    provisional: bool = False
    replaces: bool = False
    asked_until: date | None = None
    committee: str = ""
    belonging: tuple[ConsultationMatch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the rules found in one mail, before anything is concluded from it.

    ``candidates`` are the consultations it may belong to, a sure one alone; ``belonging`` says why, and what
    is likely where none is sure, best first. ``concerns_us`` is whether the mail, though no
    rule knows it, speaks of what a consultation is about or brings a document. ``doubts`` are reasons for
    review that only the rules can see, such as an attachment that is spoken of and not there.
    ``provisional`` is whether somebody has yet to approve the answer, ``replaces`` whether it says that it takes
    the place of an earlier one, and ``asked_until`` the day until which more time is asked for, where one is named.
    ``committee`` is the municipality's committee that answers, as the mail names it.
    """

    kind: KindFinding
    matches: tuple[Match, ...]
    authenticity: AuthenticityFinding
    clock: ClockReading
    candidates: tuple[Consultation, ...]
    attachments: tuple[Attachment, ...] = ()
    concerns_us: bool = True
    doubts: tuple[ReviewReason, ...] = ()
    provisional: bool = False
    replaces: bool = False
    asked_until: date | None = None
    committee: str = ""
    belonging: tuple[ConsultationMatch, ...] = ()


UNREAD = Judgement(
    kind=KindFinding(Kind.OTHER, "unread"),
    suggestions=(),
    authenticity=AuthenticityFinding(Authenticity.NONE),
    clock=ClockReading(None, ReceivedBy.NONE),
    consultation=None,
    state=State.FAILED,
)
"""What is held of a mail that nobody and nothing has looked into."""

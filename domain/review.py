"""Why a person must look (gennemsyn), and what the person then says (afgørelse)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.kind import ANSWERS, Kind
from domain.message import State


class Role(StrEnum):
    """What a reply is beside the other replies of the same municipality."""

    FIRST = "first"
    SUPPLEMENT = "supplement"
    REPLACEMENT = "replacement"
    DUPLICATE = "duplicate"


class ReviewReason(StrEnum):
    """The closed list of reasons for review."""

    UNKNOWN_SENDER = "unknown_sender"
    UNVERIFIED_SENDER = "unverified_sender"
    CONFLICTING_MUNICIPALITIES = "conflicting_municipalities"
    SEVERAL_MUNICIPALITIES = "several_municipalities"
    SENT_ON_BEHALF = "sent_on_behalf"
    NOT_ASKED = "not_asked"
    FORWARDED_TIME_DECIDES = "forwarded_time_decides"
    CLOCKS_DISAGREE = "clocks_disagree"
    NO_CLOCK = "no_clock"
    UNKNOWN_CONSULTATION = "unknown_consultation"
    ATTACHMENT_MISSING = "attachment_missing"
    ATTACHMENT_UNREADABLE = "attachment_unreadable"
    LINK_ONLY = "link_only"
    UNCLEAR_KIND = "unclear_kind"
    EXTENSION_REQUEST = "extension_request"
    QUESTION = "question"
    WITHDRAWAL = "withdrawal"
    BY_HAND = "by_hand"

    @property
    def sentence(self) -> str:
        """The reason as a Danish sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    ReviewReason.UNKNOWN_SENDER: "Afsenderen kan ikke knyttes til en kommune.",
    ReviewReason.UNVERIFIED_SENDER: "Mailserveren kunne ikke bekræfte afsenderen.",
    ReviewReason.CONFLICTING_MUNICIPALITIES: "Oplysningerne i mailen peger på forskellige kommuner.",
    ReviewReason.SEVERAL_MUNICIPALITIES: "Mailen ser ud til at være et svar fra flere kommuner.",
    ReviewReason.SENT_ON_BEHALF: "Mailen ser ud til at være sendt på vegne af en anden.",
    ReviewReason.NOT_ASKED: "Kommunen er ikke blandt de hørte.",
    ReviewReason.FORWARDED_TIME_DECIDES: "Tidspunktet i den videresendte mail afgør, om svaret er til tiden.",
    ReviewReason.CLOCKS_DISAGREE: "Tidsstemplerne ligger på hver sin side af fristen.",
    ReviewReason.NO_CLOCK: "Det fremgår ikke, hvornår mailen er modtaget.",
    ReviewReason.UNKNOWN_CONSULTATION: "Det er uklart, hvilken høring mailen hører til.",
    ReviewReason.ATTACHMENT_MISSING: "Mailen omtaler et bilag, som ikke er vedhæftet.",
    ReviewReason.ATTACHMENT_UNREADABLE: "Et bilag kan kun læses delvist eller slet ikke.",
    ReviewReason.LINK_ONLY: "Svaret ligger bag et link og er ikke vedhæftet.",
    ReviewReason.UNCLEAR_KIND: "Det er uklart, om mailen er et høringssvar.",
    ReviewReason.EXTENSION_REQUEST: "Kommunen beder om udsættelse.",
    ReviewReason.QUESTION: "Kommunen stiller et spørgsmål.",
    ReviewReason.WITHDRAWAL: "Kommunen trækker sit svar tilbage.",
    ReviewReason.BY_HAND: "En medarbejder har sendt mailen til gennemsyn.",
}


REGISTERED_GROUND = "Registreret af en medarbejder: tæller kun med, så længe registreringen ikke er trukket tilbage."
"""The reason of the decision that lies below a registered reply: without it the machine would judge what we wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person has said of one message; a field that is None leaves that question as it was.

    Decisions are appended, never changed; they outlive every rebuild of what the machine thinks.
    """

    by: str
    decided_at: datetime
    reason: str = ""
    municipalities: tuple[str, ...] | None = None
    kind: Kind | None = None
    state: State | None = None
    consultation: str | None = None
    role: Role | None = None
    provisional: bool | None = None
    received_at: datetime | None = None

    @property
    def settles_reply(self) -> bool:
        """Whether it says what the mail is or whose, so that the machine's doubts are answered."""
        return bool(self.municipalities) or self.kind is not None or self.state is not None

    @property
    def is_ground(self) -> bool:
        """Whether it lies below a registered reply, and was no decision of anybody's."""
        return self.state is State.SET_ASIDE and self.reason == REGISTERED_GROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A decision with what became of it: who took it back, when and why, or nobody."""

    decision: Decision
    undone_by: str | None = None
    undone_at: datetime | None = None
    undone_reason: str = ""

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has taken it back."""
        return self.undone_at is None


def merge_decisions(decisions: tuple[Decision, ...]) -> Decision:
    """Return one decision that says, of each question, what was said last."""
    merged = decisions[0]
    for later in decisions[1:]:
        merged = Decision(
            by=later.by,
            decided_at=later.decided_at,
            reason=later.reason or merged.reason,
            municipalities=merged.municipalities if later.municipalities is None else later.municipalities,
            kind=_merge_kind(merged, later),
            state=_merge_state(merged, later),
            consultation=merged.consultation if later.consultation is None else later.consultation,
            role=merged.role if later.role is None else later.role,
            provisional=merged.provisional if later.provisional is None else later.provisional,
            received_at=merged.received_at if later.received_at is None else later.received_at,
        )
    return merged


def _merge_kind(earlier: Decision, later: Decision) -> Kind | None:
    """Return what the mail is; who counts what was said to be no reply says that it is one."""
    counts = later.state is State.COUNTED or bool(later.municipalities)
    if later.kind is None and counts and earlier.kind not in ANSWERS:
        return None
    return earlier.kind if later.kind is None else later.kind


def _merge_state(earlier: Decision, later: Decision) -> State | None:
    """Return where it shall stand; who says anew what or whose it is leaves that to follow from what was said."""
    return None if later.state is None and later.settles_reply else later.state or earlier.state

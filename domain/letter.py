"""Letters to municipalities (breve): who is written to, who is left out and why, and what stands in the way of all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.consultation import Consultation
from domain.contact import Contact, KnownContact
from domain.municipality import Municipality
from domain.outgoing import OutboxEntry, OutboxState
from domain.standing import MunicipalityStanding, Standings


class LetterKind(StrEnum):
    """The kinds under which letters stand in the outbox."""

    INVITATION = "invitation"
    REMINDER = "reminder"


class LeftOut(StrEnum):
    """Why a municipality gets no letter; the closed list."""

    ANSWERED = "answered"
    UNDER_REVIEW = "under_review"
    EXTENDED = "extended"
    NOT_ASKED = "not_asked"
    NO_CONTACT = "no_contact"
    BOUNCED = "bounced"
    TOO_OFTEN = "too_often"
    TOO_RECENTLY = "too_recently"
    SENT_BEFORE = "sent_before"
    NOT_CHOSEN = "not_chosen"

    @property
    def danish(self) -> str:
        """The reason in Danish, as it stands behind a name."""
        return _LEFT_OUT[self]


_LEFT_OUT = {
    LeftOut.ANSWERED: "har svaret",
    LeftOut.UNDER_REVIEW: "en mail, som ikke er afgjort, kan være svaret",
    LeftOut.EXTENDED: "har fået udsættelse",
    LeftOut.NOT_ASKED: "er ikke hørt",
    LeftOut.NO_CONTACT: "ingen kontakt at skrive til",
    LeftOut.BOUNCED: "mail til kontakten er kommet retur",
    LeftOut.TOO_OFTEN: "er rykket så mange gange, som indstillingerne tillader",
    LeftOut.TOO_RECENTLY: "er rykket for nylig",
    LeftOut.SENT_BEFORE: "har fået høringsbrevet",
    LeftOut.NOT_CHOSEN: "er ikke valgt",
}


class HindranceKind(StrEnum):
    """What keeps every letter from being sent; the closed list."""

    NOT_OPEN = "not_open"
    CLOSED = "closed"
    DEADLINE_PASSED = "deadline_passed"
    NOT_READ = "not_read"
    NOT_READ_ELSEWHERE = "not_read_elsewhere"
    UNJUDGED = "unjudged"
    IN_REVIEW = "in_review"


MAY_BE_SET_ASIDE = frozenset({HindranceKind.IN_REVIEW, HindranceKind.NOT_READ_ELSEWHERE})
"""What a person who sends may say to send in spite of; nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One hindrance: how many mails it is about, or which mailbox, and why that could not be read.

    ``failed`` are those of the mails that a person has to look at: they will not be read by waiting.
    """

    kind: HindranceKind
    count: int = 0
    failed: tuple[int, ...] = ()
    mailbox: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter to one recipient as it stands in the outbox; all of one number are the same letter.

    One that was withheld or refused ``may_have_left`` before, when a program that was ended had it in hand.
    """

    municipality: str
    number: int
    recipient: str
    enqueued_at: datetime
    state: OutboxState
    may_have_left: bool = False

    @property
    def counts(self) -> bool:
        """Whether the recipient has got it or will, or may have: not what was withheld or refused in time."""
        return self.may_have_left or self.state not in {OutboxState.WITHHELD, OutboxState.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter to one municipality, a finished mail for each recipient; ``number`` counts its letters of a kind."""

    municipality: str
    number: int
    entries: tuple[OutboxEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLetter:
    """A letter that would be sent; ``deadline`` is the municipality's own, and ``bounced`` are left out of it.

    ``before`` is how many of this kind it has got.
    """

    municipality: Municipality
    number: int
    deadline: date
    to: tuple[Contact, ...]
    cc: tuple[Contact, ...] = ()
    bounced: tuple[Contact, ...] = ()
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A municipality that gets no letter, and why."""

    municipality: Municipality
    reason: LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPlan:
    """Who gets a letter and who not, all 98; while there is a hindrance nobody does.

    ``set_aside`` are those that a person has decided to send in spite of.
    """

    kind: LetterKind
    consultation: Consultation
    as_of: datetime
    letters: tuple[PlannedLetter, ...]
    left_out: tuple[Omission, ...]
    hindrances: tuple[Hindrance, ...] = ()
    set_aside: tuple[Hindrance, ...] = ()

    def choose(self, codes: Iterable[str] | None) -> "LetterPlan":
        """Return the plan for these municipalities alone; None chooses all."""
        if codes is None:
            return self
        chosen = frozenset(codes)
        others = (one.municipality for one in self.letters if one.municipality.code not in chosen)
        return replace(
            self,
            letters=tuple(one for one in self.letters if one.municipality.code in chosen),
            left_out=(*self.left_out, *(Omission(municipality=m, reason=LeftOut.NOT_CHOSEN) for m in others)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """The contacts of one municipality, sorted into who is asked, who gets a copy, and who cannot be reached."""

    to: tuple[Contact, ...] = ()
    cc: tuple[Contact, ...] = ()
    bounced: tuple[Contact, ...] = ()

    @property
    def lacking(self) -> LeftOut | None:
        """Why nobody can be written to, or None: a mayor only ever gets a copy."""
        if self.to:
            return None
        return LeftOut.BOUNCED if any(not one.role.is_copied for one in self.bounced) else LeftOut.NO_CONTACT


def group_contacts(contacts: Sequence[KnownContact]) -> Mapping[str, Addressees]:
    """Return, by municipality, whom a letter goes to."""
    own: dict[str, list[KnownContact]] = {}
    for known in contacts:
        own.setdefault(known.contact.municipality, []).append(known)
    return {code: _sort(known) for code, known in own.items()}


def _sort(contacts: Sequence[KnownContact]) -> Addressees:
    reached = [known.contact for known in contacts if known.bounced is None]
    return Addressees(
        to=tuple(one for one in reached if not one.role.is_copied),
        cc=tuple(one for one in reached if one.role.is_copied),
        bounced=tuple(known.contact for known in contacts if known.bounced is not None),
    )


def find_next_number(sent: Iterable[SentLetter]) -> int:
    """Return the number of a municipality's next letter: one more than of any, whatever became of it."""
    return max((letter.number for letter in sent), default=0) + 1


def count_letters(sent: Iterable[SentLetter]) -> int:
    """Return how many letters a municipality has got or will, whoever they went to."""
    return len({letter.number for letter in sent if letter.counts})


def plan_letters(
    kind: LetterKind,
    standings: Standings,
    contacts: Sequence[KnownContact],
    sent: Sequence[SentLetter],
    *,
    find_reason: Callable[[MunicipalityStanding, Sequence[SentLetter]], LeftOut | None],
    hindrances: Sequence[Hindrance] = (),
) -> LetterPlan:
    """Go through all 98: who can be written to and is not left out for a reason of this kind of letter gets one."""
    addressees, earlier = group_contacts(contacts), _group_sent(sent)
    deadline = standings.consultation.deadline
    letters, left_out = [], []
    for row in standings.rows:
        code = row.municipality.code
        whom, own = addressees.get(code, Addressees()), earlier.get(code, [])
        reason = find_reason(row, own) or whom.lacking
        if reason is not None:
            left_out.append(Omission(municipality=row.municipality, reason=reason))
            continue
        letters.append(
            PlannedLetter(
                municipality=row.municipality,
                number=find_next_number(own),
                deadline=deadline.extended_to(row.extension_until).day,
                to=whom.to,
                cc=whom.cc,
                bounced=whom.bounced,
                before=count_letters(own),
            )
        )
    return LetterPlan(
        kind=kind,
        consultation=standings.consultation,
        as_of=standings.as_of,
        letters=tuple(letters),
        left_out=tuple(left_out),
        hindrances=tuple(hindrances),
    )


def _group_sent(sent: Sequence[SentLetter]) -> Mapping[str, list[SentLetter]]:
    own: dict[str, list[SentLetter]] = {}
    for letter in sent:
        own.setdefault(letter.municipality, []).append(letter)
    return own

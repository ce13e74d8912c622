"""Where each of the 98 stands in a consultation. This file alone decides a standing, and checks the sum."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.consultation import Consultation
from domain.deadline import Timeliness, local_day
from domain.errors import KommunesvarError
from domain.kind import Kind
from domain.municipality import MUNICIPALITY_COUNT, Municipality, Roster
from domain.review import Role


class Standing(StrEnum):
    """The standing of a municipality (status for kommunen); each has exactly one."""

    ON_TIME = "on_time"
    LATE = "late"
    EXTENDED = "extended"
    UNDER_REVIEW = "under_review"
    MISSING = "missing"
    NOT_ASKED = "not_asked"

    @property
    def danish(self) -> str:
        """The word for people."""
        return _DANISH[self]


_DANISH = {
    Standing.ON_TIME: "til tiden",
    Standing.LATE: "for sent",
    Standing.EXTENDED: "udsættelse",
    Standing.UNDER_REVIEW: "til gennemsyn",
    Standing.MISSING: "mangler",
    Standing.NOT_ASKED: "ikke hørt",
}

ANSWERED = frozenset({Standing.ON_TIME, Standing.LATE})


class UnbalancedStandings(KommunesvarError):
    """The standings do not add up to 98; nothing is shown rather than something wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFact:
    """A counted reply of one municipality.

    ``role`` is its role beside the others, where that is asked, and ``adds`` whether it calls itself an addition.
    """

    message: int
    municipality: str
    received_at: datetime
    timeliness: Timeliness
    kind: Kind
    provisional: bool = False
    role: Role | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFact:
    """A mail in review, waiting or failed that may be this municipality's reply."""

    message: int
    municipality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFact:
    """A machine's mail from or about a municipality: a receipt, a bounce."""

    message: int
    municipality: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFacts:
    """What standings are judged from, as known now and arrived by the moment asked about."""

    replies: tuple[ReplyFact, ...] = ()
    open_mails: tuple[OpenFact, ...] = ()
    notices: tuple[NoticeFact, ...] = ()
    extensions: Mapping[str, date] = field(default_factory=dict)
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityStanding:
    """One row of the 98."""

    municipality: Municipality
    region: str
    standing: Standing
    first_reply_at: datetime | None = None
    no_comments: bool = False
    provisional: bool = False
    extension_until: date | None = None
    acknowledged: bool = False
    bounced: bool = False
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """All 98, in Danish order of name, at one moment."""

    consultation: Consultation
    as_of: datetime
    rows: tuple[MunicipalityStanding, ...]

    @property
    def counts(self) -> dict[Standing, int]:
        """How many stand where; the sum is always 98."""
        tally = Counter(row.standing for row in self.rows)
        return {standing: tally[standing] for standing in Standing}

    @property
    def answered(self) -> int:
        """How many have answered, in time or late."""
        return sum(self.counts[standing] for standing in ANSWERED)

    def with_standing(self, *standings: Standing) -> tuple[MunicipalityStanding, ...]:
        """Return the rows that stand in one of these."""
        return tuple(row for row in self.rows if row.standing in standings)


def compute_standings(consultation: Consultation, roster: Roster, facts: StandingFacts, as_of: datetime) -> Standings:
    """Give each municipality its one standing.

    Raises UnbalancedStandings when the rows are not 98, one for each.
    """
    day = local_day(as_of, consultation.deadline.zone)
    sorted_facts = _sort_by_municipality(facts)
    rows = tuple(
        _judge_standing(consultation, municipality, sorted_facts.get(municipality.code, _NOTHING), facts, day)
        for municipality in roster
    )
    if len({row.municipality.code for row in rows}) != MUNICIPALITY_COUNT:
        raise UnbalancedStandings(f"{len(rows)} municipalities were judged, not {MUNICIPALITY_COUNT}.")
    return Standings(consultation=consultation, as_of=as_of, rows=rows)


def compute_standing(
    consultation: Consultation, municipality: Municipality, facts: StandingFacts, as_of: datetime
) -> MunicipalityStanding:
    """Give one municipality its standing: the same as it has among the 98."""
    day = local_day(as_of, consultation.deadline.zone)
    own = _sort_by_municipality(facts).get(municipality.code, _NOTHING)
    return _judge_standing(consultation, municipality, own, facts, day)


@dataclass(slots=True)
class _Own:
    """The facts of one municipality."""

    replies: list[ReplyFact] = field(default_factory=list)
    open_mails: list[OpenFact] = field(default_factory=list)
    notices: list[NoticeFact] = field(default_factory=list)


_NOTHING = _Own()


def _sort_by_municipality(facts: StandingFacts) -> dict[str, _Own]:
    own: dict[str, _Own] = {}
    for reply in facts.replies:
        own.setdefault(reply.municipality, _Own()).replies.append(reply)
    for open_mail in facts.open_mails:
        own.setdefault(open_mail.municipality, _Own()).open_mails.append(open_mail)
    for notice in facts.notices:
        own.setdefault(notice.municipality, _Own()).notices.append(notice)
    return own


def _judge_standing(
    consultation: Consultation, municipality: Municipality, own: _Own, facts: StandingFacts, day: date
) -> MunicipalityStanding:
    until = facts.extensions.get(municipality.code)
    asked = consultation.asks(municipality.code) and municipality.code not in facts.excused
    first = min(own.replies, key=lambda r: r.received_at, default=None)
    kinds = {notice.kind for notice in own.notices}
    return MunicipalityStanding(
        municipality=municipality,
        region=municipality.region_on(day),
        standing=_find_standing(own, extended=until is not None and day <= until, asked=asked),
        first_reply_at=first.received_at if first else None,
        no_comments=bool(own.replies) and all(r.kind is Kind.NO_COMMENTS for r in own.replies),
        provisional=_is_provisional(own.replies),
        extension_until=until,
        acknowledged=Kind.ACKNOWLEDGEMENT in kinds,
        bounced=Kind.BOUNCE in kinds,
        messages=_collect_messages(own.replies, own.open_mails, own.notices),
    )


def _find_standing(own: _Own, *, extended: bool, asked: bool) -> Standing:
    """Return the first that holds; the order is the outer contract's."""
    precedence = (
        (Standing.ON_TIME, any(r.timeliness is Timeliness.ON_TIME for r in own.replies)),
        (Standing.UNDER_REVIEW, bool(own.open_mails)),
        (Standing.LATE, bool(own.replies)),
        (Standing.EXTENDED, extended),
        (Standing.NOT_ASKED, not asked),
    )
    return next((standing for standing, holds in precedence if holds), Standing.MISSING)


def _is_provisional(replies: list[ReplyFact]) -> bool:
    """Say whether a final answer has yet to come; a provisional one sent again or added to is none."""
    answers = [reply for reply in replies if reply.role is not Role.DUPLICATE and not reply.adds]
    return bool(answers) and all(reply.provisional for reply in answers)


def _collect_messages(*facts: Iterable[ReplyFact | OpenFact | NoticeFact]) -> tuple[int, ...]:
    return tuple(sorted({fact.message for group in facts for fact in group}))

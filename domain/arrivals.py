"""Facts with when each came, so that one look into the books tells of any moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from typing import TypeVar

from domain.standing import NoticeFact, OpenFact, ReplyFact, StandingFacts

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""When a mail came that no clock dates: it may have come at any moment, so it is there at each."""

Fact = TypeVar("Fact", ReplyFact, OpenFact, NoticeFact)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedFacts:
    """What standings are judged from, as known now, whenever it came."""

    replies: tuple[tuple[datetime, ReplyFact], ...] = ()
    open_mails: tuple[tuple[datetime, OpenFact], ...] = ()
    notices: tuple[tuple[datetime, NoticeFact], ...] = ()
    extensions: Mapping[str, date] = field(default_factory=dict)
    excused: frozenset[str] = frozenset()

    @property
    def latest(self) -> datetime:
        """When the last of them came: from then on they are all there."""
        return max((came for came, _ in chain(self.replies, self.open_mails, self.notices)), default=ALWAYS)

    def at(self, as_of: datetime) -> StandingFacts:
        """Return what had come by a moment."""
        return StandingFacts(
            replies=_choose(self.replies, as_of),
            open_mails=_choose(self.open_mails, as_of),
            notices=_choose(self.notices, as_of),
            extensions=self.extensions,
            excused=self.excused,
        )


def find_arrival(received_at: datetime | None, first_seen_at: datetime) -> datetime:
    """Return when a mail came: what had been seen by then had come, though its server's clock is ahead of ours."""
    return ALWAYS if received_at is None else min(received_at, first_seen_at)


def _choose(facts: Iterable[tuple[datetime, Fact]], as_of: datetime) -> tuple[Fact, ...]:
    return tuple(fact for came, fact in facts if came <= as_of)

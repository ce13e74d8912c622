from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.memo import Memo
from domain.message import State
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.standing import Standing, StandingFacts, UnbalancedStandings
from notifier.memo.gather import gather_memo
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import build_ledger_line, build_open_mail
from tests.fakes import FakeFacts, FakeSightings
from tests.memos import AFTER, build_view, list_facts

AUTUMN = build_consultation()


@dataclass
class FakeViews:
    """Mails in memory, all of the autumn's and counted."""

    views: tuple[MessageView, ...] = ()

    def list_views(self, *, consultation: str | None = None, state: State | None = None) -> Sequence[MessageView]:
        assert (consultation, state) == (AUTUMN.id, State.COUNTED)
        return self.views


def gather(facts: FakeFacts, views: FakeViews, roster: Roster | None = None) -> Memo:
    return gather_memo(
        AUTUMN,
        roster=roster or load_roster(),
        facts=facts,
        views=views,
        sightings=FakeSightings((build_ledger_line(),), ()),
        as_of=AFTER,
    )


def test_figures_and_texts_come_from_the_same_facts() -> None:
    views = (build_view(2, "0450"), build_view(1, "0461", "0420"))
    facts = FakeFacts(StandingFacts(replies=list_facts(*reversed(views))), (), (build_open_mail(),), 3)

    memo = gather(facts, FakeViews(views))

    assert [(answer.mail.id, answer.reply.municipality) for answer in memo.answers] == [
        (1, "0461"),
        (1, "0420"),
        (2, "0450"),
    ]
    assert memo.standings.answered == 3
    assert (memo.open_mails, memo.unjudged, memo.ledger) == ((build_open_mail(),), 3, (build_ledger_line(),))


def test_what_is_not_counted_at_the_moment_asked_about_is_not_told() -> None:
    early, late = build_view(1, "0461"), build_view(2, "0450", received_at=AFTER + timedelta(days=1))

    memo = gather(FakeFacts(StandingFacts(replies=list_facts(early))), FakeViews((late, early)))

    assert [answer.mail.id for answer in memo.answers] == [1]
    assert memo.standings.counts[Standing.MISSING] == 97


def test_a_reply_that_was_taken_back_meanwhile_is_not_told() -> None:
    memo = gather(FakeFacts(StandingFacts(replies=list_facts(build_view(1, "0461")))), FakeViews())

    assert memo.answers == ()


def test_figures_that_do_not_add_up_are_not_told() -> None:
    few = Roster([municipality for municipality in load_roster() if municipality.code < "0700"])

    with pytest.raises(UnbalancedStandings):
        gather(FakeFacts(StandingFacts()), FakeViews(), few)

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.digest import Bounce, Digest, Figures, MailboxHealth
from domain.municipality import Roster
from domain.standing import Standing, StandingFacts, UnbalancedStandings
from notifier.gather import DigestBooks, gather_digest
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import LAST_MONDAY, MONDAY, build_ledger_line, build_open_mail, build_reply
from tests.fakes import FakeFacts, FakeNotices, FakeOutbox, FakeSightings

AUTUMN = build_consultation()


class RememberingOutbox(FakeOutbox):
    """Remembers one digest, of the week before."""

    figures: Figures | None = None

    def find_last_figures(self, consultation: str, before_period: str) -> Figures | None:
        return self.figures if (consultation, before_period) == (AUTUMN.id, "2019-W44") else None


def remember(*answered: str) -> RememberingOutbox:
    outbox = RememberingOutbox()
    counts = dict.fromkeys(Standing, 0) | {Standing.ON_TIME: len(answered), Standing.MISSING: 98 - len(answered)}
    outbox.figures = Figures(as_of=LAST_MONDAY, counts=counts, answered=frozenset(answered))
    return outbox


def gather(
    facts: FakeFacts,
    outbox: FakeOutbox,
    sightings: FakeSightings | None = None,
    roster: Roster | None = None,
    notices: FakeNotices | None = None,
) -> Digest:
    return gather_digest(
        AUTUMN,
        as_of=MONDAY,
        period="2019-W44",
        books=DigestBooks(
            roster=roster or load_roster(),
            facts=facts,
            sightings=sightings or FakeSightings(),
            notices=notices or FakeNotices(),
            outbox=outbox,
        ),
    )


def test_everything_a_digest_says_comes_from_the_books() -> None:
    line, health = build_ledger_line(), MailboxHealth(mailbox="FLJE", last_success=MONDAY)
    facts = FakeFacts(StandingFacts(), (build_reply(),), (build_open_mail(),), 3)
    bounce = Bounce(message=7, municipality="0461", said="mail til bu@odense.dk kunne ikke leveres")
    notices = FakeNotices((bounce,), {"FLJE": LAST_MONDAY, "MLAR": MONDAY})

    digest = gather(facts, FakeOutbox(), FakeSightings((line,), (health,)), notices=notices)

    assert digest.standings.counts[Standing.MISSING] == 98
    assert digest.previous is None
    assert digest.new_replies == (build_reply(),)
    assert digest.open_mails == (build_open_mail(),)
    assert (digest.unjudged, digest.ledger, digest.bounces) == (3, (line,), (bounce,))
    assert digest.health == (replace(health, latest_mail=LAST_MONDAY),)


def test_new_is_what_came_after_the_last_digest() -> None:
    before = build_reply("0461", message=1, received_at=LAST_MONDAY)
    after = build_reply("0461", message=2, received_at=LAST_MONDAY + timedelta(seconds=1))

    digest = gather(FakeFacts(new_replies=(before, after)), remember("0461"))

    assert [reply.message for reply in digest.new_replies] == [2]


def test_a_reply_that_was_in_review_last_week_is_new_when_it_is_counted() -> None:
    reviewed = build_reply("0461", received_at=LAST_MONDAY - timedelta(days=3))

    digest = gather(FakeFacts(new_replies=(reviewed,)), remember("0101"))

    assert digest.new_replies == (reviewed,)


def test_figures_that_do_not_add_up_are_not_told() -> None:
    with pytest.raises(UnbalancedStandings):
        gather(FakeFacts(), FakeOutbox(), roster=Roster(list(load_roster())[:97]))

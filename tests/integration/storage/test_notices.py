from dataclasses import replace
from datetime import timedelta

from domain.digest import Bounce
from domain.judgement import Judgement
from domain.kind import Kind
from domain.match import Certainty, Match
from domain.message import State
from storage.database import Database
from storage.notices import SqlNotices
from tests.books import AUTUMN, NOW, add_message, add_waiting, build_judgement
from tests.builders import IN_TIME, build_consultation

SAID = "mail til bu@odense.dk kunne ikke leveres"


def build_bounce(*codes: str, consultation: str | None = AUTUMN) -> Judgement:
    judgement = build_judgement(state=State.SET_ASIDE, kind=Kind.BOUNCE, consultation=consultation)
    matches = (Match(code, "bounced_recipient", Certainty.LIKELY, (SAID,)) for code in codes)
    return replace(judgement, suggestions=tuple(matches))


def test_what_came_back_is_told_with_whom_it_was_for(database: Database) -> None:
    known = add_message(database, build_bounce("0461", "0630"), text="one")
    nobody = add_message(database, build_bounce(), text="two")
    add_message(database, build_judgement("0101"), text="a reply")

    bounces = SqlNotices(database).load_bounces(build_consultation(), NOW)

    assert bounces == [
        Bounce(message=known, municipality="0461", said=SAID),
        Bounce(message=known, municipality="0630", said=SAID),
        Bounce(message=nobody, municipality=None),
    ]


def test_what_came_back_from_elsewhere_or_later_is_not_told(database: Database) -> None:
    unplaced = add_message(database, build_bounce(consultation=None), text="one")
    add_message(database, build_bounce("0461", consultation="another"), text="two")
    notices = SqlNotices(database)

    now = notices.load_bounces(build_consultation(), NOW)
    before = notices.load_bounces(build_consultation(), IN_TIME - timedelta(seconds=1))
    in_another_mailbox = notices.load_bounces(build_consultation(mailboxes=("MLAR",)), NOW)

    assert [bounce.message for bounce in now] == [unplaced]
    assert before == []
    assert in_another_mailbox == []


def test_the_latest_mail_of_each_mailbox(database: Database) -> None:
    add_message(database, build_judgement("0461"), text="one")
    add_message(database, build_judgement("0630", received_at=IN_TIME - timedelta(days=3)), text="two")
    add_waiting(database, mailbox="MLAR")
    notices = SqlNotices(database)

    latest = notices.load_latest_mails(("FLJE", "MLAR", "EMPTY"), NOW)
    earlier = notices.load_latest_mails(("FLJE", "MLAR"), IN_TIME - timedelta(days=1))

    assert latest == {"FLJE": IN_TIME, "MLAR": NOW}
    assert earlier == {"FLJE": IN_TIME - timedelta(days=3)}


def test_a_mail_from_the_future_came_no_later_than_now(database: Database) -> None:
    add_message(database, build_judgement("0461", received_at=NOW + timedelta(days=400)), text="one")

    latest = SqlNotices(database).load_latest_mails(("FLJE",), NOW)

    assert latest == {"FLJE": NOW}

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.message_list import MessageFilter
from domain.review import ReviewReason
from storage.database import Database
from storage.message_list import SqlMessageList
from tests.books import AUTUMN, add_message, add_waiting, build_judgement
from tests.builders import IN_TIME, build_attachment, build_consultation, build_mail

AUTUMN_ITSELF = build_consultation()


def received_after(hours: int, *codes: str, state: State = State.COUNTED, kind: Kind = Kind.RESPONSE) -> Judgement:
    return build_judgement(*codes, state=state, kind=kind, received_at=IN_TIME + timedelta(hours=hours))


def list_ids(database: Database, wanted: MessageFilter, *, limit: int = 50, offset: int = 0) -> list[int]:
    return [one.id for one in SqlMessageList(database).load_page(wanted, limit=limit, offset=offset).messages]


def test_the_newest_comes_first_whenever_it_was_taken_in(database: Database) -> None:
    later = add_message(database, received_after(2, "0461"))
    first = add_message(database, received_after(0, "0751"))
    waiting = add_waiting(database)

    assert list_ids(database, MessageFilter()) == [waiting, later, first]


def test_a_page_holds_so_many_and_tells_how_many_there_are(database: Database) -> None:
    numbers = [add_message(database, received_after(hour, "0461")) for hour in range(5)]

    page = SqlMessageList(database).load_page(MessageFilter(), limit=2, offset=2)

    assert [one.id for one in page.messages] == [numbers[2], numbers[1]]
    assert page.total == 5


def test_behind_the_last_there_is_nothing(database: Database) -> None:
    add_message(database, received_after(0, "0461"))

    page = SqlMessageList(database).load_page(MessageFilter(), limit=50, offset=50)

    assert (page.messages, page.total) == ([], 1)


def test_a_row_tells_what_is_shown_of_it(database: Database) -> None:
    judgement = build_judgement("0461", state=State.REVIEW, reasons=(ReviewReason.UNVERIFIED_SENDER,))
    mail = build_mail(
        "Hej", build_attachment(), build_attachment("bilag.pdf"), subject="Svar", sender="Ida <ida@odense.dk>"
    )
    add_message(database, judgement, mail)

    (row,) = SqlMessageList(database).load_page(MessageFilter(), limit=50, offset=0).messages

    assert (str(row.sender), row.subject, row.files) == ("Ida <ida@odense.dk>", "Svar", 2)
    assert (row.state, row.kind, row.municipalities) == (State.REVIEW, Kind.RESPONSE, ("0461",))
    assert row.reasons == (ReviewReason.UNVERIFIED_SENDER,)


def test_the_mails_of_a_consultation_are_those_that_may_belong_to_it(database: Database) -> None:
    own = add_message(database, received_after(0, "0461"))
    unknown = add_message(
        database, replace(received_after(1, "0751"), consultation=None, replies=(), state=State.REVIEW)
    )
    add_message(database, replace(received_after(2, "0851"), consultation="en anden"))

    assert list_ids(database, MessageFilter(consultation=AUTUMN_ITSELF)) == [unknown, own]
    assert AUTUMN_ITSELF.id == AUTUMN


def test_mails_are_sifted_by_state_and_kind(database: Database) -> None:
    add_message(database, received_after(0, "0461"))
    bounce = add_message(database, received_after(1, "0751", state=State.SET_ASIDE, kind=Kind.BOUNCE))
    open_ = add_message(database, received_after(2, "0851", state=State.REVIEW))

    assert list_ids(database, MessageFilter(states=(State.REVIEW, State.SET_ASIDE))) == [open_, bounce]
    assert list_ids(database, MessageFilter(kind=Kind.BOUNCE)) == [bounce]


def test_a_municipality_has_its_replies_and_what_may_be_one(database: Database) -> None:
    reply = add_message(database, received_after(0, "0461"))
    maybe = add_message(database, received_after(1, "0461", "0751", state=State.REVIEW))
    add_message(database, replace(received_after(2, "0751"), suggestions=build_judgement("0461").suggestions))

    assert list_ids(database, MessageFilter(municipality="0461")) == [maybe, reply]


@pytest.mark.parametrize("text", ["ærø", "ÆRØ", "Ærø", "ida@", "HOLM", "100% sikkert"])
def test_words_are_found_in_sender_and_subject_large_or_small(database: Database, text: str) -> None:
    mail = build_mail(subject="Svar fra Ærø: 100% sikkert", sender="Ida Holm <ida@aeroekommune.dk>")
    found = add_message(database, received_after(0, "0492"), mail)
    add_message(database, received_after(1, "0461"), build_mail(subject="100 procent", sender="x@odense.dk"))

    assert list_ids(database, MessageFilter(text=text)) == [found]

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from domain.kind import Kind
from domain.message import Attachment, State
from domain.review import ReviewReason, Role
from storage.database import Database
from storage.facts import SqlFacts
from storage.messages import SqlMessages
from storage.tables import excuses, extensions, messages
from tests.books import AUTUMN, NOW, add_message, add_waiting, build_judgement, fail_message, record_judgement
from tests.builders import IN_TIME, build_attachment, build_consultation, build_mail

BEFORE = datetime(2019, 6, 27, 21, 59, tzinfo=UTC)
OPENING = datetime(2019, 6, 27, 22, 0, tzinfo=UTC)
CLOSING = datetime(2019, 12, 27, 22, 59, tzinfo=UTC)
AFTER = datetime(2019, 12, 27, 23, 0, tzinfo=UTC)
END = datetime(2020, 6, 1, tzinfo=UTC)


def list_open(database: Database, as_of: datetime = END) -> list[tuple[int, str]]:
    facts = SqlFacts(database).load_standing_facts(build_consultation(), as_of)
    return [(fact.message, fact.municipality) for fact in facts.open_mails]


def see_first(database: Database, at: datetime) -> None:
    with database.writing() as connection:
        connection.execute(update(messages).values(first_seen_at=at))


def test_mail_that_was_seen_has_come_though_its_server_is_ahead_of_time(database: Database) -> None:
    ahead = NOW + timedelta(hours=2)
    counted = add_message(database, build_judgement("0461", received_at=ahead))
    in_review = add_message(database, build_judgement("0101", state=State.REVIEW, received_at=ahead))

    facts = SqlFacts(database).load_standing_facts(build_consultation(), NOW)

    assert [(r.message, r.municipality) for r in facts.replies] == [(counted, "0461")]
    assert [(m.message, m.municipality) for m in facts.open_mails] == [(in_review, "0101")]


def test_mail_dated_years_after_it_was_seen_may_belong_to_any_consultation(database: Database) -> None:
    astray = build_judgement("0461", state=State.REVIEW, consultation=None, received_at=NOW + timedelta(days=3000))
    id = add_message(database, astray)  # noqa: A001

    assert list_open(database, NOW) == [(id, "0461")]


def test_reply_counts_from_the_moment_it_arrived(database: Database) -> None:
    id = add_message(database, build_judgement("0461", "0101"))  # noqa: A001
    add_message(database, build_judgement("0630", consultation="another"))
    facts = SqlFacts(database)

    before = facts.load_standing_facts(build_consultation(), IN_TIME - timedelta(seconds=1))
    by_then = facts.load_standing_facts(build_consultation(), IN_TIME)

    assert before.replies == ()
    assert [(r.message, r.municipality, r.received_at) for r in by_then.replies] == [
        (id, "0101", IN_TIME),
        (id, "0461", IN_TIME),
    ]


@pytest.mark.parametrize("state", [State.REVIEW, State.WAITING, State.FAILED])
def test_mail_that_nobody_has_settled_is_open_for_whom_it_may_be_from(database: Database, state: State) -> None:
    if state is State.REVIEW:
        id = add_message(database, build_judgement("0461", "0101", state=state))  # noqa: A001
    else:
        id = add_waiting(database)  # noqa: A001
        fail_message(database, id, build_judgement("0461", "0101"))

    assert list_open(database) == [(id, "0101"), (id, "0461")]


def test_counted_and_set_aside_mails_are_not_open(database: Database) -> None:
    add_message(database, build_judgement("0461"))
    add_message(database, build_judgement("0101", state=State.SET_ASIDE, kind=Kind.AUTO_REPLY))

    assert list_open(database) == []


@pytest.mark.parametrize(
    ("consultation", "received_at", "is_open"),
    [
        (AUTUMN, IN_TIME, True),
        (AUTUMN, None, True),
        ("another", IN_TIME, False),
        ("another", None, False),
        (None, None, True),
        (None, BEFORE, False),
        (None, OPENING, True),
        (None, CLOSING, True),
        # It closed, and the municipality answered all the same: it is not silent.
        (None, AFTER, True),
    ],
)
def test_mail_of_an_unknown_consultation_may_belong_to_this_one(
    database: Database, consultation: str | None, received_at: datetime | None, *, is_open: bool
) -> None:
    judgement = build_judgement("0461", state=State.REVIEW, consultation=consultation, received_at=received_at)
    id = add_message(database, judgement)  # noqa: A001
    see_first(database, END)

    assert list_open(database) == ([(id, "0461")] if is_open else [])


def test_open_mail_counts_from_its_arrival_and_one_without_a_clock_always(database: Database) -> None:
    add_message(database, build_judgement("0461", state=State.REVIEW))
    undated = add_message(database, build_judgement("0101", state=State.REVIEW, received_at=None))

    assert list_open(database, IN_TIME - timedelta(seconds=1)) == [(undated, "0101")]


def test_receipts_and_bounces_are_notices(database: Database) -> None:
    receipt = add_message(database, build_judgement("0461", state=State.SET_ASIDE, kind=Kind.ACKNOWLEDGEMENT))
    bounce = add_message(database, build_judgement("0101", state=State.SET_ASIDE, kind=Kind.BOUNCE))
    add_message(database, build_judgement("0630", state=State.SET_ASIDE, kind=Kind.AUTO_REPLY))

    facts = SqlFacts(database).load_standing_facts(build_consultation(), END)

    assert [(n.message, n.municipality, n.kind) for n in facts.notices] == [
        (receipt, "0461", Kind.ACKNOWLEDGEMENT),
        (bounce, "0101", Kind.BOUNCE),
    ]


def test_extensions_and_excuses_in_force(database: Database) -> None:
    said = {"consultation": AUTUMN, "decided_by": "Mette", "decided_at": NOW, "reason": ""}
    revoked = {"revoked_by": "Mette", "revoked_at": NOW}
    with database.writing() as connection:
        connection.execute(insert(extensions).values(said | {"municipality": "0461", "until": date(2019, 11, 8)}))
        connection.execute(insert(extensions).values(said | {"municipality": "0461", "until": date(2019, 11, 15)}))
        connection.execute(
            insert(extensions).values(said | revoked | {"municipality": "0101", "until": date(2019, 11, 8)})
        )
        connection.execute(insert(excuses).values(said | {"municipality": "0630"}))
        connection.execute(insert(excuses).values(said | revoked | {"municipality": "0751"}))

    facts = SqlFacts(database).load_standing_facts(build_consultation(), END)

    assert facts.extensions == {"0461": date(2019, 11, 15)}
    assert facts.excused == {"0630"}
    assert SqlFacts(database).load_rulings().extensions == {(AUTUMN, "0461"): date(2019, 11, 15)}


def test_new_replies_are_those_since_the_last_digest_newest_first(database: Database) -> None:
    later = IN_TIME + timedelta(hours=1)
    add_message(database, build_judgement("0461"))
    new = add_message(
        database,
        build_judgement("0101", received_at=later),
        build_mail("Hermed vores høringssvar, se vedhæftede.", build_attachment(text="Byrådet bakker op. " * 30)),
    )
    newest = add_message(database, build_judgement("0630", received_at=later + timedelta(hours=1)), build_mail("Ja."))
    facts = SqlFacts(database)

    found = facts.load_new_replies(build_consultation(), IN_TIME, END)

    assert [(reply.message, reply.attachments) for reply in found] == [(newest, 0), (new, 1)]
    assert found[0].excerpt == "Ja."
    assert found[1].excerpt.startswith("Byrådet bakker op.")
    assert len(facts.load_new_replies(build_consultation(), None, END)) == 3


def test_reply_sent_again_is_no_new_reply_and_no_final_one(database: Database) -> None:
    judgement = build_judgement("0461")
    provisional = replace(judgement, replies=tuple(replace(r, provisional=True) for r in judgement.replies))
    first = add_message(database, provisional, build_mail("Foreløbigt svar.", build_attachment(text="Ja. " * 30)))
    later = build_judgement("0461", received_at=IN_TIME + timedelta(hours=1))
    again = add_message(database, later, build_mail("Her er det igen.", build_attachment(text="Ja. " * 30)))
    facts = SqlFacts(database)

    found = facts.load_standing_facts(build_consultation(), END)
    new = facts.load_new_replies(build_consultation(), None, END)

    assert [(reply.message, reply.role) for reply in found.replies] == [(first, Role.FIRST), (again, Role.DUPLICATE)]
    assert [reply.message for reply in new] == [first]


def test_open_mails_tell_what_a_person_needs(database: Database) -> None:
    later = IN_TIME + timedelta(hours=1)
    reasons = (ReviewReason.UNVERIFIED_SENDER,)
    known = add_message(database, build_judgement("0461", state=State.REVIEW, received_at=later, reasons=reasons))
    unknown = add_message(database, build_judgement(state=State.REVIEW, consultation=None), build_mail(subject="Svar"))

    first, second = SqlFacts(database).load_open_mails(build_consultation(), END)

    assert (first.message, first.subject, first.suggestion) == (unknown, "Svar", None)
    assert (second.message, second.suggestion, second.reasons) == (known, "Odense", reasons)
    assert second.sender == "Jens Jensen <jens@odense.dk>"


def test_unjudged_mails_are_counted_by_mailbox(database: Database) -> None:
    failed = add_waiting(database)
    fail_message(database, failed)
    add_waiting(database)
    add_waiting(database, mailbox="MLAR")
    add_message(database, build_judgement("0461"))

    assert SqlFacts(database).count_unjudged(["FLJE"]) == 2
    assert SqlFacts(database).count_unjudged(["FLJE", "MLAR"]) == 3


def test_the_role_of_a_reply_is_another_as_soon_as_what_it_says_is(database: Database) -> None:
    add_message(database, build_judgement("0461"), build_mail("Vi støtter forslaget om fælles værdier."))
    later = build_judgement("0461", received_at=IN_TIME + timedelta(hours=1))
    second = add_message(database, later, build_mail("Vi støtter forslaget om fælles værdier."))
    facts = SqlFacts(database)
    before = facts.load_standing_facts(build_consultation(), END)

    # Judged anew at a later moment: the file was read by a better reader.
    reread = build_mail("Vi støtter forslaget om fælles værdier.", build_attachment(text="Byrådet er imod. " * 20))
    record_judgement(SqlMessages(database), second, later, reread)
    after = facts.load_standing_facts(build_consultation(), END)

    assert [reply.role for reply in before.replies] == [Role.FIRST, Role.DUPLICATE]
    assert [reply.role for reply in after.replies] == [Role.FIRST, Role.SUPPLEMENT]


def test_the_role_of_a_reply_is_another_as_soon_as_one_before_it_is_there(database: Database) -> None:
    facts = SqlFacts(database)
    second = add_message(database, build_judgement("0461"), build_mail("Hermed vores svar.", text_file()))
    before = facts.load_standing_facts(build_consultation(), END)

    earlier = build_judgement("0461", received_at=IN_TIME - timedelta(hours=1))
    first = add_message(database, earlier, build_mail("Hermed vores svar.", text_file()))
    after = facts.load_standing_facts(build_consultation(), END)

    assert [(reply.message, reply.role) for reply in before.replies] == [(second, Role.FIRST)]
    assert [(reply.message, reply.role) for reply in after.replies] == [(first, Role.FIRST), (second, Role.DUPLICATE)]


def text_file() -> Attachment:
    return build_attachment(text="Byrådet støtter de fælles værdier. " * 20)


def test_mails_to_be_settled_are_counted_as_of_any_moment(database: Database) -> None:
    ahead = NOW + timedelta(hours=2)
    add_message(database, build_judgement("0461", state=State.REVIEW))
    add_message(database, build_judgement("0101", state=State.REVIEW, consultation=None, received_at=None))
    see_first(database, NOW)
    late = add_message(database, build_judgement("0751", state=State.REVIEW, received_at=ahead))
    add_message(database, build_judgement("0630"))
    with database.writing() as connection:
        connection.execute(update(messages).where(messages.c.id == late).values(first_seen_at=ahead))
    facts = SqlFacts(database)

    counts = [facts.count_open_mails(build_consultation(), moment) for moment in (BEFORE, NOW, ahead)]

    assert counts == [1, 2, 3]
    assert facts.list_open_arrivals(build_consultation())[1:] == [IN_TIME, ahead]

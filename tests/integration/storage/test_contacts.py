from datetime import timedelta

from domain.audit import Action
from domain.contact import Contact, ContactRole, say_undelivered
from domain.judgement import Judgement
from domain.kind import Kind, KindFinding
from domain.match import Certainty, Match
from domain.message import State
from storage.audit import SqlAuditLog
from storage.contacts import SqlContacts
from storage.database import Database
from tests.books import NOW, add_message, build_judgement

MAYOR = Contact(municipality="0461", role=ContactRole.MAYOR, address="borgmester@odense.dk", name="Bo Borg")
CHAIR = Contact(municipality="0461", role=ContactRole.COMMITTEE_CHAIR, address="Anne.Ås@odense.dk", name="Anne Ås")
VEJLE = Contact(municipality="0630", role=ContactRole.MAIN_MAILBOX, address="post@vejle.dk")


def build_bounce(*addresses: str) -> Judgement:
    bounce = build_judgement("0461", state=State.SET_ASIDE, kind=Kind.BOUNCE)
    match = Match("0461", "bounced_recipient", Certainty.LIKELY, tuple(say_undelivered(a) for a in addresses))
    return type(bounce)(
        kind=KindFinding(Kind.BOUNCE, "bounce"),
        suggestions=(match,),
        authenticity=bounce.authenticity,
        clock=bounce.clock,
        consultation=bounce.consultation,
        state=State.SET_ASIDE,
        reasons=(),
        replies=(),
    )


def test_contacts_come_out_as_they_went_in_the_mayor_last(database: Database) -> None:
    store = SqlContacts(database)

    changes = store.record([VEJLE, MAYOR, CHAIR], by="Mette", now=NOW)

    assert [(change.before, change.after) for change in changes] == [(None, VEJLE), (None, MAYOR), (None, CHAIR)]
    assert [known.contact for known in store.load()] == [CHAIR, MAYOR, VEJLE]


def test_the_same_again_changes_nothing_be_it_in_other_letters(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR], by="Mette", now=NOW)
    shouted = Contact(municipality="0461", role=CHAIR.role, address="ANNE.ÅS@ODENSE.DK", name=CHAIR.name)

    assert store.record([CHAIR, shouted], by="Mette", now=NOW) == []
    assert len(SqlAuditLog(database).load(limit=10)) == 1


def test_another_role_is_a_change_that_is_told_and_audited(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR], by="Mette", now=NOW)
    director = Contact(municipality="0461", role=ContactRole.DIRECTOR, address=CHAIR.address, name=CHAIR.name)

    (change,) = store.record([director], by="Per", now=NOW)

    _, entry = SqlAuditLog(database).load(limit=1)[0]
    assert (change.before, change.after) == (CHAIR, director)
    assert (entry.by, entry.action, entry.subject) == ("Per", Action.CONTACT_CHANGED, "municipality:0461")
    assert dict(entry.details) == {"what": "changed", "role": "director", "address": "Anne.Ås@odense.dk"}


def test_replacing_removes_what_is_not_named(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR, MAYOR, VEJLE], by="Mette", now=NOW)

    changes = store.replace([CHAIR], by="Mette", now=NOW)

    assert {change.before for change in changes} == {MAYOR, VEJLE}
    assert [change.after for change in changes] == [None, None]
    assert [known.contact for known in store.load()] == [CHAIR]


def test_removing_takes_one_and_says_whom(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR, MAYOR], by="Mette", now=NOW)

    assert store.remove("0461", "anne.ås@odense.dk", by="Mette", now=NOW) == CHAIR
    assert store.remove("0461", CHAIR.address, by="Mette", now=NOW) is None
    assert [known.contact for known in store.load()] == [MAYOR]


def test_a_return_marks_every_contact_whose_address_it_names(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR, MAYOR, VEJLE], by="Mette", now=NOW)

    message = add_message(database, build_bounce("anne.ås@ODENSE.dk", "andre@odense.dk", "BORGMESTER@odense.dk"))

    bounced = {known.contact: known.bounced and known.bounced.message for known in store.load()}
    assert bounced == {CHAIR: message, MAYOR: message, VEJLE: None}


def test_a_part_of_an_address_is_no_return_of_it(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR], by="Mette", now=NOW)

    add_message(database, build_bounce("hanne.ås@odense.dk", "anne.ås@odense.dk.example"))

    assert [known.bounced for known in store.load()] == [None]


def test_who_says_that_the_address_is_right_answers_for_what_came_back_before(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR], by="Mette", now=NOW)
    add_message(database, build_bounce(CHAIR.address))

    confirmed = store.confirm("0461", CHAIR.address, by="Mette", now=NOW + timedelta(minutes=1))
    unknown = store.confirm("0461", "ingen@odense.dk", by="Mette", now=NOW)

    assert (confirmed, unknown) == (True, False)
    assert [known.bounced for known in store.load()] == [None]


def test_what_comes_back_after_that_counts_again(database: Database) -> None:
    store = SqlContacts(database)
    store.record([CHAIR], by="Mette", now=NOW)
    store.confirm("0461", CHAIR.address, by="Mette", now=NOW - timedelta(minutes=1))

    message = add_message(database, build_bounce(CHAIR.address))

    assert [known.bounced.message if known.bounced else None for known in store.load()] == [message]

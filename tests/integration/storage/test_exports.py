from domain.message import State
from storage.database import Database
from storage.exports import list_of_consultation
from tests.books import add_message, add_waiting, build_judgement, fail_message
from tests.builders import build_consultation


def test_an_export_takes_along_what_belongs_to_its_consultation_in_any_state(database: Database) -> None:
    counted = add_message(database, build_judgement("0461"), text="one")
    review = add_message(database, build_judgement("0630", state=State.REVIEW), text="two")
    aside = add_message(database, build_judgement(state=State.SET_ASIDE), text="three")
    add_message(database, build_judgement("0101", consultation="another"), text="four")

    ids = list_of_consultation(database, build_consultation())

    assert ids == [counted, review, aside]


def test_an_export_takes_along_what_nothing_is_known_of_and_no_other_private_mail(database: Database) -> None:
    add_message(database, build_judgement(state=State.SET_ASIDE, consultation=None), text="private")
    failed = add_waiting(database, text="broken")
    fail_message(database, failed)
    waiting = add_waiting(database, text="new")
    add_waiting(database, text="elsewhere", mailbox="MLAR")

    ids = list_of_consultation(database, build_consultation())

    assert ids == [failed, waiting]

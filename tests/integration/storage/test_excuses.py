import threading

from sqlalchemy import select

from storage.database import Database
from storage.excuses import SqlExcuses
from storage.facts import SqlFacts
from storage.tables import excuses
from tests.books import AUTUMN, NOW
from tests.builders import build_consultation
from tests.rulings import build_ruling


def load_excused(database: Database) -> frozenset[str]:
    return SqlFacts(database).load_standing_facts(build_consultation(), NOW).excused


def test_excuse_is_kept_with_who_when_and_why(database: Database) -> None:
    store, ruling = SqlExcuses(database), build_ruling(reason="Ingen udvalg")

    written = store.record(ruling)

    assert written
    assert store.find(AUTUMN, "0461") == ruling
    assert load_excused(database) == {"0461"}


def test_second_excuse_is_told_of_the_first(database: Database) -> None:
    store = SqlExcuses(database)
    store.record(build_ruling(reason="Ingen udvalg"))

    written = store.record(build_ruling(by="Bo", reason="Andet"))

    assert not written
    found = store.find(AUTUMN, "0461")
    assert found is not None
    assert found.by == "Mette"


def test_excuse_is_revoked_and_stays_on_record(database: Database) -> None:
    store = SqlExcuses(database)
    store.record(build_ruling(reason="Ingen udvalg"))

    revoked = store.revoke(build_ruling(by="Bo", reason="De har et udvalg"))
    again = store.revoke(build_ruling(by="Bo"))

    with database.reading() as connection:
        (row,) = connection.execute(select(excuses)).all()
    assert (revoked, again) == (True, False)
    assert (row.decided_by, row.revoked_by, row.revoked_reason) == ("Mette", "Bo", "De har et udvalg")
    assert load_excused(database) == frozenset()


def test_who_is_asked_again_can_be_excused_again(database: Database) -> None:
    store = SqlExcuses(database)
    store.record(build_ruling(reason="Ingen udvalg"))
    store.revoke(build_ruling())

    written = store.record(build_ruling(by="Ida", reason="Alligevel ikke"))

    assert written
    assert load_excused(database) == {"0461"}


def test_of_many_who_excuse_at_once_one_does(database: Database) -> None:
    written: list[bool] = []

    threads = [
        threading.Thread(target=lambda by=by: written.append(SqlExcuses(database).record(build_ruling(by=by))))
        for by in ("Anne", "Bo", "Ida")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(written) == [False, False, True]

from domain.message import ExtractedText, Verdict
from storage.database import Database
from storage.texts import SqlTextCache

SHA256 = "a" * 64
EXTRACTED = ExtractedText(text="Høringssvar", verdict=Verdict.PARTIAL, method="pdf", pages=2, notes=("comments",))


def test_text_is_found_by_bytes_and_version(database: Database) -> None:
    store = SqlTextCache(database)

    store.record(SHA256, "1", EXTRACTED)

    assert store.find(SHA256, "1") == EXTRACTED
    assert store.find(SHA256, "2") is None
    assert store.find("b" * 64, "1") is None


def test_second_time_changes_nothing(database: Database) -> None:
    store = SqlTextCache(database)
    store.record(SHA256, "1", EXTRACTED)

    store.record(SHA256, "1", ExtractedText(text="", verdict=Verdict.EMPTY, method="pdf"))

    assert store.find(SHA256, "1") == EXTRACTED


def test_what_was_flushed_is_found_by_the_next_who_opens_the_books(database: Database) -> None:
    store = SqlTextCache(database)
    store.record(SHA256, "1", EXTRACTED)

    store.flush()
    store.flush()

    assert SqlTextCache(database).find(SHA256, "1") == EXTRACTED


def test_what_was_flushed_is_found_again_though_the_books_began_without_it(database: Database) -> None:
    store = SqlTextCache(database)
    asked_first = store.find(SHA256, "1")
    store.record(SHA256, "1", EXTRACTED)

    store.flush()

    assert asked_first is None
    assert store.find(SHA256, "1") == EXTRACTED


def test_texts_of_an_earlier_run_are_found_among_new_ones(database: Database) -> None:
    earlier = SqlTextCache(database)
    earlier.record(SHA256, "1", EXTRACTED)
    earlier.flush()
    store = SqlTextCache(database)

    assert store.find("b" * 64, "1") is None
    assert store.find(SHA256, "1") == EXTRACTED
    assert store.find(SHA256, "2") is None

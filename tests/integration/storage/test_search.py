"""One expectation for both databases, whatever the index of words is made of."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import delete, select, text, update

import storage.search
import storage.search_postgresql
from domain.kind import Kind
from domain.message import Attachment, State, Verdict
from domain.search import Hit, Place, SearchOrder, SearchQuery
from storage.archive import FileArchive
from storage.backup import restore_backup, write_backup
from storage.database import Database, open_database
from storage.messages import SqlMessages
from storage.migrations.versions import search_0005
from storage.search import SqlSearch
from storage.search_tables import SEARCH_TABLES, mark_due, search_due
from storage.tables import attachments, messages
from tests.books import LEASE, NOW, add_message, add_waiting, build_judgement, record_judgement
from tests.builders import IN_TIME, build_attachment, build_headers, build_mail

LETTER = """Høringssvar fra Århus Kommune

Byrådet mener, at hjemmeplejens visitatorer og Børne- og
Ungeudvalget bør tale sammen. Det sker til og med uge 40.
En god idé koster 1.250.000 kr. i sag 19/12345. Skriv til anne@odense.dk."""


FOUND = (
    *("Århus", "århus", "AARHUS", "Aarhus", "ÅRHUS", "A\u030arhus"),
    *("hjemmepleje", "hjemmeplejen", "hjemmeplejerne", "hjemmeplejens", "hjemmep", "HJEMMEPLEJE"),
    *("visitator", "visitatorer", "visitatorerne", "visitatorens"),
    *("kommune", "kommunen", "kommunernes"),
    *("bør", "boer", "børne", "boerne", "høring", "idé", "ide", "idéer"),
    *('"Børne- og Ungeudvalget"', '"børne og\nungeudvalget"', '"hjemmeplejens visitatorer"', '"til og med"'),
    *("”til og med”", "»til og med«", "„til og med“", '"til og med uge 40'),
    *("1.250.000", "19/12345", "19/12", "anne@odense.dk", "odense.dk", "odense", "uge 40", "40"),
    *("hjemmepleje Ungeudvalg", "visitatorer århus", "jens ågård", "jens@kommune.example", "aagaard"),
    *("århus -esbjerg", "-esbjerg", 'århus -"til og uden"', "- århus -"),
    *("og", "i", "det", "til", "det -esbjerg"),
    *("århus*", "(århus)", "århus:", "+århus", "'århus'", "århus ~^\\%_;--"),
)
NOT_FOUND = (
    *("arhus", "borne", "pleje", "kommunikation", "visitation", "kommunalbestyrelsesmøde"),
    *('"hjemmepleje visitatorer"', '"hjemmeplejen"', '"kommune Århus"', '"hjemmepleje"', '"uge 4"'),
    *("hjemmepleje esbjerg", "esbjerg", "-århus", "-hjemmepleje", 'århus -"til og med"', "århus -19/12345"),
    *("statecounted", "state", "any", "consultation", "municipality0461", "=any"),
)
ODD = (
    *("", " ", "\0", "...", "-", "--", '"', '""', '-""', "*", "'", "\\", "\ud83d", "😀", "😀 👍🏽", "\ue000"),
    *('"århus', 'århus"', '"" århus', "århus\0odense", "NOT", "AND OR NOT", "NEAR(a b)", "subject:x", "{a b}:c"),
    *("a" * 10_000, "å" * 10_000, "ord " * 2500, " ".join(map(str, range(2500))), '"' * 10_000, "-" * 10_000),
    *('"' + "ord " * 2500 + '"', "(" * 10_000, "'); DROP TABLE messages; --", "%", "_", "a:b & !c | <->", "1e5 2e-7"),
    *("²", "½ ⅔", "ﬁn", "İstanbul", "ßtraße", "१२३", "日本語", "עברית", "\u202e", "x" * 59 + "å" * 9, ":v0 :limit"),
)


def add(
    database: Database, body: str, *files: Attachment, subject: str = "Svar", code: str = "0461", **of: object
) -> int:
    mail = build_mail(body, *files, subject=subject, sender="Jens Ågård <jens@kommune.example>")
    return add_message(database, build_judgement(code, **of), mail)  # type: ignore[arg-type]  # handed on as given


def find(database: Database, said: str, **filters: object) -> list[int]:
    query = SearchQuery(text=said, **filters)  # type: ignore[arg-type]  # handed on as given
    return sorted(hit.message for hit in SqlSearch(database).search(query).hits)


def find_hit(database: Database, said: str) -> Hit:
    (hit,) = SqlSearch(database).search(SearchQuery(text=said)).hits
    return hit


def list_marked(hit: Hit) -> list[str]:
    """Return what is marked in the passages of a hit."""
    return [piece for passage in hit.passages for piece, is_found in passage.marked.cut() if is_found]


def test_mail_is_found_by_its_words_however_they_are_spelt_and_bent(database: Database) -> None:
    message = add(database, LETTER)

    found = {said: find(database, said) for said in FOUND}

    assert {said: ids for said, ids in found.items() if ids != [message]} == {}


def test_mail_is_not_found_by_words_that_it_does_not_say(database: Database) -> None:
    add(database, LETTER)

    found = {said: find(database, said) for said in NOT_FOUND}

    assert {said: ids for said, ids in found.items() if ids} == {}


def test_nothing_that_is_typed_is_an_error(database: Database) -> None:
    message = add(database, LETTER)

    found = {said: find(database, said) for said in ODD}

    assert {said: ids for said, ids in found.items() if ids not in ([], [message])} == {}


def test_words_may_stand_in_subject_body_sender_and_files(database: Database) -> None:
    message = add(
        database, "Se bilaget.", build_attachment("Notat.pdf", "Om skolernes åbning"), subject="Høring om trivsel"
    )
    add(database, "Se bilaget.", build_attachment("Notat.pdf", "Om skolernes lukning"), subject="Høring om trivsel")

    assert find(database, "trivsel bilag jens åbning notat.pdf") == [message]


def test_phrase_does_not_reach_from_one_file_into_the_next(database: Database) -> None:
    first, second = build_attachment("a.docx", "slutter her"), build_attachment("b.docx", "begynder der")
    add(database, "kun her", first, second, subject="slut")

    assert [find(database, said) for said in ('"her b"', '"her begynder"', '"slut kun"', '"kun her a"')] == [[]] * 4
    assert find(database, '"slutter her" "begynder der"') == [1]


def test_pictures_of_the_layout_and_quoted_history_are_not_searched(database: Database) -> None:
    logo = build_attachment("logo.png", "Våbenskjold", verdict=Verdict.INLINE)
    add_message(database, build_judgement("0461"), build_mail("Svar", logo, quoted="Vi minder om fristen"))

    assert find(database, "våbenskjold") == find(database, "minder") == []


def test_hit_says_what_was_found_where(database: Database) -> None:
    notes = build_attachment(
        "Hjemmepleje.docx", "Indledning.\n" * 100 + "Her står hjemmeplejen\ni Århus.\n" + "Slut.\n" * 99
    )
    add(database, "Hermed svar.", notes, build_attachment("Andet.docx"), subject="Århus svarer", code="0751")

    hit = find_hit(database, "hjemmepleje aarhus")

    (passage,) = hit.passages
    assert (hit.message, hit.municipalities, hit.state, hit.kind) == (1, ("0751",), State.COUNTED, Kind.RESPONSE)
    assert (hit.received_at, hit.mailbox, hit.places) == (IN_TIME, "FLJE", (Place.SUBJECT, Place.ATTACHMENT))
    assert list(hit.subject.cut()) == [("Århus", True), (" svarer", False)]
    assert list(hit.sender.cut()) == [("Jens Ågård <jens@kommune.example>", False)]
    assert list(passage.name.cut()) == [("Hjemmepleje", True), (".docx", False)]
    assert (passage.place, list_marked(hit)) == (Place.ATTACHMENT, ["hjemmeplejen", "Århus"])
    assert (passage.cut_before, passage.cut_after) == (True, True)


def test_hit_without_a_marked_passage_shows_how_the_mail_begins(database: Database) -> None:
    add(database, LETTER, subject="Trivsel")

    hit = find_hit(database, "trivsel -esbjerg")

    assert hit.passages[0].marked.text.startswith("Høringssvar fra Århus Kommune")
    assert list_marked(hit) == []


def test_mail_judged_again_is_found_by_what_it_says_now(database: Database) -> None:
    message = add(database, "Gammel tekst", build_attachment("gammel.docx", "forældet"))
    assert find(database, "forældet") == [message]

    record_judgement(SqlMessages(database), message, build_judgement("0101"), build_mail("Ny tekst"))

    assert (find(database, "forældet"), find(database, "gammel"), find(database, '"ny tekst"')) == ([], [], [message])
    assert (find(database, "tekst", municipality="0461"), find(database, "tekst", municipality="0101")) == (
        [],
        [message],
    )


def test_mail_that_moves_in_time_is_found_once(database: Database) -> None:
    message = add(database, "Tekst")
    assert find(database, "tekst") == [message]

    later = build_judgement("0461", received_at=IN_TIME + timedelta(days=9))
    record_judgement(SqlMessages(database), message, later, build_mail("Tekst"))

    result = SqlSearch(database).search(SearchQuery(text="tekst"))
    assert (result.total, [hit.message for hit in result.hits]) == (1, [message])


def test_erased_mail_is_no_longer_found(database: Database) -> None:
    message = add(database, "Hemmeligt indhold", build_attachment("privat.docx", "fortroligt"))
    assert find(database, "hemmeligt") == [message]

    with database.writing() as connection:
        connection.execute(delete(attachments).where(attachments.c.message == message))
        connection.execute(update(messages).where(messages.c.id == message).values(body="", subject=""))
        mark_due(connection, [message])

    assert find(database, "hemmeligt") == find(database, "fortroligt") == find(database, "privat") == []


def test_mail_that_could_not_be_read_is_found_by_its_head(database: Database) -> None:
    message = add_waiting(database)
    store = SqlMessages(database)
    store.claim(owner="w", now=NOW, lease=LEASE, limit=1)
    headers = build_headers(subject="Ulæseligt høringssvar")

    store.record_failure(message, owner="w", reason="broken", glimpse=None, retry_at=None, headers=headers)

    assert find(database, "ulæselig", state=State.FAILED) == [message]


def test_search_never_waits_for_a_round_to_find_what_was_judged(database: Database) -> None:
    search = SqlSearch(database)
    ids = []
    for number in range(5):
        ids.append(add(database, f"Brev nummer {number}"))
        assert sorted(hit.message for hit in search.search(SearchQuery(text="brev")).hits) == ids


def test_what_is_judged_while_the_index_catches_up_stays_due(database: Database) -> None:
    add(database, "Brev")
    search = SqlSearch(database)
    with database.reading() as connection:
        noted = connection.execute(select(search_due.c.message)).scalars().all()

    taken, again = search.catch_up(), search.catch_up()

    assert (noted, taken, again) == ([1], 1, 0)


def test_catching_up_leaves_the_rest_for_later_when_told_to_stop(database: Database) -> None:
    message = add(database, "Brev")

    taken = SqlSearch(database).catch_up(stop=lambda: True)

    assert (taken, find(database, "brev")) == (0, [message])


def test_filters_narrow_down(database: Database) -> None:
    counted = add(database, "Brev", code="0461")
    review = add(database, "Brev", code="0630", state=State.REVIEW, kind=Kind.QUESTION, consultation=None)
    aside = add(database, "Brev", code="0751", state=State.SET_ASIDE, kind=Kind.AUTO_REPLY, consultation="foraar")

    assert find(database, "brev", municipality="0461") == [counted]
    assert find(database, "brev", municipality="0630") == [review]
    assert find(database, "brev", state=State.SET_ASIDE) == find(database, "brev", kind=Kind.AUTO_REPLY) == [aside]
    assert find(database, "brev", consultation="foraar") == [aside]
    assert find(database, "brev", consultation="kernevaerdier-2019-efteraar", state=State.COUNTED) == [counted]
    assert find(database, "-esbjerg", state=State.REVIEW) == [review]
    assert find(database, "brev", consultation="'; \ud83d \0", municipality="x y") == []


def test_period_takes_its_first_moment_in_and_leaves_its_last_out(database: Database) -> None:
    moments = [datetime(2019, 10, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
    ids = [add(database, "Brev", received_at=moment) for moment in moments]

    assert find(database, "brev", since=moments[1]) == ids[1:]
    assert find(database, "brev", until=moments[1]) == ids[:1]
    assert find(database, "brev", since=moments[0], until=moments[2]) == ids[:2]
    assert find(database, "brev", since=datetime(1, 1, 1, tzinfo=UTC)) == ids


def test_newest_come_first_when_asked_for_and_pages_follow_each_other(database: Database) -> None:
    days = (3, 1, 5, 2, 4)
    ids = [add(database, "Brev", received_at=datetime(2019, 10, day, tzinfo=UTC)) for day in days]
    newest = [message for _, message in sorted(zip(days, ids, strict=True), reverse=True)]

    def page(offset: int, limit: int) -> list[int]:
        query = SearchQuery(text="brev", order=SearchOrder.NEWEST, offset=offset, limit=limit)
        result = SqlSearch(database).search(query)
        assert result.total == len(days)
        return [hit.message for hit in result.hits]

    assert page(0, 5) == newest
    assert page(0, 2) + page(2, 2) + page(4, 2) == newest
    assert page(5, 2) == page(100, 2) == page(0, 0) == []


def test_word_in_the_subject_and_said_often_comes_first(database: Database) -> None:
    once = add(database, "Her nævnes skolen. " + "Andre ord fylder brevet. " * 40)
    often = add(database, "Skolen, skolen og atter skolen. " * 3)
    subject = add(database, "Skolen nævnes.", subject="Skolen")

    result = SqlSearch(database).search(SearchQuery(text="skolen"))

    assert [hit.message for hit in result.hits] == [subject, often, once]
    assert result.order is SearchOrder.RELEVANCE


def test_where_all_mails_fit_the_newest_come_first(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.search, "RANKED", 1)
    add(database, "Brev brev brev")
    newer = add(database, "Et brev", received_at=IN_TIME + timedelta(days=1))

    result = SqlSearch(database).search(SearchQuery(text="brev"))

    assert (result.hits[0].message, result.order) == (newer, SearchOrder.NEWEST)


@pytest.mark.parametrize("longest", [0, 60_000])
def test_long_letter_is_found_by_its_last_words(
    database: Database, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if longest == 0:
        monkeypatch.setattr(storage.search_postgresql, "LONGEST_VECTOR", 1000)
    words = " ".join(f"ord{number}" for number in range(50_000))
    message = add(database, f"{words} det allersidste ord er hjemmeplejens visitatorer {'x' * 3000}")

    for said in (
        "hjemmepleje",
        '"hjemmeplejens visitatorer"',
        "ord49999",
        "allersidste -esbjerg",
        '"ord16999 ord17000"',
    ):
        assert find(database, said) == [message], said
    for said in ('"visitatorer hjemmeplejens"', "allersidste -hjemmeplejen", '"ord17000 ord16999"', "esbjerg"):
        assert find(database, said) == [], said
    assert find(database, "hjemmepleje", state=State.REVIEW) == []


def test_restored_books_can_be_searched(database: Database, empty_database_url: str, tmp_path: Path) -> None:
    archive = FileArchive(tmp_path / "archive")
    archive.put([b"brev"])
    archive.settle()
    add_message(database, build_judgement("0461"), build_mail("Hjemmeplejen"), text="brev")
    find(database, "hjemmepleje")
    write_backup(database, archive, tmp_path / "kopi.zip")

    restore_backup(tmp_path / "kopi.zip", empty_database_url, tmp_path / "restored")

    restored = open_database(empty_database_url)
    assert find(restored, "hjemmepleje") == [1]
    restored.close()


def test_books_of_before_can_be_searched_once_they_are_brought_up_to_date(database: Database) -> None:
    message = add(database, "Hjemmeplejen")

    with database.writing() as connection:
        for table in SEARCH_TABLES:
            connection.execute(text(f"DROP TABLE {table}"))
        with Operations.context(MigrationContext.configure(connection)):
            search_0005.upgrade()

    assert find(database, "hjemmepleje") == [message]

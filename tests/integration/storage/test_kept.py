"""What is kept of the books is made anew as soon as anybody has written to them, and not before."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import insert

from domain.mailbox import Poll
from storage.database import Database, open_database
from storage.kept import MOST, KeptAnswers
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from storage.tables import polls
from tests.books import NOW, add_waiting

VISIT = Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW, mails=0, repeats=0, gaps=0)
WRITER = """
import sys
from storage.database import open_database
from tests.books import add_waiting
database = open_database(sys.argv[1])
add_waiting(database)
database.close()
"""


@dataclass
class Counted:
    """Asks how many messages there are, and remembers how often it was asked."""

    database: Database
    times: int = 0

    def __call__(self) -> int:
        self.times += 1
        return SqlMessages(self.database).count()


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same books, opened once more, as another program does."""
    opened = open_database(database_url)
    yield opened
    opened.close()


def test_answer_is_made_once_as_long_as_nobody_writes(database: Database) -> None:
    add_waiting(database)
    kept, count = KeptAnswers(database), Counted(database)

    answers = [kept.find("how many", count) for _ in range(3)]

    assert answers == [1, 1, 1]
    assert count.times == 1


def test_questions_are_told_apart(database: Database) -> None:
    kept = KeptAnswers(database)

    answers = [kept.find(("double", number), lambda number=number: 2 * number) for number in (1, 2, 1)]  # type: ignore[misc]

    assert answers == [2, 4, 2]


def test_answer_is_made_anew_after_this_process_has_written(database: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)
    kept.find("how many", count)

    add_waiting(database)

    assert kept.find("how many", count) == 1


def test_answer_is_made_anew_after_another_has_written(database: Database, other: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)
    kept.find("how many", count)

    add_waiting(other)

    assert kept.find("how many", count) == 1


def test_answer_is_made_anew_after_another_process_has_written(database: Database, database_url: str) -> None:
    kept, count = KeptAnswers(database), Counted(database)
    kept.find("how many", count)

    subprocess.run([sys.executable, "-c", WRITER, database_url], check=True, timeout=60)

    assert kept.find("how many", count) == 1


def test_each_of_many_writings_is_seen(database: Database, other: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)

    seen = []
    for writer in (database, other) * 5:
        add_waiting(writer)
        seen.append(kept.find("how many", count))

    assert seen == list(range(1, 11))


def test_what_is_not_committed_is_not_seen_and_seen_once_it_is(database: Database, other: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)
    with other.writing() as connection:
        connection.execute(
            insert(polls).values(mailbox="FLJE", started_at=NOW, ended_at=NOW, mails=0, repeats=0, gaps=0)
        )
        kept.find("how many", count)
        kept.find("how many", count)
        before = count.times

    kept.find("how many", count)

    assert before == 1
    assert count.times == 2


def test_what_is_written_while_an_answer_is_made_makes_the_next_one_anew(database: Database, other: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)

    def count_and_be_overtaken() -> int:
        found = count()
        add_waiting(other)
        return found

    kept.find("how many", count_and_be_overtaken)

    assert kept.find("how many", count) == 1


def test_answer_that_failed_is_asked_for_again(database: Database) -> None:
    kept = KeptAnswers(database)
    with pytest.raises(ZeroDivisionError):
        kept.find("what", lambda: 1 // 0)

    answer = kept.find("what", lambda: 1)

    assert answer == 1


def test_only_so_many_answers_are_kept_and_the_oldest_goes_first(database: Database) -> None:
    kept, count = KeptAnswers(database), Counted(database)
    for number in range(MOST + 1):
        kept.find(number, count)

    kept.find(MOST, count)
    kept.find(0, count)

    assert count.times == MOST + 2


def test_revision_stands_while_others_only_read(database: Database, other: Database) -> None:
    SqlSightings(database).record_poll(VISIT)
    before = database.find_revision()

    SqlMessages(other).count()

    assert database.find_revision() == before


def test_revision_is_none_of_those_before_the_books_were_closed(database: Database) -> None:
    before = database.find_revision()
    database.close()
    add_waiting(database)

    after = database.find_revision()

    assert after != before

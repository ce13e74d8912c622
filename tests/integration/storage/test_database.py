import multiprocessing
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from domain.errors import ConfigurationError
from domain.mailbox import Poll
from storage.database import Database, open_database
from storage.sightings import SqlSightings
from storage.tables import polls, texts
from tests.books import NOW


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("kommunesvar.db", "cannot be read.*looks like sqlite:///"),
        ("mysql://root:hemmelig@localhost/x", "'mysql' is no database"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql+psycopg://u:hemmelig@127.0.0.1:1/x", "Check that the server runs"),
    ],
)
def test_url_that_cannot_be_used_is_explained_without_its_password(url: str, sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence) as caught:
        open_database(url)

    assert "hemmelig" not in str(caught.value)


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "noter.db"
    file.write_text("Dette er ikke en database. " * 100)

    with pytest.raises(ConfigurationError, match=r"noter\.db cannot be used"):
        open_database(f"sqlite:///{file}")

    assert file.read_text().startswith("Dette er ikke")


def test_folder_of_the_database_is_made(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'data' / 'kommunesvar.db'}").close()

    assert (tmp_path / "data" / "kommunesvar.db").is_file()


def test_sqlite_survives_a_power_cut_and_keeps_its_references(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'kommunesvar.db'}")

    with database.reading() as connection:
        settings = {
            name: connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    database.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_moments_come_back_in_utc(database: Database) -> None:
    summer = datetime(2019, 8, 1, 2, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    earliest = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
    SqlSightings(database).record_poll(Poll(mailbox="FLJE", started_at=earliest, ended_at=summer))

    with database.reading() as connection:
        row = connection.execute(select(polls.c.started_at, polls.c.ended_at)).one()

    assert row.ended_at == summer
    assert (row.ended_at.tzinfo, row.started_at) == (UTC, datetime.min.replace(tzinfo=UTC))


def test_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="names no zone"):
        SqlSightings(database).record_poll(Poll(mailbox="FLJE", started_at=naive, ended_at=NOW))


def test_what_fails_in_the_middle_leaves_no_trace(database: Database) -> None:
    row = {"sha256": "a" * 64, "version": "1", "extracted": "{}"}

    def write_twice() -> None:
        with database.writing() as connection:
            connection.execute(insert(texts).values(row))
            connection.execute(insert(texts).values(row))

    with pytest.raises(DBAPIError):
        write_twice()

    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(texts)) == 0


def test_reader_sees_one_moment_while_others_write(database: Database) -> None:
    count = select(func.count()).select_from(polls)

    with database.reading() as connection:
        before = connection.scalar(count)
        SqlSightings(database).record_poll(Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW))
        after = connection.scalar(count)

    assert (before, after) == (0, 0)


def _add_polls(url: str) -> None:
    database = open_database(url)
    for _ in range(30):
        with database.writing() as connection:
            # Reads before it writes: what is refused at once when the lock is not taken first.
            number = connection.scalar(select(func.count()).select_from(polls)) or 0
            row = {"mailbox": "FLJE", "started_at": NOW, "ended_at": NOW, "mails": number, "repeats": 0, "gaps": 0}
            connection.execute(insert(polls).values(row))
    database.close()


def test_processes_that_write_at_once_wait_for_each_other(database: Database, database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_add_polls, args=(database_url,)) for _ in range(3)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    with database.reading() as connection:
        written = connection.scalar(select(func.count()).select_from(polls))
    assert ([process.exitcode for process in processes], written) == ([0, 0, 0], 90)


def test_damage_of_the_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "kommunesvar.db"
    database = open_database(f"sqlite:///{file}")
    sound = database.find_damage()
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA writable_schema=ON")
    raw.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'ix_polls_mailbox_ended_at'")
    raw.commit()
    raw.close()
    database.close()

    damaged = open_database(f"sqlite:///{file}")

    assert sound == ()
    assert damaged.find_damage() != ()
    damaged.close()


def test_books_are_read_by_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "kommunesvar.db"
    file.touch(mode=0o644)

    with open_database(f"sqlite:///{file}").writing() as connection:
        connection.execute(text("UPDATE messages SET attempts = 0"))
        modes = {beside.name: beside.stat().st_mode & 0o007 for beside in tmp_path.iterdir()}

    assert modes == {"kommunesvar.db": 0, "kommunesvar.db-wal": 0, "kommunesvar.db-shm": 0}


def test_error_of_the_database_quotes_no_letter(database: Database) -> None:
    row = {"sha256": "a" * 64, "version": "1", "extracted": "Kære KL, fortroligt"}

    with pytest.raises(DBAPIError) as caught, database.writing() as connection:
        connection.execute(insert(texts), [row, row])

    assert "fortroligt" not in str(caught.value)

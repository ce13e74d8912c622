import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.schema import DropTable

import storage.migrations
from domain.errors import ConfigurationError
from storage.database import Database, open_database
from storage.messages import SqlMessages
from storage.migrations import FIRST_TABLES, SCHEMA, find_version, upgrade
from storage.search_tables import SEARCH_TABLES, search_metadata
from storage.sightings import SqlSightings
from storage.tables import metadata
from tests.books import LEASE, NOW, build_stored

ADDED_SINCE = (
    ("messages", "recognition_due"),
    ("decisions", "undone_reason"),
    ("decisions", "undone_before"),
    ("decisions", "undone_after"),
    ("extensions", "before"),
    ("extensions", "revoked_reason"),
    ("excuses", "revoked_reason"),
)
"""What the first schema had not."""

INDEXES_SINCE = ("ix_messages_listed", "ix_messages_noticed", "ix_messages_open", "ix_replies_answered")
"""The indexes of its tables that it had not."""


def is_no_index(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the index of words, which is no table as SQLAlchemy knows them; it is compared below."""
    return not (kind == "table" and str(name).startswith("search_index"))


def put_together(*parts: MetaData) -> MetaData:
    """Return the tables of all parts."""
    whole = MetaData(naming_convention=metadata.naming_convention)
    for table in (table for part in parts for table in part.sorted_tables):
        table.to_metadata(whole)
    return whole


def describe_index(url: str) -> list[tuple[object, ...]]:
    """Return how the index of words was made, in the database's own words."""
    engine = create_engine(url)
    asked = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE name LIKE 'search_index%' ORDER BY name",
        "postgresql": "SELECT column_name, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_name = 'search_index' UNION ALL SELECT indexname, indexdef, '' FROM pg_indexes "
        "WHERE tablename = 'search_index' ORDER BY 1",
    }
    with engine.begin() as connection:
        described = [tuple(row) for row in connection.execute(text(asked[engine.dialect.name]))]
    engine.dispose()
    return described


def test_models_are_what_the_migrations_make(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)

    with engine.begin() as connection:
        upgrade(connection)
        options = {"compare_type": True, "compare_server_default": True, "include_name": is_no_index}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, put_together(metadata, search_metadata))
        version = find_version(connection)

    engine.dispose()
    assert (differences, version) == ([], SCHEMA)


def test_index_of_words_is_what_the_migrations_make(empty_database_url: str, database_url: str) -> None:
    engine = create_engine(empty_database_url)

    with engine.begin() as connection:
        upgrade(connection)

    engine.dispose()
    assert describe_index(empty_database_url) == describe_index(database_url) != []


def test_program_works_with_the_newest_version() -> None:
    newest = ScriptDirectory(str(Path(storage.migrations.__file__).parent)).get_current_head()

    assert newest == SCHEMA


def test_opening_again_changes_nothing(database: Database, database_url: str) -> None:
    with database.writing() as connection:
        connection.execute(
            text("INSERT INTO texts (sha256, version, extracted) VALUES (:sha256, '1', '{}')"), {"sha256": "a" * 64}
        )

    open_database(database_url).close()

    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM texts")) == 1


def test_books_of_the_first_schema_are_brought_up_to_date_and_go_on(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    SqlSightings(database).record("FLJE", [build_stored(1)], None, NOW)
    with database.writing() as connection:
        for table, column in ADDED_SINCE:
            connection.execute(text(f'ALTER TABLE {table} DROP COLUMN "{column}"'))
        for index in INDEXES_SINCE:
            connection.execute(text(f"DROP INDEX {index}"))
        for later in reversed(metadata.sorted_tables):
            if later.name not in FIRST_TABLES:
                connection.execute(DropTable(later))
        for later_still in SEARCH_TABLES:
            connection.execute(text(f"DROP TABLE {later_still}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    database.close()

    database = open_database(empty_database_url)
    claimed = SqlMessages(database).claim(owner="w", now=NOW, lease=LEASE, limit=10)

    database.close()
    assert [mail.id for mail in claimed] == [1]


def test_schema_of_a_newer_program_is_refused(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(ConfigurationError, match=r"schema 9999.*[Ii]nstall the newest version"):
        open_database(empty_database_url)


def test_programs_that_start_at_once_make_one_schema(empty_database_url: str) -> None:
    program = "import sys; from storage.database import open_database; open_database(sys.argv[1]).close()"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, empty_database_url], stderr=subprocess.PIPE) for _ in range(3)
    ]

    complaints = [process.communicate()[1].decode() for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0], complaints

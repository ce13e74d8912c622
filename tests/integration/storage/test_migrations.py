import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.schema import DropTable

import storage.migrations
from domain.errors import ConfigurationError
from storage.database import Database, open_database
from storage.messages import SqlMessages
from storage.migrations import FIRST_TABLES, SCHEMA, find_version, upgrade
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


def test_models_are_what_the_migrations_make(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)

    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, metadata)
        version = find_version(connection)

    engine.dispose()
    assert (differences, version) == ([], SCHEMA)


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
        for later in reversed(metadata.sorted_tables):
            if later.name not in FIRST_TABLES:
                connection.execute(DropTable(later))
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

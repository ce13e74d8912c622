"""Opening the database: everything in which SQLite and PostgreSQL differ is here."""

import os
import sqlite3
import stat
import time
from collections.abc import Hashable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from domain.errors import ConfigurationError
from storage.migrations import SCHEMA, create, find_version, upgrade
from storage.revision import FileRevisions, Revisions, SnapshotRevisions

BUSY_SECONDS = 60
"""How long a writer of SQLite waits for another before it gives up."""

HIDE_PARAMETERS = True
"""What is written to the database are people's letters: an error that quotes it would carry them into the logs."""

CONNECT_SECONDS = 10
WAL_ATTEMPTS = 100
_WRITES = "kommunesvar_writes"
_MIGRATION_LOCK = "migrations"


class Database:
    """The database, opened and of today's schema; safe to share among threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader: Engine = engine
        self._writer: Engine = engine
        self._revisions: Revisions = SnapshotRevisions(engine)
        if engine.dialect.name == "sqlite":
            self._writer = engine.execution_options(**{_WRITES: True})
            self._revisions = FileRevisions(str(engine.url.database), timeout=BUSY_SECONDS)
        else:
            # A report made of several queries must see one moment; SQLite gives that by itself.
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def kind(self) -> str:
        """Which database it is: ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def writing(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that writes; it is committed at the end, rolled back on an exception."""
        return self._writer.begin()

    def reading(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that only reads, and sees one moment throughout."""
        return self._reader.begin()

    def wait_turn(self, connection: Connection, name: str) -> None:
        """Let only one writing transaction at a time pass here for this name, until it ends.

        SQLite has but one writer at a time anyway.
        """
        if self._engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"kommunesvar {name}"})

    def share_turn(self, connection: Connection, name: str) -> None:
        """Let nobody who waits for a turn of this name have it until this transaction ends; others may share it."""
        if self._engine.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock_shared(hashtext(:name))"), {"name": f"kommunesvar {name}"}
            )

    def find_revision(self) -> Hashable:
        """Return what is another one as soon as anything was written, by whomever: see ``storage/revision.py``."""
        return self._revisions.find()

    def close(self) -> None:
        """Close all connections."""
        self._revisions.close()
        self._engine.dispose()

    def find_damage(self) -> tuple[str, ...]:
        """Ask the database to check itself; PostgreSQL does so on its own."""
        if self._engine.dialect.name != "sqlite":
            return ()
        with self.reading() as connection:
            found = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        return tuple(sentence for sentence in found if sentence != "ok")

    def renumber(self, connection: Connection, table: str) -> None:
        """Let new rows be numbered after the highest number there is: needed where rows brought their own."""
        if self._engine.dialect.name == "postgresql":
            connection.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence(:name, 'id'), "  # noqa: S608 - the name is one of our tables
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
                ),
                {"name": table},
            )


def open_database(url: str) -> Database:
    """Open the database of this URL and bring its schema up to date.

    Raises ConfigurationError when the URL is none we know, the server does not let us in, or the schema
    was made by a newer version of the program.
    """
    parsed = _parse_url(url)
    database: Database | None = None
    try:
        engine = _create_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _create_postgresql(parsed)
        database = Database(engine)
        _migrate(database)
    except DBAPIError as error:
        if database is not None:
            database.close()
        raise ConfigurationError(
            f"The database {_show(parsed)} cannot be used: {_first_line(error)}.", remedy=_find_remedy(parsed)
        ) from error
    except ConfigurationError:
        if database is not None:
            database.close()
        raise
    return database


def _parse_url(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except ArgumentError as error:
        # The URL itself is not repeated: it may hold a password.
        raise ConfigurationError("The database URL ([database] url) cannot be read.", remedy=_EXAMPLES) from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise ConfigurationError(f"'{parsed.drivername}' is no database that kommunesvar knows.", remedy=_EXAMPLES)
    if parsed.database in {None, "", ":memory:"}:
        raise ConfigurationError("The database URL ([database] url) names no file.", remedy=_EXAMPLES)
    return parsed.set(drivername="sqlite")


_EXAMPLES = "It looks like sqlite:///data/kommunesvar.db or postgresql+psycopg://user@host/kommunesvar."


def _show(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__


def _find_remedy(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return "Check that the file is a database of kommunesvar and that this user may write in its folder."
    return "Check that the server runs and that host, port, user and password are right."


def _create_sqlite(url: URL) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
    _keep_private(path)
    _switch_to_wal(path)
    engine = create_engine(url, hide_parameters=HIDE_PARAMETERS)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(path: Path) -> None:
    """Let nobody else read the mails in the file; what SQLite puts beside it takes after the file's own mode."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o007:
            path.chmod(mode & ~0o007)
    except OSError:
        # Not there, or not ours to change: whether it can be used at all is told where it is opened.
        return


def _switch_to_wal(path: Path) -> None:
    """Let readers and the writer work side by side; the file remembers it.

    SQLite does not wait its busy_timeout for this one: two programs that start at once are told
    'database is locked' at once, and must ask again.
    """
    for attempt in range(WAL_ATTEMPTS):
        try:
            mode = _ask_for_wal(path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or attempt == WAL_ATTEMPTS - 1:
                raise ConfigurationError(
                    f"The database {path} cannot be opened: {error}.",
                    remedy="Check that this user may read and write the file and its folder.",
                ) from error
            time.sleep(0.05)
        except sqlite3.DatabaseError as error:
            raise ConfigurationError(f"{path} cannot be used: {error}.", remedy="Name another file.") from error
        else:
            if mode != "wal":
                raise ConfigurationError(
                    f"The file system under {path} cannot hold a database in use (no WAL).",
                    remedy="Put the database on a local disk, or use PostgreSQL.",
                )
            return


def _ask_for_wal(path: Path) -> str:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        return str(mode)
    finally:
        connection.close()


def _prepare_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    # Python's own handling begins no transaction before a SELECT; we begin them ourselves, below.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes is refused without waiting when another has written
    # in between ('database is locked'); one that takes the lock at once waits its turn.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _create_postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            hide_parameters=HIDE_PARAMETERS,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS, "options": "-c timezone=UTC"},
        )
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "PostgreSQL needs the extra 'postgres'.", remedy="Install it: pip install 'kommunesvar[postgres]'."
        ) from error


def _migrate(database: Database) -> None:
    with database.reading() as connection:
        version = find_version(connection)
    if version == SCHEMA:
        return
    with database.writing() as connection:
        database.wait_turn(connection, _MIGRATION_LOCK)
        # Another process may have done it while this one waited.
        version = find_version(connection)
        if version is None:
            create(connection)
        elif version != SCHEMA:
            upgrade(connection)

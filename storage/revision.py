"""Whether anybody has written to the database: asked in a few microseconds, whoever and wherever that was.

A revision says nothing by itself. Two that are equal say that whatever was read after the first was asked for, and
before the second, would be read again just so. Where nothing was written they may still differ.
"""

import sqlite3
import threading
from collections.abc import Hashable
from typing import Protocol

from sqlalchemy import Engine, text

_SNAPSHOT = text("SELECT CAST(pg_current_snapshot() AS text), pg_postmaster_start_time()")


class Revisions(Protocol):
    """Tells the revision of one kind of database; threads may share it."""

    def find(self) -> Hashable:
        """Return the revision of what a transaction that began now would see."""
        ...

    def close(self) -> None:
        """Let go of what is held for it."""
        ...


class FileRevisions:
    """Asks SQLite by ``PRAGMA data_version`` (https://www.sqlite.org/pragma.html#pragma_data_version).

    The number is another as soon as another connection has committed anything, in whatever process. It only compares
    with what the same connection was told, so there is one for nothing else, which never writes.
    """

    def __init__(self, path: str, *, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened = 0

    def find(self) -> Hashable:
        """Return the revision; see the protocol."""
        with self._lock:
            if self._connection is None:
                self._connection = self._open()
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return self._opened, version

    def close(self) -> None:
        """Close the connection; the numbers of the next one are its own."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        self._opened += 1
        return sqlite3.connect(self._path, timeout=self._timeout, isolation_level=None, check_same_thread=False)


class SnapshotRevisions:
    """Asks PostgreSQL by the transactions that a snapshot sees (``pg_current_snapshot``, since version 13).

    Every transaction that has written anything has a number, and by its end the snapshot is another
    (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    def find(self) -> Hashable:
        """Return the revision; see the protocol."""
        with self._engine.connect() as connection:
            snapshot, started = connection.execute(_SNAPSHOT).one()
        return snapshot, started

    def close(self) -> None:
        """Leave the engine to those whose it is."""

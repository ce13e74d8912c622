"""The tables of the search: derived from the books, so no backup holds them.

They stand apart from ``storage/tables.py`` for that; the index of words itself is another thing in each database.
"""

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, insert, select, text

from storage.tables import messages, metadata

search_metadata = MetaData(naming_convention=metadata.naming_convention)

search_due = Table(
    "search_due",
    search_metadata,
    Column("id", Integer, primary_key=True),
    Column("message", Integer, nullable=False),
)
"""The messages whose words have changed since they were indexed. A message may stand here many times: only what
was read is removed, so that one changed meanwhile stays due."""

search_entries = Table(
    "search_entries",
    search_metadata,
    Column("message", Integer, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, nullable=False),
)
"""Under which number the index knows a message."""

INDEXES = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE search_index USING fts5 (subject, sender, body, files, facets, "
            "tokenize = 'unicode61 remove_diacritics 0')"
        ),
    ),
    "postgresql": (
        (
            "CREATE TABLE search_index (entry bigint NOT NULL, words text NOT NULL, found tsvector NOT NULL, "
            "is_giant boolean NOT NULL, CONSTRAINT pk_search_index PRIMARY KEY (entry)) WITH (toast_tuple_target = 128)"
        ),
        "CREATE INDEX ix_search_index_found ON search_index USING gin (found)",
        "CREATE INDEX ix_search_index_giants ON search_index (entry) WHERE is_giant",
    ),
}
"""The index of words. Its rows are numbered so that the newest mail has the highest number.

SQLite: https://www.sqlite.org/fts5.html; PostgreSQL: https://www.postgresql.org/docs/current/textsearch.html.
"""

SEARCH_TABLES = ("search_due", "search_entries", "search_index")
"""All of them: whoever empties the books empties these as well."""

_MARK_DUE = insert(search_due)


def create_search(connection: Connection) -> None:
    """Make the tables of the search in an empty database."""
    search_metadata.create_all(connection)
    for statement in INDEXES[connection.dialect.name]:
        connection.execute(text(statement))


def mark_due(connection: Connection, ids: Iterable[int]) -> None:
    """Let the words of these messages be indexed anew before the next search."""
    if rows := [{"message": message} for message in ids]:
        connection.execute(_MARK_DUE, rows)


def mark_all_due(connection: Connection) -> None:
    """Let the words of every message be indexed anew."""
    connection.execute(insert(search_due).from_select(["message"], select(messages.c.id).order_by(messages.c.id)))

"""The words of mails and attachments, ready to be searched.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INDEX = {
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


def upgrade() -> None:
    """Add the index, and note that the words of all messages there are have yet to be taken in."""
    op.create_table(
        "search_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_due"),
    )
    op.create_table(
        "search_entries",
        sa.Column("message", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_search_entries"),
    )
    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("INSERT INTO search_due (message) SELECT id FROM messages ORDER BY id")

"""Mails that wait for OCR are told from the rest.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the mark; no mail bears it yet."""
    op.add_column("messages", sa.Column("recognition_due", sa.Boolean(), nullable=True))

"""What people rule says what it replaced, and why it was taken back.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; of what was ruled before they tell nothing."""
    for name in ("undone_reason", "undone_before", "undone_after"):
        op.add_column("decisions", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("extensions", sa.Column("before", sa.Date(), nullable=True))
    op.add_column("extensions", sa.Column("revoked_reason", sa.Text(), nullable=True))
    op.add_column("excuses", sa.Column("revoked_reason", sa.Text(), nullable=True))

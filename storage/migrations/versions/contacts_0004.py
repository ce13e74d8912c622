"""Whom to write to in each municipality.

Revision ID: 0004
"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""

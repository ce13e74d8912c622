"""Who may use the page, who is signed in, and what each has done.

Revision ID: 0006
"""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables."""

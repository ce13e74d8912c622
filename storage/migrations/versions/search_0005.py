"""The words of mails and attachments, ready to be searched.

Revision ID: 0005
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the index."""

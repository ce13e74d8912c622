"""Who may use the page, who is signed in, and what each has done.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    _add_accounts()
    _add_sessions()
    _add_sign_in_failures()
    _add_audit()
    listed = ["consultation", "received_at", "first_seen_at", "mailbox", "state", "kind"]
    op.create_index("ix_messages_listed", "messages", listed)
    # What is looked up whenever standings are told is found without a look into the mails.
    noticed = ["consultation", "kind", "received_at", "first_seen_at", "mailbox"]
    op.create_index("ix_messages_noticed", "messages", noticed)
    still_open = ["consultation", "state", "received_at", "first_seen_at", "mailbox", "kind"]
    op.create_index("ix_messages_open", "messages", still_open)
    op.create_index("ix_replies_answered", "replies", ["consultation", "municipality", "received_at"])


def _add_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT, nullable=True),
        sa.Column("shortcuts", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("issuer", "subject", name="uq_accounts_issuer_subject"),
    )
    op.create_table(
        "invitations",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_invitations_account"),
        sa.PrimaryKeyConstraint("key", name="pk_invitations"),
    )


def _add_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.Column("looks_at", sa.Integer(), nullable=True),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account"),
        sa.PrimaryKeyConstraint("key", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])


def _add_sign_in_failures() -> None:
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("failed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_subject_failed_at", "sign_in_failures", ["subject", "failed_at"])
    op.create_index("ix_sign_in_failures_address_failed_at", "sign_in_failures", ["address", "failed_at"])


def _add_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_subject_id", "audit", ["subject", "id"])

"""The tables of who may use the page, who is signed in, and what each has done."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import CleanText, UtcTime
from storage.metadata import SHARED

accounts = Table(
    "accounts",
    SHARED,
    Column("id", Integer, primary_key=True),
    Column("issuer", CleanText, nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("name", CleanText, nullable=False),
    Column("email", CleanText, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", Text),  # null where another issuer knows the password
    Column("created_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
    Column("shortcuts", Boolean),  # whether single keys do something; null until asked for
    UniqueConstraint("issuer", "subject"),
)

invitations = Table(
    "invitations",
    SHARED,
    Column("key", String(64), primary_key=True),  # the hash of the token in the link
    Column("role", String(16), nullable=False),
    Column("invited_by", CleanText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("name", CleanText),  # whom it is for
    Column("account", ForeignKey("accounts.id")),  # whose password it sets; null where it makes an account
)

sessions = Table(
    "sessions",
    SHARED,
    Column("key", String(64), primary_key=True),  # the hash of the token in the cookie
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("notices", Text, nullable=False),  # JSON
    Column("looks_at", Integer),  # the mail in review that was opened last
    Column("looked_at", UtcTime),
)

sign_in_failures = Table(
    "sign_in_failures",
    SHARED,
    Column("id", Integer, primary_key=True),
    Column("issuer", CleanText, nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("address", CleanText, nullable=False),
    Column("failed_at", UtcTime, nullable=False),
    Index(None, "subject", "failed_at"),
    Index(None, "address", "failed_at"),
)

audit = Table(
    "audit",
    SHARED,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("by", CleanText, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("details", Text, nullable=False),  # JSON
    Index(None, "subject", "id"),
)

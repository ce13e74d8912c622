"""The tables. What is here and what the migrations make is the same, and a test holds them to it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

import storage.account_tables  # noqa: F401 - whoever asks for all tables is given these as well
from storage.columns import CleanText, UtcTime
from storage.metadata import SHARED

metadata = SHARED
"""Also of the tables of accounts."""

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("mailbox", CleanText, nullable=False),  # of the first sighting
    Column("first_seen_at", UtcTime, nullable=False),
    Column("internal_date", UtcTime),
    Column("state", String(16), nullable=False),
    Column("lease_owner", Text),
    Column("lease_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("failure", CleanText),
    Column("recognition_due", Boolean),  # it waits for OCR, apart from the rest
    Column("judged_at", UtcTime),
    Column("message_id", CleanText, nullable=False, default=""),
    Column("sender_name", CleanText, nullable=False, default=""),
    Column("sender_address", CleanText, nullable=False, default=""),
    Column("subject", CleanText, nullable=False, default=""),
    Column("sent_at", UtcTime),  # what the sender's own clock claims
    Column("body", CleanText, nullable=False, default=""),
    Column("quoted", CleanText, nullable=False, default=""),
    Column("content", String(64), nullable=False, default=""),  # the checksum of what it says
    Column("kind", String(32)),
    Column("consultation", CleanText),
    Column("received_at", UtcTime),
    Column("machine_judgement", Text),  # JSON; what people decide is laid over it
    Column("judgement", Text),  # JSON; the effective one
    Index(None, "state", "id"),
    Index(None, "mailbox", "state"),
    Index(None, "consultation", "state"),
    # All that receipts and returns, and open mails, are found by, whenever standings are told.
    Index("ix_messages_noticed", "consultation", "kind", "received_at", "first_seen_at", "mailbox"),
    Index("ix_messages_open", "consultation", "state", "received_at", "first_seen_at", "mailbox", "kind"),
    # All that the list of messages is sifted and sorted by, so that it need not walk through their texts.
    Index("ix_messages_listed", "consultation", "received_at", "first_seen_at", "mailbox", "state", "kind"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("filename", CleanText, nullable=False),
    Column("path", Text, nullable=False),  # JSON
    Column("media_type", CleanText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("method", CleanText, nullable=False),
    Column("pages", Integer),
    Column("notes", Text, nullable=False),  # JSON
    Column("text", CleanText, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("municipality", String(4), primary_key=True),
    Column("consultation", CleanText, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("timeliness", String(16), nullable=False),
    Column("judged_against", Date, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("role", String(16)),  # only where a person said it
    Column("provisional", Boolean, nullable=False),
    Index(None, "consultation", "received_at"),
    Index("ix_replies_answered", "consultation", "municipality", "received_at"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # best first
    Column("municipality", String(4), nullable=False),
    Column("rule", CleanText, nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("evidence", Text, nullable=False),  # JSON
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", CleanText, nullable=False),
    Column("folder", CleanText, nullable=False),
    Column("uid_validity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("source", CleanText, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("internal_date", UtcTime),
    Column("outcome", String(16), nullable=False),
    Column("message", ForeignKey("messages.id"), index=True),  # null for a gap
    Column("reason", CleanText),  # of a gap
    Column("attempts", Integer, nullable=False),
    UniqueConstraint("mailbox", "folder", "uid_validity", "uid"),
    Index(None, "mailbox", "outcome"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("mailbox", CleanText, primary_key=True),
    Column("folder", CleanText, primary_key=True),
    Column("uid_validity", BigInteger, nullable=False),
    Column("next_uid", BigInteger, nullable=False),
    Column("since", Date),
)

polls = Table(
    "polls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", CleanText, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=False),
    Column("mails", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("gaps", Integer, nullable=False),
    Column("error", CleanText),
    Index(None, "mailbox", "ended_at"),
)

texts = Table(
    "texts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("version", CleanText, primary_key=True),
    Column("extracted", Text, nullable=False),  # JSON
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message", ForeignKey("messages.id"), nullable=False, index=True),
    Column("decided_by", CleanText, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("decision", Text, nullable=False),  # JSON
    Column("before", Text),  # JSON; the effective judgement it changed
    Column("after", Text, nullable=False),  # JSON
    Column("undone_by", CleanText),
    Column("undone_at", UtcTime),
    Column("undone_reason", CleanText),
    Column("undone_before", Text),  # JSON; what held until it was taken back
    Column("undone_after", Text),  # JSON
)

extensions = Table(
    "extensions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("consultation", CleanText, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("until", Date, nullable=False),
    Column("before", Date),  # the extension that it replaced
    Column("decided_by", CleanText, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("revoked_by", CleanText),
    Column("revoked_at", UtcTime),
    Column("revoked_reason", CleanText),
    Index(None, "consultation", "municipality"),
)

excuses = Table(
    "excuses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("consultation", CleanText, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("decided_by", CleanText, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("revoked_by", CleanText),
    Column("revoked_at", UtcTime),
    Column("revoked_reason", CleanText),
    Index(None, "consultation", "municipality"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", CleanText, nullable=False),
    Column("consultation", CleanText, nullable=False),
    Column("period", CleanText, nullable=False),
    Column("recipient", CleanText, nullable=False),
    Column("message_id", CleanText, nullable=False, unique=True),
    Column("sender", CleanText, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("figures", Text),  # JSON
    Column("state", String(16), nullable=False, index=True),
    Column("lease_owner", Text),
    Column("lease_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("last_error", CleanText),
    UniqueConstraint("kind", "consultation", "period", "recipient"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("key", CleanText, nullable=False),  # the address whatever its case
    Column("role", String(16), nullable=False),
    Column("name", CleanText, nullable=False),
    Column("address", CleanText, nullable=False),
    Column("changed_by", CleanText, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("confirmed_at", UtcTime),  # what came back before does not count
    UniqueConstraint("municipality", "key"),
)

letters = Table(
    "letters",
    metadata,
    Column("outbox", ForeignKey("outbox.id"), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sent_by", CleanText, nullable=False),
)

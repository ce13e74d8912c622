"""The audit log: a row for every change, written in the transaction of the change itself."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from domain.audit import EVERYTHING, Action, AuditEntry, AuditFilter, Details
from domain.rulings import Ruling
from storage.account_tables import audit
from storage.columns import AnyRow
from storage.database import Database
from storage.values import dump_value


def record_audit(
    connection: Connection, by: str, action: Action, subject: str, details: Details | None = None, *, at: datetime
) -> None:
    """Append a line within the connection's transaction, so that neither it nor the change is without the other."""
    row = {"at": at, "by": by, "action": action, "subject": subject, "details": dump_value(dict(details or {}))}
    connection.execute(insert(audit).values(row))


def record_ruling(connection: Connection, action: Action, ruling: Ruling, **said: str | None) -> None:
    """Append a line for a ruling on a municipality."""
    details = {"consultation": ruling.consultation, "reason": ruling.reason, **said}
    record_audit(connection, ruling.by, action, f"municipality:{ruling.municipality}", details, at=ruling.ruled_at)


class SqlAuditLog:
    """Reads the audit log from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(
        self, *, limit: int, before: int | None = None, wanted: AuditFilter = EVERYTHING
    ) -> Sequence[tuple[int, AuditEntry]]:
        """Return the latest entries with their numbers, newest first; as the port says."""
        query = select(audit).where(*_list_conditions(wanted)).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        with self._database.reading() as connection:
            return [(row.id, _make_entry(row)) for row in connection.execute(query)]

    def record(self, entry: AuditEntry) -> None:
        """Append a line for what has no rows of its own; as the port says."""
        with self._database.writing() as connection:
            record_audit(connection, entry.by, entry.action, entry.subject, entry.details, at=entry.at)

    def list_names(self) -> Sequence[str]:
        """Return everybody who has done anything, in order of name."""
        with self._database.reading() as connection:
            return sorted(connection.execute(select(audit.c.by).distinct()).scalars(), key=str.casefold)


def _list_conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.by:
        yield audit.c.by == wanted.by
    if wanted.action is not None:
        yield audit.c.action == wanted.action
    if wanted.subject:
        yield audit.c.subject == wanted.subject
    if wanted.since is not None:
        yield audit.c.at >= wanted.since
    if wanted.until is not None:
        yield audit.c.at < wanted.until


def _make_entry(row: AnyRow) -> AuditEntry:
    return AuditEntry(
        at=row.at, by=row.by, action=Action(row.action), subject=row.subject, details=json.loads(row.details)
    )

"""The extensions that people have granted; appended and marked, never changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, insert, select, update

from domain.audit import Action
from domain.ruling_ports import Extended, LayOver
from domain.rulings import Extension, Ruling
from storage.audit import record_ruling
from storage.columns import AnyRow
from storage.database import Database
from storage.judged_again import judge_again
from storage.rulings import TURN, load_extensions
from storage.tables import extensions


class SqlExtensions:
    """Keeps the extensions in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, ruling: Ruling, until: date, *, lay_over: LayOver) -> Extended:
        """Append an extension in the place of the one in force, and judge again what it covers; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, TURN)
            before = _find_in_force(connection, ruling)
            if before == until:
                return Extended(before=before)
            connection.execute(
                insert(extensions).values(
                    consultation=ruling.consultation,
                    municipality=ruling.municipality,
                    until=until,
                    before=before,
                    decided_by=ruling.by,
                    decided_at=ruling.ruled_at,
                    reason=ruling.reason,
                )
            )
            record_ruling(connection, Action.EXTENDED, ruling, until=until.isoformat(), before=_write(before))
            return replace(judge_again(connection, ruling, lay_over), before=before)

    def revoke(self, ruling: Ruling, *, lay_over: LayOver) -> Extended:
        """Mark the extension in force as revoked and judge again what it covered; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, TURN)
            before = _find_in_force(connection, ruling)
            if before is None:
                return Extended(before=None)
            # With it go those that it had replaced, else the last of them would be in force again.
            connection.execute(
                update(extensions)
                .where(
                    extensions.c.consultation == ruling.consultation,
                    extensions.c.municipality == ruling.municipality,
                    extensions.c.revoked_at.is_(None),
                )
                .values(revoked_by=ruling.by, revoked_at=ruling.ruled_at, revoked_reason=ruling.reason)
            )
            record_ruling(connection, Action.EXTENSION_REVOKED, ruling, before=_write(before))
            return replace(judge_again(connection, ruling, lay_over), before=before)

    def list_in_force(self, consultation: str) -> Sequence[Extension]:
        """Return the extensions in force, the latest granted first; as the port says."""
        query = (
            select(extensions)
            .where(extensions.c.consultation == consultation, extensions.c.revoked_at.is_(None))
            .order_by(extensions.c.id)
        )
        with self._database.reading() as connection:
            # One that another replaced is not marked: of several, the last is in force.
            latest = {row.municipality: _make_extension(row) for row in connection.execute(query)}
        return sorted(latest.values(), key=lambda one: one.ruling.ruled_at, reverse=True)


def _make_extension(row: AnyRow) -> Extension:
    ruling = Ruling(
        consultation=row.consultation,
        municipality=row.municipality,
        by=row.decided_by,
        ruled_at=row.decided_at,
        reason=row.reason,
    )
    return Extension(ruling=ruling, until=row.until)


def _write(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _find_in_force(connection: Connection, ruling: Ruling) -> date | None:
    return load_extensions(connection).get((ruling.consultation, ruling.municipality))

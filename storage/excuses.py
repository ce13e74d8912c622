"""Who is not asked after all; appended and marked, never changed."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from domain.audit import Action
from domain.rulings import Ruling
from storage.audit import record_ruling
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import excuses

_TURN = "excuses"


class SqlExcuses:
    """Keeps the excuses in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, consultation: str, municipality: str) -> Ruling | None:
        """Find the excuse in force."""
        with self._database.reading() as connection:
            return _find(connection, consultation, municipality)

    def record(self, ruling: Ruling) -> bool:
        """Append an excuse; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            if _find(connection, ruling.consultation, ruling.municipality) is not None:
                return False
            connection.execute(
                insert(excuses).values(
                    consultation=ruling.consultation,
                    municipality=ruling.municipality,
                    decided_by=ruling.by,
                    decided_at=ruling.ruled_at,
                    reason=ruling.reason,
                )
            )
            record_ruling(connection, Action.EXCUSED, ruling)
        return True

    def revoke(self, ruling: Ruling) -> bool:
        """Mark the excuse in force as revoked; as the port says."""
        mark = update(excuses).where(_is_in_force(ruling.consultation, ruling.municipality))
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            marked = connection.execute(
                mark.values(revoked_by=ruling.by, revoked_at=ruling.ruled_at, revoked_reason=ruling.reason)
            )
            if marked.rowcount > 0:
                record_ruling(connection, Action.EXCUSE_REVOKED, ruling)
        return marked.rowcount > 0

    def list_in_force(self, consultation: str) -> Sequence[Ruling]:
        """Return the excuses in force, the latest first."""
        query = (
            select(excuses)
            .where(excuses.c.consultation == consultation, excuses.c.revoked_at.is_(None))
            .order_by(excuses.c.id.desc())
        )
        with self._database.reading() as connection:
            return [_make_ruling(row) for row in connection.execute(query)]


def _find(connection: Connection, consultation: str, municipality: str) -> Ruling | None:
    row = connection.execute(select(excuses).where(_is_in_force(consultation, municipality))).first()
    return _make_ruling(row) if row is not None else None


def _make_ruling(row: AnyRow) -> Ruling:
    return Ruling(
        consultation=row.consultation,
        municipality=row.municipality,
        by=row.decided_by,
        ruled_at=row.decided_at,
        reason=row.reason,
    )


def _is_in_force(consultation: str, municipality: str) -> ColumnElement[bool]:
    return and_(
        excuses.c.consultation == consultation,
        excuses.c.municipality == municipality,
        excuses.c.revoked_at.is_(None),
    )

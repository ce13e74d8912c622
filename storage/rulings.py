"""What people have ruled that holds for more than one mail."""

from sqlalchemy import Connection, Select, func, select

from domain.rulings import Extensions, Rulings
from storage.tables import extensions

TURN = "rulings"
"""Who rules takes this turn of writing; who writes down a judgement shares it with others who do."""


def select_revision() -> Select[int]:
    """Return a query for the number that grows with each ruling made or revoked."""
    return select(func.coalesce(func.max(extensions.c.id), 0) + func.count(extensions.c.revoked_at))


_REVISION = select_revision()
_EXTENSIONS_IN_FORCE = (
    select(extensions.c.consultation, extensions.c.municipality, extensions.c.until)
    .where(extensions.c.revoked_at.is_(None))
    .order_by(extensions.c.id)
)


def load_rulings(connection: Connection) -> Rulings:
    """Return the rulings in force and their revision, as of the transaction."""
    return Rulings(extensions=load_extensions(connection), revision=connection.scalar(_REVISION) or 0)


def load_extensions(connection: Connection) -> Extensions:
    """Return every extension in force; of several for one municipality the one recorded last."""
    rows = connection.execute(_EXTENSIONS_IN_FORCE)
    return {(row.consultation, row.municipality): row.until for row in rows}

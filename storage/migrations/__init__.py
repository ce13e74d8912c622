"""The schema's versions (Alembic), shipped with the program and applied when it starts."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select

from domain.errors import ConfigurationError
from storage.search_tables import create_search
from storage.tables import metadata

SCHEMA = "0006"
"""The version that this program works with."""

RESTORABLE = frozenset({"0001", "0002", "0003", "0004", "0005", SCHEMA})
"""The versions whose backups can be restored: what the older ones lack may be empty."""

FIRST_TABLES = frozenset(
    {
        *("attachments", "cursors", "decisions", "excuses", "extensions", "messages"),
        *("outbox", "polls", "replies", "sightings", "suggestions", "texts"),
    }
)
"""The tables that every version has."""

_HERE = Path(__file__).parent
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it."""


def find_version(connection: Connection) -> str | None:
    """Find the version of the schema in a database; None in an empty one."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def create(connection: Connection) -> None:
    """Make today's schema in an empty database, within the connection's transaction: it has no history to repeat."""
    metadata.create_all(connection)
    create_search(connection)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION).values(version_num=SCHEMA))


def upgrade(connection: Connection) -> None:
    """Bring an older schema up to date within the connection's transaction.

    Raises ConfigurationError when a newer version of the program made it.
    """
    # Imported only when there is something to do: it costs every start a third of a second.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigurationError(
            f"The database has the schema {find_version(connection)}, which this version of kommunesvar does not know.",
            remedy="Install the newest version of kommunesvar: a newer one has used this database.",
        ) from error

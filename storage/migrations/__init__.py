"""The schema's versions (Alembic), shipped with the program and applied when it starts."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select

from domain.errors import ConfigurationError
from storage.tables import metadata

SCHEMA = "0001"
"""The version that this program works with."""

_HERE = Path(__file__).parent
# Alembic's own table, as it makes it.
_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def find_version(connection: Connection) -> str | None:
    """Find the version of the schema in a database; None in an empty one."""
    if not inspect(connection).has_table(_version.name):
        return None
    return connection.scalar(select(_version.c.version_num))


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date within the connection's transaction.

    Raises ConfigurationError when a newer version of the program made it.
    """
    if find_version(connection) is None:
        create(connection)
    else:
        migrate(connection)


def create(connection: Connection) -> None:
    """Make today's schema in an empty database, without Alembic, which alone takes a third of a second to load."""
    metadata.create_all(connection, checkfirst=False)
    _version.create(connection, checkfirst=False)
    connection.execute(insert(_version), {"version_num": SCHEMA})


def migrate(connection: Connection) -> None:
    """Go from version to version until the newest. Raises ConfigurationError as ``upgrade`` does."""
    from alembic import command  # noqa: PLC0415 - see ``create``
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

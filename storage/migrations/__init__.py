"""The schema's versions (Alembic), shipped with the program and applied when it starts."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from domain.errors import ConfigurationError

SCHEMA = "0003"
"""The version that this program works with."""

RESTORABLE = frozenset({"0001", "0002", SCHEMA})
"""The versions whose backups can be restored: the columns that the older ones lack may be empty."""

_HERE = Path(__file__).parent


def find_version(connection: Connection) -> str | None:
    """Find the version of the schema in a database; None in an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date within the connection's transaction.

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

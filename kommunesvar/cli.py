"""The command line: runs a command and turns what went wrong into a sentence and an exit status."""

import logging
import os
import sys
from typing import Any

import typer
from typer.main import get_command

from domain.errors import ConfigurationError, KommunesvarError, UsageError
from kommunesvar.app import app
from kommunesvar.commands import import_commands
from kommunesvar.console import Exit, configure_logs, warn


def main() -> None:
    """Run the program: the entry of the console script."""
    # Whatever is written holds people's letters: it is nobody's but this user's and, where so set up, their group's.
    os.umask(os.umask(0o077) | 0o007)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:  # noqa: PLR0911 - one exit status for each kind of end
    """Run one command and return its exit status."""
    configure_logs(level=logging.ERROR)
    import_commands(arguments)
    try:
        status = get_command(app).main(arguments or ["--help"], prog_name="kommunesvar", standalone_mode=False)
    except typer.TyperException as error:
        warn(f"{error.format_message()} See 'kommunesvar --help'.")
        return Exit.USAGE
    except (ConfigurationError, UsageError) as error:
        warn(str(error))
        return Exit.USAGE
    except KommunesvarError as error:
        warn(str(error))
        return Exit.PARTLY_FAILED
    except _list_database_errors() as error:
        # A full disk, a lock that nobody gives back, a server that went away: what was committed before is safe.
        said = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0].rstrip(".")
        warn(f"The database does not answer as it should: {said}. What was finished is kept; see to it, then repeat.")
        return Exit.PARTLY_FAILED
    except (KeyboardInterrupt, typer.Abort):
        warn("Stopped. What was finished is kept; the same command goes on from there.")
        return 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    return int(status or Exit.DONE)


def _list_database_errors() -> tuple[type[Any], ...]:
    """Return what a database may raise; nothing where none was opened, which would only be loaded for this."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return (loaded.DBAPIError,) if loaded else ()

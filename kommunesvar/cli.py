"""The command line: runs a command and turns what went wrong into a sentence and an exit status."""

import io
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
from kommunesvar.loading import loading


def main() -> None:
    """Run the program: the entry of the console script."""
    # Whatever is written holds people's letters: it is nobody's but this user's and, where so set up, their group's.
    os.umask(os.umask(0o077) | 0o007)
    _speak_danish()
    sys.exit(run(sys.argv[1:]))


def _speak_danish() -> None:
    """Write files and pipes in UTF-8 whatever the locale; a terminal that knows no æ, ø and å gets a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="replace")
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def run(arguments: list[str]) -> int:  # noqa: PLR0911 - one exit status for each kind of end
    """Run one command and return its exit status."""
    configure_logs(level=logging.ERROR)
    with loading():
        import_commands(arguments)
    try:
        status = get_command(app).main(arguments or ["--help"], prog_name="kommunesvar", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        warn(_word_usage(error.format_message()))
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
        _drop_output()
        return Exit.DONE
    except OSError as error:
        # What no command foresaw, as a full disk under the file that the output goes to.
        warn(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}.")
        _drop_output()
        return Exit.PARTLY_FAILED
    return int(status or Exit.DONE)


def _word_usage(said: str) -> str:
    """Return typer's words as a sentence of ours, with what to do."""
    said = said.replace("Value error, ", "").rstrip(".")
    if said.endswith("--config"):
        return f"{said} here; it stands before the command: kommunesvar --config PATH status."
    return f"{said}{'' if said.endswith('?') else '.'} See 'kommunesvar --help'."


def _drop_output() -> None:
    """Keep what is still to be written from failing once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _list_database_errors() -> tuple[type[Any], ...]:
    """Return what a database may raise; nothing where none was opened, which would only be loaded for this."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return (loaded.DBAPIError,) if loaded else ()

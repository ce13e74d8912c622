"""The command line: runs a command and turns what went wrong into a sentence and an exit status."""

import logging
import os
import sys

import typer
from typer.main import get_command

from domain.errors import ConfigurationError, KommunesvarError, UsageError
from kommunesvar.app import app
from kommunesvar.commands import import_commands
from kommunesvar.console import Exit, configure_logs, warn


def main() -> None:
    """Run the program: the entry of the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
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
    except (KeyboardInterrupt, typer.Abort):
        warn("Stopped. What was finished is kept; the same command goes on from there.")
        return 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    return int(status or Exit.DONE)

"""The command line's root: the options before the command, and how a command opens the program."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kommunesvar import __version__
from kommunesvar.console import out
from kommunesvar.loading import loading
from storage.roster import load_roster

if TYPE_CHECKING:
    from kommunesvar.bootstrap import Program
    from kommunesvar.config import Config
    from parsers.fence import FencedReader

CONFIG_VARIABLE = "KOMMUNESVAR_CONFIG"

app = typer.Typer(
    name="kommunesvar",
    help="Takes in municipalities' answers to a consultation by mail, and keeps the books on who has answered.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@dataclass(frozen=True, slots=True)
class Invocation:
    """What was said before the command; ``is_default`` where that was nothing."""

    config_path: Path
    is_default: bool = False

    # What they need is loaded when they are called: --version and --help answer at once.
    def load_config(self) -> "Config":
        """Read the configuration. Raises ConfigurationError."""
        from kommunesvar.config.file import load_config  # noqa: PLC0415

        return load_config(self.config_path, frozenset(m.code for m in load_roster()))

    @contextmanager
    def open_program(self, *, reads: bool = False) -> Iterator["Program"]:
        """Open the books and all else that the configuration names.

        Who is sure that it ``reads`` mails has the children of the reader start while the rest is loaded.
        """
        with ExitStack() as opened:
            with loading():
                config = self.load_config()
                config.make_data_dir()
                reader = opened.enter_context(_start_reader(config)) if reads else None
                from kommunesvar.bootstrap import open_program, utc_now  # noqa: PLC0415
            yield opened.enter_context(open_program(config, clock=utc_now, reader=reader))


def _start_reader(config: "Config") -> "FencedReader":
    from kommunesvar.readers import make_reader  # noqa: PLC0415

    reader = make_reader(config)
    reader.prepare()
    return reader


Context = Annotated[typer.Context, typer.Option(hidden=True)]


def invocation(context: typer.Context) -> Invocation:
    """Return what was said before the command."""
    found = context.find_object(Invocation)
    if found is None:
        raise RuntimeError("the command was not started through the root")
    return found


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer hands an option over by position
    if wanted:
        out.print(f"kommunesvar {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(help=f"The configuration file; default: config.toml, or ${CONFIG_VARIABLE}.", show_default=False),
    ] = None,
    version: Annotated[  # noqa: ARG001 - read by its callback
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take in municipalities' answers to a consultation by mail, and keep the books on who has answered."""
    named = config or os.environ.get(CONFIG_VARIABLE)
    context.obj = Invocation(Path(named or "config.toml"), is_default=not named)

"""What all commands share: where words go, progress, and exit statuses.

Results go to stdout, and with a JSON format nothing else does; logs, progress and faults go to stderr.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PIPED_WIDTH = 160
"""Columns of a table that goes to a file or another program; on a terminal its own width holds."""

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that could steer a terminal, or turn a line around; file names and servers' answers may hold them."""

out = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
err = Console(stderr=True)


class Exit(IntEnum):
    """The exit statuses of the outer contract."""

    DONE = 0
    PARTLY_FAILED = 1
    USAGE = 2
    UNREACHABLE = 3


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


def print_json(value: object) -> None:
    """Print a value as JSON on stdout, in UTF-8, whatever the terminal's width."""
    sys.stdout.write(_write_json(value) + "\n")


def _write_json(value: object) -> str:
    # JSON leaves some control characters as they are; as escapes they mean the same to a program, and nothing here.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_json_list(values: Iterable[object]) -> None:
    """Print values as one JSON list, each as soon as it is there: of a thousand files none waits for the last."""
    opened = False
    for value in values:
        text = _write_json(value).replace("\n", "\n  ")
        sys.stdout.write((",\n  " if opened else "[\n  ") + text)
        sys.stdout.flush()
        opened = True
    sys.stdout.write("\n]\n" if opened else "[]\n")


def disarm(text: str) -> str:
    """Return text from outside for a terminal, without the characters that could steer it."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def warn(sentence: str) -> None:
    """Tell of a fault on stderr; wrapped by the terminal and not by us, so that it can be searched."""
    err.print(disarm(sentence), style="red", markup=False, highlight=False, soft_wrap=True)


def tell(sentence: str) -> None:
    """Tell how things go, on stderr."""
    err.print(disarm(sentence), markup=False, highlight=False, soft_wrap=True)


@contextmanager
def progress(description: str) -> Iterator["Steps"]:
    """Show a bar while something long goes on; only on a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        yield Steps(bar, description)


class Steps:
    """A progress bar whose total may become known, and grow, on the way."""

    def __init__(self, bar: Progress, description: str) -> None:
        self._bar = bar
        self._task = bar.add_task(description, total=None)

    def expect(self, total: int) -> None:
        """Say how many steps there will be."""
        self._bar.update(self._task, total=total)

    def advance(self) -> None:
        """Say that one step is done."""
        self._bar.advance(self._task)


def configure_logs(*, level: int) -> None:
    """Send structured logs to stderr: readable on a terminal, JSON lines elsewhere."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Libraries speak through the standard logging; of them only what an operator must act on is wanted.
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(name)s: %(message)s")
    # pdfminer and mail-parser warn of every crooked file.
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)

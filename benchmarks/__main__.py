"""Measure everything, side by side in one run: ``python -m benchmarks [--only NAME]``."""

import argparse
import importlib
import os
import platform
import sys
import traceback

from rich.console import Console
from rich.table import Table

from benchmarks import fetching
from benchmarks.figure import Figure, compare, time_in_turn
from tests.dovecot import run_dovecot

NAMES = (
    *("end_to_end", "fetching", "durability", "idle_poll", "memory"),
    *("words_found", "ocr", "reading_speed", "mail_speed", "hostile", "verdicts", "clothes", "wordings"),
    "digest",
    "search",
    "overview",
)


def main() -> int:
    """Measure, print one line a figure, and say by the exit status whether all were reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=NAMES, action="append", help="measure this alone; may be given again")
    names = parser.parse_args().only or NAMES
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(describe_machine())
    figures, broken = list[Figure](), list[str]()
    for name in names:
        console.print(f"measuring {name} …", style="dim")
        try:
            figures += measure(name)
        except Exception:  # noqa: BLE001 - the boundary of one measurement: the others are still worth having
            broken.append(name)
            traceback.print_exc()
    console.print(lay_out(figures))
    for name in broken:
        console.print(f"{name} could not be measured: see above.", style="red")
    return 0 if not broken and all(figure.reached for figure in figures) else 1


def measure(name: str) -> tuple[Figure, ...]:
    """Run one of the measurements; each other one is a module with a function ``measure``."""
    if name == "fetching":
        return (measure_fetching(),)
    measured = importlib.import_module(f"benchmarks.{name}").measure()
    figures = (measured,) if isinstance(measured, Figure) else tuple(measured)
    if not all(isinstance(figure, Figure) for figure in figures):
        raise TypeError(f"benchmarks.{name}.measure() returned {measured!r}")
    return figures


def measure_fetching() -> Figure:
    """Fetch the same mails in turn with our source and with a bare loop over the library."""
    with run_dovecot() as server:
        server.fill_maildir("full", (fetching.make_mail(number) for number in range(fetching.MAILS)))
        fetching.count_bare(server, "full")  # Dovecot builds its index on the first reading
        ours, bare = time_in_turn(
            fetching.ROUNDS, lambda: fetching.count_ours(server, "full"), lambda: fetching.count_bare(server, "full")
        )
    return compare(
        f"fetching alone, {fetching.MAILS:,} mails of 20 KB",
        ours=ours,
        against=bare,
        name="bare imapclient batch loop",
        items=fetching.MAILS,
        asked=0.80,
    )


def describe_machine() -> str:
    """Return what the figures were taken on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def lay_out(figures: list[Figure]) -> Table:
    """Return the table."""
    table = Table("what", "ours", "compared with", "ratio", "asked", "reached")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        table.add_row(
            figure.what, figure.ours, figure.against, ratio, figure.asked, "yes" if figure.reached else "[red]NO[/red]"
        )
    return table


if __name__ == "__main__":
    sys.exit(main())

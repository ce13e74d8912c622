"""init, check, run and demo: the program as a service."""

import logging
import signal
import socket
import threading
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from kommunesvar.app import Context, app, invocation
from kommunesvar.checks import Finding, run_checks
from kommunesvar.console import Exit, configure_logs, err, out, tell
from kommunesvar.worker import Worker
from parsers.programs.tools import find_tools


@app.command()
def init(context: Context) -> int:
    """Write a commented config.toml and create the database; refuses to overwrite."""
    path = invocation(context).config_path
    text = resources.files("kommunesvar.config").joinpath("template.toml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(
            f"{path} exists already, and is left as it is.",
            remedy="Go to a folder of your own, or name another file: kommunesvar --config PATH init.",
        ) from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.",
            remedy="Go to a folder that you may write in.",
        ) from error
    with invocation(context).open_program() as program:
        tell(f"Wrote {path} and created the database in {program.config.service.data_dir}.")
    tell("Next: fill in host, username and password_env in the file, then run 'kommunesvar check'.")
    return Exit.DONE


@app.command()
def check(context: Context) -> int:
    """Test the configuration, each mailbox's login, SMTP, the database, the archive, OCR and converters."""
    config = invocation(context).load_config()
    worst = Exit.DONE
    for finding in run_checks(config, find_tools()):
        _print_finding(finding)
        if finding.fault is not None:
            worst = Exit.PARTLY_FAILED
    return worst


def _print_finding(finding: Finding) -> None:
    mark, style = ("✓", "green") if finding.fault is None else ("!", "bold red")
    out.print(f"[{style}]{mark}[/] ", end="", highlight=False)
    out.print(f"{finding.subject}: {finding.fault or finding.detail}", markup=False, highlight=False, soft_wrap=True)


@app.command()
def run(context: Context) -> int:
    """Run the service: scheduled polls, judging, the weekly digest, the page; stops cleanly on SIGTERM."""
    configure_logs(level=logging.INFO)
    # Before anything else: a service that is stopped while it starts stops cleanly as well.
    stopping = _listen_for_the_end()
    with invocation(context).open_program() as program:
        # What the page brings along is needed by no other command.
        from kommunesvar.web.server import invite_first_admin, serve  # noqa: PLC0415

        with serve(program) as address:
            tell(f"The page is at {address}")
            if link := invite_first_admin(program, address):
                tell(f"Nobody may sign in yet. Make the first account, within 24 hours and once: {link}")
            Worker(program, stopping).run()
    return Exit.DONE


def _listen_for_the_end() -> threading.Event:
    """Return an event that is set when somebody ends the service."""
    stopping = threading.Event()
    told, teller = socket.socketpair()
    teller.setblocking(False)  # noqa: FBT003 - the name that socket gives it
    # A handler in Python runs when the main thread gets round to it. Just before that thread waits, a signal is
    # not noticed before it wakes, and its set() would wait for ever for a lock that the thread itself is taking.
    # The octet that Python's own handler writes is there at once.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(teller.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(told, teller, stopping), name="end of service", daemon=True).start()
    return stopping


def _listen(told: socket.socket, _teller: socket.socket, stopping: threading.Event) -> None:
    # For ever, and holding both ends: were one closed, a second signal's octet would go to whatever is opened next.
    while told.recv(1):
        stopping.set()


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the mails and the digest are saved.")] = Path("demo-out"),
    page: Annotated[
        bool | None,
        typer.Option(help="Serve the page afterwards, until Ctrl-C; default: on a terminal.", show_default=False),
    ] = None,
) -> int:
    """Run one whole consultation on an embedded IMAP and SMTP server, and show it; nothing to configure."""
    try:
        from kommunesvar.demo.runner import run_demo  # noqa: PLC0415 - its servers are an extra
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The demo needs the package {error.name}.", remedy="Install it with: pip install 'kommunesvar[demo]'"
        ) from error
    is_shown = err.is_terminal if page is None else page
    # Until the page is served, Ctrl-C ends the demo as it ends every command.
    listen = _listen_for_the_end if is_shown else None
    return run_demo(folder.absolute(), pause=err.is_terminal and not is_shown, listen=listen)

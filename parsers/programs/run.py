"""Programs of others that read old formats: started with limits, in a folder of their own, ended as a whole group."""

import ctypes
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from domain.errors import KommunesvarError
from parsers.limits import MIB

_LONGEST_OUTPUT = 64 * MIB
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)
_LIBC = ctypes.CDLL(None)


class ProgramFailed(KommunesvarError):
    """A program that reads an old format failed on this file; ``status`` is its exit status, where it had one."""

    def __init__(self, message: str | None = None, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class ProgramTimeout(ProgramFailed):
    """A program that reads an old format took longer than the limit allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a program may spend: wall seconds, and bytes of memory.

    ``address_space`` is for programs that map what they never touch; their memory is then bounded by data.
    """

    seconds: float
    memory: int
    address_space: int


@contextmanager
def make_folder() -> Iterator[Path]:
    """Make a folder for one job inside the child's own, and remove it with all that was written there."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_program(arguments: list[str], *, folder: Path, bounds: Bounds) -> bytes:
    """Run a program in a folder and return what it printed. Raises ProgramFailed, ProgramTimeout."""
    ends = time.monotonic() + bounds.seconds
    output = folder / ".output"
    with output.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - a program found by its own name; the file's name is ours
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_make_environment(folder),
            process_group=0,
            preexec_fn=lambda: _close_in(bounds),  # noqa: PLW1509 - this process has one thread
        )
    try:
        process.wait(timeout=max(0.1, ends - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise ProgramTimeout from error
    finally:
        # SIGTERM left LibreOffice running for nine minutes on a bomb; and what it started may outlive it.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode:
        raise ProgramFailed(f"{Path(arguments[0]).name} ended with {process.returncode}.", status=process.returncode)
    with output.open("rb") as printed:
        return printed.read(_LONGEST_OUTPUT)


def _close_in(bounds: Bounds) -> None:
    """Bound a program before it starts; it dies with us, however we die."""
    _LIBC.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    seconds = int(bounds.seconds) + 2
    for limit, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, bounds.memory),
        (resource.RLIMIT_AS, bounds.address_space),
        (resource.RLIMIT_FSIZE, _LONGEST_OUTPUT),
    ):
        resource.setrlimit(limit, (value, value))


def _make_environment(folder: Path) -> dict[str, str]:
    return {"LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", os.defpath)}

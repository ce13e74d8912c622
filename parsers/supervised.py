"""One child process behind its two pipes, as its supervisor sees it."""

import contextlib
import fcntl
import os
import select
import shutil
import signal
import site
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from domain.errors import KommunesvarError, ReaderTimeout, ReaderUnavailable
from parsers.frames import HEAD, BrokenFrame, Note, pack_front, read_head, unpack_front
from parsers.lanes import Lane
from parsers.limits import MIB, Limits

Answer = tuple[Note, list[bytes]]

_CHUNK = MIB
_PIPE_SIZE = MIB
_START_SECONDS = 60.0
# One mail after the other asks for memory and lets go of it: giving it back to the kernel each time takes a while.
_ALLOCATION = {"MALLOC_TRIM_THRESHOLD_": str(16 * MIB), "MALLOC_MMAP_THRESHOLD_": str(4 * MIB)}
# What a Python in an unusual place needs to find itself, and the tools; nothing else of ours is told.
_PASSED_ON = ("PYTHONHOME", "LD_LIBRARY_PATH", "PATH", "TESSDATA_PREFIX")


class ChildDied(KommunesvarError):
    """The child ended in the middle of a job."""

    def __init__(self, returncode: int | None) -> None:
        super().__init__(_name_end(returncode))
        self.killed_from_outside = returncode == -signal.SIGKILL


def _name_end(returncode: int | None) -> str:
    if returncode is None:
        return "no answer"
    if returncode >= 0:
        return f"exit {returncode}"
    try:
        return signal.Signals(-returncode).name
    except ValueError:
        return f"signal {-returncode}"


class SupervisedChild:
    """A child that answers one job at a time; after any exception it is to be killed."""

    def __init__(self, lane: Lane, limits: Limits) -> None:
        """Start it. Raises ReaderUnavailable when it cannot be started."""
        self.answered = 0
        self.exhausted = False
        self.told = 0
        """So many of the files that are known need not be named to it again."""
        # What programs of others write is gone with the child, however it ended.
        self._scratch = tempfile.mkdtemp(prefix="kommunesvar-") if lane is Lane.CONVERT else None
        arguments = [f"{name}={value}" for name, value in asdict(limits).items()]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                # -P: nothing in the folder we happen to stand in can pass for one of our modules.
                [sys.executable, "-P", "-m", "parsers.child", lane, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                env=_make_environment(),
                cwd=self._scratch or "/",
                start_new_session=True,
            )
        except OSError as error:
            raise ReaderUnavailable(f"The process that reads foreign files cannot be started: {error}.") from error
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018 - for the types
        self._input, self._output = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._prepare(lane)

    def _prepare(self, lane: Lane) -> None:
        for pipe in (self._input, self._output):
            os.set_blocking(pipe, False)
            with contextlib.suppress(OSError, AttributeError):  # larger pipes are quicker, not needed
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
        try:
            self._receive(time.monotonic() + _START_SECONDS)
        except (ChildDied, ReaderTimeout, BrokenFrame) as error:
            self.kill()
            raise ReaderUnavailable(
                f"The process that reads foreign files does not start ({error}).",
                remedy=f"See why with: {sys.executable} -P -m parsers.child {lane}",
            ) from error

    def ask(self, note: Note, subject: bytes | BinaryIO, deadline: float) -> Answer:
        """Return the answer to one job. Raises ChildDied, BrokenFrame, ReaderTimeout at the deadline (monotonic)."""
        stream = BytesIO(subject) if isinstance(subject, bytes) else subject
        try:
            for piece in pack_front(note, [stream.seek(0, os.SEEK_END)]):
                self._send(piece, deadline)
            stream.seek(0)
            while piece := stream.read(_CHUNK):
                self._send(piece, deadline)
        except BrokenPipeError:
            raise ChildDied(self._reap()) from None
        answer = self._receive(deadline)
        self.answered += 1
        self.exhausted = "out_of_memory" in answer[0]
        return answer

    def stop(self) -> None:
        """End it and whatever it may have started; from any thread, also in the middle of a job."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._process.returncode is None:
                os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """End it and take its remains; only from the thread that asks it, or when none does."""
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _reap(self) -> int | None:
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None

    def _send(self, piece: bytes, deadline: float) -> None:
        view = memoryview(piece)
        while view:
            try:
                view = view[os.write(self._input, view) :]
            except BlockingIOError:
                self._wait(self._input, select.POLLOUT, deadline)

    def _receive(self, deadline: float) -> Answer:
        text, octets = read_head(self._read(HEAD.size, deadline))
        note, sizes = unpack_front(self._read(text, deadline), octets)
        # Each by itself: cut from one piece, large files would for a moment be there twice.
        return note, [self._read(size, deadline) for size in sizes]

    def _read(self, size: int, deadline: float) -> bytes:
        """Read so many octets; memory is taken as they come, not as they are promised."""
        # Unlike joined pieces, its value is not there twice: it is the buffer itself.
        buffer, left = BytesIO(), size
        while left:
            try:
                chunk = os.read(self._output, min(left, _CHUNK))
            except BlockingIOError:
                self._wait(self._output, select.POLLIN, deadline)
                continue
            if not chunk:
                raise ChildDied(self._reap())
            if len(chunk) == size:
                return chunk
            left -= buffer.write(chunk)
        return buffer.getvalue()

    def _wait(self, pipe: int, event: int, deadline: float) -> None:
        """Wait until a pipe is ready: asked only when it is not. Raises ReaderTimeout at the deadline."""
        poll = select.poll()
        poll.register(pipe, event)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise ReaderTimeout


def _make_environment() -> dict[str, str]:
    """Return an environment without anybody's secrets."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # More than one thread a page makes Tesseract slower, and nothing else here has any.
    return {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", **_ALLOCATION, **kept, **_find_python_path()}


def _find_python_path() -> dict[str, str]:
    """Return the search path that our own modules were found by, where Python would not look by itself."""
    root = str(Path(__file__).resolve().parent.parent)
    usual = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), site.getusersitepackages()}
    given = [os.path.abspath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]  # noqa: PTH100 - links stay
    paths = [*([] if root in usual else [root]), *given]
    return {"PYTHONPATH": os.pathsep.join(paths)} if paths else {}

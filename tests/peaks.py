"""How much memory the processes take that this one has started, and those started by them (proc(5))."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_PAUSE = 0.03


@dataclass(slots=True)
class Peaks:
    """The largest resident size in bytes that any process below this one has had, by its name."""

    by_name: dict[str, int] = field(default_factory=dict)

    @property
    def largest(self) -> int:
        """The largest of all."""
        return max(self.by_name.values(), default=0)

    def look(self) -> None:
        """Look at all of them once; the kernel remembers each one's peak (VmHWM), but not beyond its end."""
        for process in _list_below(os.getpid()):
            status = _read_status(process)
            size = int(status.get("VmHWM", "0 kB").split()[0]) * 1024
            name = status.get("Name", "?")
            self.by_name[name] = max(size, self.by_name.get(name, 0))


@contextmanager
def watch_peaks() -> Iterator[Peaks]:
    """Look at the processes below this one many times a second, and once more at the end."""
    peaks, ended = Peaks(), threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE):
            peaks.look()

    thread = threading.Thread(target=watch, name="peaks", daemon=True)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()
        peaks.look()


def _list_below(process: int) -> Iterator[int]:
    for task in _list_children(process):
        yield task
        yield from _list_below(task)


def _list_children(process: int) -> list[int]:
    children: list[int] = []
    with suppress(OSError):  # it has ended meanwhile
        for thread in Path(f"/proc/{process}/task").iterdir():
            children += map(int, (thread / "children").read_text(encoding="ascii").split())
    return children


def _read_status(process: int) -> dict[str, str]:
    with suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return {}

"""The name under which a process holds leases, and how to tell that it is gone.

A lease protects against a worker elsewhere that has gone silent. One on this machine need not be waited for:
the name holds its process id and the moment it started, so that a successor knows at once.
"""

import os
import socket
from pathlib import Path


def name_owner() -> str:
    """Return a name that no other process has, on this machine or another."""
    return f"{socket.gethostname()}:{os.getpid()}:{_find_start(os.getpid()) or 0}:{os.urandom(4).hex()}"


def is_gone(owner: str) -> bool:
    """Say whether the process of this name ran on this machine and does so no more; False when unsure."""
    host, _, rest = owner.partition(":")
    pid, _, rest = rest.partition(":")
    start = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdigit() or not Path("/proc/self/stat").exists():
        return False
    return str(_find_start(int(pid))) != start


def _find_start(pid: int) -> int | None:
    """Return when a process started, in clock ticks since boot (proc(5), field 22), or None when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The program's name, in brackets, may hold anything; behind it the fields are counted from the third.
    return int(stat.rpartition(")")[2].split()[19])

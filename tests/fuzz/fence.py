"""A child that tries inputs until its time is over, and a parent that hears of each, and of the child's death."""

import json
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.fuzz.cases import Broken, Case, Target, draw

_MEMORY = 1024 * 1024 * 1024
_HANGS = 60
_PARSERS = str(Path(__file__).parents[2] / "parsers")


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one input; ``fault`` is empty where nothing is wrong."""

    number: int
    seconds: float
    fault: str = ""


def try_many(target: Target, seed: int, first: int, until: float) -> Iterator[Tried]:
    """Try inputs in one child from a number on; ends at the time, or with an input that killed the child."""

    def work(told: IO[str]) -> None:
        number = first
        while time.monotonic() < until:
            _tell(told, {"begun": number})
            _tell(told, {"done": _try(target, draw(target, seed, number))})
            number += 1

    draw(target, seed, first)  # what is damaged is made once, before the children that share it
    begun = None
    for note in _run_child(work):
        if "begun" in note:
            begun = note["begun"]
        elif "died" in note and begun is not None:
            yield Tried(begun, target.seconds, note["died"])
        elif "done" in note and begun is not None:
            seconds, fault = note["done"]
            yield Tried(begun, seconds, fault)
            begun = None


def find_fault(target: Target, case: Case) -> str:
    """Try one input in a child of its own, and return what is wrong."""
    notes = list(_run_child(lambda told: _tell(told, {"done": _try(target, case)})))
    return next((note["died"] if "died" in note else note["done"][1] for note in notes), "")


def _run_child(work: Callable[[IO[str]], None]) -> Iterator[dict[str, Any]]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        complaints = os.dup(2)
        try:
            _close_in()
            with os.fdopen(writing, "w") as told:
                work(told)
        except BaseException:  # noqa: BLE001 - the harness itself is broken; in the child nobody else would hear of it
            os.write(complaints, traceback.format_exc().encode())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    try:
        with os.fdopen(reading) as heard:
            yield from map(json.loads, heard)
    finally:
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name.lower()
        yield {"died": "never-ends" if name in {"sigalrm", "sigprof"} else f"dies-of-{name}"}
    elif status:
        raise ChildProcessError("The child that tries the inputs is broken itself.")


def _close_in() -> None:
    for limit, value in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    nowhere = os.open(os.devnull, os.O_WRONLY)  # what libraries say of the damage
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _tell(told: IO[str], note: dict[str, object]) -> None:
    told.write(json.dumps(note) + "\n")
    told.flush()


def _try(target: Target, case: Case) -> tuple[float, str]:
    """Return the seconds an input takes and what is wrong with what comes of it."""
    signal.alarm(_HANGS)
    signal.setitimer(signal.ITIMER_PROF, target.seconds * 4)
    begun, fault = time.process_time(), ""
    try:
        target.check(case)
    except Broken as broken:
        fault = str(broken)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        fault = _name_fault(error)
    seconds = time.process_time() - begun
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)
    return seconds, fault or ("takes-too-long" if seconds > target.seconds else "")


def _name_fault(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_PARSERS)]
    where = f"{Path(frames[-1].filename).stem}-{frames[-1].name}" if frames else "outside"
    return f"{type(error).__name__}-in-{where}".lower().replace("_", "-").replace("<", "").replace(">", "")

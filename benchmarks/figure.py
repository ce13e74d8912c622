"""One measured figure beside what it is measured against, and how runs are timed."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; ``ratio`` is set where two things were timed side by side."""

    what: str
    ours: str
    against: str
    asked: str
    reached: bool
    ratio: float | None = None


def time_in_turn(rounds: int, *runs: Callable[[], object]) -> tuple[list[float], ...]:
    """Run each in turn (A B A B …) and return the seconds each took, so that a busy machine is busy for all."""
    seconds: tuple[list[float], ...] = tuple([] for _ in runs)
    for _ in range(rounds):
        for taken, run in zip(seconds, runs, strict=True):
            gc.collect()
            begin = time.perf_counter()
            run()
            taken.append(time.perf_counter() - begin)
    return seconds


def compare(  # a figure is its words and its two lists of seconds
    what: str, *, ours: list[float], against: list[float], name: str, items: int, asked: float
) -> Figure:
    """Say how many times as fast ours is, by the medians; ``name`` is what it is compared with."""
    ratio = median(against) / median(ours)
    return Figure(
        what=what,
        ours=f"{median(ours):.2f} s, {items / median(ours):,.0f}/s",
        against=f"{name}: {median(against):.2f} s, {items / median(against):,.0f}/s",
        ratio=ratio,
        asked=f"at least {asked:.2f}",
        reached=ratio >= asked,
    )

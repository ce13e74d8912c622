"""How long to leave a failing server alone."""

from collections.abc import Callable
from datetime import timedelta

BASE = timedelta(seconds=1)
CAP = timedelta(minutes=5)
_MOST_DOUBLINGS = 32


def backoff_delay(
    attempt: int, *, base: timedelta = BASE, cap: timedelta = CAP, random: Callable[[], float]
) -> timedelta:
    """Return the pause before an attempt, counted from 1: exponential, with full jitter.

    ``random`` returns a number from 0 up to 1. Full jitter spreads many clients better than a fixed delay with
    a little noise (AWS Architecture Blog, "Exponential Backoff And Jitter").
    """
    doublings = min(max(attempt, 1) - 1, _MOST_DOUBLINGS)
    ceiling = min(cap, base * (1 << doublings))
    return ceiling * random()

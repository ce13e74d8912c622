"""What is tried: one input, what must come of it, and what went wrong."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One input; ``words`` are those that must come back where it is whole."""

    data: bytes
    words: frozenset[str] = frozenset()


class Broken(AssertionError):
    """A property does not hold; the message names the fault, in words that can stand in a file's name."""


@dataclass(frozen=True, slots=True)
class Target:
    """One property of the parsers: how its inputs are made, and what holds of each."""

    name: str
    make: Callable[[random.Random], Case]
    check: Callable[[Case], None]
    seconds: float
    """What one input may take, of the processor's time."""


def draw(target: Target, seed: int, number: int) -> Case:
    """Return the input of this number, the same at each call."""
    return target.make(random.Random(f"{target.name} {seed} {number}"))  # noqa: S311 - it is to be repeated

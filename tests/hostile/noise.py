"""Octets without meaning, the same at every run."""

import random


def make_noise(seed: int, size: int) -> bytes:
    """Return so many octets of noise."""
    return random.Random(seed).randbytes(size)  # noqa: S311 - it is to be repeated, not to be guessed

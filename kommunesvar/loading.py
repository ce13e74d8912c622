"""Loading what a command needs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Keep what is loaded meanwhile out of the search for garbage: it stays until the end, and is much."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

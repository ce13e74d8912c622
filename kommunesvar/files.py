"""Files that a command writes: whole under their name, or not there at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from domain.errors import UsageError
from kommunesvar.console import tell
from storage.archive import fsync_folder


@contextmanager
def write_aside(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside ``target`` that gets its name when the block ends well, and is gone when it does not.

    Raises UsageError where none can be written there.
    """
    folder = target.absolute().parent
    try:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{target.name[:100]}.", suffix=".part")
    except OSError as error:
        raise _refuse(target, error) from error
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        try:
            aside.replace(target)
        except OSError as error:
            raise _refuse(target, error) from error
        fsync_folder(folder)
    finally:
        aside.unlink(missing_ok=True)


def hand_out(content: bytes, target: Path | None, *, is_text: bool) -> None:
    """Write a file, or without a name for it to stdout. Raises UsageError where a terminal would get bytes."""
    if target is not None:
        with write_aside(target) as stream:
            stream.write(content)
        tell(f"Written to {target}.")
        return
    if not is_text and sys.stdout.isatty():
        raise UsageError("This format is for a file, not for a terminal.", remedy="Name one with --out FILE.")
    sys.stdout.buffer.write(content)


def _refuse(target: Path, error: OSError) -> UsageError:
    return UsageError(
        f"{target} cannot be written: {error.strerror}.", remedy="Name a file in a folder where you may write."
    )

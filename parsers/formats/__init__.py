"""One file a format; each is found by looking into this folder.

A file ``formats/<name>.py`` holds one object ``FORMAT`` that follows ``Format``; its name is the file's and
the word that ``parsers.magic`` gives to such files.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

from domain.errors import KommunesvarError
from domain.message import ExtractedText
from parsers.limits import Limits


@runtime_checkable
class Format(Protocol):
    """One kind of file that text can be had from."""

    name: str

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text in reading order with an honest verdict; may raise whatever it likes.

        Runs inside the fence only: memory, time and signals are the supervisor's business.
        """
        ...


class DuplicateFormat(KommunesvarError):
    """Two files give themselves out for the same format."""


@cache
def find_formats() -> Mapping[str, Format]:
    """Return every format by name. Raises DuplicateFormat, TypeError for a file that holds none."""
    found: dict[str, Format] = {}
    for module in iter_modules(__path__):
        candidate = getattr(import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if not isinstance(candidate, Format):
            raise TypeError(f"{module.name}.py holds no FORMAT that follows the protocol.")
        if candidate.name in found:
            raise DuplicateFormat(f"Two files read the format {candidate.name}: {module.name}.py is one of them.")
        found[candidate.name] = candidate
    return found

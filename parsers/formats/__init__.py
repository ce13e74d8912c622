"""One file a format; each is found by looking into this folder.

A file ``formats/<name>.py`` holds one object ``FORMAT`` that follows ``Format`` (text can be had from it) or
``ContainerFormat`` (it holds other files); its name is the file's and the word that ``parsers.magic`` gives to
such files.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

from domain.errors import KommunesvarError
from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits


@runtime_checkable
class Format(Protocol):
    """One kind of file that text can be had from."""

    @property
    def name(self) -> str:
        """The name of the file that the format stands in."""
        ...

    @property
    def lane(self) -> Lane:
        """The child that reads it."""
        ...

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text in reading order with an honest verdict; may raise whatever it likes.

        Runs inside the fence only: memory, time and signals are the supervisor's business.
        """
        ...


@runtime_checkable
class PicturedFormat(Format, Protocol):
    """A format whose pages may be pictures of text."""

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the whole text, with OCR where ``extract`` found pictures, or signs without meaning.

        Called in the lane of OCR, after ``extract`` gave such a verdict in another.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in a container; ``filename`` is as sent, empty for none.

    ``verdict`` is set where the container itself tells that the file cannot be had, or is furniture.
    """

    filename: str
    data: bytes
    media_type: str = ""
    content_id: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a container holds: the words of its own, if it is a letter of some sort, and its files.

    ``introduction`` says who wrote a letter, when and about what, where nothing around it does. ``complete`` is
    False where a limit, a password or a fault left something inside; ``notes`` say what. Of a mail, ``message`` holds
    its headers and ``media_types`` the types of its parts.
    """

    members: tuple[Member, ...] = ()
    introduction: str = ""
    body: str = ""
    quoted: str = ""
    complete: bool = True
    notes: tuple[str, ...] = ()
    message: Message | None = None
    media_types: tuple[str, ...] = ()


@runtime_checkable
class ContainerFormat(Protocol):
    """One kind of file that holds others."""

    @property
    def name(self) -> str:
        """The name of the file that the format stands in."""
        ...

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return what it holds, not opened any further; may raise whatever it likes. Runs inside the fence only."""
        ...


class DuplicateFormat(KommunesvarError):
    """Two files give themselves out for the same format."""


def gather_formats(candidates: Iterable[tuple[str, object]]) -> dict[str, Format | ContainerFormat]:
    """Return the formats of these modules (name, FORMAT) by name. Raises DuplicateFormat; TypeError for no format."""
    found: dict[str, Format | ContainerFormat] = {}
    for module, candidate in candidates:
        if not isinstance(candidate, Format | ContainerFormat):
            raise TypeError(f"{module}.py holds no FORMAT that follows a protocol.")
        if candidate.name in found:
            raise DuplicateFormat(f"Two files read the format {candidate.name}: {module}.py is one of them.")
        found[candidate.name] = candidate
    return found


@cache
def _find_all() -> Mapping[str, Format | ContainerFormat]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return gather_formats((module.__name__.rpartition(".")[2], getattr(module, "FORMAT", None)) for module in modules)


@cache
def find_formats() -> Mapping[str, Format]:
    """Return every format that text can be had from, by name. Raises DuplicateFormat, TypeError for a strange file."""
    return {name: found for name, found in _find_all().items() if isinstance(found, Format)}


@cache
def find_containers() -> Mapping[str, ContainerFormat]:
    """Return every format that holds other files, by name. Raises as ``find_formats`` does."""
    return {name: found for name, found in _find_all().items() if isinstance(found, ContainerFormat)}

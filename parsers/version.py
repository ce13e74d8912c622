"""The version of the reader: another one wherever it might read a file differently."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from parsers.limits import Limits

_LIBRARIES = ("lxml", "mail-parser", "pypdfium2")
_LENGTH = 16


def find_version(limits: Limits) -> str:
    """Return a digest of the readers' source, the libraries' versions and the limits."""
    digest = sha256(repr(limits).encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_find_library(name)}\n".encode())
    for source in _list_sources(files("parsers")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:_LENGTH]


def _find_library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _list_sources(folder: Traversable) -> list[Traversable]:
    inside = sorted(folder.iterdir(), key=lambda entry: entry.name)
    sources = [entry for entry in inside if entry.name.endswith(".py")]
    return [*sources, *(source for entry in inside if entry.is_dir() for source in _list_sources(entry))]

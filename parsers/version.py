"""The version of the reader: another one wherever it might read a file differently."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from parsers.limits import Limits
from parsers.programs.tools import Tools

_LIBRARIES = (
    *("asn1crypto", "lxml", "mail-parser", "olefile", "pdfplumber", "pikepdf", "pillow", "pypdfium2"),
    "tesserocr",
)
_LENGTH = 16


def find_version(limits: Limits, tools: Tools) -> str:
    """Return a digest of the readers' source, the libraries' versions, the limits and the programs of others."""
    digest = sha256(f"{limits} {tools}".encode())
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

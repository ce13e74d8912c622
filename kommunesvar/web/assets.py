"""The style sheets, pictures and scripts: few and small, so they are kept in memory.

Each is served under an address that holds the checksum of its content: a browser may keep it for ever, and never
shows an old one after an upgrade.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file of ours."""

    name: str
    content: bytes
    media_type: str
    digest: str


@cache
def load_assets() -> Mapping[str, Asset]:
    """Return every file of the folder ``static`` by its name."""
    folder = resources.files("kommunesvar.web").joinpath("static")
    files = [file for file in folder.iterdir() if file.name.rpartition(".")[2] in MEDIA_TYPES]
    return {file.name: _make_asset(file.name, file.read_bytes()) for file in files}


def _make_asset(name: str, content: bytes) -> Asset:
    return Asset(
        name=name,
        content=content,
        media_type=MEDIA_TYPES[name.rpartition(".")[2]],
        digest=hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH],
    )


def find_asset_path(name: str) -> str:
    """Return the address of a file. Raises KeyError for one that is not there."""
    return f"/static/{load_assets()[name].digest}/{name}"

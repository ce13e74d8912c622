"""What a backup holds, and where in the file: tables as lines of JSON, mails by their checksum."""

from dataclasses import dataclass

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One file of a backup; ``size`` is in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds; ``missing`` are the mails whose bytes the archive no longer had."""

    format: int
    schema: str
    files: tuple[BackupFile, ...]
    missing: tuple[str, ...] = ()


def name_table_file(table: str) -> str:
    """Return where a backup keeps the rows of a table."""
    return f"database/{table}.jsonl"


def name_mail_file(sha256: str) -> str:
    """Return where a backup keeps the bytes of a mail."""
    return f"archive/{sha256}.eml"

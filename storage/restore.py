"""A backup brought back into an empty place, and the proof that what is kept is whole."""

import hashlib
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import ArchiveError, KommunesvarError, UsageError
from storage.archive import FileArchive
from storage.backup_manifest import FORMAT, MANIFEST, BackupFile, Manifest, name_table_file
from storage.backup_rows import parse_row
from storage.database import Database, open_database
from storage.migrations import FIRST_TABLES, RESTORABLE, SCHEMA
from storage.search_tables import mark_all_due
from storage.tables import messages, metadata
from storage.values import parse_value

CHUNK = 1024 * 1024
ROWS = 500
LONGEST_MANIFEST = 512 * 1024 * 1024
LONGEST_LINE = 1024 * 1024 * 1024
"""Bytes: more than a database holds in a field, less than a machine has; a few KB may be packed to unpack to more."""
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    RuntimeError,
    SQLAlchemyError,
)
"""What unpacking, JSON and the database say of a file that is not what it should be (encrypted: RuntimeError)."""

_MAIL = re.compile(r"archive/([0-9a-f]{64})\.eml")


class BackupDamaged(KommunesvarError):
    """The backup does not hold what its manifest promises; nothing was restored."""


def restore_backup(source: Path, database_url: str, archive_path: Path) -> None:
    """Bring a backup back, into a database of either kind; all of it or nothing.

    Every checksum is recomputed on the way. Raises UsageError when the file is no backup or anything
    stands where it would go, BackupDamaged when it is not whole.
    """
    with _open_zip(source) as bundle:
        manifest = _load_manifest(bundle, source)
        _refuse_occupied(archive_path)
        database = open_database(database_url)
        try:
            _restore(bundle, manifest, database, archive_path)
        except _FAULTS as error:
            raise BackupDamaged(f"The backup {source} is damaged: {error}. Nothing was restored.") from error
        finally:
            database.close()


def _open_zip(source: Path) -> zipfile.ZipFile:
    try:
        bundle = zipfile.ZipFile(source)
    except (OSError, *_FAULTS) as error:
        raise UsageError(f"{source} cannot be read as a backup: {error}.") from error
    if any(info.compress_type not in _PACKED for info in bundle.infolist()):
        bundle.close()
        raise UsageError(f"{source} is no backup of kommunesvar: it is packed in another way.")
    return bundle


def _load_manifest(bundle: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        if bundle.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise ValueError("the manifest is too long")
        manifest = parse_value(Manifest, bundle.read(MANIFEST).decode())
    except _FAULTS as error:
        raise UsageError(f"{source} is no backup of kommunesvar, or not a whole one.") from error
    if manifest.format != FORMAT or manifest.schema not in RESTORABLE:
        raise UsageError(
            f"{source} was written by another version of kommunesvar than this one (schema {SCHEMA}).",
            remedy="Restore it with the version that wrote it; a newer one then brings the database up to date.",
        )
    _check_names(manifest)
    return manifest


def _check_names(manifest: Manifest) -> None:
    """Refuse a manifest that names anything but our own files; names are never used as paths."""
    tables = {name_table_file(table.name) for table in metadata.sorted_tables}
    names = [file.name for file in manifest.files]
    strange = [name for name in names if name not in tables and not _MAIL.fullmatch(name)]
    needed = tables if manifest.schema == SCHEMA else {name_table_file(table) for table in FIRST_TABLES}
    if strange or len(set(names)) != len(names) or not needed <= set(names):
        raise BackupDamaged(f"The backup names files that no backup has, or lacks some: {strange[:3]}.")


def _refuse_occupied(archive_path: Path) -> None:
    if archive_path.exists() and (not archive_path.is_dir() or _holds_files(archive_path)):
        raise UsageError(
            f"There is an archive in {archive_path} already; nothing is overwritten.",
            remedy="Name an empty folder in [archive] path.",
        )


def _holds_files(folder: Path) -> bool:
    return any(not entry.is_dir() for entry in folder.rglob("*"))


def _restore(bundle: zipfile.ZipFile, manifest: Manifest, database: Database, archive_path: Path) -> None:
    files = {file.name: file for file in manifest.files}
    with database.writing() as connection:
        for table in metadata.sorted_tables:
            if connection.execute(select(table).limit(1)).first() is not None:
                raise UsageError(
                    "The database is not empty; nothing is overwritten.",
                    remedy="Name an empty database in [database] url.",
                )
        for table in metadata.sorted_tables:
            if file := files.get(name_table_file(table.name)):
                _restore_table(connection, table, bundle, file)
            if "id" in table.columns:
                database.renumber(connection, table.name)
        _check_complete(connection, manifest)
        mark_all_due(connection)
        # The archive gets its name before the rows are committed: rows without bytes must never be seen.
        _restore_archive(bundle, manifest, archive_path)


def _restore_table(connection: Connection, table: Table, bundle: zipfile.ZipFile, file: BackupFile) -> None:
    rows: list[dict[str, object]] = []
    for line in _read_checked(bundle, file, by_line=True):
        rows.append(parse_row(table, line))
        if len(rows) >= ROWS:
            connection.execute(insert(table), rows)
            rows.clear()
    if rows:
        connection.execute(insert(table), rows)


def _check_complete(connection: Connection, manifest: Manifest) -> None:
    """Refuse a backup whose rows name a mail that it neither holds nor calls missing."""
    named = set(connection.execute(select(messages.c.sha256)).scalars())
    held = {match[1] for file in manifest.files if (match := _MAIL.fullmatch(file.name))}
    if lost := named - held - set(manifest.missing):
        raise BackupDamaged(f"The backup lacks the bytes of {len(lost)} mails. Nothing was restored.")


def _restore_archive(bundle: zipfile.ZipFile, manifest: Manifest, archive_path: Path) -> None:
    path = archive_path.absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    try:
        archive = FileArchive(aside)
        for file in manifest.files:
            if match := _MAIL.fullmatch(file.name):
                stored = archive.put(_read_checked(bundle, file))
                if stored.sha256 != match[1]:
                    raise BackupDamaged(f"The mail {match[1]} in the backup is not what its name says.")
        archive.settle()
        if path.exists():
            shutil.rmtree(path)  # _refuse_occupied has seen that it holds no file
        aside.replace(path)
        FileArchive(path).settle()
    except OSError as error:
        raise ArchiveError(f"The archive cannot be restored to {archive_path}: {error.strerror}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _read_checked(bundle: zipfile.ZipFile, file: BackupFile, *, by_line: bool = False) -> Iterator[bytes]:
    """Yield the bytes of a file. Raises BackupDamaged at the end when they are not those promised."""
    digest, size = hashlib.sha256(), 0
    with bundle.open(file.name) as stream:
        while chunk := stream.readline(LONGEST_LINE) if by_line else stream.read(CHUNK):
            size += len(chunk)
            if size > file.size:
                break
            digest.update(chunk)
            yield chunk
    if size != file.size or digest.hexdigest() != file.sha256:
        raise BackupDamaged(f"{file.name} in the backup is damaged. Nothing was restored.")

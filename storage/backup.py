"""A consistent copy of database and archive in one file, and the proof that what is kept is whole.

The copy is the same whichever database it comes from, and may be restored into either kind.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, select

from domain.errors import ArchiveError, KommunesvarError
from storage.archive import FileArchive, fsync_folder
from storage.backup_manifest import FORMAT, MANIFEST, BackupFile, Manifest, name_mail_file, name_table_file
from storage.backup_rows import dump_row
from storage.database import Database
from storage.migrations import SCHEMA
from storage.restore import restore_backup
from storage.tables import messages, metadata
from storage.values import dump_value

__all__ = ["restore_backup", "verify", "write_backup"]

CHUNK = 1024 * 1024


class BackupIncomplete(KommunesvarError):
    """The backup was written, but the archive did not hold the bytes of every message."""


def write_backup(database: Database, archive: FileArchive, target: Path) -> None:
    """Write a copy as it stands at this moment; others may go on writing meanwhile.

    The file gets its name only when it is whole. Raises BackupIncomplete, after writing all there is,
    when a mail's bytes are lost, and ArchiveError when the file cannot be written.
    """
    aside: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.", suffix=".part")
        aside = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            missing = _write_zip(database, archive, stream)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(target)
        fsync_folder(target.absolute().parent)
    except OSError as error:
        raise ArchiveError(f"The backup {target} cannot be written: {error.strerror or error}.") from error
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)
    if missing:
        raise BackupIncomplete(
            f"{target} was written without {len(missing)} mails whose bytes the archive no longer has.",
            remedy="`kommunesvar verify` names them; restore them from an older backup.",
        )


def _write_zip(database: Database, archive: FileArchive, stream: BinaryIO) -> list[str]:
    files: list[BackupFile] = []
    missing: list[str] = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        with database.reading() as connection:
            for table in metadata.sorted_tables:
                lines = (dump_row(table, row) for row in connection.execute(select(table)))
                files.append(_add(bundle, name_table_file(table.name), lines))
            checksums = _list_checksums(connection)
        # The archive only grows: whatever the rows name is there, and stays.
        for sha256 in checksums:
            try:
                archive.verify(sha256)
            except ArchiveError:
                missing.append(sha256)
            else:
                files.append(_add(bundle, name_mail_file(sha256), _read(archive, sha256)))
        manifest = Manifest(format=FORMAT, schema=SCHEMA, files=tuple(files), missing=tuple(missing))
        bundle.writestr(MANIFEST, dump_value(manifest))
    return missing


def _add(bundle: zipfile.ZipFile, name: str, chunks: Iterator[bytes]) -> BackupFile:
    digest, size = hashlib.sha256(), 0
    with bundle.open(name, "w", force_zip64=True) as member:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return BackupFile(name, digest.hexdigest(), size)


def _read(archive: FileArchive, sha256: str) -> Iterator[bytes]:
    with archive.open(sha256) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _list_checksums(connection: Connection) -> list[str]:
    return list(connection.execute(select(messages.c.sha256).order_by(messages.c.id)).scalars())


def verify(database: Database, archive: FileArchive) -> list[str]:
    """Recompute every checksum; return a sentence for everything that is not as it should be."""
    with database.reading() as connection:
        query = select(messages.c.sha256, messages.c.id).order_by(messages.c.id)
        named = {row.sha256: row.id for row in connection.execute(query)}
    problems = [f"The database is damaged: {sentence}" for sentence in database.find_damage()]
    for sha256, id in named.items():  # noqa: A001 - the word of the outer contract
        problems.extend(f"Message {id}: {error}" for error in _find_fault(archive, sha256))
    for sha256 in archive.list_all():
        if sha256 not in named:
            problems.extend(str(error) for error in _find_fault(archive, sha256))
    return problems


def _find_fault(archive: FileArchive, sha256: str) -> list[ArchiveError]:
    try:
        archive.verify(sha256)
    except ArchiveError as error:
        return [error]
    return []

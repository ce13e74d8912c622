import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import KommunesvarError, UsageError
from domain.message import ExtractedText, Verdict
from domain.review import Decision
from storage.archive import FileArchive
from storage.backup import BackupIncomplete, restore_backup, verify, write_backup
from storage.database import Database, open_database
from storage.decisions import SqlDecisions
from storage.messages import SqlMessages
from storage.migrations import FIRST_TABLES
from storage.outbox import SqlOutbox
from storage.restore import BackupDamaged
from storage.sightings import SqlSightings
from storage.tables import metadata
from storage.texts import SqlTextCache
from tests.books import NOW, add_message, build_gap, build_judgement, build_stored, name_checksum
from tests.builders import build_attachment, build_mail
from tests.integration.storage.test_outbox import build_entry

TEXTS = ("første", "anden", "tredje")


@pytest.fixture
def archive(tmp_path: Path) -> FileArchive:
    return FileArchive(tmp_path / "archive")


@pytest.fixture
def books(database: Database, archive: FileArchive) -> Database:
    """A database with something in (nearly) every table, and the archive that goes with it."""
    for text in TEXTS:
        archive.put([text.encode()])
        add_message(database, build_judgement("0461"), build_mail("\0æøå\n", build_attachment()), text=text)
    archive.settle()
    SqlSightings(database).record("FLJE", [build_gap(99)], None, NOW)
    decision = Decision(by="Mette", decided_at=NOW, municipalities=("0101",))
    SqlDecisions(database).record(1, decision, build_judgement("0101"), seen=0)
    SqlOutbox(database).enqueue(build_entry(answered=2), NOW)
    SqlTextCache(database).record("a" * 64, "1", ExtractedText(text="tekst", verdict=Verdict.OK, method="docx"))
    return database


def load_everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


def test_backup_comes_back_whole(
    books: Database, archive: FileArchive, empty_database_url: str, tmp_path: Path
) -> None:
    target = tmp_path / "kopi.zip"
    write_backup(books, archive, target)

    restore_backup(target, empty_database_url, tmp_path / "restored")

    restored, copy = open_database(empty_database_url), FileArchive(tmp_path / "restored")
    assert load_everything(restored) == load_everything(books)
    assert set(copy.list_all()) == {name_checksum(text) for text in TEXTS}
    assert verify(restored, copy) == []
    restored.close()


def test_restored_books_go_on_where_they_stopped(
    books: Database, archive: FileArchive, empty_database_url: str, tmp_path: Path
) -> None:
    write_backup(books, archive, tmp_path / "kopi.zip")
    restore_backup(tmp_path / "kopi.zip", empty_database_url, tmp_path / "restored")
    restored = open_database(empty_database_url)

    SqlSightings(restored).record("FLJE", [build_stored(4, "fjerde")], None, NOW)

    assert [claimed.id for claimed in SqlMessages(restored).list_all()] == [1, 2, 3, 4]
    restored.close()


@pytest.mark.needs("initdb")
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_books_move_from_sqlite_to_postgresql_and_back(
    books: Database, archive: FileArchive, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("postgresql").create_database()
    write_backup(books, archive, tmp_path / "there.zip")
    restore_backup(tmp_path / "there.zip", url, tmp_path / "there")
    there = open_database(url)
    write_backup(there, FileArchive(tmp_path / "there"), tmp_path / "back.zip")

    restore_backup(tmp_path / "back.zip", f"sqlite:///{tmp_path / 'back.db'}", tmp_path / "back")

    back = open_database(f"sqlite:///{tmp_path / 'back.db'}")
    assert load_everything(there) == load_everything(books) == load_everything(back)
    there.close()
    back.close()


def test_backup_is_consistent_while_others_write(books: Database, archive: FileArchive, tmp_path: Path) -> None:
    class BusyArchive(FileArchive):
        """An archive during whose copying another mail arrives."""

        def verify(self, sha256: str) -> None:
            self.put([sha256.encode()])
            SqlSightings(books).record("FLJE", [build_stored(1000, sha256)], None, NOW)
            super().verify(sha256)

    write_backup(books, BusyArchive(archive.path), tmp_path / "kopi.zip")
    restore_backup(tmp_path / "kopi.zip", f"sqlite:///{tmp_path / 'r.db'}", tmp_path / "restored")

    restored = open_database(f"sqlite:///{tmp_path / 'r.db'}")
    assert len(list(SqlMessages(restored).list_all())) == len(TEXTS)
    assert verify(restored, FileArchive(tmp_path / "restored")) == []
    restored.close()


def test_nothing_is_overwritten(books: Database, archive: FileArchive, database_url: str, tmp_path: Path) -> None:
    write_backup(books, archive, tmp_path / "kopi.zip")

    with pytest.raises(UsageError, match="database is not empty"):
        restore_backup(tmp_path / "kopi.zip", database_url, tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="nothing is overwritten"):
        restore_backup(tmp_path / "kopi.zip", f"sqlite:///{tmp_path / 'new.db'}", archive.path)

    assert not (tmp_path / "elsewhere").exists()
    assert len(list(archive.list_all())) == len(TEXTS)


def test_backup_without_lost_bytes_is_written_and_says_so(
    books: Database, archive: FileArchive, empty_database_url: str, tmp_path: Path
) -> None:
    lost = name_checksum(TEXTS[1])
    next(archive.path.rglob(f"{lost}.eml")).write_bytes(b"damaged")

    with pytest.raises(BackupIncomplete, match="without 1 mails"):
        write_backup(books, archive, tmp_path / "kopi.zip")

    restore_backup(tmp_path / "kopi.zip", empty_database_url, tmp_path / "restored")
    restored = open_database(empty_database_url)
    (problem,) = verify(restored, FileArchive(tmp_path / "restored"))
    assert (lost in problem, problem.startswith("Message 2:")) == (True, True)
    restored.close()


def test_verify_names_every_fault(books: Database, archive: FileArchive) -> None:
    stray = archive.put([b"stray"])
    archive.settle()
    for sha256 in (stray.sha256, name_checksum(TEXTS[0])):
        next(archive.path.rglob(f"{sha256}.eml")).write_bytes(b"damaged")
    next(archive.path.rglob(f"{name_checksum(TEXTS[2])}.eml")).unlink()

    problems = verify(books, archive)

    assert len(problems) == 3
    assert problems[0].startswith("Message 1:")
    assert problems[1].startswith("Message 3:")
    assert stray.sha256 in problems[2]


Change = Callable[[dict[str, bytes]], None]


def flip_mail(files: dict[str, bytes]) -> None:
    name = next(name for name in files if name.startswith("archive/"))
    files[name] = b"another mail"


def flip_rows(files: dict[str, bytes]) -> None:
    files["database/messages.jsonl"] = files["database/messages.jsonl"].replace(b"FLJE", b"MLAR", 1)


def drop_mail(files: dict[str, bytes]) -> None:
    del files[next(name for name in files if name.startswith("archive/"))]


def climb_out(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"].append({"name": "archive/../../climbed.eml", "sha256": name_checksum("x"), "size": 1})
    files["manifest.json"] = json.dumps(manifest).encode()
    files["archive/../../climbed.eml"] = b"x"


def forget_mail(files: dict[str, bytes]) -> None:
    drop_mail(files)
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = [file for file in manifest["files"] if file["name"] in files]
    files["manifest.json"] = json.dumps(manifest).encode()


def break_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = b"[]"


@pytest.mark.parametrize("change", [flip_mail, flip_rows, drop_mail, climb_out, forget_mail, break_manifest])
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_backup_that_was_tampered_with_restores_nothing(
    books: Database, archive: FileArchive, tmp_path: Path, change: Change
) -> None:
    source, url = tmp_path / "kopi.zip", f"sqlite:///{tmp_path / 'new.db'}"
    write_backup(books, archive, source)
    with zipfile.ZipFile(source) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    change(files)
    with zipfile.ZipFile(source, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)

    with pytest.raises((BackupDamaged, UsageError)):
        restore_backup(source, url, tmp_path / "restored")

    restored = open_database(url)
    assert all(not rows for rows in load_everything(restored).values())
    assert [path.name for path in tmp_path.iterdir() if "restored" in path.name or "climbed" in path.name] == []
    restored.close()


def rewrite(source: Path, schema: str, *, without: str | None = None) -> None:
    """Make a backup one of another schema: its messages lack a column, and the tables that came later are not there."""
    later = {table.name for table in metadata.sorted_tables} - FIRST_TABLES if without else set()
    with zipfile.ZipFile(source) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist() if Path(name).stem not in later}
    rows = [json.loads(line) for line in files["database/messages.jsonl"].splitlines()]
    kept = [{name: value for name, value in row.items() if name != without} for row in rows]
    files["database/messages.jsonl"] = b"".join(json.dumps(row).encode() + b"\n" for row in kept)
    manifest = json.loads(files["manifest.json"]) | {"schema": schema}
    manifest["files"] = [file for file in manifest["files"] if file["name"] in files]
    for file in manifest["files"]:
        file |= {"sha256": hashlib.sha256(files[file["name"]]).hexdigest(), "size": len(files[file["name"]])}
    with zipfile.ZipFile(source, "w") as bundle:
        for name, data in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            bundle.writestr(name, data)


def test_backup_of_the_first_schema_comes_back_too(
    books: Database, archive: FileArchive, empty_database_url: str, tmp_path: Path
) -> None:
    write_backup(books, archive, tmp_path / "kopi.zip")
    rewrite(tmp_path / "kopi.zip", "0001", without="recognition_due")

    restore_backup(tmp_path / "kopi.zip", empty_database_url, tmp_path / "restored")

    restored = open_database(empty_database_url)
    before, after = load_everything(books), load_everything(restored)
    assert {name: after[name] for name in FIRST_TABLES} == {name: before[name] for name in FIRST_TABLES}
    restored.close()


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_backup_of_an_unknown_schema_is_refused(books: Database, archive: FileArchive, tmp_path: Path) -> None:
    write_backup(books, archive, tmp_path / "kopi.zip")
    rewrite(tmp_path / "kopi.zip", "9999")

    with pytest.raises(UsageError, match="another version"):
        restore_backup(tmp_path / "kopi.zip", f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "restored")


@pytest.mark.parametrize("cut", [0, 100, -30])
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_backup_cut_short_is_refused(books: Database, archive: FileArchive, tmp_path: Path, cut: int) -> None:
    source = tmp_path / "kopi.zip"
    write_backup(books, archive, source)
    source.write_bytes(source.read_bytes()[:cut])

    with pytest.raises(KommunesvarError, match=r"kopi\.zip"):
        restore_backup(source, f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "restored")


def test_backup_that_cannot_be_written_leaves_the_old_one(
    books: Database, archive: FileArchive, tmp_path: Path
) -> None:
    with pytest.raises(KommunesvarError, match="cannot be written"):
        write_backup(books, archive, tmp_path / "no such folder" / "kopi.zip")


@pytest.mark.parametrize("row", [b"[1,2]\n", b"null\n", b"[" * 100_000 + b"\n", b'{"mailbox":{"a":1},"folder":[]}\n'])
def test_backup_with_rows_of_another_shape_is_refused_in_a_sentence(
    books: Database, archive: FileArchive, tmp_path: Path, row: bytes
) -> None:
    write_backup(books, archive, tmp_path / "kopi.zip")
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(tmp_path / "kopi.zip") as good, zipfile.ZipFile(hostile, "w") as bundle:
        files = {name: good.read(name) for name in good.namelist()} | {"database/cursors.jsonl": row}
        manifest = json.loads(files["manifest.json"])
        for file in manifest["files"]:
            file |= {"sha256": hashlib.sha256(files[file["name"]]).hexdigest(), "size": len(files[file["name"]])}
        for name, content in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            bundle.writestr(name, content)

    with pytest.raises(BackupDamaged, match="is damaged"):
        restore_backup(hostile, f"sqlite:///{tmp_path / 'r.db'}", tmp_path / "restored")

    assert not (tmp_path / "restored").exists()


def test_backup_packed_in_another_way_is_refused_unopened(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w", zipfile.ZIP_LZMA) as bundle:
        bundle.writestr("manifest.json", b"{}")

    with pytest.raises(UsageError, match="packed in another way"):
        restore_backup(hostile, f"sqlite:///{tmp_path / 'r.db'}", tmp_path / "restored")


def test_one_file_that_cannot_be_read_leaves_the_backup_of_all_others(
    books: Database, archive: FileArchive, tmp_path: Path
) -> None:
    lost = archive.path / name_checksum(TEXTS[0])[0] / f"{name_checksum(TEXTS[0])}.eml"
    lost.unlink()
    lost.mkdir()  # also for root, a folder cannot be read as a file

    with pytest.raises(BackupIncomplete, match="without 1 mails"):
        write_backup(books, archive, tmp_path / "kopi.zip")

    with zipfile.ZipFile(tmp_path / "kopi.zip") as bundle:
        assert len([name for name in bundle.namelist() if name.startswith("archive/")]) == len(TEXTS) - 1

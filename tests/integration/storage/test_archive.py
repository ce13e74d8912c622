import contextlib
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import ArchiveDamaged, ArchiveError, SourceError
from storage.archive import LEFTOVER_AFTER, FileArchive

DATA = b"Subject: svar\r\n\r\n\xe6\x00"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> FileArchive:
    return FileArchive(tmp_path / "archive")


def list_files(archive: FileArchive) -> list[Path]:
    archive.settle()
    archive.settle()
    return [file for file in archive.path.rglob("*") if file.is_file()]


def test_bytes_come_back_as_they_went_in(archive: FileArchive) -> None:
    stored = archive.put([DATA[:5], b"", DATA[5:]])
    archive.settle()

    with archive.open(SHA256) as stream:
        assert stream.read() == DATA
    archive.verify(SHA256)
    assert (stored.sha256, stored.size) == (SHA256, len(DATA))
    assert list(archive.list_all()) == [SHA256]


def test_nobody_else_may_read_other_peoples_mail(archive: FileArchive) -> None:
    archive.put([DATA])

    (file,) = list_files(archive)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_same_bytes_are_not_written_again(archive: FileArchive) -> None:
    archive.put([DATA])
    (file,) = list_files(archive)
    before = file.stat()

    archive.put([DATA])

    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert list_files(archive) == [file]


@pytest.mark.parametrize("damage", [DATA[:-1], b"", b"\0" * len(DATA)])
def test_damaged_file_is_replaced(archive: FileArchive, damage: bytes) -> None:
    archive.put([DATA])
    (file,) = list_files(archive)
    file.write_bytes(damage)
    with pytest.raises(ArchiveDamaged, match=str(file)):
        archive.verify(SHA256)

    archive.put([DATA])

    archive.verify(SHA256)


def test_missing_bytes_are_named(archive: FileArchive) -> None:
    with pytest.raises(ArchiveDamaged, match=SHA256):
        archive.open(SHA256)
    with pytest.raises(ArchiveDamaged, match="not a SHA-256"):
        archive.open("../../../etc/passwd")


def test_source_that_breaks_off_leaves_nothing(archive: FileArchive) -> None:
    def break_off() -> Iterator[bytes]:
        yield DATA
        raise SourceError("The server hung up.")

    with pytest.raises(SourceError, match="hung up"):
        archive.put(break_off())

    assert list_files(archive) == []


def test_leftovers_of_a_crash_are_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    archive = FileArchive(tmp_path)
    old, young = tmp_path / "tmp" / "old.part", tmp_path / "tmp" / "young.part"
    old.write_bytes(b"half a ma")
    young.write_bytes(b"half a ma")
    long_ago = time.time() - LEFTOVER_AFTER - 60
    os.utime(old, (long_ago, long_ago))
    in_use: list[Path] = []

    def write_slowly() -> Iterator[bytes]:
        yield DATA
        in_use.extend(file for file in (tmp_path / "tmp").iterdir() if file not in {old, young})
        os.utime(in_use[0], (long_ago, long_ago))
        FileArchive(tmp_path)
        assert in_use[0].exists()

    archive.put(write_slowly())

    assert (old.exists(), young.exists(), len(in_use)) == (False, True, 1)
    archive.verify(SHA256)


def test_many_may_store_the_same_at_once(archive: FileArchive) -> None:
    def store() -> None:
        for number in range(20):
            archive.put([b"%d" % number])
            archive.settle()

    threads = [threading.Thread(target=store) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    checksums = list(archive.list_all())
    for sha256 in checksums:
        archive.verify(sha256)
    assert len(checksums) == len(list_files(archive)) == 20


FILL = """
import pathlib, sys
from domain.errors import ArchiveError
from storage.archive import FileArchive

archive = FileArchive(pathlib.Path(sys.argv[1]))
LIMIT
stored = 0
try:
    for number in range(100):
        archive.put([b"%03d" % number * 10_000])
        stored += 1
        archive.put([b"x" * 100_000, b"%d" % number * 100_000])
        stored += 1
except ArchiveError as error:
    print(stored, error)
"""


def fill(path: Path, limit: str = "") -> tuple[int, str]:
    """Store mails in a process of its own until the disk refuses; return how many it took, and its words."""
    found = subprocess.run(
        [sys.executable, "-c", FILL.replace("LIMIT", limit), str(path)], capture_output=True, text=True, check=True
    )
    stored, _, message = found.stdout.partition(" ")
    return int(stored), message


def check_refusal(path: Path, stored: int, message: str) -> None:
    assert f"The archive in {path} cannot store a mail" in message
    assert "Make room on that disk" in message
    checksums = list(FileArchive(path).list_all())
    assert len(checksums) == stored
    for sha256 in checksums:
        FileArchive(path).verify(sha256)
    assert list((path / "tmp").iterdir()) == []


def test_disk_that_takes_no_more_leaves_nothing_half_written(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))"

    stored, message = fill(tmp_path, limit)

    assert stored == 1
    check_refusal(tmp_path, stored, message)


@contextlib.contextmanager
def mount_small_disk(folder: Path) -> Iterator[None]:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with mount_small_disk(tmp_path):
        stored, message = fill(tmp_path)

        assert stored > 10
        check_refusal(tmp_path, stored, message)


def test_folder_that_may_not_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file stands here")

    with pytest.raises(ArchiveError, match=r"archive cannot be used.*Check that the folder exists"):
        FileArchive(tmp_path / "archive")

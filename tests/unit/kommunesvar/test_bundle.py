import hashlib
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kommunesvar.exports.bundle import Bundle

AT = datetime(2019, 10, 30, 13, 5, 24)  # noqa: DTZ001 - zip files know no zones, and even seconds only
MEGABYTE = 1024 * 1024


def test_what_is_added_is_told_with_its_checksum(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"

    with file.open("wb") as stream, Bundle(stream) as bundle:
        added = bundle.add("Odense/nr. 1", "svar.txt", [b"Hermed ", b"svar"], at=AT)

    with zipfile.ZipFile(file) as written:
        [entry] = written.infolist()
        assert written.read(added.path) == b"Hermed svar"
    assert (added.path, added.size) == ("Odense/nr. 1/svar.txt", 11)
    assert added.sha256 == hashlib.sha256(b"Hermed svar").hexdigest()
    assert entry.date_time == (2019, 10, 30, 13, 5, 24)


@pytest.mark.parametrize("year", [1, 1979, 2108, 9999])
def test_a_time_that_no_zip_file_can_hold_breaks_none(tmp_path: Path, year: int) -> None:
    file = tmp_path / "a.zip"

    with file.open("wb") as stream, Bundle(stream) as bundle:
        bundle.add("", "svar.txt", [b"svar"], at=AT.replace(year=year))

    assert zipfile.ZipFile(file).testzip() is None


def test_a_danish_name_is_written_so_that_windows_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"

    with file.open("wb") as stream, Bundle(stream) as bundle:
        bundle.add("Ærø", "høringssvar.txt", [b"svar"], at=AT)

    with zipfile.ZipFile(file) as written:
        [entry] = written.infolist()
    assert entry.filename == "Ærø/høringssvar.txt"
    assert entry.flag_bits & 0x800  # the name is in UTF-8 (APPNOTE, appendix D)


def test_a_huge_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    def yield_pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield bytes(MEGABYTE)

    tracemalloc.start()
    with (tmp_path / "a.zip").open("wb") as stream, Bundle(stream) as bundle:
        added = bundle.add("", "stor.eml", yield_pieces(), at=AT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert added.size == 100 * MEGABYTE
    assert peak < 10 * MEGABYTE

"""Entries of zip files that have lost their directory, or lie about themselves."""

import time
import zipfile
from io import BytesIO

import pytest

from parsers.limits import Limits
from parsers.ooxml.package import Package, PackageEncrypted, PackageTooLarge
from parsers.ooxml.torn_zip import Entry, EntryUnreadable, find_entries, inflate


def zip_up(method: int = zipfile.ZIP_DEFLATED, *, follows: bool = False) -> bytes:
    """Build a zip of two entries; their sizes may follow them, as where it was written to a pipe."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return not follows

    buffer = Pipe()
    with zipfile.ZipFile(buffer, "w", method) as package:
        package.writestr("a.xml", "første ".encode() * 50)
        package.writestr("b.xml", b"anden " * 50)
    return buffer.getvalue()


def drop_directory(data: bytes) -> bytes:
    return data[: data.index(b"PK\x01\x02")]


@pytest.mark.parametrize(
    "data",
    [zip_up(), zip_up(zipfile.ZIP_STORED), zip_up(follows=True)],
    ids=["deflated", "stored", "sizes behind"],
)
def test_entries_are_found_without_a_directory(data: bytes) -> None:
    torn = drop_directory(data)

    read = {entry.name: inflate(torn, entry, 10_000).data for entry in find_entries(torn)}

    assert read == {"a.xml": "første ".encode() * 50, "b.xml": b"anden " * 50}


def test_octets_that_only_look_like_entries_take_linear_time() -> None:
    data = b"PK\x03\x04" * 500_000
    begun = time.monotonic()

    entries = [*find_entries(data)]

    assert time.monotonic() - begun < 10
    assert entries


@pytest.mark.parametrize(
    "entry",
    [
        Entry("x", 0, 50, 8, encrypted=False, checksum=None),
        Entry("x", 10_000, 5, 8, encrypted=False, checksum=None),
    ],
    ids=["no header there", "behind the end"],
)
def test_entry_that_is_not_there_is_told(entry: Entry) -> None:
    with pytest.raises(EntryUnreadable):
        inflate(b"ingen zip" * 20, entry, 1_000)


def test_entry_packed_in_a_way_that_office_files_never_are_is_told() -> None:
    data = zip_up(zipfile.ZIP_LZMA)

    with pytest.raises(zipfile.BadZipFile):
        Package(data, Limits()).read("a.xml")


def test_nothing_is_inflated_beyond_the_limit() -> None:
    package = Package(zip_up(), Limits(part_size=100))

    with pytest.raises(PackageTooLarge):
        package.read("a.xml")


def test_parts_together_are_bounded() -> None:
    package = Package(zip_up(), Limits(whole_size=500))
    package.read("a.xml")

    with pytest.raises(PackageTooLarge):
        package.read("b.xml")


def test_entry_with_a_password_is_told_apart() -> None:
    data = zip_up()
    at = data.index(b"PK\x01\x02") + 8
    locked = data[:at] + b"\x01" + data[at + 1 :]

    with pytest.raises(PackageEncrypted):
        Package(locked, Limits()).read("a.xml")

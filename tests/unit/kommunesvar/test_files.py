from pathlib import Path

import pytest

from domain.errors import UsageError
from kommunesvar.files import write_aside


def test_a_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "status.csv"

    with write_aside(file) as stream:
        stream.write(b"98")
        seen_meanwhile = file.exists()

    assert not seen_meanwhile
    assert file.read_bytes() == b"98"
    assert [path.name for path in tmp_path.iterdir()] == ["status.csv"]


def write_half(file: Path) -> None:
    with write_aside(file) as stream:
        stream.write(b"half")
        raise RuntimeError("the disk is full")


def test_what_was_begun_and_not_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    file.write_bytes(b"of yesterday")

    with pytest.raises(RuntimeError):
        write_half(file)

    assert file.read_bytes() == b"of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["status.csv"]


def open_aside(file: Path) -> None:
    with write_aside(file):
        pass


@pytest.mark.parametrize("name", ["nowhere/status.csv", "."])
def test_where_no_file_can_be_is_said_with_the_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        open_aside(tmp_path / name)

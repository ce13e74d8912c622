"""The standing of all 98 as files to pass on: CSV as Danish Excel opens it, and a workbook."""

import csv
import io
import os
import pty
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from notifier.status_columns import COLUMNS
from tests.acceptance.conftest import Letters
from tests.installation import Finished, Installation
from tests.workbooks import read_workbook


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Installation:
    folder = tmp_path_factory.mktemp("status")
    file = folder / "vejle.eml"
    file.write_bytes(letters.reply("0630", "2019-11-02T00:00:30", "pdf"))
    installation = Installation(folder).write()
    done = installation.run("import", "--mailbox", "FLJE", str(file))
    assert done.status == 0, done.err
    return installation


def status(installation: Installation, *arguments: str) -> Finished:
    return installation.run("status", "--consultation", "efteraar", *arguments)


def test_the_csv_is_what_danish_excel_opens(taken_in: Installation, tmp_path: Path) -> None:
    file = tmp_path / "status.csv"

    done = status(taken_in, "--format", "csv", "--out", str(file))

    raw = file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert done.status == 0, done.err
    assert done.out == ""
    assert raw.startswith(b"\xef\xbb\xbfKode;Kommune;")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 99
    assert len(rows) == 98
    vejle = next(row for row in rows if row["Kommune"] == "Vejle")
    assert (vejle["Kode"], vejle["Status"], vejle["Første svar"]) == ("0630", "for sent", "02-11-2019 00:00")
    assert vejle["Frist"] == "01-11-2019"


def test_the_workbook_holds_all_98_with_dates_as_dates(taken_in: Installation, tmp_path: Path) -> None:
    file = tmp_path / "status.xlsx"

    done = status(taken_in, "--format", "xlsx", "--out", str(file))

    book = read_workbook(file.read_bytes())
    assert done.status == 0, done.err
    assert done.out == ""
    assert book.rows[0] == [column.heading for column in COLUMNS]
    assert len(book.rows) == 99
    vejle = next(row for row in book.rows if row[1] == "Vejle")
    assert vejle[0] == "0630"
    assert vejle[4] == datetime(2019, 11, 2, 0, 0, 30)  # noqa: DTZ001 - spreadsheets know no zones
    assert vejle[7] == date(2019, 11, 1)


def test_the_workbook_is_made_to_work_in(taken_in: Installation, tmp_path: Path) -> None:
    file = tmp_path / "status.xlsx"

    status(taken_in, "--format", "xlsx", "--out", str(file))

    book = read_workbook(file.read_bytes())
    assert book.filtered == "A1:L99"
    assert book.frozen == ("1", "2")
    assert len(book.widths) == len(COLUMNS)
    assert book.formulas == 0


def test_a_workbook_may_go_through_a_pipe(taken_in: Installation, tmp_path: Path) -> None:
    file = tmp_path / "piped.xlsx"
    command = [sys.executable, "-m", "kommunesvar", "--config", str(taken_in.config), "status", "--format", "xlsx"]

    with file.open("wb") as stream:
        done = subprocess.run(command, stdout=stream, check=False, timeout=60)

    assert done.returncode == 0
    assert len(read_workbook(file.read_bytes()).rows) == 99


def test_a_terminal_gets_no_workbook(taken_in: Installation) -> None:
    command = [sys.executable, "-m", "kommunesvar", "--config", str(taken_in.config), "status", "--format", "xlsx"]
    leader, follower = pty.openpty()

    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, check=False, timeout=60)

    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert b"--out FILE" in done.stderr


@pytest.mark.parametrize("form", ["table", "json"])
def test_what_is_no_file_is_not_written_to_one(taken_in: Installation, tmp_path: Path, form: str) -> None:
    done = status(taken_in, "--format", form, "--out", str(tmp_path / "x"))

    assert done.status == 2
    assert list(tmp_path.iterdir()) == []

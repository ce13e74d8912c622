"""The memo as its readers meet it: from the command to the pages that LibreOffice makes of it."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from domain.municipality import Roster
from tests.acceptance.conftest import Letters
from tests.installation import Installation
from tests.memos import read_document, read_texts

TIMEOUT = 180
"""Seconds; LibreOffice makes a profile before it converts."""


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Installation:
    """An installation to which three have answered, one of them late, and one stranger has written."""
    folder = tmp_path_factory.mktemp("answered")
    mails = folder / "mails"
    mails.mkdir()
    (mails / "odense.eml").write_bytes(letters.reply("0461", "2019-10-01T10:00:00"))
    (mails / "aarhus.eml").write_bytes(letters.reply("0751", "2019-10-30T10:00:00", "pdf"))
    (mails / "vejle.eml").write_bytes(letters.reply("0630", "2019-11-02T00:00:30"))
    (mails / "fremmed.eml").write_bytes(
        b"Received: from x.example (x.example [192.0.2.1]) by mx.kl.dk; Fri, 1 Nov 2019 09:00:00 +0100\r\n"
        b"From: Ib <ib@gmail.com>\r\nSubject: Svar fra Odder\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "Her er høringssvaret fra Odder Kommune.\r\n".encode()
    )
    installation = Installation(folder).write()
    done = installation.run("import", "--mailbox", "FLJE", str(mails))
    assert done.status == 0, done.err
    return installation


@pytest.fixture(scope="session")
def memo(answered: Installation) -> Path:
    file = answered.folder / "notat.docx"
    done = answered.run("report", "--consultation", "efteraar", "--as-of", "2019-11-04", "--out", str(file))
    assert done.status == 0, done.err
    return file


@pytest.fixture(scope="session")
def pages(memo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The memo's pages as text, made by LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("pdf")
    convert_to_pdf(memo, folder)
    told = subprocess.run(
        ["pdftotext", "-layout", "notat.pdf", "-"], cwd=folder, capture_output=True, check=True, timeout=60
    )
    return told.stdout.decode().rstrip("\f").split("\f")


def convert_to_pdf(file: Path, folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    process = subprocess.Popen(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert process.wait(timeout=TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        # The program starts another; both are of its session.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def test_the_figures_are_those_of_status_at_the_same_moment(answered: Installation, memo: Path) -> None:
    status = answered.ask("status", "--consultation", "efteraar", "--as-of", "2019-11-04")

    table = next(table for table in read_document(memo.read_bytes()).tables if table.cell(0, 0).text == "Kommune")

    told = {row.cells[0].text: row.cells[1].text.split()[-1] for row in table.rows[1:]}
    counts = {word: list(told.values()).count(word) for word in ("tiden", "sent", "gennemsyn", "mangler")}
    assert len(told) == 98
    assert counts == {
        "tiden": status["counts"]["on_time"],
        "sent": status["counts"]["late"],
        "gennemsyn": status["counts"]["under_review"],
        "mangler": status["counts"]["missing"],
    }
    assert counts == {"tiden": 2, "sent": 1, "gennemsyn": 1, "mangler": 94}


def test_the_letters_stand_under_their_municipalities_and_the_stranger_s_does_not(memo: Path) -> None:
    content = memo.read_bytes()

    assert read_texts(content, "Heading 2")[-3:] == ["Odense Kommune", "Vejle Kommune", "Aarhus Kommune"]
    assert "for sent (frist 1. november 2019)" in "\n".join(read_texts(content, "Kilde"))
    assert "Her er høringssvaret fra Odder" not in "\n".join(read_texts(content))
    assert any(".pdf" in text and "side" in text for text in read_texts(content, "Tekstkilde"))


@pytest.mark.needs("soffice", "pdftotext")
def test_every_page_has_its_number_and_all_but_the_first_the_title(pages: list[str]) -> None:
    numbers = [re.findall(r"Side (\d+) af (\d+)", page) for page in pages]

    assert numbers == [[(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)]
    assert all("Høringsnotat: Kommunale kerneværdier" in page.splitlines()[0] for page in pages[1:])
    assert pages[0].split()[0] == "Høringsnotat"
    assert len(pages) > 5


@pytest.mark.needs("soffice", "pdftotext")
def test_the_pages_hold_the_98_and_every_heading(pages: list[str], memo: Path, everyone: Roster) -> None:
    printed = " ".join(" ".join(pages).split())

    headings = [text for level in (1, 2, 3) for text in read_texts(memo.read_bytes(), f"Heading {level}")]
    assert [m.name for m in everyone if m.name not in printed] == []
    assert [heading for heading in headings if heading not in printed] == []


@pytest.mark.needs("soffice", "pdftotext")
def test_the_table_of_the_98_repeats_its_head_on_each_of_its_pages(pages: list[str]) -> None:
    with_rows = [page for page in pages if len(re.findall(r"^\s*\S+\s.*\bmangler\b", page, re.MULTILINE)) > 10]

    assert len(with_rows) >= 2
    assert all(re.search(r"Kommune\s+Status\s+Første svar\s+Bemærkning", page) for page in with_rows)


@pytest.mark.needs("soffice", "pdftotext")
def test_the_contents_are_filled_before_anybody_updates_them(pages: list[str]) -> None:
    front = pages[0]

    assert re.search(r"Indhold\s+Høringen\s+Svarene i tal", front)
    assert "Aarhus Kommune" in front
    assert "Error" not in front
    assert "Fejl" not in front


def test_an_older_memo_is_replaced_and_nothing_is_left_beside_it(answered: Installation, tmp_path: Path) -> None:
    file = tmp_path / "notat.docx"
    file.write_bytes(b"an older one")

    done = answered.run("report", "--out", str(file), "--replies", "excerpt")

    assert done.status == 0, done.err
    assert "3 of 98 have answered" in done.err
    assert read_texts(file.read_bytes(), "Title") == ["Høringsnotat"]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "word"),
    [("missing/notat.docx", "There is no folder"), ("notat.pdf", ".docx"), ("a.docx", "is a folder"), ("", ".docx")],
)
def test_a_place_where_no_memo_can_stand_is_refused_in_one_sentence(
    answered: Installation, tmp_path: Path, name: str, word: str
) -> None:
    (tmp_path / "a.docx").mkdir()

    done = answered.run("report", "--out", str(tmp_path / name))

    assert done.status == 2
    assert word in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) <= 3


def test_what_the_system_refuses_to_write_is_named(answered: Installation, tmp_path: Path) -> None:
    too_long = "x" * 250

    done = answered.run("report", "--out", str(tmp_path / f"{too_long}.docx"))

    assert done.status == 2
    assert "cannot be written" in done.err
    assert "Traceback" not in done.err


def test_an_unknown_consultation_is_refused(answered: Installation, tmp_path: Path) -> None:
    done = answered.run("report", "--consultation", "vinter", "--out", str(tmp_path / "notat.docx"))

    assert done.status == 2
    assert "efteraar" in done.err
    assert list(tmp_path.iterdir()) == []

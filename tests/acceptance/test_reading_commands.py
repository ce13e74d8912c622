"""extract and parse, as a user calls them: no books, no configuration, an entry for whatever is there."""

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.word_files import build_docx, paragraph

DOCX = build_docx(paragraph("Vi svarer ja på Ærø"))
MAIL = (
    "From: Anne Jensen <anne@odense.dk>\nReply-To: skole@odense.dk\nTo: FLJE@kl.dk, MLAR@kl.dk\n"
    "Subject: =?utf-8?q?H=C3=B8ringssvar?=\nDate: Wed, 30 Oct 2019 13:05:22 +0100\nMessage-ID: <1@odense.dk>\n"
    "Content-Type: text/plain; charset=utf-8\n\nVi svarer ja.\n\nFra: KL <flje@kl.dk>\n"
    "Sendt: 28. oktober 2019 14:05\nTil: Odense\nEmne: Høring\n\nKære kommune\n"
).encode()


def run(*arguments: str | Path, cwd: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "kommunesvar", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == status, done.stderr
    return done


def read_json(*arguments: str | Path, cwd: Path, status: int = 0) -> list[dict[str, Any]]:
    entries = json.loads(run(*arguments, "--format", "json", cwd=cwd, status=status).stdout)
    assert isinstance(entries, list)
    return entries


def zip_up(**files: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "filer" / "under"
    below.mkdir(parents=True)
    (tmp_path / "filer" / "svar.docx").write_bytes(DOCX)
    (tmp_path / "filer" / "tom.pdf").write_bytes(b"")
    (below / "bilag.zip").write_bytes(zip_up(**{"indre.docx": DOCX, "kode.bin": bytes(range(256)) * 9}))
    (below / "uden ende").write_bytes(os.urandom(5000))
    os.mkfifo(below / "rør")
    return tmp_path


def test_every_file_of_a_folder_gets_an_entry_in_order(folder: Path) -> None:
    entries = read_json("extract", "filer", cwd=folder, status=1)

    assert [(Path(e["file"]).name, e["format"], e["verdict"]) for e in entries] == [
        ("svar.docx", "docx", "ok"),
        ("tom.pdf", "empty", "empty"),
        ("bilag.zip", "zip", "container"),
        ("rør", "unknown", "unsupported"),
        ("uden ende", "unknown", "unsupported"),
    ]
    assert all(set(e) == {"file", "format", "verdict", "method", "pages", "text", "notes", "seconds"} for e in entries)
    assert entries[0]["text"] == "Vi svarer ja på Ærø"
    assert "Vi svarer ja på Ærø" in entries[2]["text"]
    assert entries[2]["notes"] == ["kode.bin: unsupported"]
    assert not list(folder.glob("*.db"))


def test_text_of_one_file_is_all_that_stdout_holds(folder: Path) -> None:
    done = run("extract", "filer/svar.docx", cwd=folder)

    assert (done.stdout, done.stderr) == ("Vi svarer ja på Ærø\n", "")


def test_of_several_files_each_text_stands_below_its_name(folder: Path) -> None:
    done = run("extract", "filer/svar.docx", "filer/tom.pdf", "--jobs", "2", cwd=folder)

    assert "==> filer/svar.docx (ok, docx)\nVi svarer ja på Ærø\n" in done.stdout
    assert "==> filer/tom.pdf (empty, none)" in done.stdout
    assert "Read: 1 ok, 1 empty." in done.stderr


def test_file_that_is_not_there_is_told(folder: Path) -> None:
    done = run("extract", "filer/svar.dox", cwd=folder, status=2)

    assert done.stderr.startswith("There is no such file or folder: filer/svar.dox.")


def test_configuration_that_was_named_and_is_not_there_is_told(folder: Path) -> None:
    done = run("--config", "nej.toml", "extract", "filer/svar.docx", cwd=folder, status=2)

    assert "nej.toml" in done.stderr


def test_mail_is_told_in_the_words_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)

    (entry,) = read_json("parse", "a.eml", cwd=tmp_path)

    assert entry["headers"] == {
        "from": "Anne Jensen <anne@odense.dk>",
        "reply_to": "skole@odense.dk",
        "to": "FLJE@kl.dk, MLAR@kl.dk",
        "cc": "",
        "subject": "Høringssvar",
        "date": "2019-10-30T12:05:22+00:00",
        "message_id": "<1@odense.dk>",
    }
    assert (entry["file"], entry["body"], entry["error"]) == ("a.eml", "Vi svarer ja.", None)
    assert entry["quoted"].startswith("Fra: KL")
    assert (entry["attachments"], entry["notes"]) == ([], [])


def test_what_is_no_mail_is_an_entry_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "tom.eml").write_bytes(b"\n\n")
    (tmp_path / "a.eml").write_bytes(MAIL)

    good, empty = read_json("parse", "a.eml", "tom.eml", cwd=tmp_path, status=1)

    assert (good["error"], empty["error"]) == (None, "The mail is empty.")
    assert set(empty) == set(good)


def test_each_mail_of_an_mbox_is_an_entry(tmp_path: Path) -> None:
    postmark = b"From anne@odense.dk Wed Oct 30 13:05:22 2019\n"
    (tmp_path / "post.mbox").write_bytes(postmark + MAIL + b"\n" + postmark + MAIL)

    entries = read_json("parse", "post.mbox", cwd=tmp_path)

    assert [entry["file"] for entry in entries] == ["post.mbox#1", "post.mbox#2"]
    assert {entry["headers"]["subject"] for entry in entries} == {"Høringssvar"}


def test_attachments_come_with_path_verdict_and_text(tmp_path: Path) -> None:
    from email.message import EmailMessage  # noqa: PLC0415 - only this test builds one

    message = EmailMessage()
    message["From"], message["Subject"] = "anne@odense.dk", "Svar"
    message.set_content("Se bilaget.")
    message.add_attachment(DOCX, maintype="application", subtype="octet-stream", filename="svar.docx")
    (tmp_path / "b.eml").write_bytes(message.as_bytes())

    (entry,) = read_json("parse", "b.eml", cwd=tmp_path)

    (file,) = entry["attachments"]
    assert (file["filename"], file["path"], file["verdict"], file["method"]) == (
        "svar.docx",
        ["svar.docx"],
        "ok",
        "docx",
    )
    assert file["text"] == "Vi svarer ja på Ærø"
    assert {"media_type", "size", "sha256", "notes"} <= set(file)

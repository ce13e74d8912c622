"""What an operator hands on: the whole consultation as a zip file."""

import base64
import csv
import hashlib
import io
import json
import shutil
import zipfile
from email import message_from_bytes
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from tests.acceptance.conftest import Letters
from tests.installation import Installation

HOSTILE_NAME = '=HYPERLINK("http://evil.example";"svar")\r\nx: <b>CON</b>.docx'
NAMES = ("aux.txt", "../../etc/passwd.", "SVAR.docx", "svar.docx", "å" * 300 + ".docx", HOSTILE_NAME)


def add_files(raw: bytes, *names: str) -> bytes:
    """Return a mail with more files, each with its own words; encoded, a name can hold what it should not."""
    end = f"--{message_from_bytes(raw).get_boundary()}".encode()
    head, _, _ = raw.rpartition(end + b"--")
    for number, name in enumerate(names):
        encoded = base64.b64encode(name.encode()).decode()
        lines = (
            "Content-Type: application/octet-stream",
            f'Content-Disposition: attachment; filename="=?utf-8?B?{encoded}?="',
            "",
            f"Bilag nummer {number} fra kommunen.",
        )
        head += b"\r\n".join((end, *(line.encode() for line in lines), b""))
    return head + end + b"--\r\n"


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Installation:
    folder = tmp_path_factory.mktemp("export")
    mails = folder / "mails"
    mails.mkdir()
    stranger = (
        b"Received: from x.example (x.example [192.0.2.1]) by mx.kl.dk; Fri, 1 Nov 2019 09:00:00 +0100\r\n"
        b"From: Ib <ib@gmail.com>\r\nSubject: Svar fra Odder\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "Her er høringssvaret fra Odder Kommune.\r\n".encode()
    )
    away = (
        b"Received: from mail.kk.dk (mail.kk.dk [192.0.2.2]) by mx.kl.dk; Wed, 2 Oct 2019 09:00:00 +0200\r\n"
        b"From: Bente <bente@kk.dk>\r\nTo: FLJE@kl.dk\r\nSubject: =?utf-8?Q?Automatisk_svar=3A_H=C3=B8ring?=\r\n"
        b"Auto-Submitted: auto-replied\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"Jeg holder ferie.\r\n"
    )
    (mails / "aabenraa.eml").write_bytes(letters.reply("0580", "2019-10-01T10:00:00"))
    (mails / "odense.eml").write_bytes(add_files(letters.reply("0461", "2019-10-02T10:00:00"), *NAMES))
    (mails / "vejle.eml").write_bytes(letters.reply("0630", "2019-11-02T00:00:30", "pdf"))
    (mails / "fremmed.eml").write_bytes(stranger)
    (mails / "ferie.eml").write_bytes(away)
    (mails / "tom.eml").write_bytes(b"")
    installation = Installation(folder).write()
    done = installation.run("import", "--mailbox", "FLJE", str(mails))
    assert done.status in {0, 1}, done.err
    return installation


class Export:
    """A zip file that was written, and what its manifest says."""

    def __init__(self, file: Path) -> None:
        self.zip = zipfile.ZipFile(file)
        self.names = self.zip.namelist()
        self.manifest: Any = json.loads(self.zip.read("manifest.json"))

    def find(self, *words: str) -> list[str]:
        return [name for name in self.names if all(word in name for word in words)]


@pytest.fixture(scope="session")
def export(taken_in: Installation, tmp_path_factory: pytest.TempPathFactory) -> Export:
    file = tmp_path_factory.mktemp("zip") / "svar.zip"
    done = taken_in.run("export", "--consultation", "efteraar", "--out", str(file))
    assert done.status == 0, done.err
    assert done.out == ""
    return Export(file)


def test_every_mail_lies_where_it_stands(export: Export) -> None:
    folders = {name.split("/")[0] for name in export.names if "/" in name}

    assert folders == {"Aabenraa", "Odense", "Vejle", "Til gennemsyn", "Lagt til side", "Ikke vurderet"}
    assert len(export.find("henvendelse.eml")) == len(export.find("tekst.txt")) == 6
    assert export.find("Aabenraa/2019-10-01 kl. 10.00 nr. ", "/bilag/", ".docx")


def test_the_originals_are_those_that_came(export: Export, taken_in: Installation) -> None:
    came = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (taken_in.folder / "mails").iterdir()}

    originals = {hashlib.sha256(export.zip.read(name)).hexdigest() for name in export.find("henvendelse.eml")}

    assert originals == came


def test_the_manifest_holds_the_checksum_of_every_file(export: Export) -> None:
    listed = {file["path"]: (file["size"], file["sha256"]) for file in export.manifest["files"]}

    assert set(export.names) - set(listed) == {"manifest.csv", "manifest.json", "LÆSMIG.txt"}
    for path, (size, sha256) in listed.items():
        content = export.zip.read(path)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, sha256)


def test_the_manifest_says_the_same_to_people(export: Export) -> None:
    raw = export.zip.read("manifest.csv")

    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert {(row["Fil"], row["SHA-256"]) for row in rows if row["Fil"]} == {
        (file["path"], file["sha256"]) for file in export.manifest["files"]
    }
    assert {row["Kommune"] for row in rows if row["Tilstand"] == "talt med"} == {"Aabenraa", "Odense", "Vejle"}
    assert {row["Kommune"] for row in rows if row["Tilstand"] != "talt med"} == {""}
    assert {row["Rettidighed"] for row in rows if row["Kommune"] == "Vejle"} == {"for sent"}


def test_the_text_is_the_senders_words_and_those_of_the_files(export: Export) -> None:
    [name] = export.find("Odense/", "tekst.txt")

    text = export.zip.read(name).decode("utf-8-sig")

    assert "Modtaget: 02.10.2019 10.00\r\n" in text
    assert "Kommune: Odense\r\n" in text
    assert text.count("\n") == text.count("\r\n")
    assert len(text) > 500


RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}


def test_every_path_can_be_unpacked_on_windows(export: Export) -> None:
    assert len({name.casefold() for name in export.names}) == len(export.names)
    for name in export.names:
        assert len(name) < 180
        path = PureWindowsPath(name)
        assert not path.is_absolute()
        assert path.as_posix() == name
        for part in path.parts:
            assert not set(part) & set('<>:"/\\|?*')
            assert part.isprintable()
            assert part == part.strip(". ")
            assert part.split(".")[0].strip().casefold() not in RESERVED


def test_files_of_one_name_are_all_there(export: Export) -> None:
    files = export.find("Odense/", "/bilag/")

    contents = {export.zip.read(name) for name in files}

    assert {f"Bilag nummer {number} fra kommunen.".encode() for number in range(len(NAMES))} <= contents


def test_nothing_foreign_is_run_by_a_spreadsheet(export: Export) -> None:
    rows = list(csv.reader(io.StringIO(export.zip.read("manifest.csv").decode("utf-8-sig"), newline=""), delimiter=";"))

    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if "HYPERLINK" in cell and not cell.startswith(("'", "Odense/"))] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")] == []
    assert [cell for cell in cells if not cell.isprintable()] == []


def test_an_export_overwrites_nothing(taken_in: Installation, tmp_path: Path) -> None:
    file = tmp_path / "svar.zip"
    file.write_bytes(b"mine")

    done = taken_in.run("export", "--consultation", "efteraar", "--out", str(file))

    assert done.status == 2
    assert "exists" in done.err
    assert file.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["svar.zip"]


def test_an_export_into_no_folder_is_refused_in_a_sentence(taken_in: Installation, tmp_path: Path) -> None:
    done = taken_in.run("export", "--out", str(tmp_path / "nowhere" / "svar.zip"))

    assert done.status == 2
    assert "cannot be written" in done.err
    assert "Traceback" not in done.err


def test_a_joint_reply_lies_with_each_of_those_who_gave_it(taken_in: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(taken_in.folder, folder)
    copy = Installation(folder)
    stranger = next(message for message in copy.ask("messages") if message["state"] == "review")
    both = ("--municipality", "0727", "--municipality", "0740")
    assert copy.run("decide", str(stranger["id"]), *both, "--by", "Anne").status == 0
    file = tmp_path / "svar.zip"

    done = copy.run("export", "--consultation", "efteraar", "--out", str(file))

    export = Export(file)
    [odder], [silkeborg] = (export.find(f"{name}/", "henvendelse.eml") for name in ("Odder", "Silkeborg"))
    assert done.status == 0, done.err
    assert export.zip.read(odder) == export.zip.read(silkeborg)
    assert not export.find("Til gennemsyn/")


def damage(archive: Path, mail: Path, content: bytes | None) -> str:
    """Damage the stored bytes of a mail, or remove them; return their checksum."""
    sha256 = hashlib.sha256(mail.read_bytes()).hexdigest()
    stored = archive / sha256[0] / f"{sha256}.eml"
    stored.chmod(0o600)
    if content is None:
        stored.unlink()
    else:
        stored.write_bytes(content)
    return sha256


@pytest.mark.parametrize("content", [None, b"", b"From: somebody else\r\n\r\nhello"])
def test_an_original_that_is_lost_is_told_of(
    letters: Letters, installation: Installation, tmp_path: Path, content: bytes | None
) -> None:
    mails = installation.folder / "mails"
    mails.mkdir()
    for code in ("0461", "0580"):
        (mails / f"{code}.eml").write_bytes(letters.reply(code, "2019-10-01T10:00:00"))
    assert installation.run("import", "--mailbox", "FLJE", str(mails)).status == 0
    sha256 = damage(installation.archive, mails / "0580.eml", content)
    file = tmp_path / "svar.zip"

    done = installation.run("export", "--consultation", "efteraar", "--out", str(file))

    export = Export(file)
    assert done.status == 1
    assert sha256 in done.err
    assert export.find("Odense/", "henvendelse.eml")
    assert not export.find("Aabenraa/", "henvendelse.eml")
    assert export.find("Aabenraa/", "tekst.txt")
    [left_out] = [line for line in export.manifest["left_out"] if line["content"] == "original"]
    assert (left_out["municipality"], left_out["path"]) == ("0580", None)
    assert left_out["note"].startswith("Mangler")

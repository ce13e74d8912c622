"""The mistakes an operator makes: each is answered with what, where and the remedy, and the right exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.installation import Installation

POLLED = (
    '[[mailboxes]]\nname = "FLJE"\naddress = "FLJE@kl.dk"\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\n'
    '{secret}\n[[mailboxes]]\nname = "MLAR"\n'
)


def test_a_variable_that_is_not_set_is_named_without_a_traceback(tmp_path: Path) -> None:
    installation = Installation(tmp_path, mailboxes=POLLED.format(secret='password_env = "SECRET_NOT_SET"')).write()

    done = installation.run("poll")

    assert done.status == 2
    assert "Mailbox FLJE" in done.err
    assert "SECRET_NOT_SET" in done.err
    assert "export SECRET_NOT_SET=" in done.err
    assert "Traceback" not in done.err
    assert "0 new" not in done.err


def test_a_password_file_that_is_missing_is_named_without_a_traceback(tmp_path: Path) -> None:
    installation = Installation(tmp_path, mailboxes=POLLED.format(secret='password_file = "secrets/flje"')).write()

    done = installation.run("poll")

    assert done.status == 2
    assert str(tmp_path / "secrets" / "flje") in done.err
    assert "Traceback" not in done.err


def test_a_mailbox_that_cannot_be_reached_is_told_without_figures(tmp_path: Path) -> None:
    installation = Installation(tmp_path, mailboxes=POLLED.format(secret='password_env = "PATH"')).write()

    done = installation.run("poll")

    assert done.status == 3
    assert "127.0.0.1:1" in done.err
    assert "0 new" not in done.err


@pytest.mark.parametrize("command", ["status", "restore"])
def test_a_data_folder_that_cannot_be_made_is_named(installation: Installation, command: str) -> None:
    installation.rest = '[service]\ndata_dir = "config.toml/data"\n'
    installation.write()

    done = installation.run(command, *(["copy.zip"] if command == "restore" else []))

    assert done.status == 2
    assert "data_dir" in done.err
    assert str(installation.config / "data") in done.err
    assert "Traceback" not in done.err


def test_check_names_what_cannot_be_written_and_goes_on(installation: Installation) -> None:
    installation.rest = '[archive]\npath = "config.toml/archive"\n'
    installation.write()

    done = installation.run("check")

    assert done.status == 1
    assert f"{installation.config}/archive cannot be written" in done.out.replace("\n", " ")
    assert "[archive] path" in done.out
    assert "Digest" in done.out


def test_check_finds_the_missing_sender_before_monday(installation: Installation) -> None:
    installation.rest = '[smtp]\nhost = "127.0.0.1"\nport = 1\n[digest]\nto = ["a@kl.example"]\n'
    installation.write()

    done = installation.run("check")

    assert done.status == 1
    assert "no sender" in done.out
    assert "Check [smtp] host and port" in done.out


@pytest.mark.parametrize("target", ["missing/digest.eml"])
def test_a_digest_that_cannot_be_written_is_a_sentence(installation: Installation, target: str) -> None:
    file = installation.folder / target

    done = installation.run("digest", "--consultation", "efteraar", "--out", str(file))

    assert done.status == 2
    assert str(file) in done.err
    assert "Traceback" not in done.err


def test_a_decision_without_a_name_is_refused(installation: Installation) -> None:
    done = installation.run("decide", "1", "--kind", "other", "--by", " ")

    assert done.status == 2
    assert "--by" in done.err


def test_init_beside_a_configuration_says_where_else_to_go(installation: Installation) -> None:
    done = installation.run("init")

    assert done.status == 2
    assert "--config" in done.err


def test_books_named_by_a_relative_url_are_the_same_from_any_folder(installation: Installation, tmp_path: Path) -> None:
    installation.rest = '[database]\nurl = "sqlite:///books.db"\n'
    installation.write()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = subprocess.run(
        [sys.executable, "-m", "kommunesvar", "--config", str(installation.config), "ledger"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (installation.folder / "books.db").exists()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_finds_no_room_ends_with_a_sentence(installation: Installation) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kommunesvar", "--config", str(installation.config), "status", "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_danish_letters_reach_a_file_whatever_the_locale(installation: Installation) -> None:
    installation.secrets["PYTHONIOENCODING"] = "ascii"

    names = [row["name"] for row in installation.ask("status")["municipalities"]]

    assert {"Ærø", "Aabenraa", "Læsø"} <= set(names)


def test_whoever_reads_only_the_first_lines_is_no_fault(installation: Installation) -> None:
    command = f"'{sys.executable}' -m kommunesvar --config '{installation.config}' status --format json"

    done = subprocess.run(
        ["/bin/bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout == "{\n"
    assert done.stderr == ""

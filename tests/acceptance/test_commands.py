"""The commands as an operator meets them: exit statuses, sentences, JSON and nothing else on stdout."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import Letters
from tests.installation import Installation


@pytest.fixture(scope="session")
def mails(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Path:
    folder = tmp_path_factory.mktemp("mails")
    (folder / "odense.eml").write_bytes(letters.reply("0461", "2019-10-01T10:00:00"))
    (folder / "vejle.eml").write_bytes(letters.reply("0630", "2019-11-02T00:00:30", "pdf"))
    (folder / "fremmed.eml").write_bytes(
        b"Received: from x.example (x.example [192.0.2.1]) by mx.kl.dk; Fri, 1 Nov 2019 09:00:00 +0100\r\n"
        b"From: Ib <ib@gmail.com>\r\nSubject: Svar fra Odder\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "Her er høringssvaret fra Odder Kommune.\r\n".encode()
    )
    return folder


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, mails: Path) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("imported")).write()
    done = installation.run("import", "--mailbox", "FLJE", str(mails))
    assert done.status == 0, done.err
    return installation


@pytest.fixture
def filled(imported: Installation, tmp_path: Path) -> Installation:
    """An installation that has taken in three mails, to do with as a test likes."""
    folder = tmp_path / "filled"
    shutil.copytree(imported.folder, folder)
    return Installation(folder)


def test_init_writes_a_configuration_that_works_and_never_overwrites_it(tmp_path: Path) -> None:
    installation = Installation(tmp_path)

    first = installation.run("init")
    written = installation.config.read_bytes()
    second = installation.run("init")

    assert first.status == 0, first.err
    assert second.status == 2
    assert installation.config.read_bytes() == written
    assert sum(installation.ask("status")["counts"].values()) == 98


def test_the_configuration_at_the_top_is_the_one_that_init_writes() -> None:
    house = Path(__file__).parents[2]

    assert (house / "config.toml").read_bytes() == (house / "kommunesvar" / "config" / "template.toml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["status", "--consultation", "nope"], "efteraar"),
        (["show", "999"], "999"),
        (["decide", "1", "--municipality", "9999", "--by", "A"], "9999"),
        (["decide", "999", "--kind", "other", "--by", "A"], "999"),
        (["decide", "1", "--by", "A"], "Nothing was decided"),
        (["undo", "1", "--by", "A"], "no decision"),
        (["import", "--mailbox", "FJLE", "x.eml"], "FLJE"),
        (["status", "--as-of", "i går"], "i går"),
        (["process", "--apply"], "--all"),
        (["import", "--mailbox", "FLJE", "missing.eml"], "missing.eml"),
        (["stauts"], "Did you mean 'status'? See"),
        (["status", "--config", "config.toml"], "before the command"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    imported: Installation, arguments: list[str], word: str
) -> None:
    done = imported.run(*arguments)

    assert done.status == 2
    assert word in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_faulty_configuration_stops_every_command(installation: Installation) -> None:
    installation.rest = '[smtp]\nhots = "x"\n'
    installation.write()

    done = installation.run("status")

    assert done.status == 2
    assert "smtp.hots" in done.err
    assert "'host'" in done.err
    assert "Traceback" not in done.err


def test_importing_again_changes_nothing(filled: Installation, mails: Path) -> None:
    before = (filled.ask("messages"), filled.ask("ledger"))

    again = filled.run("import", "--mailbox", "FLJE", str(mails))

    assert again.status == 0, again.err
    assert (filled.ask("messages"), filled.ask("ledger")) == before


def test_a_person_decides_and_takes_it_back(filled: Installation) -> None:
    doubtful = next(m for m in filled.ask("messages") if m["state"] == "review")
    number = str(doubtful["id"])

    decided = filled.run("decide", number, "--municipality", "0727", "--by", "Anne", "--reason", "ringet op")
    after = next(m for m in filled.ask("messages") if m["id"] == doubtful["id"])
    rebuilt = filled.run("process", "--all", "--apply")
    kept = next(m for m in filled.ask("messages") if m["id"] == doubtful["id"])
    undone = filled.run("undo", number, "--by", "Anne")
    back = next(m for m in filled.ask("messages") if m["id"] == doubtful["id"])

    assert (decided.status, rebuilt.status, undone.status) == (0, 0, 0), decided.err + rebuilt.err + undone.err
    assert after["state"] == kept["state"] == "counted"
    assert [reply["municipality"] for reply in after["replies"]] == ["0727"]
    assert kept["replies"] == after["replies"]
    assert back == doubtful


def test_as_of_shows_what_had_arrived_by_then(filled: Installation) -> None:
    then = filled.ask("status", "--consultation", "efteraar", "--as-of", "2019-11-01")
    now = filled.ask("status", "--consultation", "efteraar")

    assert then["counts"]["on_time"] == now["counts"]["on_time"] == 1
    assert (then["counts"]["late"], now["counts"]["late"]) == (0, 1)


def test_a_mail_that_cannot_be_read_is_kept_shown_and_tried_again(installation: Installation, letters: Letters) -> None:
    mails = installation.folder / "mails"
    mails.mkdir()
    (mails / "a.eml").write_bytes(bytes(range(256)) * 40)
    (mails / "b.eml").write_bytes(letters.reply("0461", "2019-10-01T10:00:00"))
    (mails / "c.eml").write_bytes(b"")

    done = installation.run(
        "import", "--mailbox", "FLJE", str(mails / "a.eml"), str(mails / "b.eml"), str(mails / "c.eml")
    )

    assert "Traceback" not in done.err
    messages = installation.ask("messages")
    assert len(messages) == 3
    assert sorted(m["state"] for m in messages if m["municipalities"] != ["0461"]) != ["counted", "counted"]
    assert next(m["state"] for m in messages if m["municipalities"] == ["0461"]) == "counted"
    assert installation.run("verify").status == 0
    assert installation.ask("ledger")["FLJE"]["balanced"] is True


def test_backup_restore_and_verify(filled: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    elsewhere = Installation(tmp_path / "elsewhere")
    elsewhere.folder.mkdir()
    elsewhere.write()

    made = filled.run("backup", str(copy))
    restored = elsewhere.run("restore", str(copy))
    again = elsewhere.run("restore", str(copy))

    assert (made.status, restored.status) == (0, 0), made.err + restored.err
    assert again.status != 0
    assert elsewhere.ask("messages") == filled.ask("messages")
    assert elsewhere.run("verify").status == 0


def test_verify_finds_a_broken_file_of_the_archive(filled: Installation) -> None:
    victim = next(path for path in filled.archive.rglob("*") if path.is_file() and path.stat().st_size)
    victim.chmod(0o600)
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")

    done = filled.run("verify")

    assert done.status == 1
    assert victim.name[:12] in done.err


def test_the_service_starts_and_stops_on_sigterm(installation: Installation) -> None:
    # Several times: a signal that comes just as the service settles down to wait was once not noticed.
    for _ in range(5):
        with installation.start("run") as process:
            try:
                assert process.stderr is not None
                started = next(line for line in process.stderr if "service started" in line)
                process.send_signal(signal.SIGTERM)
                process.send_signal(signal.SIGTERM)
                _, err = process.communicate(timeout=60)
            finally:
                process.kill()

        assert started
        assert process.returncode == 0, err
        assert "service stopped" in err


def test_the_program_starts_quickly_and_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kommunesvar", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("kommunesvar ")

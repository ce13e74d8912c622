"""The configuration says in one sentence what is wrong: file, key, and the nearest known key."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from kommunesvar.config import Config
from kommunesvar.config.file import load_config

VALID = """
[[mailboxes]]
name = "FLJE"
address = "FLJE@kl.dk"
[[consultations]]
id = "efteraar"
title = "Kommunale kerneværdier"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
"""


def load(folder: Path, text: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, frozenset({"0101", "0461"}))


def refuse(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        load(folder, text)
    message = str(refusal.value)
    assert message.startswith(str(folder / "config.toml"))
    assert "Traceback" not in message
    return message


def test_everything_but_mailboxes_and_consultations_has_a_default(tmp_path: Path) -> None:
    config = load(tmp_path, VALID)

    assert config.mailboxes[0].poll_minutes == 5
    assert config.mailboxes[0].folders == ["INBOX", "Junk"]
    assert not config.mailboxes[0].is_polled
    assert config.list_consultations()[0].closes == date(2019, 12, 27)
    assert config.since(config.mailboxes[0]) == date(2019, 6, 28)


@pytest.mark.parametrize(
    ("more", "until", "closes"),
    [
        ("", date(2019, 12, 24), date(2020, 2, 18)),
        ("", date(2019, 10, 1), date(2019, 12, 27)),
        ("closes = 2019-12-01\n", date(2019, 12, 24), date(2019, 12, 1)),
    ],
    ids=["after the deadline", "before it", "a day of its own"],
)
def test_consultation_is_followed_for_eight_weeks_after_its_last_extension(
    tmp_path: Path, more: str, until: date, closes: date
) -> None:
    extensions = {("efteraar", "0461"): until, ("efteraar", "0101"): date(2019, 9, 1), ("foraar", "0461"): until}

    (consultation,) = load(tmp_path, VALID + more).list_consultations(extensions)

    assert consultation.closes == closes


def test_relative_paths_start_from_the_files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")

    config = load(tmp_path, VALID)

    assert config.archive_path == tmp_path / "data" / "archive"
    assert config.database_url == f"sqlite:///{tmp_path}/data/kommunesvar.db"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "FLJE"', 'name = "FLJE"\nhots = "x"', ["mailboxes[1].hots", "unknown key", "'host'"]),
        ('name = "FLJE"', 'nmae = "FLJE"', ["mailboxes[1].nmae", "'name'"]),
        ('mailboxes = ["FLJE"]', 'mailboxes = ["FLEJ"]', ["consultations[1].mailboxes", "'FLEJ'", "'FLJE'"]),
        ('mailboxes = ["FLJE"]', "mailboxes = []", ["consultations[1].mailboxes"]),
        ("deadline = 2019-11-01", 'deadline = "snart"', ["consultations[1].deadline", "'snart'"]),
        ("deadline = 2019-11-01", "deadline = 2019-11-01T12:00:00", ["consultations[1].deadline", "whole day"]),
        ("deadline = 2019-11-01", "", ["consultations[1].deadline", "must be given"]),
        ('name = "FLJE"', 'name = "FLJE"\nport = 99999', ["mailboxes[1].port", "65535"]),
        ("deadline = 2019-11-01", 'deadline = 2019-11-01\n[digest]\ntime = "kl. 8"', ["digest.time", "kl. 8", "08:00"]),
        ("deadline = 2019-11-01", "deadline = 2019-01-01", ["consultations[1]", "lies before opens"]),
        ("deadline = 2019-11-01", 'deadline = 2019-11-01\nasked = ["0461", "9999"]', ["consultations[1].asked", "999"]),
        ("deadline = 2019-11-01", "deadline = 2019-11-01\nasked = 7", ["consultations[1].asked"]),
        ('name = "FLJE"', 'name = "FLJE"\nsecurity = "ssl"', ["mailboxes[1].security", "'tls'", "'ssl'"]),
        ('name = "FLJE"', 'name = "FLJE"\npoll_minutes = 0', ["mailboxes[1].poll_minutes"]),
        ('name = "FLJE"', 'name = "FLJE"\nhost = "x"', ["mailboxes[1]", "password_env"]),
        ('name = "FLJE"', 'name = "FLJE"\npassword = "hemmelig"', ["mailboxes[1].password", "unknown key"]),
        ("[[mailboxes]]", '[service]\ntimezone = "Danmark"\n[[mailboxes]]', ["service.timezone", "Danmark"]),
        ("[[mailboxes]]", "[digset]\nto = []\n[[mailboxes]]", ["digset", "'digest'"]),
        ("[[mailboxes]]", '[digest]\ntime = "02:30"\n[[mailboxes]]', ["digest", "clocks change"]),
        ("[[mailboxes]]", '[digest]\ntime = "otte"\n[[mailboxes]]', ["digest.time", "otte"]),
        ("[[mailboxes]]", '[smtp]\nform = "a@b.dk"\n[[mailboxes]]', ["smtp.form", "'from'"]),
        ('title = "Kommunale kerneværdier"', "title = ", ["not valid TOML", "line"]),
    ],
)
def test_a_fault_is_told_with_its_key_and_what_to_write(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert old in VALID

    message = refuse(tmp_path, VALID.replace(old, new, 1))

    assert [part for part in expected if part not in message] == []
    assert "hemmelig" not in message


def test_names_given_twice_are_refused(tmp_path: Path) -> None:
    twice = VALID + VALID

    message = refuse(tmp_path, twice)

    assert "'FLJE' is given to 2" in message
    assert "'efteraar' is given to 2" in message


def test_a_file_that_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="kommunesvar init"):
        load_config(tmp_path / "nowhere.toml", frozenset())


def test_a_file_in_latin_1_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(VALID.encode("latin-1"))

    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_config(tmp_path / "config.toml", frozenset())

"""What of the configuration the digest is told: when logins end, and whose templates are used."""

from datetime import date
from pathlib import Path

import pytest

from domain.digest import Credential
from domain.errors import ConfigurationError
from kommunesvar.config import Config
from kommunesvar.config.file import load_config

MAILBOX = '[[mailboxes]]\nname = "FLJE"\nhost = "imap.kl.example"\nusername = "flje"\npassword_env = "SECRET"\n'
CONSULTATION = (
    '[[consultations]]\nid = "efteraar"\ntitle = "Kerneværdier"\nmailboxes = ["FLJE"]\n'
    "opens = 2019-06-28\ndeadline = 2019-11-01\n"
)


def load(folder: Path, text: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, frozenset({"0101"}))


def test_the_last_days_of_logins_are_told_where_the_file_says_them(tmp_path: Path) -> None:
    smtp = '[smtp]\nhost = "smtp.kl.example"\nsecret_expires = 2026-12-01\n'

    config = load(tmp_path, f"{MAILBOX}secret_expires = 2027-03-31\n{CONSULTATION}{smtp}")

    assert config.list_credentials() == (
        Credential(name="Adgangen til postkassen FLJE", expires_on=date(2027, 3, 31)),
        Credential(name="Adgangen til mailserveren for udgående mail", expires_on=date(2026, 12, 1)),
    )


def test_nothing_is_told_of_logins_whose_last_day_nobody_wrote_down(tmp_path: Path) -> None:
    config = load(tmp_path, MAILBOX + CONSULTATION)

    assert config.list_credentials() == ()


def test_templates_are_looked_for_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()

    config = load(tmp_path, f'[service]\ntemplates = "own"\n{MAILBOX}{CONSULTATION}')

    assert config.service.templates == tmp_path / "own"


def test_a_folder_of_templates_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"service\.templates.* is no folder"):
        load(tmp_path, f'[service]\ntemplates = "own"\n{MAILBOX}{CONSULTATION}')

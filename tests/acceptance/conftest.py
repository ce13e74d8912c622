"""What acceptance tests share: an installation, letters, and real servers."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from domain.municipality import Roster
from kommunesvar.demo.correspondence import address_of, local, make_reply
from kommunesvar.demo.envelope import Journey
from kommunesvar.demo.servers import DemoSmtpSink, run_smtp_sink
from storage.roster import load_roster
from tests.dovecot import Dovecot, run_dovecot
from tests.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path).write()


@pytest.fixture(scope="session")
def everyone() -> Roster:
    return load_roster()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with run_dovecot() as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[DemoSmtpSink]:
    with run_smtp_sink() as sink:
        yield sink


class Letters:
    """Writes real replies of municipalities, as they come with their trace."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def reply(self, code: str, at: str, form: str = "docx", mailbox: str = "FLJE") -> bytes:
        """Return the raw mail of a municipality's reply that crossed the border at a local time."""
        return make_reply(self._roster[code], Journey(recipient=address_of(mailbox), crossed_at=local(at)), form).raw

    @staticmethod
    def at(moment: str) -> datetime:
        return local(moment)


@pytest.fixture(scope="session")
def letters(everyone: Roster) -> Letters:
    return Letters(everyone)

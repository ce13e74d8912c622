"""Servers that tests with real wires share."""

import itertools
from collections.abc import Iterator

import pytest

from tests.dovecot import Dovecot, run_dovecot
from tests.imap_proxy import ImapProxy, run_proxy

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One server for the whole run; each test takes a ``user`` of its own."""
    with run_dovecot() as server:
        yield server


@pytest.fixture
def user() -> str:
    """A user nobody has been before, with an empty mailbox."""
    return f"user{next(_numbers)}@kl.example"


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[ImapProxy]:
    """A proxy to the server that passes everything on, until it is told otherwise."""
    with run_proxy(dovecot.port) as running:
        yield running

"""What tests of the page share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from domain.account import AccountRole
from tests.web.browser import LivePage, serve_live
from tests.web.client import Client, open_client
from tests.web.oidc_provider import SECRET, run_provider
from tests.web.sample import Clock, Sample, open_sample
from tests.web.vouched import House, write_section


@pytest.fixture
def sample(tmp_path: Path, sqlite_template: Path) -> Iterator[Sample]:
    """The program over the sample books."""
    with open_sample(tmp_path, template=sqlite_template) as opened:
        yield opened


@pytest.fixture
def visitor(sample: Sample) -> Client:
    """Somebody who is not signed in."""
    return open_client(sample.program)


@pytest.fixture
def reader(sample: Sample) -> Client:
    return open_client(sample.program, sample.accounts[AccountRole.READER])


@pytest.fixture
def editor(sample: Sample) -> Client:
    return open_client(sample.program, sample.accounts[AccountRole.EDITOR])


@pytest.fixture
def admin(sample: Sample) -> Client:
    return open_client(sample.program, sample.accounts[AccountRole.ADMIN])


@pytest.fixture
def live(browser: Browser, sample: Sample) -> Iterator[LivePage]:
    """The page, served for a real browser."""
    with serve_live(browser, sample.program) as page:
        yield page


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The program with a provider."""
    monkeypatch.setenv("TEST_OIDC_SECRET", SECRET)
    with (
        run_provider(Clock()) as provider,
        open_sample(tmp_path, template=sqlite_template, rest=write_section(provider)) as sample,
    ):
        provider.clock = sample.clock
        yield House(sample, provider)

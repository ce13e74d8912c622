"""What all tests share: programs they may need, both databases, the roster."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from domain.municipality import Roster
from storage.database import Database, open_database
from storage.roster import load_roster
from storage.search_tables import SEARCH_TABLES
from storage.tables import metadata
from tests.postgresql import Postgresql, empty_database, run_postgresql
from tests.web.browser import run_browser

PACKAGES = {
    "dovecot": "dovecot-imapd",
    "initdb": "postgresql",
    "postgres": "postgresql",
    "tesseract": "tesseract-ocr tesseract-ocr-dan tesseract-ocr-eng",
    "soffice": "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
    "pdftotext": "poppler-utils",
}
"""The Debian package of a program, where it has another name."""


def find_program(name: str) -> str | None:
    """Find a program, also where Debian keeps servers off the path."""
    folders = ["/usr/sbin", "/usr/local/sbin", *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))]
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(folders))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing, saying what to install; in CI that is a failure."""
    programs = [name for marker in item.iter_markers("needs") for name in marker.args]
    missing = [name for name in programs if find_program(name) is None]
    if not missing:
        return
    packages = " ".join(sorted({PACKAGES.get(name, name) for name in missing}))
    message = f"{' and '.join(missing)} not found; install with: apt-get install {packages}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def roster() -> Roster:
    """The 98 municipalities."""
    return load_roster()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """One private PostgreSQL server for the whole run; each test takes a database of its own."""
    initdb = find_program("initdb")
    assert initdb is not None, "a test that uses PostgreSQL bears @pytest.mark.needs('initdb')"
    with run_postgresql(Path(initdb).parent) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("initdb"))])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each of the two kinds of database."""
    return str(request.param)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database in which there is nothing yet, once of each kind."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.create_database()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file of today's schema, to be copied: quicker than to make it anew for each test."""
    template = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_database(f"sqlite:///{template}").close()
    return template


@pytest.fixture(scope="session")
def postgresql_scratch(postgresql: Postgresql) -> str:
    """The URL of a database of today's schema, to be emptied for each test likewise."""
    url = postgresql.create_database()
    open_database(url).close()
    return url


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of today's schema without a row, once of each kind."""
    if database_kind == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return f"sqlite:///{shutil.copy(template, tmp_path / 'kommunesvar.db')}"
    url: str = request.getfixturevalue("postgresql_scratch")
    empty_database(url, [*(table.name for table in metadata.sorted_tables), *SEARCH_TABLES])
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database, once of each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: one thread can drive no two. Who uses it bears @pytest.mark.needs('chromium')."""
    with run_browser() as running:
        yield running

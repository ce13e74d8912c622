"""The pages of actions and of operations in a real browser, and the story of an afternoon at them."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page

from domain.account import AccountRole
from domain.mailbox import Poll
from tests.books import AUTUMN, NOW
from tests.web.browser import LivePage, assert_accessible, serve_live
from tests.web.office import Office, open_office
from tests.web.sample import Sample

pytestmark = pytest.mark.needs("chromium")

OF = f"/hoeringer/{AUTUMN}"
PAGES = (
    f"{OF}/handlinger",
    f"{OF}/udsaettelser?kommune=0320",
    f"{OF}/fritagelser",
    f"{OF}/registrer",
    f"{OF}/ugeoversigt",
    f"{OF}/rykkere",
    f"{OF}/rykkere/gennemse?kommune=0320&kommune=0253&trods=ja",
    f"{OF}/indstillinger",
    "/drift",
    "/drift/regnskab",
    "/drift/log",
)


@pytest.fixture
def office(tmp_path: Path, sqlite_template: Path) -> Iterator[Office]:
    with open_office(tmp_path, sqlite_template) as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, office: Office) -> Iterator[LivePage]:
    """The page where mail can go out, for a real browser."""
    with serve_live(browser, office.sample.program) as page:
        yield page


def find_notice(page: Page) -> str:
    return " ".join(page.locator("[role=status]").inner_text().split())


@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_use_it(path: str, desk: LivePage, office: Office) -> None:
    with desk.open(path, office.sample.accounts[AccountRole.EDITOR]) as page:
        assert_accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_it_is_forbidden_by_our_own_policy(path: str, desk: LivePage, office: Office) -> None:
    complaints: list[str] = []
    with desk.open_context(office.sample.accounts[AccountRole.EDITOR], bypass_csp=False) as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(desk.address + path)
        page.wait_for_load_state("networkidle")

    assert complaints == []


def test_a_dead_mailbox_is_told_of_so_that_everyone_hears(live: LivePage, sample: Sample) -> None:
    sample.program.sightings.record_poll(
        Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW - timedelta(hours=2), error="no answer")
    )
    with live.open("/drift", sample.accounts[AccountRole.READER]) as page:
        assert_accessible(page)


def test_an_afternoon_at_the_desk(desk: LivePage, office: Office) -> None:
    """Grant an extension, look at reminders and send them, download the memo; all without a script running."""
    with desk.open_context(office.sample.accounts[AccountRole.EDITOR], scripts=False) as context:
        page = context.new_page()
        page.goto(f"{desk.address}{OF}/handlinger")

        page.get_by_role("link", name="Giv udsættelse").click()
        page.get_by_label("Ny frist, til og med").fill("2019-11-22")
        page.get_by_label("Begrundelse").fill("Behandles på byrådsmødet")
        page.get_by_role("checkbox", name="Faxe").check()
        page.get_by_role("checkbox", name="Greve").check()
        page.get_by_role("button", name="Giv de valgte udsættelse").click()
        granted = find_notice(page)

        page.get_by_role("link", name="Handlinger", exact=True).first.click()
        page.get_by_role("link", name="Ryk dem, der mangler").click()
        page.get_by_role("heading", name="Rykkes ikke").wait_for()
        for box in page.locator("tbody input[type=checkbox]").all()[2:]:
            box.uncheck()
        page.get_by_role("checkbox", name=re.compile("Ryk, selv om")).check()
        page.get_by_role("button", name="Se rykkerne").first.click()
        page.get_by_role("heading", name="Brevene, ord for ord").wait_for()
        letters = page.locator("details").count()
        page.get_by_role("button", name="Send 2 rykkere").click()
        reminded = find_notice(page)

        page.get_by_role("link", name="Handlinger", exact=True).first.click()
        with page.expect_download() as expected:
            page.get_by_role("link", name="Hent med hele svar").click()
        download = expected.value
        memo = Document(io.BytesIO(Path(download.path()).read_bytes()))

    assert "Faxe Kommune og Greve Kommune har nu frist til og med 22. november 2019." in granted
    assert letters == 2
    assert "2 kommuner er rykket." in reminded
    assert {mail.recipient for mail in office.sink.mails} == {"formand@albertslund.dk", "formand@alleroed.dk"}
    assert download.suggested_filename == f"Høringsnotat {AUTUMN} 2019-11-04.docx"
    assert any("Odense" in paragraph.text for paragraph in memo.paragraphs)


def test_a_paper_letter_is_registered_and_taken_back(desk: LivePage, office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Byrådet bakker op om de ti kerneværdier.", encoding="utf-8")
    with desk.open(f"{OF}/registrer", office.sample.accounts[AccountRole.EDITOR]) as page:
        page.get_by_label("Kommune", exact=True).select_option("0320")
        page.get_by_label("Modtaget den").fill("2019-10-31")
        page.get_by_label("Filer").set_input_files(letter)
        page.get_by_role("button", name="Registrer svaret").click()
        registered = find_notice(page)
        assert_accessible(page)

        page.get_by_role("button", name="Træk tilbage").click()
        taken_back = find_notice(page)

    assert "er registreret som mail" in registered
    assert "tæller ikke længere med" in taken_back

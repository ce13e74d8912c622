"""The overview in a real browser."""

import re
import subprocess
from pathlib import Path

import pytest

from domain.account import AccountRole
from tests.books import AUTUMN
from tests.web.browser import LivePage, assert_accessible
from tests.web.sample import Sample

pytestmark = pytest.mark.needs("chromium")

PAGE = f"/hoeringer/{AUTUMN}"
TAB_STOPS = """
[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(one => one.tabIndex >= 0 && one.type !== "hidden" && one.checkVisibility()).length
"""


@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        f"{PAGE}?vaelg=alle&status=missing",
        f"{PAGE}?tidspunkt=2019-10-25&kommune=Atlantis",
        f"{PAGE}/adresser?status=missing",
    ],
)
def test_everyone_can_use_it(live: LivePage, sample: Sample, path: str) -> None:
    with live.open(path, sample.accounts[AccountRole.EDITOR]) as page:
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")

        assert_accessible(page)


def test_it_is_reached_in_few_steps_by_keyboard(live: LivePage, sample: Sample) -> None:
    with live.open(PAGE, sample.accounts[AccountRole.READER]) as page:
        assert page.evaluate(TAB_STOPS) < 130


def test_nothing_of_it_is_forbidden_by_our_own_policy(live: LivePage, sample: Sample) -> None:
    complaints: list[str] = []
    with live.open_context(sample.accounts[AccountRole.READER], bypass_csp=False) as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live.address + PAGE)
        page.wait_for_load_state("networkidle")

    assert complaints == []


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("query", ["", "?vaelg=1"])
def test_on_paper_all_98_are_there(live: LivePage, sample: Sample, query: str, tmp_path: Path) -> None:
    paper = tmp_path / "oversigt.pdf"
    with live.open(PAGE + query, sample.accounts[AccountRole.EDITOR]) as page:
        page.pdf(path=str(paper), format="A4")

    text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True).stdout.decode()
    names = [municipality.name for municipality in sample.program.roster]
    assert [name for name in names if not re.search(rf"(?<![\wæøå]){name}(?![\wæøå])", text)] == []
    assert text.count("mangler") >= 90


def test_several_are_chosen_and_given_more_time_without_a_script(live: LivePage, sample: Sample) -> None:
    with live.open_context(sample.accounts[AccountRole.EDITOR], scripts=False) as context:
        page = context.new_page()
        page.goto(f"{live.address}{PAGE}?status=missing")
        page.get_by_role("link", name="Vælg flere").click()
        page.get_by_label("Albertslund").check()
        page.get_by_label("Ærø").check()
        page.get_by_role("button", name="Giv udsættelse til de valgte").click()

        ticked = page.locator("input[name=kommune]:checked")

        assert page.get_by_role("heading", level=1).text_content() == "Udsættelser"
        assert [ticked.nth(number).get_attribute("value") for number in range(ticked.count())] == ["0165", "0492"]


def test_sifting_and_sorting_stand_in_the_address(live: LivePage, sample: Sample) -> None:
    with live.open(PAGE, sample.accounts[AccountRole.READER]) as page:
        page.get_by_role("link", name="mangler", exact=False).first.click()
        page.get_by_label("Region", exact=True).select_option("Region Nordjylland")
        page.get_by_label("Sortér efter").select_option("navn")
        page.get_by_role("button", name="Vis", exact=True).click()

        assert {"status=missing", "region=Region+Nordjylland", "sorter=navn"} <= set(
            page.url.partition("?")[2].split("&")
        )
        assert page.locator(".municipalities tbody tr").count() == 9

"""The overview in a real browser."""

import pytest

from domain.account import AccountRole
from tests.books import AUTUMN
from tests.web.browser import LivePage, assert_accessible
from tests.web.sample import Sample

pytestmark = pytest.mark.needs("chromium")

PAGE = f"/hoeringer/{AUTUMN}"
TAB_STOPS = "document.querySelectorAll('a[href], button, input:not([type=hidden]), select, [tabindex=\"0\"]').length"


def test_everyone_can_use_it(live: LivePage, sample: Sample) -> None:
    with live.open(PAGE, sample.accounts[AccountRole.EDITOR]) as page:
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


def test_on_paper_all_98_are_there(live: LivePage, sample: Sample) -> None:
    with live.open(PAGE, sample.accounts[AccountRole.READER]) as page:
        page.emulate_media(media="print")

        shown = page.locator("tbody tr:visible").count()

    assert shown == 98

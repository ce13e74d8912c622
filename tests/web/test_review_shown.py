"""The review, the page of a message and the list of them, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from domain.account import AccountRole
from domain.message import State
from tests.books import AUTUMN
from tests.web.browser import LivePage, assert_accessible
from tests.web.mails import build_letter, build_rich_letter, take_in_letters
from tests.web.sample import Sample

pytestmark = pytest.mark.needs("chromium")

REVIEW = f"/hoeringer/{AUTUMN}/gennemsyn"
NAMES = ("Odense", "Vejle", "Faxe")
CODES = ["0461", "0630", "0320"]


@pytest.fixture
def letters(sample: Sample, tmp_path: Path) -> list[int]:
    """The numbers of three mails, each of which says whom it speaks for and is sent by a stranger."""
    words = "Hermed høringssvar fra {} Kommune om de kommunale kerneværdier. Vi bakker op om dem, og vi takker."
    return take_in_letters(
        sample, tmp_path / "in", [build_letter(number, words=words.format(name)) for number, name in enumerate(NAMES)]
    )


@pytest.fixture
def rich(sample: Sample, tmp_path: Path) -> int:
    (number,) = take_in_letters(sample, tmp_path / "in", [build_rich_letter()])
    return number


@pytest.fixture
def page(live: LivePage, sample: Sample) -> Iterator[Page]:
    """A browser of somebody who has asked for keys."""
    editor = sample.accounts[AccountRole.EDITOR]
    sample.program.accounts.record_shortcuts(editor, sample.clock(), on=True)
    with live.open_context(editor, bypass_csp=False) as context:
        yield context.new_page()


def test_three_mails_are_settled_by_one_key_each_and_one_is_taken_back(
    live: LivePage, sample: Sample, letters: list[int], page: Page
) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")
    for letter in letters:
        assert f"henvendelse {letter}" in page.inner_text(".queue")
        with page.expect_navigation():
            page.keyboard.press("1")
    settled = [[reply.municipality for reply in sample.program.messages.load_view(one).replies] for one in letters]
    with page.expect_navigation():
        page.keyboard.press("f")

    views = [sample.program.messages.load_view(one) for one in letters]
    assert settled == [[code] for code in CODES]
    assert [view.state for view in views] == [State.COUNTED, State.COUNTED, State.REVIEW]
    assert f"henvendelse {letters[2]}" in page.inner_text(".queue")


def test_another_municipality_is_chosen_by_typing_its_first_letters(
    live: LivePage, sample: Sample, letters: list[int], page: Page
) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")
    page.keyboard.press("k")
    page.keyboard.type("Syddjurs")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert [reply.municipality for reply in sample.program.messages.load_view(letters[0]).replies] == ["0706"]


def test_keys_pressed_while_writing_are_only_letters(
    live: LivePage, sample: Sample, letters: list[int], page: Page
) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")
    page.focus("#afgoer-begrundelse")
    page.keyboard.type("1 til 3 finder i tekst")

    assert page.input_value("#afgoer-begrundelse") == "1 til 3 finder i tekst"
    assert sample.program.messages.load_view(letters[0]).state is State.REVIEW


def test_keys_do_nothing_for_who_has_not_asked_for_them(live: LivePage, sample: Sample, letters: list[int]) -> None:
    with live.open(f"{REVIEW}?mail={letters[0]}", sample.accounts[AccountRole.ADMIN]) as page:
        page.keyboard.press("1")
        page.keyboard.press("?")
        page.wait_for_timeout(300)

        assert page.locator("#genveje[open]").count() == 0
    assert sample.program.messages.load_view(letters[0]).state is State.REVIEW


def test_the_question_mark_shows_the_keys(live: LivePage, letters: list[int], page: Page) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")

    page.keyboard.press("?")

    assert page.locator("#genveje[open]").count() == 1


def test_a_mail_is_settled_without_scripts(live: LivePage, sample: Sample, letters: list[int]) -> None:
    with live.open_context(sample.accounts[AccountRole.EDITOR], scripts=False) as context:
        page = context.new_page()
        page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")
        page.click(".candidates button >> nth=0")
        page.click(".undo button")

        assert "Afgørelsen er fortrudt" in page.inner_text("main")
    assert sample.program.messages.load_view(letters[0]).state is State.REVIEW


@pytest.mark.parametrize("path", [f"{REVIEW}?mail={{}}", "/henvendelser/{}", f"/hoeringer/{AUTUMN}/henvendelser"])
def test_everyone_can_use_it(live: LivePage, sample: Sample, rich: int, path: str) -> None:
    with live.open(path.format(rich), sample.accounts[AccountRole.EDITOR]) as page:
        for closed in page.query_selector_all("summary"):
            closed.click()
        assert_accessible(page)


@pytest.mark.parametrize("path", [f"{REVIEW}?mail=1", "/hoeringer/kernevaerdier-2019-foraar/gennemsyn"])
def test_an_empty_queue_can_be_read_by_everyone(live: LivePage, sample: Sample, path: str) -> None:
    with live.open(path, sample.accounts[AccountRole.EDITOR]) as page:
        assert_accessible(page)


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs(live: LivePage, sample: Sample, rich: int) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    with live.open_context(sample.accounts[AccountRole.EDITOR], bypass_csp=False) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"{live.address}{REVIEW}?mail={rich}")
        page.click(".as-sent summary")
        page.locator("iframe").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        frame = page.frame_locator("iframe")
        colour = frame.locator("p.farvet").evaluate("element => getComputedStyle(element).color")

    assert colour == "rgb(163, 19, 43)"
    assert [url for url in asked if not url.startswith((live.address, "data:"))] == []
    assert complaints == []


def test_the_best_suggestion_is_in_sight_without_scrolling(live: LivePage, letters: list[int], page: Page) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")

    best = page.locator("[data-key='1']")
    box = best.bounding_box()

    assert best.count() == 1
    assert box is not None
    # In sight without scrolling, on a screen of the usual size.
    assert box["y"] + box["height"] < 800


@pytest.mark.parametrize(("width", "reads_first"), [(390, True), (1440, False)])
def test_on_a_narrow_page_the_mail_is_read_before_it_is_decided_on(
    live: LivePage, sample: Sample, letters: list[int], width: int, *, reads_first: bool
) -> None:
    path = f"{REVIEW}?mail={letters[0]}"
    with live.open(path, sample.accounts[AccountRole.EDITOR]) as page:
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [page.locator(name).bounding_box() for name in (".why", ".reading", ".deciding")]
        order = page.evaluate("[...document.querySelector('.desk').children].map(part => part.className)")
        assert_accessible(page)

    why, reading, deciding = (box["y"] for box in boxes if box)
    assert order == ["why", "reading", "deciding"]
    assert (why < reading < deciding) is reads_first
    assert why < deciding


def test_who_knows_the_mail_gets_to_the_decision_with_one_key(live: LivePage, letters: list[int], page: Page) -> None:
    page.goto(f"{live.address}{REVIEW}?mail={letters[0]}")

    page.locator(".jump a").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.deciding') !== null")

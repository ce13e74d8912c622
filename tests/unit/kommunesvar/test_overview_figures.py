import re

import lxml.html
import pytest

from domain.standing import Standing, StandingFacts, compute_standings
from kommunesvar.web.assets import load_assets
from kommunesvar.web.overview.figures import draw_bar, draw_map
from notifier.figures.palette import LOOKS, measure_contrast
from storage.roster import load_roster
from tests.books import NOW
from tests.builders import build_consultation

ROSTER = load_roster()
STANDINGS = compute_standings(build_consultation(), ROSTER, StandingFacts(excused=frozenset({"0101"})), NOW)


def load_style() -> str:
    return load_assets()["figures.css"].content.decode()


def find_colour(selector: str, name: str) -> str:
    rule = re.search(rf"(?:^|, ?){re.escape(selector)}(?:, [^{{]*)? {{ ([^}}]*) }}", load_style(), re.MULTILINE)
    assert rule is not None, selector
    found = re.search(rf"\b{name}: (#[0-9a-f]{{6}})", rule[1])
    assert found is not None, (selector, name)
    return found[1]


@pytest.mark.parametrize("standing", Standing)
def test_a_tile_looks_as_its_standing_does_everywhere(standing: Standing) -> None:
    look, tone = LOOKS[standing], f".tone-{standing.value}"

    assert find_colour(f"{tone} rect", "fill") == look.paper
    assert find_colour(f"{tone} rect", "stroke") == look.edge
    assert find_colour(f"{tone} text", "fill") == look.ink


@pytest.mark.parametrize("standing", Standing)
def test_what_is_written_in_a_tile_can_be_read(standing: Standing) -> None:
    ink, paper = (find_colour(f".tone-{standing.value} {part}", "fill") for part in ("text", "rect"))

    assert measure_contrast(ink, paper) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1])
def test_what_is_written_and_drawn_in_the_progress_can_be_seen_by_day_and_by_night(scheme: int) -> None:
    page = load_assets()["page.css"].content.decode()
    root = re.findall(r":root \{(.*?)\}", page, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", root))

    assert "figure-progress text { fill: var(--quiet)" in load_style()
    assert measure_contrast(colours["quiet"], colours["card"]) >= 4.5
    assert measure_contrast(colours["done"], colours["card"]) >= 3
    assert measure_contrast(colours["warning"], colours["card"]) >= 3


def test_the_map_has_a_tile_for_each_with_glyph_letters_and_name_and_no_link() -> None:
    picture = lxml.html.fragment_fromstring(str(draw_map(STANDINGS)))

    tiles = picture.xpath("//g")
    assert len(tiles) == 98
    assert len({tile.xpath("string(text[2])") for tile in tiles}) == 98
    assert {tile.xpath("string(text[1])") for tile in tiles} == {"!", "–"}
    assert "København: ikke hørt" in picture.xpath("//title/text()")
    assert picture.xpath("//a | //@style") == []


def test_the_bar_is_as_long_as_all_together_and_tells_its_parts() -> None:
    picture = lxml.html.fragment_fromstring(str(draw_bar(STANDINGS)))

    assert [(part.get("x"), part.get("width")) for part in picture.xpath("//rect")] == [("0", "97"), ("97", "1")]
    assert picture.get("aria-label") == "Af de 98 kommuner: 97 mangler, 1 ikke hørt."

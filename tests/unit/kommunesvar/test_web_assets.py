import re

import pytest

from domain.standing import Standing
from kommunesvar.web.assets import load_assets
from notifier.figures.palette import LOOKS, measure_contrast

LONGEST_PAGE = 150 * 1024


def load_style(name: str) -> str:
    return load_assets()[name].content.decode()


@pytest.mark.parametrize("standing", Standing)
def test_a_standing_looks_on_the_page_as_in_every_figure(standing: Standing) -> None:
    look = LOOKS[standing]

    assert (
        f".standing-{standing.value} {{ color: {look.ink}; background: {look.paper}; border-color: {look.edge}; }}"
        in load_style("standing.css")
    )


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_can_be_read_by_day_and_by_night(scheme: int) -> None:
    root = re.findall(r":root \{(.*?)\}", load_style("page.css"), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", root))

    for ink in ("ink", "quiet", "link"):
        for paper in ("paper", "card"):
            assert measure_contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    assert measure_contrast(colours["top-ink"], colours["top"]) >= 4.5
    assert measure_contrast(colours["button-ink"], colours["button"]) >= 4.5
    assert measure_contrast(colours["focus"], colours["paper"]) >= 3


def test_what_every_page_loads_is_small() -> None:
    assert sum(len(asset.content) for asset in load_assets().values()) < LONGEST_PAGE / 4


def test_an_address_changes_with_the_content() -> None:
    digests = {asset.digest for asset in load_assets().values()}

    assert len(digests) == len(load_assets())
    assert all(re.fullmatch(r"[0-9a-f]{16}", digest) for digest in digests)

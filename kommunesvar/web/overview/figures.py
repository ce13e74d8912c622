"""The figures of the overview as SVG that takes its colours from the style sheet, so that they turn dark with the page.

No ``style`` and no links: the content policy forbids the one, and the table holds the other. Everything that a
figure shows is told in words as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar
from xml.sax.saxutils import escape

from markupsafe import Markup

from domain.municipality import MUNICIPALITY_COUNT
from domain.standing import Standing, Standings
from notifier.figures.palette import LOOKS
from notifier.figures.regions import RegionShare
from notifier.figures.svg import draw
from notifier.figures.tile_names import shorten_name
from notifier.figures.tiles import describe_tile_map

PITCH, TILE = 10, 9.4
BAR_HEIGHT = 6
_GLYPH, _LETTERS = 4.0, 8.0
"""Where in a tile the two lines of text stand."""

Countable = TypeVar("Countable", Standings, RegionShare)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of a bar's whole stand so."""

    standing: Standing
    count: int


def draw_bar(standings: Standings) -> Markup:
    """Return the 98 as one bar."""
    told = ", ".join(f"{count} {standing.danish}" for standing, count in standings.counts.items() if count)
    parts = [Part(standing, count) for standing, count in standings.counts.items()]
    return _draw_parts(parts, MUNICIPALITY_COUNT, f"Af de {MUNICIPALITY_COUNT} kommuner: {told}.")


def draw_region_bar(share: RegionShare) -> Markup:
    """Return those of a region that were asked as one bar; the numbers stand beside it."""
    return _draw_parts([Part(standing, share.count(standing)) for standing in Standing], share.asked, "")


def _draw_parts(parts: Sequence[Part], whole: int, told: str) -> Markup:
    drawn, x = "", 0
    for part in parts:
        if part.count:
            drawn += draw("rect", class_=f"part tone-{part.standing.value}", x=x, width=part.count, height=BAR_HEIGHT)
        x += part.count
    return _frame(drawn, width=whole, height=BAR_HEIGHT, name="bar", told=told, stretch=True)


def draw_map(standings: Standings) -> Markup:
    """Return a tile for each municipality, with the glyph of its standing and three letters of its name."""
    tiles = [_draw_tile(row.municipality.name, row.standing, row.municipality.tile_x, row.municipality.tile_y)
             for row in standings.rows]  # fmt: skip
    width = max(row.municipality.tile_x for row in standings.rows) * PITCH + TILE
    height = max(row.municipality.tile_y for row in standings.rows) * PITCH + TILE
    return _frame("".join(tiles), width=width + 1, height=height + 1, name="map", told=describe_tile_map(standings))


@cache
def _draw_tile(name: str, standing: Standing, column: int, line: int) -> str:
    x, y = column * PITCH + 0.5, line * PITCH + 0.5
    middle = x + TILE / 2
    return draw(
        "g",
        draw("title", escape(f"{name}: {standing.danish}"))
        + draw("rect", x=x, y=y, width=TILE, height=TILE, rx=0.8)
        + draw("text", LOOKS[standing].glyph, x=middle, y=y + _GLYPH)
        + draw("text", escape(shorten_name(name)), x=middle, y=y + _LETTERS),
        class_=f"tone-{standing.value}",
    )


def _frame(  # a picture is its content, its size and its words
    content: str, *, width: float, height: float, name: str, told: str, stretch: bool = False
) -> Markup:
    """Return the whole picture; one that tells nothing of its own is left out by a screen reader."""
    spoken = {"role": "img", "aria_label": told} if told else {"aria_hidden": "true"}
    size = {"viewBox": f"0 0 {width:g} {height:g}", "preserveAspectRatio": "none" if stretch else "xMidYMid meet"}
    return Markup(draw("svg", content, class_=f"figure-{name}", focusable="false", **size, **spoken))  # noqa: S704 - draw() and escape() have escaped all that it holds

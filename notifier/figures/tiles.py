"""The tile map: 98 squares of one size where the municipalities lie, so that a small one is seen like a large one."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from domain.municipality import MUNICIPALITY_COUNT
from domain.standing import MunicipalityStanding, Standings
from notifier.figures.palette import LOOKS
from notifier.figures.svg import draw, draw_box, draw_glyph, frame_picture, write_text
from notifier.figures.tile_names import break_name, shorten_name

PITCH = 60
TILE = 55
MARGIN = 4
NAME_SIZE = 10.4
LETTERS_SIZE = 19

_LEGEND_X, _LEGEND_Y = 7.6 * PITCH, 0.35 * PITCH
_LEGEND_STEP = 0.62 * PITCH
_LEGEND_SIZE = 20


def draw_tile_map(standings: Standings, *, short: bool = False) -> str:
    """Return the map as SVG: each tile with its glyph, its name and its colour, and a legend with the figures.

    ``short`` names are three letters, which can be read where the map is no wider than a mail.
    """
    last_x = max(row.municipality.tile_x for row in standings.rows)
    last_y = max(row.municipality.tile_y for row in standings.rows)
    tiles = (_draw_tile(row, short=short) for row in standings.rows)
    return frame_picture(
        "".join(tiles) + "".join(_draw_legend(standings)),
        width=last_x * PITCH + TILE + 2 * MARGIN,
        height=last_y * PITCH + TILE + 2 * MARGIN,
        title="Kort over de 98 kommuner",
        description=describe_tile_map(standings),
    )


def describe_tile_map(standings: Standings) -> str:
    """Return what the map shows, for those who do not see it."""
    told = ", ".join(f"{count} {standing.danish}" for standing, count in standings.counts.items() if count)
    return f"Kort med en firkant for hver af de {MUNICIPALITY_COUNT} kommuner, farvet efter kommunens status: {told}."


def _draw_tile(row: MunicipalityStanding, *, short: bool) -> str:
    name, look = row.municipality.name, LOOKS[row.standing]
    x, y = MARGIN + row.municipality.tile_x * PITCH, MARGIN + row.municipality.tile_y * PITCH
    lines = (shorten_name(name),) if short else break_name(name)
    size = LETTERS_SIZE if short else NAME_SIZE
    base = y + (47 if short else 40 + NAME_SIZE / 2 * (2 - len(lines)) - NAME_SIZE / 2)
    words = (
        write_text(line, x=x + TILE / 2, y=base + number * size, size=size, fill=look.ink)
        for number, line in enumerate(lines)
    )
    glyph = draw_glyph(look.glyph, x=x + TILE / 2, y=y + (24 if short else 19), size=18 if short else 15, fill=look.ink)
    told = draw("title", escape(f"{name}: {row.standing.danish}"))
    return draw("g", told + draw_box(x=x, y=y, width=TILE, height=TILE, look=look) + glyph + "".join(words))


def _draw_legend(standings: Standings) -> Iterator[str]:
    """Yield a line for each standing that occurs; the sum shows that none of the 98 is left out."""
    found = [(standing, count) for standing, count in standings.counts.items() if count]
    for number, (standing, count) in enumerate(found):
        y, look = _LEGEND_Y + number * _LEGEND_STEP, LOOKS[standing]
        yield draw_box(x=_LEGEND_X, y=y, width=28, height=28, look=look)
        yield draw_glyph(look.glyph, x=_LEGEND_X + 14, y=y + 20, size=16, fill=look.ink)
        yield _write_entry(count, standing.danish, y=y + 21)
    yield _write_entry(MUNICIPALITY_COUNT, "kommuner", y=_LEGEND_Y + len(found) * _LEGEND_STEP + 21)


def _write_entry(count: int, word: str, *, y: float) -> str:
    number = write_text(str(count), x=_LEGEND_X + 70, y=y, size=_LEGEND_SIZE, anchor="end")
    return number + write_text(word, x=_LEGEND_X + 80, y=y, size=_LEGEND_SIZE, anchor="start")

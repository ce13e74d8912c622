import struct
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import lxml.etree
import pytest

from domain.deadline import Deadline
from domain.standing import Standing, Standings
from notifier.figures.palette import LOOKS, measure_contrast
from notifier.figures.png import render_png
from notifier.figures.regions import describe_region_bars, draw_region_bars, list_shares
from notifier.figures.tile_names import LONGEST_LINE, break_name, shorten_name
from notifier.figures.tiles import draw_tile_map
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import build_standings

SVG = "{http://www.w3.org/2000/svg}"
READABLE = 4.5
"""WCAG 2.1, 1.4.3, level AA."""


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_readable_in_its_own_colours(standing: Standing) -> None:
    look = LOOKS[standing]

    contrast = measure_contrast(look.ink, look.paper)

    assert contrast >= READABLE


@pytest.mark.parametrize(
    ("standing", "contrast"),
    [
        (Standing.ON_TIME, 9.4),
        (Standing.LATE, 10.7),
        (Standing.EXTENDED, 7.3),
        (Standing.MISSING, 7.8),
        (Standing.UNDER_REVIEW, 5.6),
    ],
)
def test_contrast_is_measured_as_others_measure_it(standing: Standing, contrast: float) -> None:
    look = LOOKS[standing]

    measured = measure_contrast(look.ink, look.paper)

    assert measured == pytest.approx(contrast, abs=0.1)


def test_the_edge_of_a_square_is_seen_on_white_paper() -> None:
    edges = [look.edge for look in LOOKS.values()]

    contrasts = [measure_contrast(edge, "#ffffff") for edge in edges]

    assert min(contrasts) >= 3


def test_no_two_standings_share_a_glyph_or_a_colour() -> None:
    looks = list(LOOKS.values())

    shared = [(a, b) for a, b in combinations(looks, 2) if a.glyph == b.glyph or a.paper == b.paper]

    assert shared == []


def test_the_map_has_a_tile_for_each_of_the_98_and_says_where_each_stands() -> None:
    standings = build_standings()

    told = [title.text for title in read_svg(draw_tile_map(standings)).iter(f"{SVG}title")][1:]

    assert told == [f"{row.municipality.name}: {row.standing.danish}" for row in standings.rows]
    assert len(told) == 98


def test_no_two_tiles_lie_on_each_other_and_all_lie_within_the_picture() -> None:
    picture = read_svg(draw_tile_map(build_standings()))

    squares = [(float(s.get("x", "")), float(s.get("y", ""))) for s in picture.iterfind(f".//{SVG}g/{SVG}g/{SVG}rect")]
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    assert len(set(squares)) == 98
    assert all(0 <= x <= width - 55 and 0 <= y <= height - 55 for x, y in squares)


@pytest.mark.parametrize("short", [False, True])
def test_each_tile_bears_the_glyph_of_its_standing(short: bool) -> None:  # noqa: FBT001 - parametrised
    standings = build_standings(on_time=0, late=98, extended=0, under_review=0)

    picture = read_svg(draw_tile_map(standings, short=short))

    glyphs = [g.findtext(f"{SVG}text") for g in picture.iterfind(f"{SVG}g/{SVG}g")]
    assert glyphs == ["S"] * 98


def test_the_legend_counts_all_98() -> None:
    standings = build_standings()

    words = [text.text for text in read_svg(draw_tile_map(standings)).iterfind(f"{SVG}g/{SVG}text")]

    assert [*filter(str.isdecimal, filter(None, words))] == ["39", "2", "5", "3", "49", "98"]
    assert "til gennemsyn" in words
    assert "ikke hørt" not in words


def test_names_fit_into_their_tiles_and_are_whole() -> None:
    names = [municipality.name for municipality in load_roster()]

    lines = {name: break_name(name) for name in names}

    assert max(len(line) for parts in lines.values() for line in parts) <= LONGEST_LINE
    assert max(len(parts) for parts in lines.values()) <= 3
    assert [n for n, parts in lines.items() if "".join(parts).replace("-", "") != n.replace("-", "")] == []


def test_three_letters_name_one_municipality_and_no_other() -> None:
    names = [municipality.name for municipality in load_roster()]

    letters = {shorten_name(name) for name in names}

    assert len(letters) == 98
    assert {len(three) for three in letters} == {3}


def test_the_regions_together_have_the_figures_of_the_country() -> None:
    standings = build_standings()

    shares = list_shares(standings)

    assert [share.name for share in shares] == [
        "Region Hovedstaden",
        "Region Sjælland",
        "Region Syddanmark",
        "Region Midtjylland",
        "Region Nordjylland",
    ]
    assert sum(share.asked for share in shares) == 98
    assert sum(share.answered for share in shares) == standings.answered
    assert {s: sum(share.count(s) for share in shares) for s in Standing} == standings.counts


def test_those_who_were_not_asked_are_in_no_share() -> None:
    only_odense = build_consultation(asked=frozenset({"0461"}))
    standings = build_standings(only_odense, on_time=0, late=0, extended=0, under_review=0)

    (share,) = list_shares(standings)

    assert (share.name, share.asked, share.answered, share.percent) == ("Region Syddanmark", 1, 0, 0)


def test_bars_and_their_description_follow_the_regions_of_the_day() -> None:
    standings = build_standings(
        build_consultation(deadline=Deadline(datetime(2027, 2, 1, tzinfo=UTC).date())),
        as_of=datetime(2027, 1, 4, 12, tzinfo=UTC),
    )

    names = [text.text for text in read_svg(draw_region_bars(standings)).iter(f"{SVG}text")]

    assert "Østdanmark" in names
    assert "Hovedstaden" not in names
    assert "Region Østdanmark" in describe_region_bars(standings)


def test_the_parts_of_a_bar_are_as_long_as_they_are_many() -> None:
    standings = build_standings(on_time=98, late=0, extended=0, under_review=0)

    rects = read_svg(draw_region_bars(standings)).findall(f"{SVG}g/{SVG}g/{SVG}rect")

    assert {rect.get("width") for rect in rects} == {"568"}
    assert len(rects) == 5


def test_a_picture_needs_no_style_that_a_strict_policy_would_refuse() -> None:
    pictures = draw_tile_map(build_standings()) + draw_region_bars(build_standings())

    refused = [word for word in ("style=", "<style", "class=", "href", "<script") if word in pictures]

    assert refused == []


def test_a_name_with_markup_stays_a_name() -> None:
    standings = build_standings()
    first = standings.rows[0]
    named = replace(first, municipality=replace(first.municipality, name='<b>&"'))

    picture = read_svg(draw_tile_map(replace(standings, rows=(named, *standings.rows[1:]))))

    assert '<b>&"' in [text.text for text in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("draw", [draw_tile_map, draw_region_bars])
def test_a_picture_becomes_a_png_of_the_width_asked_for(draw: Callable[[Standings], str]) -> None:
    picture = draw(build_standings())

    png = render_png(picture, 800)

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", png[16:20]) == (800,)


def test_names_and_glyphs_are_drawn_and_not_only_squares() -> None:
    picture = draw_tile_map(build_standings())
    bare = "".join(lxml.etree.tostring(strip_texts(read_svg(picture)), encoding="unicode"))

    with_names, without = render_png(picture, 800), render_png(bare, 800)

    assert len(with_names) > 2 * len(without)


def strip_texts(picture: "lxml.etree._Element") -> "lxml.etree._Element":
    for text in list(picture.iter(f"{SVG}text")):
        parent = text.getparent()
        assert parent is not None
        parent.remove(text)
    return picture


def test_the_map_of_a_mail_is_small_and_quickly_drawn() -> None:
    standings = build_standings()
    render_png(draw_tile_map(standings, short=True), 800)

    before = time.process_time()
    png = render_png(draw_tile_map(standings, short=True), 800)
    seconds = time.process_time() - before

    assert len(png) < 90_000
    assert seconds < 1


def read_svg(text: str) -> "lxml.etree._Element":
    return lxml.etree.fromstring(text.encode())

"""How a standing looks: always a glyph, a word and a colour, so that each says it without the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The glyph of a standing, and its colours as ``#rrggbb``; ``edge`` is the border's."""

    glyph: str
    ink: str
    paper: str
    edge: str


LOOKS: Mapping[Standing, Look] = {
    Standing.ON_TIME: Look(glyph="✓", ink="#ffffff", paper="#0b4f4a", edge="#0b4f4a"),
    Standing.LATE: Look(glyph="S", ink="#2b1d00", paper="#ffc84a", edge="#2b1d00"),
    Standing.EXTENDED: Look(glyph="U", ink="#061f38", paper="#7fb0dd", edge="#061f38"),
    Standing.UNDER_REVIEW: Look(glyph="?", ink="#ffffff", paper="#7f4fbd", edge="#7f4fbd"),
    Standing.MISSING: Look(glyph="!", ink="#a3132b", paper="#ffffff", edge="#a3132b"),
    Standing.NOT_ASKED: Look(glyph="–", ink="#3a4552", paper="#e3e6ea", edge="#77828f"),
}
"""Chosen so that no two are alike to the colour-blind or in grey, and every glyph can be read (WCAG 2.1, 1.4.3)."""


_LINEAR_BELOW = 0.04045
"""So dark a channel of sRGB (IEC 61966-2-1) grows in a straight line."""


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, 'contrast ratio')."""
    darker, lighter = sorted((_measure_luminance(one), _measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _measure_luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

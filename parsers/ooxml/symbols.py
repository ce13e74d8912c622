"""Letters and ticks of the fonts that hold pictures in the places of letters: Symbol, Wingdings."""

import re

_PRIVATE = 0xF000
_PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")
_LETTERS = range(0x20, 0x100)
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xD7: "⋅",
    0xDE: "⇒",
    0xE5: "∑",
    0xF2: "∫",
}
# The ticks that forms are filled in with, and bullets.
_WINGDINGS = {
    0xFE: "☒",
    0xFD: "☒",
    0xA8: "☐",
    0x6F: "☐",
    0x71: "☐",
    0xFC: "✓",
    0xFB: "✗",
    0x78: "☒",
    0xB7: "•",
    0xA7: "▪",
    0x6E: "■",
    0x6C: "●",
    0x76: "❖",
    0xD8: "➢",
    0xE0: "→",
    0xDF: "←",
    0x4A: "☺",
}
_WINGDINGS_2 = {0x52: "☑", 0x54: "☒", 0x53: "☒", 0xA3: "☐", 0x50: "✓", 0x4F: "✗", 0x51: "☒"}


def read_symbol(code: int, font: str) -> str:
    """Return the Unicode sign for a place in a font of symbols; of other fonts the sign itself, if it has a meaning."""
    place = code - _PRIVATE if code >= _PRIVATE else code
    table = _find_table(font)
    if place not in _LETTERS or (table is None and code < _PRIVATE):
        return chr(code) if code < 0xD800 else ""  # noqa: PLR2004 - above lie no letters
    signs = _WINGDINGS if table is None else table
    # Digits and punctuation of Symbol are those of ASCII; the pictures of Wingdings are no letters.
    return signs.get(place, chr(place) if table is _SYMBOL and place < 0x80 else "")  # noqa: PLR2004 - the end of ASCII


def replace_symbols(text: str) -> str:
    """Return text with ticks for the signs of symbol fonts in it, whose fonts are not known; others stay."""
    return _PRIVATE_SIGN.sub(lambda match: read_symbol(ord(match[0]), "") or match[0], text)


def _find_table(font: str) -> dict[int, str] | None:
    name = font.strip().lower()
    if name.startswith("symbol"):
        return _SYMBOL
    if name.startswith("wingdings"):
        return _WINGDINGS_2 if name.endswith("2") else _WINGDINGS
    return None

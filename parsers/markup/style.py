"""What a style says that a reader sees: whether text is hidden, and whether it is in a colour."""

import re
from collections.abc import Mapping
from functools import lru_cache

_LOOKED_AT = 2_000
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
# The line that newsletters show in the list of mails: 'max-height:0;overflow:hidden'.
_FLAT = re.compile(r"max-height\s{0,9}:\s{0,9}0(?!\.?\d)", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s{0,9}color\s{0,9}:\s{0,9}([^;!]{1,40})", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})$")
_RGB = re.compile(r"rgba?\(\s{0,3}(\d{1,3})\s{0,3},\s{0,3}(\d{1,3})\s{0,3},\s{0,3}(\d{1,3})")
_NAMES = frozenset(
    {
        *("red", "blue", "green", "purple", "orange", "fuchsia", "magenta", "teal", "maroon", "lime", "darkred"),
        *("crimson", "darkblue", "darkgreen", "royalblue", "mediumblue", "navy", "firebrick", "brown", "violet"),
    }
)
_SATURATED = 60


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether no reader sees an element."""
    style = attributes.get("style", "")[:_LOOKED_AT]
    if "hidden" in attributes or _HIDDEN.search(style):
        return True
    return bool(_FLAT.search(style) and _CUT_OFF.search(style))


def find_colour(attributes: Mapping[str, str]) -> bool | None:
    """Say whether an element colours its text; None where it says nothing of colour."""
    found = _COLOUR.search(attributes.get("style", "")[:_LOOKED_AT])
    colour = found[1] if found else attributes.get("color", "")[:40]
    return _is_colour(colour.strip().lower()) if colour else None


@lru_cache(maxsize=1024)
def _is_colour(colour: str) -> bool:
    """Say whether a colour is one, and not black, white or grey."""
    if found := _HEX.match(colour):
        digits = found[1] if len(found[1]) > len("rgb") else "".join(digit * 2 for digit in found[1])
        parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    elif rgb := _RGB.match(colour):
        parts = [int(part) for part in rgb.groups()]
    else:
        return colour in _NAMES
    return max(parts) - min(parts) > _SATURATED

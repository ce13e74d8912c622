"""The contrast of two colours as browsers name them (WCAG 2.1, 'contrast ratio')."""

import re


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast, 1 to 21, of two colours as ``#rrggbb`` or ``rgb(r, g, b)``."""
    lighter, darker = sorted((measure_luminance(one), measure_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def measure_luminance(colour: str) -> float:
    channels = [channel / 255 for channel in _read_channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _read_channels(colour: str) -> list[int]:
    if colour.startswith("#"):
        return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return [int(number) for number in re.findall(r"\d+", colour)[:3]]

"""The few elements of SVG 1.1 that the figures are drawn with.

Attributes only, no ``style`` and no classes: a page with a strict content policy shows them, and so does a program
that knows no stylesheets.
"""

from xml.sax.saxutils import escape, quoteattr

from notifier.figures.palette import Look

FONTS = "'DejaVu Sans','DejaVu Sans Condensed','Arial Narrow',Arial,sans-serif"
INK = "#1b2430"
PAPER = "#ffffff"


def draw(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element; in the names of attributes, ``_`` stands for ``-``."""
    told = "".join(f" {key.strip('_').replace('_', '-')}={quoteattr(_say(v))}" for key, v in attributes.items())
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def write_text(text: str, *, x: float, y: float, size: float, fill: str = INK, anchor: str = "middle") -> str:
    """Return a line of bold text; ``y`` is its base line."""
    return draw("text", escape(text), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor)


def draw_box(*, x: float, y: float, width: float, height: float, look: Look) -> str:
    """Return a box in the colours of a standing, its border within it."""
    return draw(
        "rect",
        x=x + 1,
        y=y + 1,
        width=width - 2,
        height=height - 2,
        fill=look.paper,
        stroke=look.edge,
        stroke_width=2,
    )


def draw_glyph(glyph: str, *, x: float, y: float, size: float, fill: str) -> str:
    """Return a glyph in the middle of ``x``, standing on ``y``; the tick is drawn, for not every font has one."""
    if glyph != "✓":
        return write_text(glyph, x=x, y=y, size=size, fill=fill)
    unit = size / 10
    points = f"{_say(x - 3.4 * unit)},{_say(y - 3.2 * unit)} {_say(x - 1 * unit)},{_say(y - 0.6 * unit)} "
    points += f"{_say(x + 3.6 * unit)},{_say(y - 7 * unit)}"
    return draw("polyline", points=points, fill="none", stroke=fill, stroke_width=1.7 * unit)


def frame_picture(content: str, *, width: float, height: float, title: str, description: str) -> str:
    """Return a whole picture that a screen reader names by its title and tells by its description."""
    told = draw("title", escape(title)) + draw("desc", escape(description))
    ground = draw("rect", width=width, height=height, fill=PAPER)
    return draw(
        "svg",
        told + ground + draw("g", content, font_family=FONTS, font_weight="bold", font_stretch="condensed"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_say(width)} {_say(height)}",
        role="img",
    )


def _say(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")

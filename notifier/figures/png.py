"""SVG to PNG, for mail programs and word processors that show no SVG."""

from functools import cache
from pathlib import Path

from resvg_py import svg_to_bytes

_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/TTF"), Path("/usr/share/fonts/dejavu"))
_FILES = ("DejaVuSansCondensed-Bold.ttf", "DejaVuSans-Bold.ttf")


def render_png(svg: str, width: int) -> bytes:
    """Return a picture as PNG, so many pixels wide.

    The fonts are named, not looked for: to read all those of a machine takes longer than to draw. Where these are
    missing, they are looked for after all.
    """
    files = _find_fonts()
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width,
            background="#ffffff",
            font_files=list(files),
            skip_system_fonts=bool(files),
            sans_serif_family="DejaVu Sans",
            languages=["da"],
        )
    )


@cache
def _find_fonts() -> tuple[str, ...]:
    """Return the files of DejaVu where Debian, Arch and Fedora put them."""
    return tuple(str(folder / name) for folder in _FOLDERS for name in _FILES if (folder / name).exists())

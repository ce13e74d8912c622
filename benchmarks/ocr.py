"""Reading scanned letters: the share of their words, and pages a second.

Clean letters of one page at 200 dots an inch, in four common fonts, with the slight noise of a scanner. Run by itself:
``python -m benchmarks.ocr``.
"""

import time
from collections import Counter
from collections.abc import Iterator
from functools import reduce

from PIL import Image, ImageChops, ImageDraw, ImageFont

from benchmarks.figure import Figure
from benchmarks.letters import compose
from benchmarks.words_found import count_words
from domain.message import FilePart
from kommunesvar.demo.letters import write_danish_day
from parsers.fence import FencedReader
from tests.scanned_letters import save_scan

COUNT = 12
ASKED = 0.95
_FONTS = ("DejaVuSans.ttf", "DejaVuSerif.ttf", "LiberationSans-Regular.ttf", "LiberationSerif-Regular.ttf")
_SIZE = (1654, 2339)
"""A4 at 200 dots an inch."""
_MARGIN, _LINE, _POINTS = 200, 46, 31
"""A margin of an inch, and letters of 11 points."""


def measure() -> Figure:
    """Draw the letters, then read each as a scan that came as a PDF."""
    letters = [(text, save_scan(draw(text, _FONTS[seed % len(_FONTS)]))) for seed, text in enumerate(write(COUNT))]
    with FencedReader(workers=1) as reader:
        _read(reader, letters[0][1])  # the first page pays for the models of the languages
        begun = time.perf_counter()
        read = [count_words(_read(reader, scan)) for _, scan in letters]
        seconds = time.perf_counter() - begun
    expected = [count_words(text) for text, _ in letters]
    shares = [(words & found).total() / words.total() for words, found in zip(expected, read, strict=True)]
    share = sum(shares) / len(shares)
    return Figure(
        what=f"words read in {COUNT} scanned letters, 200 dpi",
        ours=f"{share:.4f}, worst {min(shares):.4f}; {COUNT / seconds:.1f} pages/s",
        against=f"what was drawn: {reduce(Counter.__add__, expected).total():,} words",
        asked=f"at least {ASKED:.2f}",
        reached=share >= ASKED,
    )


def write(count: int) -> Iterator[str]:
    """Write letters, as long as a page holds."""
    for seed in range(count):
        letter = compose(seed)
        person = letter.signed_by
        lines = [letter.municipality, f"Den {write_danish_day(letter.day)}", letter.title, letter.opening]
        for section in letter.sections[:3]:
            lines += [section.heading, *section.paragraphs[:2], *section.bullets]
        signature = [letter.closing, "Med venlig hilsen", person.name, f"{person.title}, {person.department}"]
        yield "\n".join(lines + signature)


def draw(text: str, font_name: str) -> Image.Image:
    """Draw a letter, black on white and then noisy; what does not fit on the page raises ValueError."""
    page = Image.new("L", _SIZE, color=250)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(font_name, size=_POINTS)
    lines = list(_wrap(text, font))
    if _MARGIN + len(lines) * _LINE > _SIZE[1] - _MARGIN // 2:
        raise ValueError(f"{len(lines)} lines do not fit on a page")
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + number * _LINE), line, font=font, fill=30)
    return ImageChops.add(page, Image.effect_noise(page.size, 10), scale=1, offset=-128)


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if font.getlength(longer) > _SIZE[0] - 2 * _MARGIN:
                yield line
                longer = word
            line = longer
        yield line


def _read(reader: FencedReader, scan: bytes) -> str:
    return reader.extract_text(FilePart(filename="scan.pdf", path=(), media_type="", data=scan)).text


if __name__ == "__main__":
    print(measure())

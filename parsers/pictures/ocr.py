"""Tesseract, where it is installed: the words on a picture of text, in Danish and English.

``dan+eng`` reads letters better than ``dan`` alone, which takes § for $; English alone knows no æ, ø and å. The
libraries are an extra, and loaded by the child that needs them only.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import KommunesvarError
from parsers.line_breaks import join_lines

if TYPE_CHECKING:
    from PIL import Image

_LANGUAGES = ("dan", "eng")
_NEEDED = "dan"
_PLACES = (
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/usr/share/tesseract",
    "/opt/homebrew/share/tessdata",
)
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐¬]\n(?=\w)")
# Measured: letters read at 88 to 96, letters upside down at 29 to 45, photographs at 0 to 49.
_SURE = 60
_FEWEST_LETTERS = 3
_FEW_LETTERS = 20


class RecognitionTimeout(KommunesvarError):
    """The picture takes more time to read than is left."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """The words on a picture, line by line; ``confidence`` is Tesseract's mean over the words, 0 to 100."""

    text: str
    confidence: int

    @property
    def is_readable(self) -> bool:
        """Say whether these are words; of a photograph, handwriting or a plan only strokes are found."""
        return self.confidence >= _SURE and self._count_letters() >= _FEWEST_LETTERS

    @property
    def is_picture(self) -> bool:
        """Say whether next to nothing was found that looks like writing."""
        return not self.is_readable and self._count_letters() < _FEW_LETTERS

    def _count_letters(self) -> int:
        return sum(sign.isalnum() for sign in self.text)


def is_available() -> bool:
    """Say whether pictures can be read: the libraries and the Danish data are installed."""
    return bool(find_tesseract())


def find_tesseract() -> str:
    """Find the version of Tesseract's library and the languages that it has, without loading it; empty for none."""
    languages = _find_languages()
    if not languages or find_spec("PIL") is None or find_spec("tesserocr") is None:
        return ""
    try:
        return f"tesserocr {version('tesserocr')} {languages}"
    except PackageNotFoundError:
        return ""


def read_picture(image: "Image.Image", seconds: float) -> str:
    """Return the words on a picture, empty where there are none to be read. Raises RecognitionTimeout."""
    recognized = recognize_picture(image, seconds)
    return recognized.text if recognized.is_readable else ""


def recognize_picture(image: "Image.Image", seconds: float) -> Recognized:
    """Return what is written on a picture and how sure that is. Raises RecognitionTimeout.

    A page that lies on its side is set upright first; one that stands on its head passes for upright, so what
    makes no sense is read the other way up as well.
    """
    ends = time.monotonic() + seconds
    grey = image.convert("L")
    if _lies_sideways(grey):
        grey = grey.rotate(90, expand=True)
    first = _recognize(grey, seconds)
    if first.is_readable or first.is_picture:
        return first
    second = _recognize(grey.rotate(180), ends - time.monotonic())
    return max(first, second, key=lambda found: found.confidence)


def _lies_sideways(grey: "Image.Image") -> bool:
    """Say whether most blocks of text run from top to bottom: Tesseract reads such blocks, yet loses some."""
    import tesserocr  # noqa: PLC0415 - an extra, and only the child of OCR needs it

    directions = []
    with _show(grey) as api:
        block = api.AnalyseLayout()
        while block:
            directions.append(block.Orientation()[1])
            if not block.Next(tesserocr.RIL.BLOCK):
                break
    return 2 * directions.count(tesserocr.WritingDirection.TOP_TO_BOTTOM) > len(directions)


def _recognize(grey: "Image.Image", seconds: float) -> Recognized:
    with _show(grey) as api:
        if not api.Recognize(max(1, int(seconds * 1000))):
            raise RecognitionTimeout
        text = join_lines(_LINE_END_HYPHEN.sub("\N{SOFT HYPHEN}\n", api.GetUTF8Text()))
        return Recognized(text.strip(), api.MeanTextConf())


@contextmanager
def _show(grey: "Image.Image") -> Iterator[Any]:
    api = _load_tesseract()
    api.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
    try:
        yield api
    finally:
        api.Clear()


@cache
def _load_tesseract() -> Any:
    import tesserocr  # noqa: PLC0415 - as above

    return tesserocr.PyTessBaseAPI(
        path=str(_find_data()), lang=_find_languages(), psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )


def _find_languages() -> str:
    """Return the languages that are installed of ours, as Tesseract names a list of them; empty without Danish."""
    data = _find_data()
    return "+".join(name for name in _LANGUAGES if (data / f"{name}.traineddata").is_file()) if data else ""


def _find_data() -> Path | None:
    return next((place for place in _list_places() if (place / f"{_NEEDED}.traineddata").is_file()), None)


def _list_places() -> Iterator[Path]:
    """List where Tesseract's data may be: Debian keeps them below a folder of its version."""
    for name in filter(None, (os.environ.get("TESSDATA_PREFIX"), *_PLACES)):
        root = Path(name)
        yield from (root, root / "tessdata", *sorted(root.glob("*/tessdata"), reverse=True))

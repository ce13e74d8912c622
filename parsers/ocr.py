"""Tesseract, where it is installed: the words on a picture of text, in Danish and English.

``dan+eng`` reads letters better than ``dan`` alone, which takes § for $; English alone knows no æ, ø and å. The
libraries are an extra, and loaded by the child that needs them only.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import KommunesvarError

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
# 'børne- og ungeudvalget' keeps its hyphen where the line breaks behind it; 'kommunal-\nbestyrelsen' does not.
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐¬]\n(?=[a-zæøå])(?!(?:og|eller|samt|and|or)\b)")


class RecognitionTimeout(KommunesvarError):
    """The picture takes more time to read than is left."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """The words on a picture, line by line; ``confidence`` is Tesseract's mean over the words, 0 to 100."""

    text: str
    confidence: int


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
    """Return the words on an upright picture. Raises RecognitionTimeout."""
    return recognize_picture(image, seconds).text


def recognize_picture(image: "Image.Image", seconds: float) -> Recognized:
    """Return the words on an upright picture and how sure they are. Raises RecognitionTimeout."""
    api = _load_tesseract()
    grey = image.convert("L")
    api.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
    try:
        if not api.Recognize(max(1, int(seconds * 1000))):
            raise RecognitionTimeout
        text = _LINE_END_HYPHEN.sub("", api.GetUTF8Text())
        return Recognized(text.strip(), api.MeanTextConf())
    finally:
        api.Clear()


@cache
def _load_tesseract() -> Any:
    import tesserocr  # noqa: PLC0415 - an extra, and only this child needs it

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

"""Choose the reader of a file by its first octets, keep the limits, and always give a verdict."""

import io
import re
import zipfile
from dataclasses import replace

from domain.message import ExtractedText, FilePart, Verdict
from parsers import magic
from parsers.formats import find_formats
from parsers.limits import Limits

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
OUT_OF_MEMORY = "out_of_memory"
_ENCRYPTED = frozenset({magic.ENCRYPTED_OFFICE, magic.PGP})


def extract_text(part: FilePart, limits: Limits | None = None) -> ExtractedText:
    """Return the text of a file with its verdict; never raises, whatever the file holds.

    The reader may still kill its process or never end: call it behind the fence.
    """
    limits = limits or Limits()
    if part.verdict is not None:
        return ExtractedText(text="", verdict=part.verdict, method="none")
    if len(part.data) > limits.file_size:
        return ExtractedText(text="", verdict=Verdict.TOO_LARGE, method="none")
    kind = magic.find_kind(part.data)
    if kind in _ENCRYPTED:
        return ExtractedText(text="", verdict=Verdict.ENCRYPTED, method="none", notes=(kind.format,))
    if kind is magic.EMPTY:
        return ExtractedText(text="", verdict=Verdict.EMPTY, method="none")
    return _extract(part.data, kind, limits)


def _extract(data: bytes, kind: magic.FileKind, limits: Limits) -> ExtractedText:
    reader = find_formats().get(kind.format)
    if kind is magic.ZIP and not zipfile.is_zipfile(io.BytesIO(data)):
        # Octets that begin as a zip and are none: a Word file cut off on its way, not a format nobody reads.
        return ExtractedText(text="", verdict=Verdict.CORRUPT, method="none", notes=(kind.format,))
    if reader is None:
        return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method="none", notes=(kind.format,))
    try:
        extracted = reader.extract(data, limits)
    except MemoryError:
        return ExtractedText(text="", verdict=Verdict.TOO_LARGE, method=reader.name, notes=(OUT_OF_MEMORY,))
    except Exception as error:  # noqa: BLE001 - boundary: foreign parsers inside the child
        return ExtractedText(text="", verdict=Verdict.CORRUPT, method=reader.name, notes=(type(error).__name__,))
    return _finish(extracted, limits)


def _finish(extracted: ExtractedText, limits: Limits) -> ExtractedText:
    """Bound the text, and never let a file without text pass for one that was read."""
    text = _CONTROLS.sub("", extracted.text.replace("\r\n", "\n")).strip()
    if len(text) > limits.text_size:
        return replace(
            extracted, text=text[: limits.text_size], verdict=Verdict.PARTIAL, notes=(*extracted.notes, "cut")
        )
    if not text and extracted.verdict in {Verdict.OK, Verdict.PARTIAL}:
        return replace(extracted, text="", verdict=Verdict.EMPTY)
    return replace(extracted, text=text)

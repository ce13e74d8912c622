"""Choose the reader of a file by its first octets, keep the limits, and always give a verdict."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.message import ExtractedText, FilePart, Verdict
from parsers import magic
from parsers.formats import Format, PicturedFormat, find_formats
from parsers.lanes import Lane
from parsers.limits import Limits

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
OUT_OF_MEMORY = "out_of_memory"
_PICTURED = ("scanned_pages", "garbled_pages")
_PICTURED_VERDICTS = frozenset({Verdict.SCANNED, Verdict.GARBLED})
_ENCRYPTED = frozenset({magic.ENCRYPTED_OFFICE, magic.PGP})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one lane made of a file, and the lane that may make more of it."""

    extracted: ExtractedText
    next: Lane | None = None


def read_file(part: FilePart, limits: Limits | None = None, lane: Lane = Lane.TEXT) -> Reading:
    """Return the text of a file as its lane reads it; never raises, whatever the file holds.

    The reader may still kill its process or never end: call it behind the fence.
    """
    limits = limits or Limits()
    if part.verdict is not None:
        return _give_up(part.verdict)
    if len(part.data) > limits.file_size:
        return _give_up(Verdict.TOO_LARGE)
    kind = magic.find_kind(part.data)
    if kind in _ENCRYPTED:
        return _give_up(Verdict.ENCRYPTED, kind.format)
    if kind is magic.EMPTY:
        return _give_up(Verdict.EMPTY)
    if kind is magic.ZIP and not zipfile.is_zipfile(io.BytesIO(part.data)):
        # Octets that begin as a zip and are none: a Word file cut off on its way, not a format nobody reads.
        return _give_up(Verdict.CORRUPT, kind.format)
    return _read(part.data, kind, limits, lane)


def extract_text(part: FilePart, limits: Limits | None = None) -> ExtractedText:
    """Return the text of a file as the children that read in milliseconds see it; as ``read_file``."""
    return read_file(part, limits).extracted


def _give_up(verdict: Verdict, *notes: str) -> Reading:
    return Reading(ExtractedText(text="", verdict=verdict, method="none", notes=notes))


def _read(data: bytes, kind: magic.FileKind, limits: Limits, lane: Lane) -> Reading:
    reader = find_formats().get(kind.format)
    if reader is None:
        return _give_up(Verdict.UNSUPPORTED, kind.format)
    if lane is reader.lane:
        extracted = _extract(reader.name, reader.extract, data, limits)
        return Reading(extracted, Lane.OCR if _has_pictures(reader, extracted) else None)
    if lane is Lane.OCR and isinstance(reader, PicturedFormat):
        return Reading(_extract(reader.name, reader.recognize, data, limits))
    verdict = Verdict.SCANNED if reader.lane is Lane.OCR else Verdict.UNSUPPORTED
    return replace(_give_up(verdict, kind.format), next=reader.lane)


def _has_pictures(reader: Format, extracted: ExtractedText) -> bool:
    """Say whether OCR may find text where this reading found pictures, or signs without meaning."""
    named = any(note.startswith(_PICTURED) for note in extracted.notes)
    return isinstance(reader, PicturedFormat) and (named or extracted.verdict in _PICTURED_VERDICTS)


def _extract(
    name: str, extract: Callable[[bytes, Limits], ExtractedText], data: bytes, limits: Limits
) -> ExtractedText:
    try:
        extracted = extract(data, limits)
    except MemoryError:
        return ExtractedText(text="", verdict=Verdict.TOO_LARGE, method=name, notes=(OUT_OF_MEMORY,))
    except Exception as error:  # noqa: BLE001 - boundary: foreign parsers inside the child
        return ExtractedText(text="", verdict=Verdict.CORRUPT, method=name, notes=(type(error).__name__,))
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

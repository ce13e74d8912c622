"""Formats that only programs of others read: a quick one first, LibreOffice where that one makes nothing of a file."""

import shutil
from collections.abc import Mapping
from dataclasses import replace

from domain.message import ExtractedText, Verdict
from parsers.formats import Format
from parsers.limits import MIB, Limits
from parsers.programs.office import convert_document
from parsers.programs.run import Bounds, ProgramFailed, ProgramTimeout, make_folder, run_program

_MEMORY = 256 * MIB
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "catdoc": ("-w", "-d", "utf-8"),  # -w: paragraphs stay whole
    "xls2csv": ("-d", "utf-8", "-c", "\t", "-q", "0", "-b", "\n\n"),  # sheets apart, cells by tabs, nothing quoted
    "catppt": ("-d", "utf-8", "-b", "\n\n"),
}
_MISSING = "not_installed"
_GARBLED_SHARE = 50
"""One sign in so many that means nothing makes a text unusable."""


def read_old(
    data: bytes, ending: str, *, program: str, into: Format, limits: Limits, begun: float, suffices: bool = True
) -> ExtractedText:
    """Return the text of a file by the quick program; by ``into`` of what LibreOffice makes of it, where that fails.

    ``begun`` is when work on this file began (monotonic). Where the quick program does not suffice for what the
    file holds, its text stands only if LibreOffice is missing or fails, and then as a part of the whole.
    """
    quick = _read_quickly(data, ending, program, limits)
    if quick.verdict is Verdict.OK and suffices:
        return quick
    better = _read_with_office(data, ending, into, limits, begun=begun)
    if better is not None and (better.text or not quick.text):
        return better
    return quick if suffices or quick.verdict is not Verdict.OK else replace(quick, verdict=Verdict.PARTIAL)


def _read_quickly(data: bytes, ending: str, program: str, limits: Limits) -> ExtractedText:
    text, failure = "", _MISSING
    if found := shutil.which(program):
        text, failure = _run(found, data, ending, limits)
    return _judge_quick(program, text, failure)


def _read_with_office(data: bytes, ending: str, into: Format, limits: Limits, *, begun: float) -> ExtractedText | None:
    """Return what ``into`` reads of a file that LibreOffice converts; None where that makes nothing of it."""
    try:
        made = convert_document(data, ending, into.name, limits, begun=begun)
    except ProgramTimeout:
        return ExtractedText(text="", verdict=Verdict.TIMEOUT, method="libreoffice")
    except ProgramFailed:
        return None
    return replace(into.extract(made, limits), method=f"libreoffice+{into.name}")


def _run(program: str, data: bytes, ending: str, limits: Limits) -> tuple[str, str]:
    """Return what a quick program printed, and the name of its failure; empty for none."""
    name = program.rpartition("/")[2]
    # Half of the time at most: LibreOffice is to have its turn.
    bounds = Bounds(seconds=limits.file_seconds / 2, memory=_MEMORY, address_space=2 * _MEMORY)
    try:
        with make_folder() as folder:
            (folder / f"file.{ending}").write_bytes(data)
            printed = run_program([program, *_OPTIONS[name], f"file.{ending}"], folder=folder, bounds=bounds)
    except ProgramFailed as error:
        return "", type(error).__name__
    return printed.decode("utf-8", "replace").replace("\f", "\n").strip(), ""


def _judge_quick(program: str, text: str, failure: str) -> ExtractedText:
    """Judge what the quick program made of a file."""
    if text:
        garbled = text.count("\ufffd") * _GARBLED_SHARE > len(text)
        return ExtractedText(text=text, verdict=Verdict.GARBLED if garbled else Verdict.OK, method=program)
    if failure == _MISSING:
        return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method="none", notes=(f"{program}_missing",))
    verdict = Verdict.CORRUPT if failure else Verdict.EMPTY
    return ExtractedText(text="", verdict=verdict, method=program, notes=(failure,) if failure else ())

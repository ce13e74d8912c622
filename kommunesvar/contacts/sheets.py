"""Lists of contacts as people keep them, a CSV file of any Danish Excel or a workbook, made rows of text."""

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from domain.errors import UsageError

Rows = Sequence[Sequence[str]]

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a list of all municipalities is some ten thousand."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How xlsx, xlsb and ods begin (a ZIP archive), and xls (a compound file)."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = ";,\t"


def read_sheets(path: Path) -> Sequence[Rows]:
    """Return the sheets of a file; a CSV file is one. Raises UsageError for what is neither."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", remedy="Name a CSV or xlsx file.") from error
    if data is None:
        raise UsageError(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB.", remedy="Name a list of contacts.")
    if data.startswith(_WORKBOOKS):
        return _read_workbook(path, data)
    return [_read_csv(path, _decode(data))]


def _read_workbook(path: Path, data: bytes) -> Sequence[Rows]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise UsageError(
            f"{path} cannot be read as a workbook: {error}.", remedy="Save it once more in Excel, without a password."
        ) from error
    return [[[_write_cell(cell) for cell in row] for row in sheet] for sheet in sheets]


def _write_cell(cell: object) -> str:
    # Excel makes a number of a municipality's code: 461.0.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _decode(data: bytes) -> str:
    """Return the text; Excel writes Windows-1252 unless told otherwise, and UTF-16 as 'Unicode text'."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_csv(path: Path, text: str) -> Rows:
    lines = text.splitlines(keepends=True)
    delimiter = None
    if lines and lines[0].lower().startswith("sep="):
        # Excel's own way to say what it separates by.
        delimiter, lines = lines[0].strip()[len("sep=") :], ["\n", *lines[1:]]
    try:
        rows = csv.reader(lines, delimiter=delimiter or _find_delimiter(lines))
        return [[cell.strip() for cell in row] for row in rows]
    except (csv.Error, TypeError) as error:
        raise UsageError(
            f"{path} cannot be read as CSV: {error}.", remedy="Save it as CSV or xlsx in Excel."
        ) from error


def _find_delimiter(lines: Sequence[str]) -> str:
    """Return what separates most in the first line that is separated at all."""
    for line in lines:
        counts = {delimiter: line.count(delimiter) for delimiter in _DELIMITERS}
        if any(counts.values()):
            return max(counts, key=lambda delimiter: counts[delimiter])
    return ";"

"""Reads back the workbooks that we write: the first sheet's cells, and what Excel does with them (ECMA-376 part 1)."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml import etree

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

Read = str | float | date | datetime


@dataclass(frozen=True)
class Workbook:
    """The first sheet; an empty cell is an empty string, and ``filtered`` the area with filters."""

    rows: list[list[Read]]
    filtered: str
    frozen: tuple[str, str]
    widths: list[float]
    formulas: int
    links: int
    others: tuple[str, ...]


def read_workbook(content: bytes) -> Workbook:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = ["".join(map(str, item.itertext())) for item in etree.fromstring(book.read("xl/sharedStrings.xml"))]
        styles = etree.fromstring(book.read("xl/styles.xml"))
        names = [s.get("name") or "" for s in _find(etree.fromstring(book.read("xl/workbook.xml")), "//m:sheet")]
    codes = {f.get("numFmtId"): f.get("formatCode") or "" for f in _find(styles, "//m:numFmt")}
    formats = [codes.get(x.get("numFmtId"), "") for x in _find(styles, "//m:cellXfs/m:xf")]
    pane = _find(sheet, "//m:pane")
    filters = _find(sheet, "//m:autoFilter")
    return Workbook(
        rows=[_read_row(row, strings, formats) for row in _find(sheet, "//m:sheetData/m:row")],
        filtered=filters[0].get("ref") or "" if filters else "",
        frozen=(pane[0].get("ySplit") or "", pane[0].get("xSplit") or "") if pane else ("", ""),
        widths=[width for column in _find(sheet, "//m:cols/m:col") for width in _read_widths(column)],
        formulas=len(_find(sheet, "//m:f")),
        links=len(_find(sheet, "//m:hyperlink")),
        others=tuple(names[1:]),
    )


def _find(element: etree._Element, path: str) -> list[etree._Element]:
    found = element.xpath(path, namespaces=_NS)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]  # noqa: SLF001 - lxml's only name for it


def _read_widths(columns: etree._Element) -> list[float]:
    """Return the width of each of the columns that one element stands for."""
    first, last = int(columns.get("min") or 1), int(columns.get("max") or 1)
    return [float(columns.get("width") or 0)] * (last - first + 1)


def _read_row(row: etree._Element, strings: list[str], formats: list[str]) -> list[Read]:
    cells: list[Read] = []
    for cell in _find(row, "m:c"):
        column = ord((cell.get("r") or "A")[0]) - ord("A")
        cells += [""] * (column - len(cells))
        cells.append(_read_cell(cell, strings, formats))
    return cells


def _read_cell(cell: etree._Element, strings: list[str], formats: list[str]) -> Read:
    value = "".join(str(text) for v in _find(cell, "m:v") for text in v.itertext())
    if cell.get("t") == "s":
        return strings[int(value)]
    number = float(value)
    kind = formats[int(cell.get("s") or 0)]
    if "yy" not in kind:
        return number
    moment = EPOCH + timedelta(seconds=round(number * 86_400))
    return moment if "hh" in kind else moment.date()

"""Rows as lines of JSON: the same whichever database they come from."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, Table

from storage.columns import AnyRow, UtcTime


def dump_row(table: Table, row: AnyRow) -> bytes:
    """Return a row as one line."""
    values = dict(zip(table.columns.keys(), row, strict=True))
    return json.dumps(values, default=_encode, separators=(",", ":")).encode() + b"\n"


def parse_row(table: Table, line: bytes) -> dict[str, object]:
    """Return a row from its line. Raises ValueError or KeyError when it is no row of this table."""
    values: Mapping[str, Any] = json.loads(line)
    return {name: _decode(table.columns[name], value) for name, value in values.items()}


def _encode(value: object) -> str:
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"no column holds a {type(value).__name__}")


def _decode(column: Column[Any], value: Any) -> object:
    if value is None:
        return None
    decode = _DECODERS.get(type(column.type))
    return decode(value) if decode is not None else value


_DECODERS: Mapping[type, Callable[[str], object]] = {
    UtcTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    LargeBinary: base64.b64decode,
}

"""Views with words in every place, or in none, made from their type: what templates are tried on."""

import dataclasses
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

WORD = "Prøve & <prøve>"
_PLAIN: dict[type, tuple[object, object]] = {bool: (False, True), int: (0, 42), str: ("", WORD)}
"""With little in them, and with much."""


def make_specimen(kind: type, *, full: bool) -> Any:
    """Return a view with something in each of its fields; not ``full``, with as little in them as there may be."""
    hints = get_type_hints(kind)
    return kind(**{field.name: _make(hints[field.name], full=full) for field in dataclasses.fields(kind)})


def _make(hint: Any, *, full: bool) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _make_tuple(inner, full=full)
    if origin is Literal:
        return inner[0]
    if origin in (Union, types.UnionType):
        return _make(inner[0], full=full) if full else None
    if hint in _PLAIN:
        return _PLAIN[hint][full]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return make_specimen(hint, full=full)
    raise TypeError(f"a template is given words, numbers and lists of them, not {hint}")


def _make_tuple(inner: tuple[Any, ...], *, full: bool) -> tuple[Any, ...]:
    """Return two of a list that may be empty, or none; of one whose length is fixed, each."""
    if inner[-1] is not Ellipsis:
        return tuple(_make(one, full=full) for one in inner)
    return (_make(inner[0], full=full),) * 2 if full else ()

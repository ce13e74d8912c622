"""Domain values as JSON text and back: what a row keeps whole because nothing is searched by it."""

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from storage.columns import clean_text

Value = TypeVar("Value")
_Decode = Callable[[Any], Any]
_Encode = Callable[[Any], Any]


def dump_value(value: object) -> str:
    """Return a dataclass, or a tuple of plain values, as JSON in ASCII: any database and any text survives it."""
    return json.dumps(_encode(value), separators=(",", ":"))


def parse_value(kind: type[Value], text: str) -> Value:
    """Return what ``dump_value`` was given; a field that the text lacks takes its default."""
    wanted: Any = kind  # a type is hashable, which mypy doubts of one it does not know
    value: Value = (_find_decoder(wanted) or _keep)(json.loads(text))
    return value


def parse_strings(text: str) -> tuple[str, ...]:
    """Return a tuple of strings from its JSON."""
    return tuple(json.loads(text)) if text != "[]" else ()


def _encode(value: Any) -> Any:
    kind: Any = type(value)  # hashable, as above
    return _find_encoder(kind)(value)


@cache
def _find_encoder(kind: Any) -> _Encode:
    """Return what makes JSON of the values of a type: asked once a type, and not once a value."""
    if dataclasses.is_dataclass(kind):
        return _encode_dataclass(kind)
    plain = next((encode for base, encode in _ENCODERS.items() if issubclass(kind, base)), None)
    if plain is None:
        raise TypeError(f"{kind.__name__} cannot be kept as JSON")
    return plain


def _encode_dataclass(kind: Any) -> _Encode:
    names = _list_fields(kind)
    return lambda value: {name: _encode(getattr(value, name)) for name in names}


# An enumeration of strings is a string as well, so it comes first.
_ENCODERS: dict[type, _Encode] = {
    Enum: lambda value: value.value,
    str: clean_text,
    int: lambda value: value,
    float: lambda value: value,
    type(None): lambda value: value,
    date: lambda value: value.isoformat(),
    dict: lambda value: {_encode(key): _encode(item) for key, item in value.items()},
    tuple: lambda value: [_encode(item) for item in value],
    list: lambda value: [_encode(item) for item in value],
    frozenset: lambda value: sorted(_encode(item) for item in value),
}


@cache
def _list_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _find_decoder(kind: Any) -> _Decode | None:
    """Return what makes a value of this type from JSON that is not null; None when JSON has the type itself."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _find_decoder(inner)
    if origin in {tuple, frozenset}:
        return _decode_each(origin, _find_decoder(arguments[0]))
    if origin is dict:
        return _decode_dict(_find_decoder(arguments[0]), _find_decoder(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind)
    return _find_plain_decoder(kind)


def _find_plain_decoder(kind: Any) -> _Decode | None:
    if isinstance(kind, type) and issubclass(kind, date):
        return datetime.fromisoformat if kind is datetime else date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        # Half the time of calling the enumeration, of which a list of messages makes a hundred thousand.
        return {member.value: member for member in kind}.__getitem__
    return None


def _decode_each(container: Callable[[Any], Any], decode: _Decode | None) -> _Decode:
    return container if decode is None else lambda values: container([decode(value) for value in values])


def _decode_dict(decode_key: _Decode | None, decode_item: _Decode | None) -> _Decode:
    key, item = decode_key or _keep, decode_item or _keep
    return lambda values: {key(name): item(value) for name, value in values.items()}


def _keep(value: Any) -> Any:
    return value


def _decode_dataclass(kind: Any) -> _Decode:
    hints = get_type_hints(kind)
    found = {name: _find_decoder(hints[name]) for name in _list_fields(kind)}
    decoders = [(name, decode) for name, decode in found.items() if decode is not None]

    def decode_fields(values: Any) -> Any:
        if not isinstance(values, dict):
            raise TypeError(f"this is no {kind.__name__}: {values!r}")
        fields = values if values.keys() <= found.keys() else {n: v for n, v in values.items() if n in found}
        for name, decode in decoders:
            if fields.get(name) is not None:
                fields[name] = decode(fields[name])
        return kind(**fields)

    return decode_fields

"""Reads the configuration file, and says in one sentence each what is wrong with it."""

import difflib
import tomllib
import typing
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.errors import ConfigurationError
from kommunesvar.config import Config


def load_config(path: Path, known_codes: frozenset[str]) -> Config:
    """Read and validate a configuration file; relative paths in it start from its folder.

    ``known_codes`` are the municipality codes that ``asked`` may name. Raises ConfigurationError with one
    sentence for each fault, naming file and key.
    """
    data = _read_toml(path)
    # A section left out would be made from its defaults without knowing the folder.
    data.setdefault("service", {})
    try:
        config = Config.model_validate(data, context={"folder": path.absolute().parent})
    except ValidationError as error:
        faults = [_describe(fault, data) for fault in error.errors(include_url=False)]
    else:
        faults = list(_find_wrong_names(config, known_codes))
        if not faults:
            return config
    raise ConfigurationError("\n".join(f"{path}: {fault}" for fault in faults))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{path}: there is no such file.",
            remedy="Write one with 'kommunesvar init', or name it with --config or $KOMMUNESVAR_CONFIG.",
        ) from error
    except IsADirectoryError as error:
        raise ConfigurationError(f"{path}: is a folder.", remedy="Name the file in it, as config.toml.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is not valid TOML: {error}.") from error


def _describe(fault: ErrorDetails, data: dict[str, Any]) -> str:
    """Word one of pydantic's faults: the key as it stands in the file, and what to write instead."""
    keys = _drop_union_branches(fault["loc"], data)
    name = _name_key(keys)
    match fault["type"]:
        case "extra_forbidden":
            return f"{name}: unknown key.{suggest(str(keys[-1]), _find_known_keys(keys[:-1]))}"
        case "missing":
            return f"{name}: must be given."
        case "literal_error":
            return f"{name}: must be {fault['ctx']['expected']}, not {fault['input']!r}."
        case "value_error":
            return f"{name or 'the file'}: {fault['ctx']['error']}."
        case "string_pattern_mismatch":
            return f"{name}: '{fault['input']}' may hold only letters A-Z, digits, dot, hyphen and underscore."
    return f"{name}: {fault['msg'][0].lower()}{fault['msg'][1:]} (it holds {_shorten(fault['input'])})."


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a line on a terminal


def _drop_union_branches(location: Sequence[int | str], data: object) -> list[int | str]:
    """Keep only what stands in the file: pydantic adds the name of the union's branch it tried."""
    keys: list[int | str] = []
    for position, key in enumerate(location):
        here = data[key] if _holds(data, key) else None
        if here is None and position < len(location) - 1:
            continue
        if here is None and keys and not isinstance(data, dict):
            continue
        keys.append(key)
        data = here
    return keys


def _holds(data: object, key: int | str) -> typing.TypeGuard[Any]:
    if isinstance(data, dict):
        return key in data
    return isinstance(data, list) and isinstance(key, int) and key < len(data)


def _name_key(keys: Sequence[int | str]) -> str:
    """Return a key as people count: the second [[mailboxes]] table is mailboxes[2]."""
    name = ""
    for key in keys:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if name else key
    return name


def _find_known_keys(keys: Sequence[int | str]) -> list[str]:
    """Return the keys that the section at this place knows."""
    model: type[BaseModel] = Config
    for key in keys:
        if isinstance(key, int):
            continue
        field = model.model_fields.get(key)
        inner = _find_model(field.annotation) if field else None
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _find_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in typing.get_args(annotation) if (model := _find_model(part))), None)


def suggest(word: str, known: Sequence[str]) -> str:
    """Return a sentence with the nearest known word, or with all of them when none is near."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.5)
    if near:
        return f" Did you mean '{by_folded[near[0]]}'?"
    return f" Known here: {', '.join(known)}." if known else ""


def _find_wrong_sent_place(config: Config) -> Iterator[str]:
    """Yield a sentence where sent mail is to be looked for in a mailbox that cannot be looked into."""
    if config.smtp.sent is None:
        return
    name, names = config.smtp.sent.mailbox, [mailbox.name for mailbox in config.mailboxes]
    if name not in names:
        yield f"smtp.sent.mailbox: no mailbox is called '{name}'.{suggest(name, names)}"
    elif not (found := config.find_mailbox(name)).is_polled or found.protocol != "imap":
        yield f"smtp.sent.mailbox: '{name}' is not read over IMAP, so nothing can be looked up in it."


def _find_wrong_names(config: Config, known_codes: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each name that means nothing, or two things."""
    mailboxes = [mailbox.name for mailbox in config.mailboxes]
    consultations = [consultation.id for consultation in config.consultations]
    for what, names in (("mailboxes", mailboxes), ("consultations", consultations)):
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{what}: the name '{name}' is given to {count} of them."
    for number, consultation in enumerate(config.consultations, start=1):
        for name in consultation.mailboxes:
            if name not in mailboxes:
                yield f"consultations[{number}].mailboxes: no mailbox is called '{name}'.{suggest(name, mailboxes)}"
        for code in consultation.asked if consultation.asked != "all" else []:
            if code not in known_codes:
                yield f"consultations[{number}].asked: '{code}' is no municipality's code (four digits, as \"0461\")."
    yield from _find_wrong_sent_place(config)

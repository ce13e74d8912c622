"""Patterns that are compiled when they are first asked."""

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import intake
from domain.pattern import compile_late


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    late, compiled = compile_late(r"(ba)r", re.IGNORECASE), re.compile(r"(ba)r", re.IGNORECASE)
    text = "Bar, rebar og barn"

    assert late.findall(text) == compiled.findall(text)
    assert late.sub("x", text) == compiled.sub("x", text)
    assert late.split(text, maxsplit=1) == compiled.split(text, maxsplit=1)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert late.match(text, 5) is None
    assert late.fullmatch("BAR") is not None
    assert (late.pattern, late.flags) == (r"(ba)r", re.IGNORECASE)


def test_a_mistake_shows_when_it_is_first_asked() -> None:
    late = compile_late("(")

    with pytest.raises(re.error):
        late.search("")


def test_it_has_no_more_than_a_pattern_has() -> None:
    with pytest.raises(AttributeError):
        _ = compile_late("a").serach  # type: ignore[attr-defined]


def test_all_patterns_of_the_rules_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(intake.__path__, f"{intake.__name__}."):
        import_module(module.name)
    kind = type(compile_late(""))
    late = [one for one in gc.get_objects() if isinstance(one, kind) and one.pattern != "("]

    assert len(late) > 300
    for one in late:
        assert re.compile(one.pattern, one.flags).pattern == one.pattern

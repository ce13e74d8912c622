"""Finds the rules that stand in a folder: one module each, its rule under the name ``rule``."""

import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import Protocol, TypeGuard, TypeVar

from domain.errors import KommunesvarError


class RuleRefused(KommunesvarError):
    """A file among the rules holds no rule, or one whose name is taken."""


class Named(Protocol):
    """Anything with a name of its own."""

    name: str


R = TypeVar("R", bound=Named)


def find_rules(folder: ModuleType, is_rule: Callable[[object], TypeGuard[R]]) -> tuple[R, ...]:
    """Import every module of a package and return their rules, by file name.

    Raises RuleRefused for a module without a fitting ``rule``, and when two rules share a name.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."))
    rules = tuple(_take_rule(importlib.import_module(name), is_rule) for name in names)
    refuse_duplicates(rules)
    return rules


def refuse_duplicates(rules: tuple[Named, ...]) -> None:
    """Raise RuleRefused when two rules share a name: one of them would speak for the other."""
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RuleRefused(f"Two rules are called {', '.join(twice)}.")


def _take_rule(module: ModuleType, is_rule: Callable[[object], TypeGuard[R]]) -> R:
    rule: object = getattr(module, "rule", None)
    if not is_rule(rule):
        raise RuleRefused(f"{module.__name__} defines no `rule` of the kind its folder asks for.")
    return rule

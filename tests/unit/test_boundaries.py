"""Broad except stands only at the named boundaries; each is listed here with its reason."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("domain", "parsers", "storage", "intake", "notifier", "kommunesvar")

BOUNDARIES = {
    ("intake/process.py", "process_one"): "one message in the processing loop",
    ("kommunesvar/rounds.py", "visit"): "one mailbox visit",
    ("kommunesvar/worker.py", "_guard"): "one job",
    ("notifier/outbox.py", "_deliver"): "one outgoing mail",
}


def find_broad_excepts() -> set[tuple[str, str]]:
    found = set()
    for room in ROOMS:
        for file in (HOUSE / room).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and _catches_all(function):
                    found.add((file.relative_to(HOUSE).as_posix(), function.name))
    return found


def _catches_all(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    caught = [handler.type for node in ast.walk(function) if isinstance(node, ast.Try) for handler in node.handlers]
    return any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in caught)


def test_broad_excepts_stand_at_the_named_boundaries_and_nowhere_else() -> None:
    assert find_broad_excepts() == set(BOUNDARIES)

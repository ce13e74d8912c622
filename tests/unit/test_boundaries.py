"""Broad except stands only at the named boundaries; each is listed here with its reason."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("domain", "parsers", "storage", "intake", "notifier", "kommunesvar")

BOUNDARIES = {
    ("intake/clerk.py", "_guard"): "one message in the processing loop",
    ("intake/clerk.py", "record"): "a batch of messages, each of which is then written by itself",
    ("intake/replay.py", "replay"): "one message in a rebuild",
    ("kommunesvar/rounds.py", "visit"): "one mailbox visit",
    ("kommunesvar/worker.py", "_guard"): "one job",
    ("notifier/delivery.py", "_deliver"): "one outgoing mail",
    ("parsers/child.py", "_work"): "foreign parsers inside the child",
    ("parsers/containers.py", "_unpack"): "foreign parsers inside the child",
    ("parsers/extraction.py", "_extract"): "foreign parsers inside the child",
    ("parsers/letters/mail_headers.py", "_ask_mailparser"): "foreign parsers inside the child",
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
    handlers = [handler for node in ast.walk(function) if isinstance(node, ast.Try) for handler in node.handlers]
    return any(_is_broad(handler) and not _raises_again(handler) for handler in handlers)


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or getattr(handler.type, "id", "") in {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """Say whether it only tidies up and lets the error pass."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_broad_excepts_stand_at_the_named_boundaries_and_nowhere_else() -> None:
    assert find_broad_excepts() == set(BOUNDARIES)

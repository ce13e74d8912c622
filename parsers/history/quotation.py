"""Lines behind ``>``: whose they are, and which of them an answer between them answers."""

import re
from itertools import groupby

from parsers.history.attribution import WROTE, find_attribution, find_introduction
from parsers.history.header_block import LOOKED_AT, Label, find_banner, find_label
from parsers.markup.history import MAYBE_QUOTED, QUOTE, SIGNS, is_mark

_KEPT_QUESTION = 8
_NEAR = 3
_OPENING = 12
_SHORTEST_BROKEN = 50
_LONGEST_REST = 25
_ENDED = re.compile(r"[.!?:;][\"'”»)]?\s*$")
_MARKS = re.compile(r"^ {0,3}(?:> ?)+")


def is_quote(line: str) -> bool:
    """Say whether a line is marked as quoted."""
    return line.lstrip(" ").startswith(">")


def has_words(lines: list[str]) -> bool:
    """Say whether there is more than blank lines, rules and marks."""
    return any(line.strip(f"_*=-–—> \t{SIGNS}") for line in lines)


def strip_marks(line: str) -> str:
    """Return a quoted line without its marks."""
    return _MARKS.sub("", line)


def settle_doubtful(lines: list[str]) -> list[str]:
    """Decide on what HTML may quote or only indent: it is quoted where its beginning or the line above says so."""
    if not any(line.startswith(MAYBE_QUOTED) for line in lines):
        return lines
    settled: list[str] = []
    quotes = False
    for doubtful, group in groupby(lines, key=lambda line: line.startswith(MAYBE_QUOTED)):
        if not doubtful:
            settled += group
            continue
        inside = [line[len(MAYBE_QUOTED) :] for line in group]
        quotes = quotes or _begins_message(inside) or _is_introduced(settled)
        settled += [f"{QUOTE}{line}".rstrip() for line in inside if not is_mark(line)] if quotes else inside
    return settled


def _begins_message(lines: list[str]) -> bool:
    """Say whether lines begin as mail programs let what is answered begin."""
    first = [line for line in lines[:_OPENING] if line and not is_mark(line)][:_NEAR]
    if first and (find_label(first[0]) is Label.FROM or find_banner(first[0]) is not None):
        return True
    return any(WROTE.search(line[:LOOKED_AT]) and find_attribution(first, at) for at, line in enumerate(first[:2]))


def _is_introduced(lines: list[str]) -> bool:
    above = [line for line in lines[-_NEAR:] if line]
    return bool(above) and find_introduction(above, len(above) - 1) is not None


def split_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split lines into the sender's and those marked with ``>``, with the attributions above these."""
    marked = [is_quote(line) for line in lines]
    if not any(marked):
        return lines, []
    _mark_attributions(lines, marked)
    _mark_remainders(lines, marked)
    groups = _group(lines, marked)
    quoted = [line for is_quoted, group in groups if is_quoted for line in group]
    return _collect_own(groups), quoted


def _mark_attributions(lines: list[str], marked: list[bool]) -> None:
    """Count what stands directly above a quotation and says whose it is as part of it."""
    for at in range(1, len(lines)):
        if not marked[at] or marked[at - 1]:
            continue
        end = at - 1
        while end >= max(0, at - _NEAR) and not lines[end]:
            end -= 1
        start = None if end < 0 or marked[end] else find_introduction(lines, end)
        if start is not None:
            marked[start : end + 1] = [True] * (end + 1 - start)


def _mark_remainders(lines: list[str], marked: list[bool]) -> None:
    """Count as quoted the word or two that broke off a quoted line too long for a program on its way.

    They stand between that line, which had no room for them, and the one in which its sentence goes on. In doubt a
    line is an answer.
    """
    widest = max(len(line) for line in lines if is_quote(line))
    if widest < _SHORTEST_BROKEN:
        return
    for at in range(1, len(lines) - 1):
        line, above = lines[at], lines[at - 1]
        if marked[at] or not line.strip() or len(line) > _LONGEST_REST or _ENDED.search(above):
            continue
        if is_quote(above) and is_quote(lines[at + 1]) and strip_marks(lines[at + 1])[:1].islower():
            marked[at] = len(above) + 1 + len(line.split(None, 1)[0]) > widest


def _group(lines: list[str], marked: list[bool]) -> list[tuple[bool, list[str]]]:
    """Group neighbouring lines of one kind; blank lines between two quotations belong to them."""
    groups = [
        (is_quoted, [lines[at] for at, _ in group]) for is_quoted, group in groupby(enumerate(marked), lambda x: x[1])
    ]
    merged: list[tuple[bool, list[str]]] = []
    for at, (is_quoted, group) in enumerate(groups):
        blank = not is_quoted and not has_words(group) and 0 < at < len(groups) - 1
        if merged and (blank or merged[-1][0] == is_quoted):
            merged[-1][1].extend(group)
        else:
            merged.append((is_quoted, group))
    return merged


def _collect_own(groups: list[tuple[bool, list[str]]]) -> list[str]:
    """Return the sender's lines; answers between quotations keep the lines that they answer."""
    answered = {at for at in range(len(groups) - 1) if groups[at][0] and has_words(groups[at + 1][1])}
    between = len(answered) > 1 or any(at + 2 < len(groups) for at in answered)
    own: list[str] = []
    for at, (is_quoted, group) in enumerate(groups):
        if not is_quoted:
            own += group
        elif at in answered and (between or _asks(group) or (has_words(own) and not _is_attributed(group))):
            own += _find_question(group)
    return own


def _is_attributed(group: list[str]) -> bool:
    """Say whether a quotation begins as mail programs let it; another the sender has put there himself."""
    if not is_quote(group[0]):
        return True
    return _begins_message([strip_marks(line) for line in group])


def _asks(group: list[str]) -> bool:
    last = next((line for line in reversed(group) if line.strip("> ")), "")
    return last.endswith("?")


def _find_question(group: list[str]) -> list[str]:
    """Return the last paragraph of a quotation, of a long one its end."""
    question: list[str] = []
    for line in reversed(group):
        if line.strip("> "):
            question.insert(0, line)
        elif question:
            break
        if len(question) == _KEPT_QUESTION:
            break
    return question

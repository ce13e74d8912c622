"""Lines that a mail program broke for sending (RFC 5322 §2.1.1 asks for 78 signs), joined again."""

from itertools import pairwise

from domain.pattern import compile_late

_LONGEST = 100
"""Signs; text with longer lines was not broken."""
_SHORTEST = 30
_SURE = 2
_ENDED = compile_late(r"[.!?:]['\"”»)]?$")
_BEGINS_SOMETHING = compile_late(r"\s|[-•*–>|#_=]|\d{1,2}[.)]\s|$")


def join_broken_lines(text: str) -> str:
    """Join the lines whose next word would have made them the longest of all; others end as they were written."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not _SHORTEST < longest <= _LONGEST:
        return text
    broken = [_is_broken(line, below, longest) for line, below in pairwise(lines)]
    # A line may well end before a name; in a letter of short lines it does so at the end of what it says.
    sure = sum(is_broken and below[0].islower() for is_broken, below in zip(broken, lines[1:], strict=True))
    pieces = [lines[0]]
    for is_broken, below in zip(broken, lines[1:], strict=True):
        pieces += [" " if is_broken and (below[0].islower() or sure >= _SURE) else "\n", below]
    return "".join(pieces)


def _is_broken(line: str, below: str, longest: int) -> bool:
    if len(line) < _SHORTEST or _ENDED.search(line) or _BEGINS_SOMETHING.match(below):
        return False
    return len(line) + 1 + len(below.split(None, 1)[0]) > longest

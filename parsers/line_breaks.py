"""Words that a hyphen divides at a line's end: whole again, unless the hyphen is the word's own."""

import re

_MARK = "[\ufffe\x02]"
_BREAK = re.compile(rf"(?:{_MARK}[^\S\n]*\n?|\u00ad[^\S\n]*\n)[^\S\n]*(?=(\w{{0,12}}))")
# 'børne-\nog ungeudvalget' is a hyphen that stands for a word left out.
_JOINTS = frozenset({"og", "eller", "samt", "and", "or", "und", "och"})


def join_lines(text: str) -> str:
    """Return the text with its divided words whole: U+FFFE, U+0002 or a soft hyphen mark where a line broke one."""
    return _BREAK.sub(_join, text)


def _join(found: re.Match[str]) -> str:
    before, after = found.string[max(0, found.start() - 1) : found.start()], found[1]
    if before.islower() and after in _JOINTS:
        return "- "
    # 'Brønderslev-\nDronninglund', 'IT-\nafdelingen' and '2019-\n20' keep theirs.
    return "" if before.islower() and after[:1].islower() else "-"

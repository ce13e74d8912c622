"""Patterns that are compiled when they are first asked.

The rules have four hundred; a mail asks a part of them, a command that judges none not one, and compiling all took a
quarter of the time to load the program.
"""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _LatePattern:
    """Stands for a compiled pattern, and has its methods from the first call on."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile it: called where a slot is still empty."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile_late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first asked; a mistake in it shows then."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))

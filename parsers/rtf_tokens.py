"""The signs that RTF is written in (specification 1.9.1, syntax), one by one and in linear time."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

# Numbers of more digits than any, blanks and line ends after them included, are still one sign.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})?[ ]?"  # a control word
    rb"|\\'([0-9a-fA-F]{2})"  # an octet
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)
_IN_SKIPPED = re.compile(rb"\\bin(\d{1,10})[ ]?|\\.|[{}]", re.DOTALL)


class Kind(Enum):
    """What a sign is."""

    WORD = auto()
    OCTETS = auto()
    SYMBOL = auto()
    OPEN = auto()
    CLOSE = auto()


class Token(NamedTuple):
    """One sign: a control word with its number, octets of text, a control symbol, a brace."""

    kind: Kind
    word: str = ""
    number: int | None = None
    octets: bytes = b""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


class Tokens:
    """Reads signs from octets; a group that nobody wants is passed over without looking into it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def __iter__(self) -> Iterator[Token]:
        while match := _TOKEN.match(self._data, self.position):
            self.position = match.end()
            group = match.lastindex
            if group == 6:  # noqa: PLR2004 - the groups of the expression above, in their order
                yield Token(Kind.OCTETS, octets=match[6])
            elif group in {1, 2}:
                token = Token(Kind.WORD, match[1].decode(), int(match[2]) if match[2] else None)
                if token.word == "bin":
                    self.position += max(token.number or 0, 0)
                yield token
            elif group == 3:  # noqa: PLR2004
                yield Token(Kind.OCTETS, octets=bytes.fromhex(match[3].decode()))
            elif group == 5:  # noqa: PLR2004
                yield _OPEN if match[5] == b"{" else _CLOSE
            elif group:
                yield Token(Kind.SYMBOL, match[4].decode("latin-1"))

    def skip_group(self) -> tuple[int, int]:
        """Pass over the rest of a group, up to the brace that closes it; return where it stood."""
        begin, depth, end = self.position, 1, len(self._data)
        match = _IN_SKIPPED.search(self._data, begin)
        while match:
            if match[1]:
                match = _IN_SKIPPED.search(self._data, min(match.end() + int(match[1]), end))
                continue
            depth += {b"{": 1, b"}": -1}.get(match[0], 0)
            if depth == 0:
                end = match.start()
                break
            match = _IN_SKIPPED.search(self._data, match.end())
        self.position = end
        return begin, end

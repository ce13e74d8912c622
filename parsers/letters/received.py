"""``Received:`` lines (RFC 5321 §4.4) as Exchange, Postfix, Exim, qmail, Sendmail and Google write them."""

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from domain.message import Hop
from parsers.letters.dates import find_moment
from parsers.letters.headers import decode_header

_LONGEST_LINE = 4_000
_HOST = re.compile(r"^(?=.{1,253}$)[a-z0-9_](?:[\w-]{0,62}\.)+[a-z][\w-]{1,62}$")
_LABEL = re.compile(r"^[a-z0-9_][\w-]{0,62}$")
_TOKENS = re.compile(r"""[()";]|[^\s()";]+""")
_WORDS = re.compile(r"""[^\s()\[\]<>",;=@]+""")
_GREETED = re.compile(r"\b(?:helo|ehlo)[= ]\s*\[?([^\s()\[\]]+)")
# Comments of the from-clause that tell of the encryption or the login, not of who came.
_NOT_A_PEER = re.compile(r"^\s*(?:using|version|client|no client|tls|cipher|authenticated|verified|envelope|auth)\b")
_PLACEHOLDERS = frozenset({"unknown", "unverified", "helo", "ehlo"})


def parse_received(value: str) -> Hop:
    """Return what one line says of a hand-over; what it does not say is empty or None."""
    line = decode_header(value)
    before, by, date = _split_clauses(line[:_LONGEST_LINE].lower())
    peers = dict.fromkeys(_find_peers(before))
    return Hop(by=by, peers=tuple(peers), at=find_moment(date), line=line)


def _split_clauses(line: str) -> tuple[str, str, str]:
    """Return the from-clause, the host after ``by``, and the date.

    The last ``by`` outside comments is the server's own: a client may greet as ``x by mx.kl.dk``, and
    Postfix writes such a greeting down, in front.
    """
    words = _list_outer_words(line)
    semicolon = next((start for start, word in reversed(words) if word == ";"), line.rfind(";"))
    end = semicolon if semicolon >= 0 else len(line)
    found = [at for at, (start, word) in enumerate(words) if word == "by" and start < end]
    if not found:
        return (line[:end] if line.startswith("from ") else ""), "", line[end + 1 :]
    at = found[-1]
    host = words[at + 1][1] if at + 1 < len(words) else ""
    return line[: words[at][0]], _clean_host(host), line[end + 1 :]


def _list_outer_words(line: str) -> list[tuple[int, str]]:
    """List the words outside comments and quotation marks, each with where it starts.

    Where these do not balance, somebody may hide behind them: then every word counts.
    """
    depth, quoted, outer, every = 0, False, [], []
    for match in _TOKENS.finditer(line):
        mark = match.group()
        every.append((match.start(), mark))
        if mark == '"':
            quoted = not quoted
        elif mark in "()" and not quoted:
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif not depth and not quoted:
            outer.append(every[-1])
    return every if depth or quoted else outer


def _find_peers(clause: str) -> Iterator[str]:
    greeting, _, rest = clause.removeprefix("from").strip().partition(" ")
    if clause.startswith("from") and (host := _find_host(greeting, bare=True)):
        yield host
    for comment in _find_comments(rest):
        if _NOT_A_PEER.match(comment):
            continue
        for greeted in _GREETED.findall(comment):
            if host := _find_host(greeted, bare=True):
                yield host
        yield from filter(None, map(_find_host, _WORDS.findall(comment)))


def _find_comments(text: str) -> Iterator[str]:
    """Yield each outermost comment, and what stands between them: HELO names may hold a space."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        if sign not in "()":
            continue
        if depth == 0 or (sign == ")" and depth == 1):
            yield text[start:at]
            start = at + 1
        depth = depth + 1 if sign == "(" else max(0, depth - 1)
    yield text[start:]


@lru_cache(maxsize=1_024)  # most of them are our own servers
def _find_host(word: str, *, bare: bool = False) -> str:
    """Return a word as a host name or an IP address, or nothing; ``bare`` names need no dot."""
    host = _clean_host(word)
    if host in _PLACEHOLDERS:
        return ""
    try:
        if ":" in host or host[-1:].isdigit():  # asking in vain costs more than all the rest
            return str(ipaddress.ip_address(host.removeprefix("ipv6:").partition("%")[0]))
    except ValueError:
        pass
    return host if _HOST.match(host) or (bare and _LABEL.match(host)) else ""


def _clean_host(word: str) -> str:
    return word.strip("[]<>,").rstrip(".")

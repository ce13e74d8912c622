"""The sender's own words, and the history below them (Danish, English, Norwegian, Swedish, German).

Nothing is dropped: what is not the sender's own is returned as quoted. Every rule looks at each line a
fixed number of times, so that no mail takes longer than its length. In doubt a line is the sender's: an
answer taken for history is worse than history taken for an answer.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from parsers.markup import HISTORY_BELOW

_INDENT = r"^[\s*_|]{0,8}"
_FROM = re.compile(rf"{_INDENT}(?:fra|from|von|från)[*_ \t]{{0,4}}:", re.IGNORECASE)
_SENT = re.compile(rf"{_INDENT}(?:sendt|sent|gesendet|skickat|dato|date|datum)[*_ \t]{{0,4}}:(.*)$", re.IGNORECASE)
_REST = re.compile(
    rf"{_INDENT}(?:til|to|an|till|emne|subject|betreff|ämne|cc|kopi|kopia|bcc|prioritet|reply-to)[*_ \t]{{0,4}}:",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b\d{4}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2}\b")
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\bkl\.?\s{0,2}\d|\d{4}\s{1,2}\d{1,2}\.\d{2}\b")
_BANNER = re.compile(
    r"^\s{0,8}(?:[-_=]{2,}\s{0,3}|begin |start på )(?:"
    r"oprindelig (?:meddelelse|besked|mail)|original (?:message|melding)|originalmeddelande|originalnachricht"
    r"|ursprüngliche nachricht|ursprungligt meddelande|opprinnelig melding|urspr\. nachricht"
    r"|(?P<forward>videresendt? (?:meddelelse|besked|mail|melding|af)|forwarded (?:message|by)"
    r"|vidarebefordrat meddelande|weitergeleitete nachricht))",
    re.IGNORECASE,
)
_WROTE = re.compile(r"\b(?:skrev|wrote|schrieb|skreiv)\b", re.IGNORECASE)
_DATED = re.compile(
    r"^\s{0,8}(?:den|på|on|am|\d{1,4}[./-]|(?:man|tir|ons|tor|fre|lør|søn|mon|tue|wed|thu|fri|sat|sun|mån|tis|lör|sön"
    r"|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s{0,8}[_*=\-–—]{5,}\s*$")
_BLANKS = " \t\v\f\xa0"
_LOOKED_AT = 1_000
_BLOCK_LINES = 14
_LABEL_GAP = 2
_ATTRIBUTION_REACH = 3
_KEPT_QUESTION = 3


@dataclass(frozen=True, slots=True)
class OwnText:
    """A mail's text in two: what the sender wrote, and what was there before."""

    body: str
    quoted: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where history begins, and whether a person passed it on as the mail's very content."""

    line: int
    forwarded: bool = False


def split_own_text(text: str, *, reply: bool = False) -> OwnText:
    """Split a mail's text into the sender's own words and the history.

    Where nothing stands above the history, the mail is a forward and its first message is what was sent;
    unless ``reply`` says by its subject that it is a reply with nothing but an attachment.
    """
    lines = [line.rstrip(_BLANKS) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    cut = _find_cut(lines)
    own, quoted = _split_quotes(lines[: cut.line])
    if _has_words(own) or not (_has_words(quoted) or _has_words(lines[cut.line :])):
        return _join(own, quoted + lines[cut.line :])
    if reply and not cut.forwarded:
        return _join([], lines)
    return _split_forwarded(lines)


def _split_forwarded(lines: list[str]) -> OwnText:
    """Return the first message of a forward as the body, with the lines that say whose it is."""
    below = lines[_find_cut(lines).line + 1 :]
    if all(_is_quote(line) for line in below if line):
        lines = [line.lstrip(" ").removeprefix(">").removeprefix(" ") for line in lines]
    begin = _find_block_end(lines, _find_cut(lines).line)
    cut = _find_cut(lines[begin:])
    own, quoted = _split_quotes(lines[begin : begin + cut.line])
    if not _has_words(own):
        return _join(lines, [])
    return _join(lines[:begin] + own, quoted + lines[begin + cut.line :])


def _find_block_end(lines: list[str], start: int) -> int:
    """Return the line after the banner and the labels that open a message of the history."""
    end, opened = start + 1, False
    for at, line in enumerate(lines[start : start + _BLOCK_LINES], start):
        is_from = bool(_FROM.match(line[:_LOOKED_AT]))
        if (is_from and opened) or at - end > _LABEL_GAP:
            break
        opened = opened or is_from
        if _is_label(line):
            end = at + 1
    return min(end, len(lines))


def _join(own: list[str], quoted: list[str]) -> OwnText:
    return OwnText(_tidy(own), _tidy(quoted))


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(line for line in lines if line != HISTORY_BELOW)).strip()


def _has_words(lines: list[str]) -> bool:
    return any(line.strip("_*=-–—> \t" + HISTORY_BELOW) for line in lines)


def _find_cut(lines: list[str]) -> _Cut:
    """Find the first line below which nothing is the sender's; the end of the text when there is none."""
    for at, line in enumerate(lines):
        text = line[:_LOOKED_AT]
        if line == HISTORY_BELOW:
            return _Cut(at)
        if banner := _BANNER.match(text):
            return _Cut(at, forwarded=banner["forward"] is not None)
        if _FROM.match(text) and _is_header_block(lines[at : at + _BLOCK_LINES]):
            return _Cut(_include_above(lines, at))
        if _WROTE.search(text) and (start := _find_bare_attribution(lines, at)) is not None:
            return _Cut(start)
    return _Cut(len(lines))


def _is_header_block(lines: list[str]) -> bool:
    """Say whether a From line opens the header that Outlook, Apple Mail or Notes puts above history.

    'Fra: 1. januar / Til: 31. december' in a letter does not, nor does a memo's 'Fra: / Dato: / Emne:':
    a mail program always gives the year and the time of day.
    """
    sent = next((at for at, line in enumerate(lines) if _SENT.match(line[:_LOOKED_AT])), None)
    if sent is None or not any(_REST.match(line[:_LOOKED_AT]) for line in lines):
        return False
    moment = " ".join(lines[sent : sent + 3])[:_LOOKED_AT] if lines[sent].rstrip("*_ ").endswith(":") else lines[sent]
    return bool(_YEAR.search(moment[:_LOOKED_AT]) and _CLOCK.search(moment[:_LOOKED_AT]))


def _include_above(lines: list[str], at: int) -> int:
    """Return where the block really begins: labels, a rule and blank lines above it belong to it."""
    while at and _is_label(lines[at - 1]):
        at -= 1
    above = at
    while above and not lines[above - 1]:
        above -= 1
    return above - 1 if above and _RULE.match(lines[above - 1][:_LOOKED_AT]) else at


def _is_label(line: str) -> bool:
    return any(label.match(line[:_LOOKED_AT]) for label in (_FROM, _SENT, _REST))


def _find_attribution(lines: list[str], at: int) -> tuple[int, int] | None:
    """Find the lines of 'Den … skrev …:' around the line with its verb; mail programs wrap it."""
    reach = range(at, min(at + _ATTRIBUTION_REACH, len(lines)))
    end = next((i for i in reach if lines[i].endswith(":")), None)
    if end is None or not all(lines[at : end + 1]):
        return None
    for start in range(at, max(-1, at - _ATTRIBUTION_REACH), -1):
        if not lines[start]:
            break
        if _DATED.match(lines[start][:_LOOKED_AT]):
            return start, end
    return at, end


def _find_bare_attribution(lines: list[str], at: int) -> int | None:
    """Find an attribution whose history is not marked with ``>``: all below it is history.

    It must name an address and a time of day: 'Den 28. juni skrev I til os:' is the sender's own.
    """
    found = _find_attribution(lines, at)
    if found is None or _is_quote(lines[at]):
        return None
    start, end = found
    text = " ".join(lines[start : end + 1])[:_LOOKED_AT]
    dated = _DATED.match(text) and "@" in text and _CLOCK.search(text)
    return start if dated and not _is_quote(_next_line(lines, end)) else None


def _next_line(lines: list[str], at: int) -> str:
    return next((line for line in lines[at + 1 : at + 4] if line), "")


def _is_quote(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def _split_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split lines into the sender's and those marked with ``>``, with the attributions above these."""
    marked = [_is_quote(line) for line in lines]
    if not any(marked):
        return lines, []
    for at, line in enumerate(lines):
        found = None if marked[at] or not _WROTE.search(line[:_LOOKED_AT]) else _find_attribution(lines, at)
        if found and _is_quote(_next_line(lines, found[1])):
            marked[found[0] : found[1] + 1] = [True] * (found[1] + 1 - found[0])
    groups = _group(lines, marked)
    quoted = [line for is_quoted, group in groups if is_quoted for line in group]
    return _collect_own(groups), quoted


def _group(lines: list[str], marked: list[bool]) -> list[tuple[bool, list[str]]]:
    """Group neighbouring lines of one kind; blank lines between two quotations belong to them."""
    groups = [
        (is_quoted, [lines[at] for at, _ in group]) for is_quoted, group in groupby(enumerate(marked), lambda x: x[1])
    ]
    merged: list[tuple[bool, list[str]]] = []
    for at, (is_quoted, group) in enumerate(groups):
        blank = not is_quoted and not _has_words(group) and 0 < at < len(groups) - 1
        if merged and (blank or merged[-1][0] == is_quoted):
            merged[-1][1].extend(group)
        else:
            merged.append((is_quoted, group))
    return merged


def _collect_own(groups: list[tuple[bool, list[str]]]) -> list[str]:
    """Return the sender's lines; answers between quotations keep the lines that they answer."""
    answered = {at for at in range(len(groups) - 1) if groups[at][0] and _has_words(groups[at + 1][1])}
    between = len(answered) > 1 or any(at + 2 < len(groups) for at in answered)
    own: list[str] = []
    for at, (is_quoted, group) in enumerate(groups):
        if not is_quoted:
            own += group
        elif between and at in answered:
            question = [line for line in group if line.strip("> ")][-_KEPT_QUESTION:]
            own += question
    return own

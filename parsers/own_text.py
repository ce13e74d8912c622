"""The sender's own words, and the history below them.

Nothing is dropped: what is not the sender's own is returned as quoted. Every rule looks at each line a
fixed number of times, so that no mail takes longer than its length. In doubt a line is the sender's: an
answer taken for history is worse than history taken for an answer.
"""

import re
from dataclasses import dataclass, replace

from parsers.history.answers import announces_answers, find_answers, find_last_letter, is_greeting
from parsers.history.attribution import WROTE, find_attribution, join_wrapped, stands_alone
from parsers.history.header_block import (
    LOOKED_AT,
    Certainty,
    Label,
    confirms_history,
    find_banner,
    find_header_end,
    find_header_top,
    find_label,
    is_rule,
    judge_header,
)
from parsers.history.quotation import has_words, is_quote, settle_doubtful, split_quotes, strip_marks
from parsers.markup.history import HISTORY_BELOW, MAYBE_HISTORY, QUOTE, SIGNS, is_mark

_BLANKS = " \t\v\f\xa0"
_SIGN_OFF = re.compile(
    r"^\s{0,8}(?:-- ?$|(?:med\s{1,3})?(?:de\s{1,3})?(?:venlige?|bedste|kærlige?|mange|gode|vennlig|vänliga?)\s{1,3}"
    r"h[iä]ls|hilsen\b|mvh\b|vh\b|på\s{1,3}(?:udvalgets |byrådets |kommunens )?vegne|(?:kind |best |warm )?regards"
    r"|(?:yours )?sincerely|mit freundlichen|viele grüße|sendt fra min|sent from my|hent outlook)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s*]{0,8}[-_=‐]{2}")
_WROTE = (
    *("skrev", "skreiv", "wrote", "schrieb", "schreef", "kirjoitti", "scritto", "escri", "escrev", "napisał", "pisze"),
    "écrit",
)
_NO_SIGNS = {ord(sign): None for sign in SIGNS}
_LONG_RULE = 20
_LONGEST_MESSAGE = 2_000
"""Lines of what was answered that answers are looked for in."""
_NEAR = 4
_LONGEST_LETTER = 2_000_000
"""Signs: nobody writes more, and looking for the history of thirty million takes most of a minute."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A mail's text in two: what the sender wrote, and what was there before.

    ``answers_within`` where some of what he wrote was found within the history; ``banners`` are the notices of the
    receiving server, where somebody has taken them from above the text.
    """

    body: str
    quoted: str
    answers_within: bool = False
    banners: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where history begins, and whether a person passed it on as the mail's very content."""

    line: int
    forwarded: bool = False


def split_own_text(text: str, *, reply: bool = False) -> OwnText:
    """Split a mail's text into the sender's own words and the history.

    Where nothing or only a greeting stands above the history, the mail is a forward and its first message is
    what was sent; unless ``reply`` says by its subject that it is a reply with nothing but an attachment.
    """
    if len(text) > _LONGEST_LETTER:
        return OwnText(_drop_signs(text).strip(), "")
    lines = [line.rstrip(_BLANKS) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = settle_doubtful(join_wrapped(lines))
    cut = _find_cut(lines)
    own, quoted = split_quotes(lines[: cut.line])
    history = quoted + lines[cut.line :]
    if has_words(own) and (reply or not is_greeting(own) or not has_words(history)):
        found = _find_answers_below(own, history)
        return replace(_join(own + found, history), answers_within=bool(found))
    if not has_words(history):
        return _join(own, history)
    if reply and not cut.forwarded:
        return _join(_find_answers_in(history), history)
    return _split_forwarded(lines)


def _find_answers_below(own: list[str], history: list[str]) -> list[str]:
    """Return what the sender wrote into the history below, as far as can be told."""
    if not has_words(history):
        return []
    first = _read_first_message(history)
    found = find_answers(first)
    if not found and announces_answers(own):
        found = first
    return ["", *found] if found else []


def _find_answers_in(history: list[str]) -> list[str]:
    first = _read_first_message(history)
    return find_answers(first) or find_last_letter(first)


def _read_first_message(history: list[str]) -> list[str]:
    """Return the message that was answered, without its marks and the headers and history around it."""
    lines = [strip_marks(line) for line in history[:_LONGEST_MESSAGE]]
    begin = find_header_end(lines, _find_cut(lines).line)
    return lines[begin : begin + _find_cut(lines[begin:]).line]


def _split_forwarded(lines: list[str]) -> OwnText:
    """Return the first message of a forward as the body, with the lines that say whose it is."""
    below = lines[_find_cut(lines).line + 1 :]
    if all(is_quote(line) for line in below if line):
        lines = [line.lstrip(" ").removeprefix(">").removeprefix(" ") for line in lines]
    begin = find_header_end(lines, _find_cut(lines).line)
    cut = _find_cut(lines[begin:])
    own, quoted = split_quotes(lines[begin : begin + cut.line])
    if not has_words(own):
        return _join(lines, [])
    return _join(lines[:begin] + own, quoted + lines[begin + cut.line :])


def _join(own: list[str], quoted: list[str]) -> OwnText:
    return OwnText(_tidy(own), _tidy(quoted))


def _tidy(lines: list[str]) -> str:
    text = _drop_signs("\n".join(line for line in lines if not is_mark(line)))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()


def _drop_signs(text: str) -> str:
    return text.translate(_NO_SIGNS) if any(sign in text for sign in SIGNS) else text


def _find_cut(lines: list[str]) -> _Cut:
    """Find the first line below which nothing is the sender's; the end of the text when there is none."""
    signed = written = False
    for at, line in enumerate(lines):
        signed = signed or bool(_SIGN_OFF.match(line[:LOOKED_AT]))
        if not _may_begin_history(line[:LOOKED_AT]) or (is_quote(line) and not line.startswith(">>>")):
            written = written or bool(line)
            continue
        if line == HISTORY_BELOW and written:
            return _Cut(at)
        if (start := _find_beginning(lines, at, signed=signed)) is not None:
            return _Cut(start, forwarded=bool(find_banner(line)))
        written = written or not is_mark(line)
    return _Cut(len(lines))


def _may_begin_history(line: str) -> bool:
    """Say whether a line may be the first of a history: nearly all are not, and that shows at once."""
    if ":" in line or HISTORY_BELOW in line or MAYBE_HISTORY in line or line.startswith(">>>") or _RULE.match(line):
        return True
    small = line.lower()
    return any(word in small for word in _WROTE)


def _find_beginning(lines: list[str], at: int, *, signed: bool) -> int | None:
    """Find where the history begins that this line shows to begin."""
    line = lines[at]
    if is_mark(line):
        return at if confirms_history(lines, at) else None
    if find_banner(line) is not None:
        return _find_unmarked(lines, at)
    if find_label(line) is Label.FROM:
        certainty = judge_header(lines, at)
        if certainty is Certainty.NONE:
            return None
        top = find_header_top(lines, at)
        marked = signed or (is_rule(lines[top]) and len(lines[top]) >= _LONG_RULE)
        return _find_unmarked(lines, top) if marked or certainty is Certainty.SURE else None
    tells = line.endswith(">:") or WROTE.search(line[:LOOKED_AT])
    return _find_bare_attribution(lines, at, signed=signed) if tells else None


def _find_unmarked(lines: list[str], start: int) -> int | None:
    """Return where a header begins, unless ``>`` marks what is below it: then the header is marked as well.

    Below such a quotation the sender may go on.
    """
    end = find_header_end(lines, start)
    below = next((at for at in range(end, min(end + _NEAR, len(lines))) if lines[at]), None)
    if below is not None and WROTE.search(lines[below][:LOOKED_AT]) and (found := find_attribution(lines, below)):
        end = found[1] + 1
        below = next((at for at in range(end, min(end + _NEAR, len(lines))) if lines[at]), None)
    if below is None or not is_quote(lines[below]):
        return start
    lines[start:end] = [f"{QUOTE}{line}" for line in lines[start:end]]
    return None


def _find_bare_attribution(lines: list[str], at: int, *, signed: bool) -> int | None:
    """Find an attribution whose history is not marked with ``>``: all below it is history."""
    found = find_attribution(lines, at)
    if found is None or is_quote(lines[at]):
        return None
    start, end = found
    below = next((line for line in lines[end + 1 : end + 4] if line), "")
    text = " ".join(lines[start : end + 1])
    return start if stands_alone(text, signed=signed) and not is_quote(below) else None

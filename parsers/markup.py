"""HTML to lines of text; where a mail program marks history, the mark is kept for ``own_text``.

The parser calls back instead of building a tree: a tree ends at 256 nested elements and loses what
lies deeper, and costs many times its text.
"""

import contextlib
import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from parsers.charset import decode_text

HISTORY_BELOW = "\x1e"
"""A line that a mail program's own mark leaves: all below it is history."""
QUOTE = "> "

_SKIPPED = frozenset({"script", "style", "title", "template"})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr"})
_BLOCKS = _PARAGRAPHS | {
    *("address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"),
    *("header", "legend", "li", "main", "nav", "option", "section", "tr", "br"),
}
_CELLS = frozenset({"td", "th"})
# Gmail, Thunderbird, Yahoo and Proton put history and its attribution into an element of their own.
_QUOTING_CLASSES = frozenset({"gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"})
# Outlook on the web and on phones write an element before the history.
_HISTORY_IDS = frozenset({"divrplyfwdmsg", "appendonsend", "stopspelling", "mail-editor-reference-message-container"})
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_INVISIBLE = {ord(sign): None for sign in "\u200b\ufeff\xad\x1e\0"}
_TAG = re.compile(r"<[^<>]{0,5000}>")


def extract_markup(data: bytes, charset: str | None = None, *, marks: bool = False) -> str:
    """Return the text of a page or mail; with ``marks``, quoted lines begin with ``> `` as in plain mail."""
    source = decode_text(data, charset, markup=True)
    writer = _LineWriter(marks=marks)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast("Any", writer))
    with contextlib.suppress(etree.XMLSyntaxError):  # nothing but a comment in it, or nothing at all
        etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    text = writer.finish()
    # An unclosed <style> swallows the letter after it.
    return text or _strip_tags(source)


class _LineWriter:
    """Writes lines as elements begin and end."""

    def __init__(self, *, marks: bool) -> None:
        self._marks = marks
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[bool, bool, str, int]] = []
        self._skipping = self._quoting = self._verbatim = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        quotes = self._marks and _is_quote(tag, attributes)
        if tag in _BLOCKS or quotes:
            self._end_line(paragraph=tag in _PARAGRAPHS)
        if tag in _CELLS and self._line:
            self._line.append("\t")
        elif tag == "li":
            self._line.append("- ")
        if self._marks and attributes.get("id", "").lower().removeprefix("x_") in _HISTORY_IDS:
            self._end_line(paragraph=False)
            self._lines.append(HISTORY_BELOW)
        self._skipping += tag in _SKIPPED
        self._verbatim += tag == "pre"
        self._quoting += quotes
        self._open.append((quotes, tag == "pre", attributes.get("href", "") if tag == "a" else "", len(self._line)))

    def end(self, tag: str) -> None:
        quotes, verbatim, link, linked = self._open.pop() if self._open else (False, False, "", 0)
        if link.startswith(("http://", "https://")) and link not in "".join(self._line[linked:]):
            self._line.append(f" <{link[:2000]}>")
        if tag in _BLOCKS or quotes:
            self._end_line(paragraph=tag in _PARAGRAPHS)
        self._skipping -= tag in _SKIPPED
        self._verbatim -= verbatim
        self._quoting -= quotes

    def data(self, text: str) -> None:
        if self._skipping > 0:
            return
        text = text.translate(_INVISIBLE)
        if self._verbatim > 0:
            first, *rest = text.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line(paragraph=False)
                self._line.append(line)
        else:
            self._line.append(_SPACE.sub(" ", text))

    def comment(self, text: str) -> None:
        """Pass over comments, conditional ones of Outlook among them."""

    def close(self) -> None:
        self._end_line(paragraph=False)

    def finish(self) -> str:
        """Return what was written, without more than one blank line in a row."""
        self._end_line(paragraph=False)
        return "\n".join(self._lines).strip("\n ")

    def _end_line(self, *, paragraph: bool) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._verbatim else re.sub(" {2,}", " ", line).strip()
        self._line = []
        prefix = QUOTE if self._quoting > 0 else ""
        if line:
            self._lines.append(prefix + line)
        if paragraph and self._lines and self._lines[-1] not in ("", prefix.rstrip()):
            self._lines.append(prefix.rstrip())


def _is_quote(tag: str, attributes: Mapping[str, str]) -> bool:
    classes = set(attributes.get("class", "").lower().split())
    if tag == "blockquote":
        return attributes.get("type", "").lower() == "cite" or "gmail_quote" in classes
    return bool(classes & _QUOTING_CLASSES)


def _strip_tags(source: str) -> str:
    return _SPACE.sub(" ", _TAG.sub(" ", source)).translate(_INVISIBLE).strip()

"""How mail programs mark history in HTML: by the ids, classes and styles of its elements."""

import re
from collections.abc import Mapping
from enum import IntEnum

HISTORY_BELOW = "\x1e"
"""A line that a mail program's own mark leaves: below it stands history."""
MAYBE_HISTORY = "\x1f"
"""A line where history begins if a header follows."""
MAYBE_QUOTED = "\x1d"
"""Stands before each line of an element that may be a quotation or the sender's own indenting."""
COLOURED = "\x1c"
"""Stands before a line that is in a colour as a whole."""
QUOTE = "> "
SIGNS = HISTORY_BELOW + MAYBE_HISTORY + MAYBE_QUOTED + COLOURED
"""What stands in no text, and is taken out of it before it is shown."""

# The web's Outlook prefixes what it shows again with x_, Gmail with m_ and a number.
_PREFIX = re.compile(r"^(?:x_|m_-?\d{1,25})+")
# Outlook on the web, on phones and for the Mac, Hotmail, Zimbra and Spark write an element where history begins.
_HISTORY_IDS = frozenset(
    {
        *("divrplyfwdmsg", "stopspelling", "replysplit", "olk_src_body_section", "zwchr", "message_data_marker"),
    }
)
# Others stand there as well when nothing is answered: some programs append a notice on sending.
_MAYBE_IDS = frozenset(
    {"appendonsend", "mail-editor-reference-message-container", "_mailoriginal", "messagereplysection"}
)
_MAYBE_CLASSES = frozenset({"ms-outlook-mobile-reference-message", "moz-forward-container", "outlookmessageheader"})
_QUOTING_CLASSES = frozenset({"yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "iosymail"})
# Outlook for Windows (2007 and 2010, 2013 and later) and Windows Mail draw a line above the header.
_LINE_ABOVE = re.compile(
    r"border-top(?:-color)?\s{0,9}:[^;]{0,40}"
    r"(?:#b5c4df|#e1e1e1|rgb\((?:181,\s?196,\s?223|225,\s?225,\s?225|229,\s?229,\s?229)\))",
    re.IGNORECASE,
)
# Outlook draws one beside what is answered line by line: 'border:none;border-left:solid blue 1.5pt'.
_LINE_BESIDE = re.compile(r"border-left\s{0,9}:[^;]{0,40}solid", re.IGNORECASE)
MARKED = re.compile(
    rb"gmail_quote|rplyfwdmsg|appendonsend|type=[\"']?cite|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|iosymail"
    rb"|stopspelling|replysplit|mail-editor-reference|reference-message|olk_src_body|_mailoriginal|zwchr|moz-(?:cite|forward)"
    rb"|border-top:\s?solid #(?:e1e1e1|b5c4df)|outlookmessageheader|messagereplysection",
    re.IGNORECASE,
)
"""Finds whether a page marks where its history begins."""
IN_COLOUR = re.compile(
    rb"color\s{0,9}[:=]\s{0,9}[\"']?(?:red\b|#?(?:ff0000|c00000|00b050|0070c0|7030a0|c82613|0c64c0)"
    rb"|rgb\(\s{0,3}(?:255,\s?0,\s?0|192,\s?0,\s?0|200,\s?38,\s?19|12,\s?100,\s?192)\))",
    re.IGNORECASE,
)
"""Finds whether somebody wrote in one of the colours that Word and Outlook offer first."""


class Quoting(IntEnum):
    """Whether an element holds a quotation."""

    NO = 0
    MAYBE = 1
    YES = 2


def find_quoting(tag: str, attributes: Mapping[str, str]) -> Quoting:
    """Say whether an element holds quoted lines; answers stand between and below such elements."""
    classes = set(attributes.get("class", "").lower().split())
    if classes & _QUOTING_CLASSES or attributes.get("name") == "quote":
        return Quoting.YES
    if tag == "blockquote":
        cited = attributes.get("type", "").lower() == "cite" or "gmail_quote" in classes
        return Quoting.YES if cited or attributes.get("cite", "").startswith("mid:") else Quoting.MAYBE
    beside = tag == "div" and _LINE_BESIDE.search(attributes.get("style", "")[:2000])
    return Quoting.MAYBE if beside else Quoting.NO


def find_mark(attributes: Mapping[str, str]) -> str | None:
    """Find the mark of an element that stands where a program puts history."""
    names = {_PREFIX.sub("", attributes.get(key, "").lower()) for key in ("id", "name")}
    if names & _HISTORY_IDS:
        return HISTORY_BELOW
    classes = {_PREFIX.sub("", name) for name in attributes.get("class", "").lower().split()}
    if names & _MAYBE_IDS or classes & _MAYBE_CLASSES or _LINE_ABOVE.search(attributes.get("style", "")[:2000]):
        return MAYBE_HISTORY
    return None


def is_mark(line: str) -> bool:
    """Say whether a line is nothing but such a mark."""
    return line in {HISTORY_BELOW, MAYBE_HISTORY}

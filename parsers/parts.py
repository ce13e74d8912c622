"""What each leaf of a mail is: text of the body, furniture, an attached mail, or a file to be read."""

import re
from collections import Counter

from domain.message import FilePart, Verdict
from parsers import magic
from parsers.charset import find_codec
from parsers.part_tree import Leaf
from parsers.pictures import is_tiny, may_be_letter

UNNAMED = "unavngivet"
DELIVERY_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ATTACHED_MAIL = frozenset({"message/rfc822", "message/global", "message/news"})
_SIGNATURES = frozenset({
    *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"),
    *("application/pgp-keys", "application/pgp-encrypted"),
})  # fmt: skip
# Written by machines for machines: shown, and no doubt about what they say.
_FOR_MACHINES = DELIVERY_REPORTS | {
    *("message/disposition-notification", "message/feedback-report", "message/global-disposition-notification"),
    *("text/rfc822-headers", "message/global-headers", "text/calendar", "application/ics", "text/vcard"),
    *("text/x-vcard", "text/directory", "text/x-amp-html"),
}
_BODY_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"})
_TEXT_KINDS = frozenset({magic.EMPTY, magic.PLAIN_TEXT, magic.HTML, magic.PGP})
_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_HEADER_LINES = re.compile(rb"(?:[!-9;-~]{1,76}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,50}){2}")
_MAIL_HEADER = re.compile(rb"^(?:from|received|date|message-id|return-path):", re.IGNORECASE | re.MULTILINE)


def is_body(leaf: Leaf) -> bool:
    """Say whether a leaf is text to be read as the mail's own: unnamed, not attached, and really text."""
    if leaf.disposition == "attachment" or leaf.filename:
        return False
    if leaf.media_type not in _BODY_TYPES and not leaf.media_type.startswith("multipart/"):
        return False
    wide = (find_codec(leaf.parameters.get("charset")) or "").startswith(("utf-16", "utf-32"))
    kind = magic.find_kind(leaf.data)
    # Text with a few stray controls is text all the same; a document under its label is not.
    return wide or kind in _TEXT_KINDS or (kind is magic.UNKNOWN and magic.is_mostly_text(leaf.data))


def is_markup(leaf: Leaf) -> bool:
    """Say whether a leaf of the body is HTML."""
    return leaf.media_type == "text/html"


def is_attached_mail(leaf: Leaf) -> bool:
    """Say whether a leaf is a mail inside the mail, by its type or by name and content."""
    if leaf.media_type in _ATTACHED_MAIL:
        return True
    head = leaf.data[:8192]
    return leaf.filename.lower().endswith(".eml") and bool(_HEADER_LINES.match(head) and _MAIL_HEADER.search(head))


class FileNames:
    """Gives nameless files a name by what they hold, the same in every run."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def name(self, leaf: Leaf) -> str:
        """Return the name as sent, or one that tells the kind of file."""
        if leaf.filename:
            return leaf.filename
        ending = "eml" if is_attached_mail(leaf) else _find_ending(leaf)
        self._given[ending] += 1
        number = self._given[ending]
        return f"{UNNAMED}.{ending}" if number == 1 else f"{UNNAMED}-{number}.{ending}"


def _find_ending(leaf: Leaf) -> str:
    if leaf.media_type == "text/calendar":
        return "ics"
    return magic.find_kind(leaf.data).ending


def make_file(leaf: Leaf, name: str, path: tuple[str, ...], shown_in_body: frozenset[str]) -> FilePart:
    """Return a leaf as a file; ``shown_in_body`` are the Content-IDs that the HTML refers to."""
    kind = magic.find_kind(leaf.data)
    return FilePart(
        filename=name,
        path=(*path, name),
        media_type=leaf.media_type if _is_telling(leaf, kind) else kind.media_type,
        data=leaf.data,
        verdict=_judge_unread(leaf, kind, shown_in_body),
    )


def _is_telling(leaf: Leaf, kind: magic.FileKind) -> bool:
    """Say whether the declared type says more than the content, and is not gainsaid by it."""
    if kind in {magic.UNKNOWN, magic.EMPTY}:
        return True
    if leaf.media_type.startswith("text/"):
        return kind in _TEXT_KINDS
    return leaf.media_type != "application/octet-stream" and not leaf.media_type.startswith("multipart/")


def _judge_unread(leaf: Leaf, kind: magic.FileKind, shown_in_body: frozenset[str]) -> Verdict | None:
    """Return the verdict of a file that nobody needs to open, or None.

    A document under a signature's or a calendar's label is a document.
    """
    if kind.format == "image":
        return Verdict.INLINE if _is_furniture(leaf, shown_in_body) else None
    if leaf.media_type in _PKCS7 and "enveloped" in leaf.parameters.get("smime-type", "").lower():
        return Verdict.ENCRYPTED
    if kind not in {magic.UNKNOWN, magic.PLAIN_TEXT, magic.HTML, magic.EMPTY}:
        return None
    return Verdict.INLINE if leaf.media_type in _SIGNATURES or leaf.media_type in _FOR_MACHINES else None


def _is_furniture(leaf: Leaf, shown_in_body: frozenset[str]) -> bool:
    """Say whether a picture is a logo or a signature: placed in the text, and no page of a letter."""
    placed = leaf.content_id in shown_in_body if leaf.content_id else False
    inline = placed or leaf.disposition == "inline" or (bool(leaf.content_id) and leaf.disposition != "attachment")
    return is_tiny(leaf.data) or (inline and not may_be_letter(leaf.data))

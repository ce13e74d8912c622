"""What each leaf of a mail is: text of the body, furniture, an attached mail, or a file to be read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from domain.message import Verdict
from parsers import magic
from parsers.charset import find_codec
from parsers.formats import Member
from parsers.letters.furniture import Shown, is_furniture
from parsers.letters.part_tree import Leaf

UNNAMED = "unavngivet"
ATTACHED_MAIL = "message/rfc822"
DELIVERY_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ATTACHED_MAILS = frozenset({ATTACHED_MAIL, "message/global", "message/news"})
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
_MACHINE_TEXTS = {b"BEGIN:VCARD": "text/vcard", b"BEGIN:VCALENDAR": "text/calendar"}
_ENDINGS = {"text/calendar": "ics", "text/vcard": "vcf"}
_BODY_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"})
_BODY_KINDS = frozenset({magic.EMPTY, magic.PLAIN_TEXT, magic.HTML, magic.EML})
_TEXT_KINDS = _BODY_KINDS | {magic.PGP}
_UNTOLD = frozenset({magic.UNKNOWN, *_TEXT_KINDS})
# What they tell of is not in this mail (RFC 2046 §5.2.2, §5.2.3).
_ELSEWHERE = {"message/external-body": Verdict.UNSUPPORTED, "message/partial": Verdict.PARTIAL}
_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_LONGEST_NAME, _KEPT_END = 255, 55


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf, and the kind of file that its octets are."""

    leaf: Leaf
    kind: magic.FileKind

    @property
    def is_body(self) -> bool:
        """Whether it is text to be read as the mail's own: unnamed, not attached, and really text."""
        leaf, kind = self.leaf, self.kind
        if leaf.disposition == "attachment" or leaf.filename:
            return False
        if leaf.media_type not in _BODY_TYPES and not leaf.media_type.startswith("multipart/"):
            return False
        wide = (find_codec(leaf.parameters.get("charset")) or "").startswith(("utf-16", "utf-32"))
        # Text with a few stray controls is text all the same; a document under its label is not.
        return wide or kind in _BODY_KINDS or (kind is magic.UNKNOWN and magic.is_mostly_text(leaf.data))

    @property
    def is_attached_mail(self) -> bool:
        """Whether it is a mail inside the mail: declared so and no document, or by its content."""
        if self.leaf.media_type in _ATTACHED_MAILS:
            return self.kind in _UNTOLD
        known = self.is_for_machines or self.leaf.media_type in _ELSEWHERE
        return not known and is_mail(self.kind, self.leaf.filename, self.leaf.data)

    @property
    def is_for_machines(self) -> bool:
        """Whether it tells people nothing: a report, an invitation, a signature."""
        return self.leaf.media_type in _SIGNATURES or self.leaf.media_type in _FOR_MACHINES


def find_part(leaf: Leaf) -> Part:
    """Find out what a leaf is."""
    return Part(leaf, magic.find_kind(leaf.data))


def is_markup(leaf: Leaf) -> bool:
    """Say whether a leaf of the body is HTML."""
    return leaf.media_type == "text/html"


def is_mail(kind: magic.FileKind, filename: str, data: bytes) -> bool:
    """Say whether a file is a mail: by its headers, of which one does where the name says so, too."""
    return kind is magic.EML or (filename.lower().endswith(".eml") and kind in _UNTOLD and magic.has_mail_header(data))


def make_member(part: Part, shown_in_body: Mapping[str, Shown]) -> Member:
    """Return a leaf as a file of the mail; ``shown_in_body`` tells of the Content-IDs that the HTML refers to."""
    leaf = part.leaf
    return Member(
        filename=leaf.filename,
        data=leaf.data,
        media_type=ATTACHED_MAIL if part.is_attached_mail else _choose_type(part),
        content_id=leaf.content_id,
        verdict=_judge_unread(part, shown_in_body),
    )


def _choose_type(part: Part) -> str:
    """Return the declared type where it says more than the content, and is not gainsaid by it."""
    declared, kind = part.leaf.media_type, part.kind
    if kind is magic.PLAIN_TEXT and not declared.startswith("text/"):
        return next((found for begin, found in _MACHINE_TEXTS.items() if part.leaf.data.startswith(begin)), declared)
    if kind in {magic.UNKNOWN, magic.EMPTY}:
        return declared
    if declared.startswith("text/"):
        return declared if kind in _TEXT_KINDS else kind.media_type
    telling = declared != "application/octet-stream" and not declared.startswith("multipart/")
    return declared if telling else kind.media_type


def _judge_unread(part: Part, shown_in_body: Mapping[str, Shown]) -> Verdict | None:
    """Return the verdict of a file that nobody needs to open, or None.

    A document under a signature's or a calendar's label is a document.
    """
    leaf, kind = part.leaf, part.kind
    if kind.media_type.startswith("image/") or (kind in _UNTOLD and leaf.media_type.startswith("image/")):
        placed = shown_in_body.get(leaf.content_id) if leaf.content_id else None
        inline = leaf.disposition == "inline" or (bool(leaf.content_id) and leaf.disposition != "attachment")
        return Verdict.INLINE if is_furniture(leaf.data, placed, inline=inline) else None
    if leaf.media_type in _PKCS7 and "enveloped" in leaf.parameters.get("smime-type", "").lower():
        return Verdict.ENCRYPTED
    if leaf.media_type in _ELSEWHERE:
        return _ELSEWHERE[leaf.media_type]
    if part.is_for_machines and (
        kind in _UNTOLD - {magic.PGP} or (kind is magic.P7M and leaf.media_type in _SIGNATURES)
    ):
        return Verdict.INLINE
    return Verdict.INLINE if leaf.data.startswith(tuple(_MACHINE_TEXTS)) else None


class FileNames:
    """Gives nameless files a name by what they hold, the same in every run."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def name(self, member: Member) -> str:
        """Return the name as sent, of an endless one both ends; or one that tells the kind of file."""
        if name := member.filename:
            return (
                name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - _KEPT_END - 1]}…{name[-_KEPT_END:]}"
            )
        ending = _find_ending(member)
        self._given[ending] += 1
        number = self._given[ending]
        return f"{UNNAMED}.{ending}" if number == 1 else f"{UNNAMED}-{number}.{ending}"


def _find_ending(member: Member) -> str:
    if member.media_type == ATTACHED_MAIL:
        return magic.EML.ending
    return _ENDINGS.get(member.media_type) or magic.find_kind(member.data).ending

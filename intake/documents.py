"""Which files of a mail are documents that may be an answer, and which merely travel along."""

import re

from domain.message import READABLE, Attachment, ReadMail, Verdict
from domain.pattern import compile_late

SMALL_PICTURE = 50_000
"""Bytes: a smaller picture is a logo of a signature, not a scanned letter."""

_MAIL_TYPE = "message/rfc822"
_NO_DOCUMENT_TYPES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        _MAIL_TYPE,
        "message/delivery-status",
        "message/disposition-notification",
        "text/rfc822-headers",
    }
)
_NO_DOCUMENT_NAMES = compile_late(r"^ATT\d+\.(?:txt|html?|c|dat)$|\.(?:p7s|asc|sig|vcf|ics|eml)$", re.IGNORECASE)
_LINK_NAMES = compile_late(r"\.(?:url|website|webloc|lnk)$", re.IGNORECASE)
_MAIL_NAMES = compile_late(r"\.(?:eml|msg)$", re.IGNORECASE)


def is_link(file: Attachment) -> bool:
    """Say whether a file is a shortcut to a page or a folder, as Windows and macOS write them."""
    return bool(_LINK_NAMES.search(file.filename))


def is_document(file: Attachment) -> bool:
    """Say whether a file may hold somebody's words, whether or not it could be read."""
    if file.extracted.verdict in (Verdict.INLINE, Verdict.CONTAINER) or is_link(file):
        return False
    if file.media_type.lower() == _MAIL_TYPE and file.extracted.verdict not in READABLE:
        # A mail is opened and its files stand for it; one that could not be opened may hold anything.
        return True
    if file.media_type.lower() in _NO_DOCUMENT_TYPES or _NO_DOCUMENT_NAMES.search(file.filename):
        return False
    return not (file.media_type.lower().startswith("image/") and file.size < SMALL_PICTURE)


def find_documents(mail: ReadMail) -> tuple[Attachment, ...]:
    """Return the documents of a mail, also those inside a mail attached to it."""
    return tuple(file for file in mail.attachments if is_document(file))


def find_own_documents(mail: ReadMail) -> tuple[Attachment, ...]:
    """Return the documents that the sender attached, not those of a mail attached whole."""
    mails = {f.path for f in mail.attachments if f.media_type == _MAIL_TYPE or _MAIL_NAMES.search(f.filename)}
    return tuple(file for file in find_documents(mail) if not _lies_in(file.path, mails))


def _lies_in(path: tuple[str, ...], mails: set[tuple[str, ...]]) -> bool:
    outer = path[:-1]
    return any(_MAIL_NAMES.search(name) for name in outer) or any(
        path[:depth] in mails for depth in range(1, len(path))
    )

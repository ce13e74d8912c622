"""Documents inside documents: pages and letters that case systems build a letter from, files laid into it."""

import email
from dataclasses import replace

from domain.message import ExtractedText, Verdict
from parsers import magic
from parsers.formats import find_formats
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.markup.text import extract_markup

_NESTED = 2
"""A document in a document; what lies deeper is nobody's letter."""


def read_chunk(data: bytes, limits: Limits) -> ExtractedText | None:
    """Return what a document inside another says; None where nobody reads it, or not here."""
    kind = magic.find_kind(data)
    if limits.depth < 1:
        return None
    if _is_archived_page(data):
        return ExtractedText(text=_read_archived_page(data), verdict=Verdict.OK, method="html")
    reader = find_formats().get(kind.format)
    if reader is None or reader.lane is not Lane.TEXT:
        return None
    return reader.extract(data, replace(limits, depth=min(limits.depth, _NESTED) - 1))


def _is_archived_page(data: bytes) -> bool:
    """Say whether it is a page with its pictures in one file (MHTML, RFC 2557), as Word saves them."""
    head = data[:1024].lower()
    return b"mime-version:" in head and b"content-type:" in head


def _read_archived_page(data: bytes) -> str:
    pages = (part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if page is None:
        return ""
    payload = page.get_payload(decode=True)
    return extract_markup(payload, page.get_content_charset()) if isinstance(payload, bytes) else ""

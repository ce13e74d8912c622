"""Attachments from their rows."""

from domain.message import Attachment, ExtractedText, Verdict
from storage.columns import AnyRow
from storage.values import parse_strings


def make_attachment(row: AnyRow) -> Attachment:
    """Return the attachment that a row holds."""
    return Attachment(
        filename=row.filename,
        path=parse_strings(row.path),
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        extracted=ExtractedText(
            text=row.text,
            verdict=Verdict(row.verdict),
            method=row.method,
            pages=row.pages,
            notes=parse_strings(row.notes),
        ),
    )

"""Compose the weekly digest (ugeoversigt) in Danish: text and HTML that say the same, the map, and all 98 in Excel."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.consultation import Consultation
from domain.digest import Digest, name_period
from domain.outgoing import OutgoingMail
from notifier.digest_books import Books, describe_books
from notifier.digest_head import Head, Tally, describe_head, describe_tally
from notifier.digest_mails import Links, OpenList, ReplyList, list_new_replies, list_open_mails
from notifier.digest_map import MapPicture, draw_map
from notifier.digest_notes import SilenceNotes, list_notes
from notifier.digest_regions import MissingList, RegionBar, list_missing, list_regions
from notifier.envelope import MailFile, MailParts, compose_mail, name_message
from notifier.rendering import render_parts
from notifier.workbook import XLSX, name_workbook, write_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """One digest in words, section by section; the templates only arrange it."""

    head: Head
    tally: Tally
    open_mails: OpenList
    regions: tuple[RegionBar, ...]
    replies: ReplyList
    missing: MissingList
    notes: SilenceNotes
    books: Books
    map: MapPicture


def describe_digest(digest: Digest, base_url: str | None, picture: MapPicture) -> DigestView:
    """Put a digest into words; without ``base_url`` there is no page to link to, and commands are named."""
    links = Links(base_url, digest.consultation.id)
    return DigestView(
        head=describe_head(digest),
        tally=describe_tally(digest),
        open_mails=list_open_mails(digest, links),
        regions=list_regions(digest),
        replies=list_new_replies(digest, links),
        missing=list_missing(digest, links),
        notes=list_notes(digest),
        books=describe_books(digest),
        map=picture,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDraft:
    """A digest with all that it says and brings, for whoever is to get it."""

    consultation: Consultation
    as_of: datetime
    parts: MailParts
    files: tuple[MailFile, ...]


def draft_digest(digest: Digest, base_url: str | None, templates: Path | None = None) -> DigestDraft:
    """Compose a digest once for all its recipients: words, map, and all 98 as a workbook.

    ``templates`` is a folder whose files come before ours. Raises ConfigurationError for a faulty one.
    """
    picture, map_file = draw_map(digest.standings)
    workbook = MailFile(name=name_workbook(digest.standings), media_type=XLSX, content=write_workbook(digest.standings))
    return DigestDraft(
        consultation=digest.consultation,
        as_of=digest.standings.as_of,
        parts=render_parts("digest", describe_digest(digest, base_url, picture), templates),
        files=(map_file, workbook),
    )


def address_digest(draft: DigestDraft, *, sender: str, recipient: str, period: str | None = None) -> OutgoingMail:
    """Return a draft as a finished mail, dated at its ``as_of``; the same draft gives the same bytes.

    The Message-ID is made from consultation, ``period`` and recipient; the period is the ISO week of
    ``as_of`` unless the digest makes up for one missed earlier. Raises ConfigurationError when
    ``sender`` or ``recipient`` is no mail address.
    """
    zone = draft.consultation.deadline.zone
    week = period or name_period(draft.as_of, zone)
    return compose_mail(
        draft.parts,
        sender=sender,
        recipient=recipient,
        at=draft.as_of,
        zone=zone,
        message_id=name_message("digest", draft.consultation.id, week, sender=sender, recipient=recipient),
        files=draft.files,
    )


def compose_digest(
    digest: Digest,
    *,
    sender: str,
    recipient: str,
    base_url: str | None,
    period: str | None = None,
    templates: Path | None = None,
) -> OutgoingMail:
    """Return the digest as a finished mail to one recipient; as ``draft_digest`` and ``address_digest`` say."""
    draft = draft_digest(digest, base_url, templates)
    return address_digest(draft, sender=sender, recipient=recipient, period=period)

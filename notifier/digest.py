"""Compose the weekly digest (ugeoversigt) in Danish: text and HTML that say the same."""

from dataclasses import dataclass

from domain.digest import Digest, name_period
from domain.outgoing import OutgoingMail
from notifier.digest_books import Books, describe_books
from notifier.digest_head import Head, Tally, describe_head, describe_tally
from notifier.digest_mails import Links, OpenList, ReplyList, list_new_replies, list_open_mails
from notifier.digest_regions import MissingList, RegionBar, list_missing, list_regions
from notifier.envelope import compose_mail, name_message
from notifier.rendering import render_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """One digest in words, section by section; the templates only arrange it."""

    head: Head
    tally: Tally
    open_mails: OpenList
    regions: tuple[RegionBar, ...]
    replies: ReplyList
    missing: MissingList
    books: Books


def describe_digest(digest: Digest, base_url: str | None) -> DigestView:
    """Put a digest into words; without ``base_url`` there is no page to link to, and commands are named."""
    links = Links(base_url, digest.consultation.id)
    return DigestView(
        head=describe_head(digest),
        tally=describe_tally(digest),
        open_mails=list_open_mails(digest, links),
        regions=list_regions(digest),
        replies=list_new_replies(digest, links),
        missing=list_missing(digest, links),
        books=describe_books(digest),
    )


def compose_digest(
    digest: Digest, *, sender: str, recipient: str, base_url: str | None, period: str | None = None
) -> OutgoingMail:
    """Return the digest as a finished mail, dated at its ``as_of``; the same digest gives the same bytes.

    The Message-ID is made from consultation, ``period`` and recipient; the period is the ISO week of
    ``as_of`` unless the digest makes up for one missed earlier. Raises ConfigurationError when
    ``sender`` or ``recipient`` is no mail address.
    """
    consultation, as_of = digest.consultation, digest.standings.as_of
    zone = consultation.deadline.zone
    week = period or name_period(as_of, zone)
    message_id = name_message("digest", consultation.id, week, sender=sender, recipient=recipient)
    parts = render_parts("digest", describe_digest(digest, base_url))
    return compose_mail(parts, sender=sender, recipient=recipient, at=as_of, zone=zone, message_id=message_id)

"""Gather what one digest says from what is remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.consultation import Consultation
from domain.digest import Credential, Digest, Figures, MailboxHealth, NewReply
from domain.digest_ports import Notices
from domain.facts_ports import Facts
from domain.mail_ports import Sightings
from domain.municipality import Roster
from domain.outbox_ports import Outbox
from domain.standing import compute_standings


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestBooks:
    """Where everything that a digest says is looked up."""

    roster: Roster
    facts: Facts
    sightings: Sightings
    outbox: Outbox
    notices: Notices


def gather_digest(
    consultation: Consultation,
    *,
    books: DigestBooks,
    as_of: datetime,
    period: str,
    credentials: Sequence[Credential] = (),
) -> Digest:
    """Return the digest of a consultation at a moment, compared with the last one of an earlier period.

    ``credentials`` are those whose last day is known. Raises UnbalancedStandings rather than tell figures that do
    not add up.
    """
    facts, previous = books.facts, books.outbox.find_last_figures(consultation.id, period)
    return Digest(
        standings=compute_standings(consultation, books.roster, facts.load_standing_facts(consultation, as_of), as_of),
        previous=previous,
        new_replies=_keep_new(facts.load_new_replies(consultation, None, as_of), previous),
        open_mails=tuple(facts.load_open_mails(consultation, as_of)),
        unjudged=facts.count_unjudged(consultation.mailboxes),
        ledger=tuple(books.sightings.load_ledger(consultation.mailboxes)),
        health=tuple(_look_after(consultation.mailboxes, books, as_of)),
        bounces=tuple(books.notices.load_bounces(consultation, as_of)),
        credentials=tuple(credentials),
        undelivered=tuple(books.outbox.load_undelivered(as_of, consultation.id)),
    )


def _look_after(mailboxes: Sequence[str], books: DigestBooks, as_of: datetime) -> Iterator[MailboxHealth]:
    latest = books.notices.load_latest_mails(mailboxes, as_of)
    for health in books.sightings.load_health(mailboxes):
        yield replace(health, latest_mail=latest.get(health.mailbox))


def _keep_new(replies: Sequence[NewReply], previous: Figures | None) -> tuple[NewReply, ...]:
    """Return what the last digest could not tell of.

    A reply that came before it is new as well when its municipality had not answered then: it stood in
    review, or its mailbox could not be read. By its time of arrival alone nobody would ever hear of it.
    """
    if previous is None:
        return tuple(replies)
    return tuple(r for r in replies if r.received_at > previous.as_of or r.municipality not in previous.answered)

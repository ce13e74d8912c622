"""Compose the thanks (tak for svaret): a receipt to the sender, saying what was received and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.consultation import Consultation
from domain.municipality import Municipality
from domain.outgoing import OutboxEntry
from domain.thanks import ThankableReply
from notifier.danish import format_count, format_moment
from notifier.envelope import Headings, clean_line, compose_mail, find_address, name_message
from notifier.rendering import render_parts

THANKS = "thanks"
"""The kind under which thanks stand in the outbox."""

LISTED_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksView:
    """One receipt in words; the templates only arrange it."""

    whose: str
    consultation: str
    received: str
    files: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPlan:
    """Who thanks: ``sender`` writes, ``reply_to`` is the mailbox that answers go to, where it has an address."""

    sender: str
    reply_to: str = ""
    templates: Path | None = None


def describe_thanks(
    reply: ThankableReply, consultation: Consultation, municipalities: Sequence[Municipality]
) -> ThanksView:
    """Put into words what was received from whom."""
    names = [municipality.official_name for municipality in municipalities]
    files = [clean_line(name) or "en fil uden navn" for name in reply.files]
    rest = len(files) - LISTED_FILES
    return ThanksView(
        whose=" og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names),
        consultation=clean_line(consultation.title),
        received=format_moment(reply.received_at, consultation.deadline.zone),
        files=tuple(files[:LISTED_FILES]),
        rest=f"og {format_count(rest, 'fil', 'filer')} mere" if rest > 0 else "",
    )


def compose_thanks(
    reply: ThankableReply,
    consultation: Consultation,
    municipalities: Sequence[Municipality],
    *,
    recipient: str,
    answers: tuple[str, ...],
    plan: ThanksPlan,
    now: datetime,
) -> OutboxEntry:
    """Return the receipt as it goes into the outbox; ``answers`` are the Message-IDs that it is threaded to.

    Raises ConfigurationError for a bad address or a faulty template.
    """
    view = describe_thanks(reply, consultation, municipalities)
    mail = compose_mail(
        render_parts(THANKS, view, plan.templates),
        sender=plan.sender,
        recipient=recipient,
        at=now,
        zone=consultation.deadline.zone,
        message_id=name_message(THANKS, consultation.id, reply.period, sender=plan.sender, recipient=recipient),
        headings=Headings(answers=answers, reply_to=find_address(plan.reply_to) if plan.reply_to else None),
    )
    return OutboxEntry(kind=THANKS, consultation=consultation.id, period=reply.period, mail=mail)

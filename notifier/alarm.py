"""The alarm (driftsalarm): a mailbox has not been read for too long, and replies may lie in it that nobody sees."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.danish_time import describe_span
from domain.health import Outage
from domain.outgoing import OutboxEntry
from notifier.danish import format_moment
from notifier.envelope import clean_line, compose_mail, name_message
from notifier.rendering import render_parts

ALARM = "alarm"
"""The kind under which alarms stand in the outbox; they belong to no consultation."""

LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettings:
    """From whom and to whom alarms go, and where the page is; ``templates`` is a folder of the operator's."""

    sender: str
    recipients: tuple[str, ...]
    zone: ZoneInfo
    base_url: str | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """An alarm in words; without a page ``link`` is empty."""

    subject: str
    headline: str
    since: str
    error: str
    meaning: str
    remedy: str
    link: str


def compose_alarm(outage: Outage, settings: AlarmSettings, now: datetime) -> tuple[OutboxEntry, ...]:
    """Return the alarm on an outage, a mail to each recipient. Raises ConfigurationError.

    When it began is part of the key, so that each hears of one outage once, however long it lasts.
    """
    period = f"{outage.mailbox} {outage.since:%Y-%m-%dT%H:%M:%S}"
    parts = render_parts(ALARM, describe_alarm(outage, settings, now), settings.templates)
    entries = []
    for recipient in settings.recipients:
        mail = compose_mail(
            parts,
            sender=settings.sender,
            recipient=recipient,
            at=now,
            zone=settings.zone,
            message_id=name_message(ALARM, period, sender=settings.sender, recipient=recipient),
        )
        entries.append(OutboxEntry(kind=ALARM, consultation="", period=period, mail=mail))
    return tuple(entries)


def describe_alarm(outage: Outage, settings: AlarmSettings, now: datetime) -> AlarmView:
    """Put an outage into words."""
    mailbox, moment = clean_line(outage.mailbox), format_moment(outage.since, settings.zone)
    span = describe_span(now - outage.since)
    if outage.was_ever_read:
        headline, since = f"Postkassen {mailbox} er ikke læst i {span}", f"Den blev sidst læst {moment}."
    else:
        headline, since = f"Postkassen {mailbox} er aldrig læst", f"Det er forsøgt siden {moment}."
    return AlarmView(
        subject=headline,
        headline=headline,
        since=since,
        error=clean_line(outage.error or "", LONGEST_ERROR),
        meaning=(
            "Svar, der er kommet siden, er endnu ikke talt med, og der bliver ikke rykket. Intet går tabt: "
            "så snart postkassen kan læses, kommer det hele med, og med det tidspunkt, det kom på."
        ),
        remedy="Bed den, der driver programmet, om at køre: kommunesvar check",
        link=f"{settings.base_url}/drift" if settings.base_url else "",
    )

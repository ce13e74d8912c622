"""What stands behind the figures: how they were counted, the ledger, the mailboxes, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.deadline import start_of_day
from domain.digest import Credential, Digest, MailboxHealth
from domain.mailbox import LedgerLine
from notifier.danish import format_count, format_day, format_moment, format_number
from notifier.digest_head import find_today
from notifier.digest_undelivered import warn_of_undelivered
from notifier.envelope import clean_line
from notifier.workbook import name_workbook

SILENT_AFTER = timedelta(hours=24)
"""A mailbox that has not been read for so long is told of: its newest replies may be missing here."""

NO_MAIL_AFTER = timedelta(days=14)
"""A mailbox that is read and gets nothing for so long while we wait for answers may not be the one that gets them."""

EXPIRY_TOLD = timedelta(days=30)
"""So long before its last day a credential is told of: a new one may need somebody else's signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The small print; ``warnings`` belong at the top, for they say that the figures may be wrong."""

    warnings: tuple[str, ...]
    method: tuple[str, ...]
    ledger: tuple[str, ...]
    health: tuple[str, ...]


def describe_books(digest: Digest) -> Books:
    """Return the small print and the warnings."""
    return Books(
        warnings=tuple(_find_warnings(digest)),
        method=_describe_method(digest),
        ledger=tuple(_describe_line(line) for line in digest.ledger),
        health=tuple(_describe_health(health, digest) for health in digest.health),
    )


def _find_warnings(digest: Digest) -> Iterator[str]:
    for line in digest.ledger:
        yield from _warn_of_ledger(line)
    for health in digest.health:
        yield from _warn_of_mailbox(health, digest)
    if digest.unjudged:
        yield (
            f"{format_count(digest.unjudged, 'mail', 'mails')} er endnu ikke vurderet og ikke talt med som svar. "
            "Prøv igen med: kommunesvar process"
        )
    yield from warn_of_undelivered(digest)
    for credential in digest.credentials:
        yield from _warn_of_credential(credential, find_today(digest))


def _warn_of_credential(credential: Credential, today: date) -> Iterator[str]:
    name, day = clean_line(credential.name), format_day(credential.expires_on)
    days = (credential.expires_on - today).days
    if days < 0:
        yield f"{name} udløb {day}. Den skal fornys, før programmet kan logge på igen."
    elif days <= EXPIRY_TOLD.days:
        when = {0: "i dag", 1: "i morgen"}.get(days, f"om {days} dage")
        yield f"{name} udløber {day}, {when}. Forny den inden da, så programmet kan blive ved med at logge på."


def _warn_of_ledger(line: LedgerLine) -> Iterator[str]:
    if not line.balanced:
        yield (
            f"Regnskabet for postkassen {line.mailbox} stemmer ikke, så tallene her kan være forkerte. "
            "Se regnskabet med: kommunesvar ledger"
        )
    if line.gaps:
        yield (
            f"{format_count(line.gaps, 'mail', 'mails')} i postkassen {line.mailbox} kunne ikke hentes fra "
            "mailserveren og er ikke talt med. Programmet prøver igen, hver gang postkassen læses; se også selv i den."
        )


def _warn_of_mailbox(health: MailboxHealth, digest: Digest) -> Iterator[str]:
    last = _describe_last_read(health, digest)
    if health.error:
        yield (
            f"Postkassen {health.mailbox} kunne ikke læses ved det seneste forsøg; {last}. Nyere svar er ikke med. "
            f"Fejlen: {clean_line(health.error, 300)}"
        )
    elif _is_silent(health, digest):
        yield f"Postkassen {health.mailbox} har ikke været læst i mere end et døgn; {last}. Nyere svar er ikke med."
    elif _gets_nothing(health, digest):
        yield (
            f"Postkassen {health.mailbox} læses, men der er ikke kommet mail i den i mere end "
            f"{NO_MAIL_AFTER.days} dage; {_describe_latest_mail(health, digest)}. "
            "Send en prøvemail til den, hvis det undrer."
        )


def _gets_nothing(health: MailboxHealth, digest: Digest) -> bool:
    """Say whether a mailbox that is read stays empty while answers are waited for."""
    as_of, consultation = digest.standings.as_of, digest.consultation
    waited_since = health.latest_mail or start_of_day(consultation.opens, consultation.deadline.zone)
    is_read = health.last_success is not None
    return is_read and consultation.covers(as_of) and as_of - waited_since > NO_MAIL_AFTER


def _is_silent(health: MailboxHealth, digest: Digest) -> bool:
    if health.last_success is None:
        return not _is_only_imported_into(health, digest)
    return digest.standings.as_of - health.last_success > SILENT_AFTER


def _is_only_imported_into(health: MailboxHealth, digest: Digest) -> bool:
    """Say whether its mail came from files: it was never visited, and yet it holds some."""
    holds_some = any(line.mailbox == health.mailbox and line.sightings for line in digest.ledger)
    return holds_some and health.last_success is None and health.error is None


def _describe_method(digest: Digest) -> tuple[str, ...]:
    zone, last_day = digest.consultation.deadline.zone, format_day(digest.consultation.deadline.day)
    return (
        f"Alle 98 kommuner står i den vedhæftede Excel-fil ({name_workbook(digest.standings)}).",
        f"Tallene er opgjort {format_moment(digest.standings.as_of, zone)}.",
        "En mail regnes for modtaget i det øjeblik, den når KL's mailserver, uanset hvad afsenderens ur viser.",
        f"Hele fristdagen tæller med: Svar til og med {last_day} kl. 23.59.59 er til tiden.",
        "En kommune med udsættelse måles på sin egen frist.",
        "Mails til gennemsyn er ikke talt med som svar, før de er afgjort.",
    )


def _describe_line(line: LedgerLine) -> str:
    verdict = "intet mangler"
    if not line.balanced:
        verdict = "ADVARSEL: Regnskabet stemmer ikke"
    elif line.gaps:
        verdict = f"ADVARSEL: {format_count(line.gaps, 'mail', 'mails')} kunne ikke hentes"
    return (
        f"{line.mailbox}: {format_number(line.sightings)} set = {format_count(line.mails, 'mail', 'mails')} "
        f"+ {format_count(line.repeats, 'gentagelse', 'gentagelser')} + {format_count(line.gaps, 'hul', 'huller')}; "
        f"{verdict}. {_describe_states(line)}"
    )


def _describe_states(line: LedgerLine) -> str:
    states = (
        f"{format_number(line.counted)} talt med",
        f"{format_number(line.review)} til gennemsyn",
        f"{format_number(line.set_aside)} lagt til side",
        f"{format_number(line.waiting)} venter",
        f"{format_number(line.failed)} fejlet",
    )
    return f"{format_count(line.mails, 'mail', 'mails')} = {' + '.join(states)}."


def _describe_health(health: MailboxHealth, digest: Digest) -> str:
    last = f"{health.mailbox}: {_describe_last_read(health, digest)}; {_describe_latest_mail(health, digest)}"
    if health.error:
        return f"{last}. ADVARSEL: Det seneste forsøg mislykkedes"
    return f"{last}. ADVARSEL: læses ikke" if _is_silent(health, digest) else last


def _describe_latest_mail(health: MailboxHealth, digest: Digest) -> str:
    if health.latest_mail is None:
        return "der er aldrig kommet en mail"
    return f"seneste mail kom {format_moment(health.latest_mail, digest.consultation.deadline.zone)}"


def _describe_last_read(health: MailboxHealth, digest: Digest) -> str:
    if health.last_success is not None:
        return f"sidst læst {format_moment(health.last_success, digest.consultation.deadline.zone)}"
    return "kun indlæst fra filer" if _is_only_imported_into(health, digest) else "aldrig læst"

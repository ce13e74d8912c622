"""The round of thanks (tak for svaret): a receipt into the outbox for each counted reply whose sender may get one."""

from datetime import datetime, timedelta
from email.utils import parseaddr

import structlog

from domain.deadline import start_of_day
from domain.errors import ArchiveError, ConfigurationError, ReaderDied, UnreadableMail
from domain.message import MailHeaders
from domain.outgoing import Guard, OutboxRow
from domain.thanks import Ourselves, ThankableReply, find_objection, find_return_address
from intake.examine import GLIMPSE_BYTES
from kommunesvar.bootstrap import Program
from notifier.thanks import THANKS, ThanksPlan, compose_thanks

TIMELY = timedelta(days=3)
"""A receipt that could not be sent for so long would puzzle more than it tells."""

_LONGEST_THREAD = 10
"""So many of the ids that a mail answers are repeated in what answers it (RFC 5322 §3.6.4 sets no bound)."""

log = structlog.get_logger(__name__)


class Gratitude:
    """Thanks for what came since it was switched on, and never for what lay there before.

    That moment is the first day that the configuration names, else that of the first thanks of all, else
    ``started_at``.
    """

    def __init__(self, program: Program, *, started_at: datetime) -> None:
        self._program = program
        self._started_at = started_at
        self._declined: set[int] = set()

    def enqueue_due(self) -> int:
        """Put a receipt into the outbox for every reply that is due one; return how many."""
        now = self._program.clock()
        due = self._program.thanks_due.load_due(list(self._program.consultations), since=self._find_start(), now=now)
        return sum(self._thank(reply, now) for reply in due if reply.message not in self._declined)

    def _find_start(self) -> datetime:
        config = self._program.config
        if config.thanks.since is not None:
            return start_of_day(config.thanks.since, config.zone)
        return self._program.thanks_due.find_first() or self._started_at

    def _thank(self, reply: ThankableReply, now: datetime) -> bool:
        try:
            headers = self._read_headers(reply)
            objection = find_objection(reply, headers, list_ourselves(self._program))
            recipient = find_return_address(headers)
            if objection is None and recipient is not None and self._was_thanked(reply, recipient):
                objection = "the sender has had a receipt of late"
            if objection is not None or recipient is None:
                return self._decline(reply, objection or "it has no sender that an answer may go to")
            return self._enqueue(reply, headers, recipient, now)
        except (ArchiveError, UnreadableMail, ReaderDied, ConfigurationError) as error:
            log.error("thanks not composed", message=reply.message, error=str(error))  # noqa: TRY400 - a setting or a mail
            self._declined.add(reply.message)
            return False

    def _decline(self, reply: ThankableReply, reason: str) -> bool:
        self._declined.add(reply.message)
        log.info("no thanks", message=reply.message, reason=reason)
        return False

    def _was_thanked(self, reply: ThankableReply, recipient: str) -> bool:
        """Say whether the sender got a receipt in the days before this mail, or has got one since."""
        latest = self._program.thanks_due.find_latest(reply.consultation, recipient)
        apart = timedelta(days=self._program.config.thanks.days_between)
        return latest is not None and latest > reply.received_at - apart

    def _enqueue(self, reply: ThankableReply, headers: MailHeaders, recipient: str, now: datetime) -> bool:
        program = self._program
        entry = compose_thanks(
            reply,
            program.consultations[reply.consultation],
            [program.roster[code] for code in reply.municipalities],
            recipient=recipient,
            answers=_list_thread(headers),
            plan=make_thanks_plan(program, reply.mailbox),
            now=now,
        )
        return program.outbox.enqueue(entry, now)

    def _read_headers(self, reply: ThankableReply) -> MailHeaders:
        """Read the head of a mail again, behind the fence as at first."""
        with self._program.archive.open(reply.sha256) as mail:
            head = mail.read(GLIMPSE_BYTES)
        return self._program.desk.reader.parse_mail(_cut_head(head)).headers


def guard_thanks(program: Program) -> Guard:
    """Return what is asked of each receipt right before it is sent; it has nothing to say of other mails."""

    def find_objection_to(row: OutboxRow, now: datetime) -> str | None:
        if row.entry.kind != THANKS:
            return None
        if not program.thanks_due.is_counted(row.entry.consultation, row.entry.period):
            return "Mailen er ikke længere talt med som svar."
        return "Kvitteringen kunne ikke sendes i tide." if now - row.created_at > TIMELY else None

    return find_objection_to


def make_thanks_plan(program: Program, mailbox: str) -> ThanksPlan:
    """Return who thanks for what came into a mailbox. Raises ConfigurationError without a sender."""
    smtp = program.config.smtp
    sender = smtp.sender or smtp.username or ""
    if "@" not in sender:
        raise ConfigurationError("Thanks have no sender.", remedy='Give one in [smtp], as from = "hoering@kl.dk".')
    reply_to = program.config.find_mailbox(mailbox).address
    return ThanksPlan(sender=sender, reply_to=reply_to, templates=program.config.service.templates)


def list_ourselves(program: Program) -> Ourselves:
    """Return every address that the configuration knows as ours."""
    config = program.config
    mailboxes = [address for mailbox in config.mailboxes for address in (mailbox.address, mailbox.username or "")]
    senders = [config.smtp.sender, config.smtp.username or "", config.reminders.sender, *config.digest.to]
    addresses = (parseaddr(said)[1].casefold() for said in (*mailboxes, *senders))
    return Ourselves(
        addresses=frozenset(filter(None, addresses)), domains=tuple(config.authentication.internal_domains)
    )


def _cut_head(mail: bytes) -> bytes:
    ends = [place for blank in (b"\r\n\r\n", b"\n\n") if (place := mail.find(blank)) >= 0]
    return mail[: min(ends)] + b"\r\n\r\n" if ends else mail


def _list_thread(headers: MailHeaders) -> tuple[str, ...]:
    """Return the ids of the thread, the mail's own last (RFC 5322 §3.6.4); one without an id begins no thread."""
    own = headers.message_id.strip()
    return (*headers.references[-_LONGEST_THREAD:], own) if own else ("",)

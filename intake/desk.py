"""The desk at which mails are judged: everything that judging needs, in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.acquaintances import Acquaintances
from domain.conclusion import judge
from domain.consultation import Consultation
from domain.decision_ports import Decisions
from domain.facts_ports import Facts
from domain.judgement import Findings, Judgement
from domain.mail_ports import Archive
from domain.message import ReadMail
from domain.message_ports import Messages
from domain.municipality import Roster
from domain.overlay import apply_decisions
from domain.reading_ports import Reader, TextCache
from domain.review import Decision
from domain.rulings import Rulings
from intake.reading import MAIL_SECONDS, MailReading

Examine = Callable[[ReadMail, str, datetime | None, Acquaintances], Findings]
"""Runs every rule over a mail: (mail, mailbox, INTERNALDATE, whom we know) to findings."""

Glimpse = Callable[[bytes, str, datetime | None], Judgement]
"""Looks only at the head of a mail that could not be read: (first bytes, mailbox, INTERNALDATE) to a judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Ports and rules of judging, put together once by the program."""

    archive: Archive
    messages: Messages
    texts: TextCache
    decisions: Decisions
    facts: Facts
    reader: Reader
    roster: Roster
    consultations: Mapping[str, Consultation]
    examine: Examine
    glimpse: Glimpse
    mail_seconds: float = MAIL_SECONDS

    def read(self, sha256: str, *, recognize: bool = True, is_new: bool = False) -> ReadMail:
        """Take a mail from the archive apart and read its files; without ``recognize``, not those that need OCR.

        One that ``is_new`` is read at one go.
        Raises ArchiveDamaged, UnreadableMail, and ReaderDied when the mail breaks the reader.
        """
        reading = MailReading(
            reader=self.reader, texts=self.texts, seconds=self.mail_seconds, recognize=recognize, is_new=is_new
        )
        with self.archive.open(sha256) as stream:
            return reading.read(stream)

    def judge(
        self,
        mail: ReadMail,
        mailbox: str,
        internal_date: datetime | None,
        *,
        decisions: tuple[Decision, ...],
        rulings: Rulings,
    ) -> tuple[Judgement, Judgement]:
        """Return the machine's judgement, and what holds once people's decisions are laid over it."""
        findings = self.examine(mail, mailbox, internal_date, rulings.acquaintances)
        machine = judge(findings, rulings.extensions)
        if not decisions:  # it was judged by these rulings: there is nothing to lay over it
            return machine, machine
        return machine, apply_decisions(machine, decisions, self.consultations, rulings.extensions)

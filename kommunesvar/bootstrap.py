"""Puts the program together: only here, and for servers in ``connections.py``, are concrete classes named."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.acquaintances import NOBODY, Acquaintances
from domain.consultation import Consultation
from domain.judgement import Findings, Judgement
from domain.mail_ports import MailSource
from domain.message import ReadMail
from domain.municipality import Roster
from domain.outbox_ports import Channel
from domain.ports import Clock
from domain.sent_ports import SentMail
from intake.desk import Desk
from intake.examine import examine, glimpse
from intake.trust import TrustSettings
from kommunesvar.config import Config
from kommunesvar.config.sections import MailboxSection
from kommunesvar.owner import name_owner
from kommunesvar.readers import make_limits, make_reader
from parsers.fence import FencedReader
from parsers.showing.fence import FencedShowing
from storage.account_changes import SqlAccountChanges
from storage.accounts import SqlAccounts
from storage.archive import FileArchive
from storage.audit import SqlAuditLog
from storage.contacts import SqlContacts
from storage.database import Database, open_database
from storage.decisions import SqlDecisions
from storage.excuses import SqlExcuses
from storage.extensions import SqlExtensions
from storage.facts import SqlFacts
from storage.health import SqlHealth
from storage.history import SqlHistory
from storage.kept import KeptAnswers
from storage.letters import SqlLetters
from storage.message_list import SqlMessageList
from storage.messages import SqlMessages
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.overview import SqlOverview
from storage.registrations import SqlRegistrations
from storage.roster import load_roster
from storage.rulings import load_extensions
from storage.search import SqlSearch
from storage.sessions import SqlSessions
from storage.sightings import SqlSightings
from storage.sign_in_failures import SqlSignInFailures
from storage.texts import SqlTextCache
from storage.thanks import SqlThanksDue


def utc_now() -> datetime:
    """Return the present moment: the one place where the program looks at a clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Everything the commands, the worker and the demo work with."""

    config: Config
    clock: Clock
    owner: str
    roster: Roster
    consultations: Mapping[str, Consultation]
    database: Database
    kept: KeptAnswers
    archive: FileArchive
    sightings: SqlSightings
    messages: SqlMessages
    message_list: SqlMessageList
    decisions: SqlDecisions
    extensions: SqlExtensions
    excuses: SqlExcuses
    registrations: SqlRegistrations
    history: SqlHistory
    facts: SqlFacts
    overview: SqlOverview
    search: SqlSearch
    notices: SqlNotices
    outbox: SqlOutbox
    thanks_due: SqlThanksDue
    contacts: SqlContacts
    letters: SqlLetters
    accounts: SqlAccounts
    account_changes: SqlAccountChanges
    sessions: SqlSessions
    sign_in_failures: SqlSignInFailures
    audit_log: SqlAuditLog
    health: SqlHealth
    showing: FencedShowing
    desk: Desk

    def make_source(self, section: MailboxSection) -> MailSource:
        """Return the source of a mailbox. Raises ConfigurationError when its secret is not to be had."""
        from kommunesvar.connections import make_source  # noqa: PLC0415 - not every command visits a mailbox

        return make_source(self.config, section, load_seen=self.sightings.load_seen)

    def count_unjudged(self) -> int:
        """Return how many mails of all mailboxes wait or failed."""
        return self.facts.count_unjudged([section.name for section in self.config.mailboxes])

    def list_failed(self) -> Sequence[int]:
        """Return the numbers of the mails of all mailboxes that failed, oldest first."""
        return self.health.list_failed([section.name for section in self.config.mailboxes])

    def make_channel(self) -> Channel:
        """Return the way out for mail. Raises ConfigurationError when none is configured."""
        from kommunesvar.connections import make_smtp_channel  # noqa: PLC0415 - not every command sends

        return make_smtp_channel(self.config)

    def make_sent_mail(self) -> SentMail | None:
        """Return the folder of sent mail, or None where none is known."""
        from kommunesvar.connections import make_sent_mail  # noqa: PLC0415 - not every command sends

        return make_sent_mail(self.config)


@contextmanager
def open_program(config: Config, *, clock: Clock, reader: FencedReader | None = None) -> Iterator[Program]:
    """Open the books (bringing them up to date) and all else that the configuration names; close it after.

    A ``reader`` that is open already is used as it is.
    """
    config.service.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_database(config.database_url)
    archive, texts = FileArchive(config.archive_path), SqlTextCache(database)
    try:
        with (
            nullcontext(reader) if reader else make_reader(config) as fenced,
            FencedShowing(limits=make_limits(config)) as showing,
        ):
            desk = _make_desk(config, database, archive, texts, fenced)
            yield _put_together(config, clock=clock, database=database, archive=archive, showing=showing, desk=desk)
    finally:
        texts.flush()
        database.close()


def _put_together(
    config: Config, *, clock: Clock, database: Database, archive: FileArchive, showing: FencedShowing, desk: Desk
) -> Program:
    """Put the stores over the database beside what has been opened."""
    return Program(
        config=config,
        clock=clock,
        owner=name_owner(),
        roster=desk.roster,
        consultations=desk.consultations,
        database=database,
        kept=KeptAnswers(database),
        archive=archive,
        sightings=SqlSightings(database),
        messages=SqlMessages(database),
        message_list=SqlMessageList(database),
        decisions=SqlDecisions(database),
        extensions=SqlExtensions(database),
        excuses=SqlExcuses(database),
        registrations=SqlRegistrations(database),
        history=SqlHistory(database),
        facts=SqlFacts(database),
        overview=SqlOverview(database),
        search=SqlSearch(database),
        notices=SqlNotices(database),
        outbox=SqlOutbox(database),
        thanks_due=SqlThanksDue(database),
        contacts=SqlContacts(database),
        letters=SqlLetters(database),
        accounts=SqlAccounts(database),
        account_changes=SqlAccountChanges(database, config.list_issuers()),
        sessions=SqlSessions(database),
        sign_in_failures=SqlSignInFailures(database),
        audit_log=SqlAuditLog(database),
        health=SqlHealth(database),
        showing=showing,
        desk=desk,
    )


def _make_desk(
    config: Config, database: Database, archive: FileArchive, texts: SqlTextCache, reader: FencedReader
) -> Desk:
    """Put together what mails are judged with."""
    roster = load_roster()
    with database.reading() as connection:
        listed = config.list_consultations(load_extensions(connection))
    rules = Rules(roster, listed, make_trust(config))
    return Desk(
        archive=archive,
        messages=SqlMessages(database),
        texts=texts,
        decisions=SqlDecisions(database),
        facts=SqlFacts(database),
        reader=reader,
        roster=roster,
        consultations={consultation.id: consultation for consultation in listed},
        examine=rules.examine,
        glimpse=rules.glimpse,
        mail_seconds=config.limits.mail_seconds,
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of intake with what they compare a mail with."""

    roster: Roster
    consultations: tuple[Consultation, ...]
    trust: TrustSettings

    def examine(
        self,
        mail: ReadMail,
        mailbox: str,
        internal_date: datetime | None,
        acquaintances: Acquaintances = NOBODY,
    ) -> Findings:
        """Run every rule over a mail."""
        return examine(
            mail,
            mailbox=mailbox,
            internal_date=internal_date,
            roster=self.roster,
            consultations=self.consultations,
            trust=self.trust,
            acquaintances=acquaintances,
        )

    def glimpse(self, head: bytes, mailbox: str, internal_date: datetime | None) -> Judgement:
        """Look at the head of a mail that could not be read."""
        return glimpse(
            head,
            mailbox=mailbox,
            internal_date=internal_date,
            roster=self.roster,
            consultations=self.consultations,
        )


def make_trust(config: Config) -> TrustSettings:
    """Return whose word on a mail is believed."""
    section = config.authentication
    return TrustSettings(
        trusted_authserv_ids=tuple(section.trusted_authserv_ids),
        trusted_hosts=section.hosts,
        internal_domains=tuple(section.internal_domains),
    )

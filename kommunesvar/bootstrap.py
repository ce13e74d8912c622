"""Puts the program together: the only file that names concrete classes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.consultation import Consultation
from domain.errors import ConfigurationError
from domain.judgement import Findings, Judgement
from domain.message import ReadMail
from domain.municipality import Roster
from domain.ports import Channel, Clock, MailSource, TokenSource
from intake.desk import Desk
from intake.examine import TrustSettings, examine, glimpse
from intake.sources.imap import ImapSettings, ImapSource, Security
from intake.sources.maildir import MaildirSource
from intake.sources.tokens import ClientCredentials, TokenCommand, TokenFile
from kommunesvar.config import Config
from kommunesvar.config_sections import MailboxSection, OAuthSection, read_secret
from kommunesvar.owner import name_owner
from notifier.channels.smtp import SmtpChannel, SmtpSettings
from parsers.fence import FencedReader
from parsers.limits import Limits
from storage.archive import FileArchive
from storage.database import Database, open_database
from storage.decisions import SqlDecisions
from storage.facts import SqlFacts
from storage.messages import SqlMessages
from storage.outbox import SqlOutbox
from storage.roster import load_roster
from storage.sightings import SqlSightings
from storage.texts import SqlTextCache

MEGABYTE = 1024 * 1024
IMAP_PORT, IMAPS_PORT = 143, 993
SMTP_PORTS = {"tls": 465, "starttls": 587, "none": 25}


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
    archive: FileArchive
    sightings: SqlSightings
    messages: SqlMessages
    decisions: SqlDecisions
    facts: SqlFacts
    outbox: SqlOutbox
    desk: Desk

    def make_source(self, section: MailboxSection) -> MailSource:
        """Return the source of a mailbox. Raises ConfigurationError when its secret is not to be had."""
        since = self.config.since(section)
        if section.protocol == "maildir":
            if section.path is None:
                raise ConfigurationError(f"The mailbox {section.name} has no path.")
            return MaildirSource(
                section.name,
                section.path,
                since,
                folders=tuple(section.folders),
                zone=self.config.zone,
                load_seen=self.sightings.load_seen,
            )
        return make_imap_source(self.config, section)

    def count_unjudged(self) -> int:
        """Return how many mails of all mailboxes wait or failed."""
        return self.facts.count_unjudged([section.name for section in self.config.mailboxes])

    def make_channel(self) -> Channel:
        """Return the way out for mail. Raises ConfigurationError when none is configured."""
        return make_smtp_channel(self.config)


@contextmanager
def open_program(config: Config, *, clock: Clock) -> Iterator[Program]:
    """Open the books (bringing them up to date) and all else that the configuration names; close it after."""
    roster = load_roster()
    consultations = {consultation.id: consultation for consultation in config.list_consultations()}
    config.service.data_dir.mkdir(parents=True, exist_ok=True)
    rules = Rules(roster, tuple(consultations.values()), make_trust(config))
    database = open_database(config.database_url)
    archive = FileArchive(config.archive_path)
    facts, messages, decisions = SqlFacts(database), SqlMessages(database), SqlDecisions(database)
    texts = SqlTextCache(database)
    try:
        with FencedReader(workers=config.limits.workers, limits=make_limits(config)) as reader:
            yield Program(
                config=config,
                clock=clock,
                owner=name_owner(),
                roster=roster,
                consultations=consultations,
                database=database,
                archive=archive,
                sightings=SqlSightings(database),
                messages=messages,
                decisions=decisions,
                facts=facts,
                outbox=SqlOutbox(database),
                desk=Desk(
                    archive=archive,
                    messages=messages,
                    texts=texts,
                    decisions=decisions,
                    facts=facts,
                    reader=reader,
                    roster=roster,
                    consultations=consultations,
                    examine=rules.examine,
                    glimpse=rules.glimpse,
                    mail_seconds=config.limits.mail_seconds,
                ),
            )
    finally:
        texts.flush()
        database.close()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of intake with what they compare a mail with."""

    roster: Roster
    consultations: tuple[Consultation, ...]
    trust: TrustSettings

    def examine(self, mail: ReadMail, mailbox: str, internal_date: datetime | None) -> Findings:
        """Run every rule over a mail."""
        return examine(
            mail,
            mailbox=mailbox,
            internal_date=internal_date,
            roster=self.roster,
            consultations=self.consultations,
            trust=self.trust,
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


def make_limits(config: Config) -> Limits:
    """Return what one file or mail may cost."""
    section = config.limits
    return Limits(
        file_seconds=section.seconds,
        mail_seconds=section.mail_seconds,
        ocr_seconds=section.ocr_seconds,
        memory=section.memory_mb * MEGABYTE,
        file_size=section.attachment_mb * MEGABYTE,
        depth=section.depth,
        mail_parts=section.parts,
    )


def make_imap_source(config: Config, section: MailboxSection) -> ImapSource:
    """Return a mailbox over IMAP. Raises ConfigurationError when its secret is not to be had."""
    if section.host is None:
        raise ConfigurationError(f"The mailbox {section.name} has no host.", remedy="It can only be imported into.")
    settings = ImapSettings(
        mailbox=section.name,
        host=section.host,
        port=section.port or (IMAPS_PORT if section.security == "tls" else IMAP_PORT),
        username=section.username or section.address,
        security=Security(section.security),
        ca_file=section.ca_file,
        folders=tuple(section.folders),
        # Junk is looked into unasked; only where it was asked for by name is it missed.
        optional_folders=frozenset() if "folders" in section.model_fields_set else frozenset({"Junk"}),
        since=config.since(section),
        zone=config.zone,
    )
    return ImapSource(settings, make_token_source(section.oauth) if section.oauth else section.read_password() or "")


def make_token_source(section: OAuthSection) -> TokenSource:
    """Return where an access token comes from. Raises ConfigurationError when its secret is not to be had."""
    if section.token_command:
        return TokenCommand(section.token_command)
    if section.token_file:
        return TokenFile(section.token_file)
    return ClientCredentials(
        tenant=section.tenant or "",
        client_id=section.client_id or "",
        secret=read_secret(section.client_secret_env, section.client_secret_file) or "",
        scope=section.scope,
        authority=section.authority,
    )


def make_smtp_channel(config: Config) -> SmtpChannel:
    """Return the mail server that takes our mail. Raises ConfigurationError when none is configured."""
    section = config.smtp
    if section.host is None:
        raise ConfigurationError("No mail server is configured.", remedy="Give [smtp] host.")
    settings = SmtpSettings(
        host=section.host,
        port=section.port or SMTP_PORTS[section.security],
        security=section.security,
        username=section.username,
        ca_file=section.ca_file,
    )
    return SmtpChannel(
        settings,
        password=lambda: section.read_password() or "",
        token=make_token_source(section.oauth) if section.oauth else None,
    )

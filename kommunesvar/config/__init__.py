"""The configuration as a whole, and the values the rooms below work with; ``config_file.py`` reads it."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field

from domain.account import LOCAL
from domain.consultation import CLOSES_AFTER, Consultation, Theme
from domain.deadline import Deadline
from domain.digest import Credential
from domain.errors import ConfigurationError, UsageError
from domain.rulings import Extensions, list_last_days
from kommunesvar.config.letters import DigestSection, RemindersSection, ThanksSection
from kommunesvar.config.sections import (
    ArchiveSection,
    AuthenticationSection,
    ConsultationSection,
    DatabaseSection,
    LimitsSection,
    Login,
    MailboxSection,
    Section,
    SentSection,
    ServiceSection,
    SmtpSection,
)
from kommunesvar.config.web import OidcSection, WebSection


class Config(Section):
    """The whole file."""

    service: ServiceSection = ServiceSection()
    database: DatabaseSection = DatabaseSection()
    archive: ArchiveSection = ArchiveSection()
    authentication: AuthenticationSection = AuthenticationSection()
    mailboxes: list[MailboxSection] = Field(min_length=1)
    consultations: list[ConsultationSection] = Field(min_length=1)
    smtp: SmtpSection = SmtpSection()
    digest: DigestSection = DigestSection()
    reminders: RemindersSection = RemindersSection()
    thanks: ThanksSection = ThanksSection()
    web: WebSection = WebSection()
    limits: LimitsSection = LimitsSection()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that days are counted in."""
        return ZoneInfo(self.service.timezone)

    @property
    def database_url(self) -> str:
        """The database's URL; SQLite in the data folder unless told otherwise."""
        return self.database.url or f"sqlite:///{self.service.data_dir / 'kommunesvar.db'}"

    @property
    def archive_path(self) -> Path:
        """The folder of the raw mails."""
        return self.archive.path or self.service.data_dir / "archive"

    def make_data_dir(self) -> None:
        """Create the data folder where it is missing. Raises ConfigurationError."""
        folder = self.service.data_dir
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"The data folder {folder} ([service] data_dir) cannot be created: {error.strerror}.",
                remedy="Name a folder that the user who runs the program may write in.",
            ) from error

    def list_consultations(self, extensions: Extensions | None = None) -> tuple[Consultation, ...]:
        """Return the consultations as the rooms below know them: followed, unless told otherwise, after extensions."""
        last_days = list_last_days(extensions or {})
        return tuple(self._make_consultation(section, last_days.get(section.id)) for section in self.consultations)

    def list_credentials(self) -> tuple[Credential, ...]:
        """Return what the program logs in with and the last day of it, where the file says which that is."""
        of_mailboxes = [(f"Adgangen til postkassen {mailbox.name}", mailbox) for mailbox in self.mailboxes]
        logins: list[tuple[str, Login | OidcSection]] = [
            *of_mailboxes,
            ("Adgangen til mailserveren for udgående mail", self.smtp),
        ]
        if self.web.oidc is not None:
            logins.append(("Nøglen, som folk logger på siden med", self.web.oidc))
        return tuple(
            Credential(name=name, expires_on=login.secret_expires) for name, login in logins if login.secret_expires
        )

    def list_issuers(self) -> tuple[str, ...]:
        """Return by whose word people can sign in: ours, and the provider's where there is one."""
        return (LOCAL, self.web.oidc.issuer) if self.web.oidc else (LOCAL,)

    def since(self, mailbox: MailboxSection) -> date:
        """Return the first day whose mail concerns us: the earliest opening, unless told otherwise."""
        named = [c.opens for c in self.consultations if mailbox.name in c.mailboxes]
        return mailbox.since or min(named or [c.opens for c in self.consultations])

    def find_mailbox(self, name: str) -> MailboxSection:
        """Return a mailbox by name or address, whatever the case. Raises UsageError."""
        for mailbox in self.mailboxes:
            if name.casefold() in (mailbox.name.casefold(), mailbox.address.casefold()):
                return mailbox
        known = ", ".join(mailbox.name for mailbox in self.mailboxes)
        raise UsageError(f"No mailbox is called '{name}'; the configuration knows {known}.")

    def find_sent_place(self) -> SentSection | None:
        """Return where sent mail is filed: as configured, or in the mailbox of the account that sends, or None."""
        if self.smtp.sent is not None:
            return self.smtp.sent
        account = (self.smtp.username or "").casefold()
        for mailbox in self.mailboxes:
            by_imap = mailbox.protocol == "imap" and mailbox.is_polled
            if by_imap and account and account in {mailbox.address.casefold(), (mailbox.username or "").casefold()}:
                return SentSection(mailbox=mailbox.name)
        return None

    def _make_consultation(self, section: ConsultationSection, extended_to: date | None) -> Consultation:
        last_day = max(section.deadline, extended_to or section.deadline)
        return Consultation(
            id=section.id,
            title=section.title,
            mailboxes=tuple(section.mailboxes),
            opens=section.opens,
            deadline=Deadline(section.deadline, self.zone),
            closes=section.closes or last_day + CLOSES_AFTER,
            asked=None if section.asked == "all" else frozenset(section.asked),
            committee=section.committee,
            questions=tuple(section.questions),
            themes=tuple(
                Theme(id=theme.id, label=theme.label, keywords=tuple(theme.keywords)) for theme in section.themes
            ),
        )

"""Connections to servers of others: which class speaks to a mailbox, to the mail server, to who gives tokens.

Loaded when the first is needed: what the protocols bring along would double the time that a command takes to start.
"""

from domain.errors import ConfigurationError
from domain.mail_ports import MailSource, TokenSource
from intake.sources.imap import ImapSettings, ImapSource, Security
from intake.sources.imap_login import Secret
from intake.sources.imap_sent import ImapSentMail
from intake.sources.maildir import LoadSeen, MaildirSource
from intake.sources.tokens import ClientCredentials, TokenCommand, TokenFile
from kommunesvar.config import Config
from kommunesvar.config.sections import MailboxSection, OAuthSection, read_secret
from notifier.channels.smtp import SmtpChannel, SmtpSettings

IMAP_PORT, IMAPS_PORT = 143, 993
SMTP_PORTS = {"tls": 465, "starttls": 587, "none": 25}


def make_source(config: Config, section: MailboxSection, *, load_seen: LoadSeen) -> MailSource:
    """Return the source of a mailbox. Raises ConfigurationError when something is missing that it needs."""
    if section.protocol != "maildir":
        return make_imap_source(config, section)
    if section.path is None:
        raise ConfigurationError(f"The mailbox {section.name} has no path.")
    return MaildirSource(
        section.name,
        section.path,
        config.since(section),
        folders=tuple(section.folders),
        zone=config.zone,
        load_seen=load_seen,
    )


def make_imap_source(config: Config, section: MailboxSection) -> ImapSource:
    """Return a mailbox over IMAP. Raises ConfigurationError when its secret is not to be had."""
    return ImapSource(_make_imap_settings(config, section), _make_secret(section))


def make_sent_mail(config: Config) -> ImapSentMail | None:
    """Return the folder in which the mail server files what it takes from us, or None where none is known."""
    place = config.find_sent_place()
    if place is None:
        return None
    section = config.find_mailbox(place.mailbox)
    return ImapSentMail(_make_imap_settings(config, section), lambda: _make_secret(section), folder=place.folder)


def _make_imap_settings(config: Config, section: MailboxSection) -> ImapSettings:
    if section.host is None:
        raise ConfigurationError(f"The mailbox {section.name} has no host.", remedy="It can only be imported into.")
    return ImapSettings(
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


def _make_secret(section: MailboxSection) -> Secret:
    return make_token_source(section.oauth) if section.oauth else section.read_password() or ""


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

"""What ``kommunesvar check`` looks at, one finding each, with the remedy in words."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from domain.errors import ConfigurationError, KommunesvarError, SendDeferred
from kommunesvar.bootstrap import utc_now
from kommunesvar.config import Config
from kommunesvar.config.sections import MailboxSection
from kommunesvar.connections import make_imap_source, make_sent_mail, make_smtp_channel
from kommunesvar.outgoing.alarms import word_undelivered
from notifier.template_check import find_faults, list_own
from parsers.programs.tools import Tools
from storage.database import open_database
from storage.outbox import SqlOutbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; ``fault`` says what is wrong and what to do, or is None."""

    subject: str
    detail: str = ""
    fault: str | None = None


def run_checks(config: Config, tools: Tools) -> Iterator[Finding]:
    """Look at everything that the configuration names, and at the tools for reading; each as soon as it is known."""
    yield _check_configuration(config)
    yield _look("Database", partial(_check_database, config))
    yield _look("Archive", partial(_check_archive, config))
    for section in config.mailboxes:
        yield _look(f"Mailbox {section.name}", partial(_check_mailbox, config, section))
    yield _look("SMTP", partial(_check_smtp, config))
    yield _look("Sent mail", partial(_check_sent_mail, config))
    yield _look("Sign-in", partial(_check_sign_in, config))
    yield _check_digest(config)
    yield _look("Templates", partial(_check_templates, config))
    yield _look("Outbox", partial(_check_outbox, config))
    yield from check_tools(tools)


def _look(subject: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, detail=check())
    except (KommunesvarError, OSError) as error:
        return Finding(subject=subject, fault=str(error))


def _check_configuration(config: Config) -> Finding:
    figures = f"{len(config.mailboxes)} mailboxes, {len(config.consultations)} consultations"
    if not config.authentication.hosts:
        fault = (
            f"{figures}, but no border server is named, so the mailbox's own date judges and no sender can be"
            " confirmed. Name it in [authentication] trusted_authserv_ids."
        )
        return Finding(subject="Configuration", fault=fault)
    return Finding(subject="Configuration", detail=figures)


def _check_database(config: Config) -> str:
    config.make_data_dir()
    open_database(config.database_url).close()
    kind = "PostgreSQL" if config.database_url.startswith("postgres") else "SQLite"
    return f"{kind}, open and up to date"


def _check_archive(config: Config) -> str:
    folder = config.archive_path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        raise ConfigurationError(
            f"the folder {folder} cannot be written: {error.strerror}.",
            remedy="Let the user who runs the program write there, or name another in [archive] path.",
        ) from error
    return f"{folder} can be written, {free / 10**9:.1f} GB free"


def _check_mailbox(config: Config, section: MailboxSection) -> str:
    if not section.is_polled:
        return "has no host: mail is only imported into it"
    if section.protocol == "maildir":
        return _check_maildir(section)
    counts = make_imap_source(config, section).check_login()
    return "logged in; " + ", ".join(f"{count.folder} holds {count.mails} mails" for count in counts)


def _check_maildir(section: MailboxSection) -> str:
    if section.path is None or not (section.path / "cur").is_dir():
        raise ConfigurationError(f"{section.path} is no Maildir.", remedy="It must hold the folders cur, new and tmp.")
    return f"{section.path} is a Maildir"


def _check_smtp(config: Config) -> str:
    if config.smtp.host is None:
        raise ConfigurationError("no server is configured, so no digest goes out.", remedy="Give [smtp] host.")
    make_smtp_channel(config).check()
    return f"logged in at {config.smtp.host}"


def _check_sent_mail(config: Config) -> str:
    if config.smtp.host is None:
        return "nothing is sent"
    place, sent_mail = config.find_sent_place(), make_sent_mail(config)
    if place is None or sent_mail is None:
        return (
            "no folder is known to look into, so after a crash in mid-sending a mail may go out twice;"
            ' name it in [smtp], as sent = {mailbox = "FLJE"}'
        )
    return f"{sent_mail.check()} of {place.mailbox} is looked into before a mail is sent again"


def _check_digest(config: Config) -> Finding:
    digest = config.digest
    if not digest.to:
        fault = 'nobody is named to receive it. Name them in [digest], as to = ["sekretariat@kl.dk"].'
        return Finding(subject="Digest", fault=fault)
    if "@" not in (config.smtp.sender or config.smtp.username or ""):
        return Finding(subject="Digest", fault='it has no sender. Give one in [smtp], as from = "hoering@kl.dk".')
    return Finding(subject="Digest", detail=f"{digest.weekday} {digest.time:%H:%M} to {', '.join(digest.to)}")


def _check_sign_in(config: Config) -> str:
    oidc = config.web.oidc
    if oidc is None:
        return "with accounts of the page's own"
    from kommunesvar.web.accounts.provider import fetch_endpoints, fetch_keys  # noqa: PLC0415 - loads what only the page needs

    oidc.read_client_secret()
    fetch_keys(fetch_endpoints(oidc).keys, oidc)
    here = config.web.base_url or f"http://{config.web.host}:{config.web.port}"
    return f"at {oidc.issuer}, which must know {here}/log-paa/svar as a redirect URI"


def _check_templates(config: Config) -> str:
    folder = config.service.templates
    if faults := find_faults(folder):
        raise ConfigurationError("\n  ".join(faults))
    own = ", ".join(list_own(folder))
    return f"all mails can be written, with your own {own}" if own else "all mails can be written"


def _check_outbox(config: Config) -> str:
    database = open_database(config.database_url)
    try:
        undelivered = SqlOutbox(database).load_undelivered(utc_now())
    finally:
        database.close()
    if undelivered:
        raise SendDeferred(
            f"{len(undelivered)} mails have reached nobody. {word_undelivered(undelivered[-1])}",
            remedy="All of them: kommunesvar outbox.",
        )
    return "nothing has been refused, and nothing waits for more than a day"


def check_tools(tools: Tools) -> Iterator[Finding]:
    """Say what can be read, and how to read more."""
    yield _check_ocr(tools)
    yield _check_converters(tools)


def _check_ocr(tools: Tools) -> Finding:
    if tools.tesseract:
        return Finding(subject="OCR", detail=tools.tesseract)
    fault = (
        "scanned letters cannot be read: each goes to a person. Install it with:"
        " apt-get install tesseract-ocr-dan tesseract-ocr-eng, and pip install 'kommunesvar[ocr]'."
    )
    return Finding(subject="OCR", fault=fault)


def _check_converters(tools: Tools) -> Finding:
    """Say which programs read Word, Excel and PowerPoint files of 2003 and before."""
    found = [Path(program).name for program in (*tools.converters, *filter(None, [tools.office]))]
    if tools.converters and tools.office:
        return Finding(subject="Converters", detail=", ".join(found))
    package = "libreoffice-writer-nogui" if tools.converters else "catdoc"
    what = "some old .doc files are read badly or not at all" if found else "old .doc, .xls and .ppt files are not read"
    return Finding(subject="Converters", fault=f"{what}: each goes to a person. apt-get install {package}.")

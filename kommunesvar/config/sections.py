"""The sections of the configuration file, each key with its default.

No secret stands in it, only the name of the variable or file that holds one; secrets are read when they are
used.
"""

import os
import re
import typing
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    ValidationInfo,
    model_validator,
)

from domain.errors import ConfigurationError

Security = Literal["tls", "starttls", "none"]


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"'{name}' is not a time zone") from error
    return name


def _check_whole_day(value: object) -> object:
    """Refuse a moment where a day is meant: TOML would let 2019-11-01T12:00 pass as one."""
    if hasattr(value, "hour"):
        raise ValueError("a whole day is meant, as 2019-11-01, without a time")
    return value


def _anchor(path: Path, info: ValidationInfo) -> Path:
    """Let a relative path start from the configuration's folder, wherever the program is started."""
    folder = (info.context or {}).get("folder", Path())
    return Path(folder) / path.expanduser()


def _anchor_url(url: str, info: ValidationInfo) -> str:
    """Let the relative file of an SQLite URL start there as well, or each folder would get books of its own."""
    found = _SQLITE_FILE.fullmatch(url)
    return f"{found['scheme']}{_anchor(Path(found['file']), info)}" if found else url


_SQLITE_FILE = re.compile(r"(?P<scheme>sqlite(\+\w+)?:///)(?P<file>(?!:memory:|file:).+)")


def _check_folder(path: Path) -> Path:
    """Refuse a folder that is not there: its templates would silently not be used."""
    if not path.is_dir():
        raise ValueError(f"{path} is no folder")
    return path


AnchoredPath = Annotated[Path, AfterValidator(_anchor)]
Port = Annotated[PositiveInt, Field(le=65535)]
Day = Annotated[date, BeforeValidator(_check_whole_day)]


class Section(BaseModel):
    """A table of the file; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ServiceSection(Section):
    """What concerns the whole service; ``templates`` is a folder of mail templates that come before ours."""

    timezone: Annotated[str, AfterValidator(_check_zone)] = "Europe/Copenhagen"
    data_dir: AnchoredPath = Field(default=Path("data"), validate_default=True)
    templates: Annotated[AnchoredPath, AfterValidator(_check_folder)] | None = None


class DatabaseSection(Section):
    """Where the books are kept."""

    url: Annotated[str, AfterValidator(_anchor_url)] | None = None


class ArchiveSection(Section):
    """Where the raw mails are kept."""

    path: AnchoredPath | None = None


class AuthenticationSection(Section):
    """Whose word on a mail is believed."""

    trusted_authserv_ids: list[str] = []
    trusted_hosts: list[str] | None = None
    internal_domains: list[str] = []

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts whose Received lines are ours: by default those whose verdicts are."""
        named = self.trusted_authserv_ids if self.trusted_hosts is None else self.trusted_hosts
        return tuple(host for host in named if host != "exchange-online")


class OAuthSection(Section):
    """Where an access token comes from: Microsoft's client credentials, a command, or a file."""

    tenant: str | None = None
    client_id: str | None = None
    client_secret_env: str | None = None
    client_secret_file: AnchoredPath | None = None
    scope: str = "https://outlook.office365.com/.default"
    authority: str | None = None
    token_command: list[str] | None = None
    token_file: AnchoredPath | None = None

    @model_validator(mode="after")
    def _check_one_way(self) -> typing.Self:
        ways = (self.tenant or self.client_id, self.token_command, self.token_file)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give either tenant and client_id, or token_command, or token_file")
        if (self.tenant is None) != (self.client_id is None):
            raise ValueError("tenant and client_id belong together")
        if self.tenant and not (self.client_secret_env or self.client_secret_file):
            raise ValueError("client_secret_env or client_secret_file must name where the secret is")
        return self


class Login(Section):
    """A server and how to log in to it.

    ``secret_expires`` is the last day of the password or the client secret: no server tells it, but Entra showed
    it when the secret was made. The digest warns of it in time.
    """

    host: str | None = None
    port: Port | None = None
    security: Security = "tls"
    ca_file: AnchoredPath | None = None
    username: str | None = None
    password_env: str | None = None
    password_file: AnchoredPath | None = None
    oauth: OAuthSection | None = None
    secret_expires: Day | None = None

    @model_validator(mode="after")
    def _check_secret(self) -> typing.Self:
        if sum(way is not None for way in (self.password_env, self.password_file, self.oauth)) > 1:
            raise ValueError("give only one of password_env, password_file and oauth")
        return self

    def read_password(self) -> str | None:
        """Return the password from where the file says it is, or None when it names no place.

        Raises ConfigurationError when the place is empty.
        """
        return read_secret(self.password_env, self.password_file)


class MailboxSection(Login):
    """One mailbox; without ``host`` (or ``path``) it is one that is only imported into."""

    name: str
    address: str = ""
    protocol: Literal["imap", "maildir"] = "imap"
    path: AnchoredPath | None = None
    folders: list[str] = ["INBOX", "Junk"]
    poll_minutes: PositiveInt = 5
    since: Day | None = None

    @model_validator(mode="after")
    def _check_reachable(self) -> typing.Self:
        if self.protocol == "maildir" and self.path is None:
            raise ValueError('protocol = "maildir" needs path')
        if self.protocol == "imap" and self.host and not (self.username or self.address):
            raise ValueError("a host needs username or address to log in with")
        if self.protocol == "imap" and self.host and not (self.password_env or self.password_file or self.oauth):
            raise ValueError("a host needs password_env, password_file or oauth to log in with")
        return self

    @property
    def is_polled(self) -> bool:
        """Whether there is anything to visit."""
        return self.host is not None or self.protocol == "maildir"


class ThemeSection(Section):
    """A theme that replies can be tagged with."""

    id: str
    label: str
    keywords: list[str] = []


class ConsultationSection(Section):
    """One consultation."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    title: str
    mailboxes: list[str] = Field(min_length=1)
    opens: Day
    deadline: Day
    closes: Day | None = None
    asked: Literal["all"] | list[str] = "all"
    committee: str = ""
    questions: list[str] = []
    themes: list[ThemeSection] = []

    @model_validator(mode="after")
    def _check_order(self) -> typing.Self:
        if self.deadline < self.opens:
            raise ValueError("deadline lies before opens")
        if self.closes is not None and self.closes < self.deadline:
            raise ValueError("closes lies before deadline")
        return self


class SentSection(Section):
    """Where the mail server files what it takes from us; without ``folder`` the one that it marks as such."""

    mailbox: str
    folder: str | None = None


class SmtpSection(Login):
    """The server that takes our mail, and how fast: the defaults are what Exchange Online takes of one account."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    sender: str = Field(default="", alias="from")
    sent: SentSection | None = None
    per_minute: PositiveInt = 30
    connections: PositiveInt = 3


class LimitsSection(Section):
    """What one file or mail may cost."""

    attachment_mb: PositiveInt = 50
    seconds: PositiveInt = 10
    mail_seconds: PositiveInt = 60
    ocr_seconds: PositiveInt = 50
    memory_mb: PositiveInt = 1024
    depth: PositiveInt = 10
    parts: PositiveInt = 2000
    workers: PositiveInt = 2


def read_secret(variable: str | None, file: Path | None) -> str | None:
    """Return a secret from a variable or a file. Raises ConfigurationError when it is named but absent."""
    if variable is not None:
        if not (value := os.environ.get(variable)):
            raise ConfigurationError(
                f"The environment variable {variable}, which the configuration names, is not set.",
                remedy=f"Set it where the program starts: export {variable}=..., or name a file that holds the secret.",
            )
        return value
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigurationError(
            f"The file {file}, which the configuration names for a secret, cannot be read: {why}.",
            remedy="Correct its path, or let the user that runs the program read it.",
        ) from error

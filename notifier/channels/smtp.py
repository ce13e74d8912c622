"""Mail over SMTP (RFC 5321), with TLS (RFC 3207, RFC 8314) and a password or an OAuth2 token (RFC 4954).

smtplib carries the conversation. Logging in is done here: smtplib sends user and password in ASCII
only, and knows no XOAUTH2 (Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth").
"""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from domain.errors import KommunesvarError, SendDeferred
from domain.mail_ports import TokenSource
from domain.outgoing import OutgoingMail
from notifier.smtp_replies import clip, describe, find_remedy, judge_refusal, judge_silence, quote, read_reply

_LOGIN_REMEDY = "Check [smtp] username and its password; at Exchange Online, whether SMTP AUTH is on."
_APP_REMEDY = (
    "Check [smtp] username and oauth; at Exchange Online, whether SMTP AUTH is on for the mailbox, and that the app "
    "has SMTP.SendAsApp with admin consent and access to it (Add-MailboxPermission)."
)
_ACCEPTED, _WILL_FORWARD = 250, 251  # RFC 5321 §4.2.3


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where and how mail is handed over; ``timeout`` in seconds, for each answer of the server."""

    host: str
    port: int = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: str | None = None
    ca_file: Path | None = None
    timeout: float = 60.0


class SmtpChannel:
    """Hands mail to a server: one connection a mail, or one for all that is sent while it is held open.

    ``password`` is asked for at every login, so that a changed one needs no restart; with ``token`` the
    login is XOAUTH2. Without a username there is none. Not to be shared among threads.
    """

    def __init__(
        self,
        settings: SmtpSettings,
        *,
        password: Callable[[], str] | None = None,
        token: TokenSource | None = None,
    ) -> None:
        self._settings = settings
        self._password = password
        self._token = token
        self._holding = False
        self._held: smtplib.SMTP | None = None

    def send(self, mail: OutgoingMail) -> None:
        """Hand a mail over.

        Raises SendDeferred, with the remedy where a person must act; SendUncertain when the server took the
        mail and gave no answer; SendRefused.
        """
        server = self._find_open() or self._enter()
        try:
            with judge_refusal(f"{self._settings.host} refuses the mail"):
                _hand_over(server, mail)
        except KommunesvarError:
            self._leave(server)
            raise
        if self._holding:
            self._held = server
        else:
            self._leave(server)

    @contextmanager
    def hold_open(self) -> Iterator[None]:
        """Send what is sent meanwhile over one connection, as long as the server keeps it."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            if self._held is not None:
                self._leave(self._held)

    def check(self) -> None:
        """Connect and log in, and send nothing. Raises SendDeferred with the remedy."""
        self._leave(self._enter())

    def _find_open(self) -> smtplib.SMTP | None:
        """Return the connection that is held when it still lives: a server ends it after some mails or idle minutes."""
        if self._held is None:
            return None
        with suppress(smtplib.SMTPException, OSError):
            if self._held.rset()[0] == _ACCEPTED:
                return self._held
        self._leave(self._held)
        return None

    def _enter(self) -> smtplib.SMTP:
        server = self._open()
        try:
            self._secure(server)
            self._log_in(server)
        except BaseException:
            self._leave(server)
            raise
        return server

    def _leave(self, server: smtplib.SMTP) -> None:
        # What was accepted stays accepted, however the server takes our leave.
        self._held = None
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()

    def _open(self) -> smtplib.SMTP:
        settings = self._settings
        with self._judge_connection():
            if settings.security == "tls":
                context = self._trust()
                return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=context)
            return smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)

    def _secure(self, server: smtplib.SMTP) -> None:
        with self._judge_connection():
            server.ehlo_or_helo_if_needed()
            if self._settings.security == "starttls":
                server.starttls(context=self._trust())
                server.ehlo()

    def _trust(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._settings.ca_file)
        except OSError as error:
            raise SendDeferred(
                f"The certificates in {self._settings.ca_file} cannot be read: {describe(error)}.",
                remedy="Correct [smtp] ca_file.",
            ) from error

    @contextmanager
    def _judge_connection(self) -> Iterator[None]:
        """Turn what fails before any mail is named into a deferral: it is never the mail's fault."""
        where = f"{self._settings.host}:{self._settings.port}"
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise SendDeferred(
                f"The certificate of the mail server {where} is not trusted: {error.verify_message}.",
                remedy="Name the certificate of your own authority in [smtp] ca_file, or correct [smtp] host.",
            ) from error
        except ssl.SSLError as error:
            raise SendDeferred(
                f"The mail server {where} does not speak TLS with us: {error.reason or error}.",
                remedy="Check [smtp] port and security: 465 goes with tls, 587 with starttls.",
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise SendDeferred(
                f"The mail server {where} does not offer STARTTLS.", remedy="Check [smtp] port and security."
            ) from error
        except TimeoutError as error:
            seconds = f"{self._settings.timeout:g} s"
            raise SendDeferred(f"The mail server {where} did not answer within {seconds}.") from error
        except smtplib.SMTPResponseException as error:
            raise SendDeferred(f"The mail server {where} turns us away: {quote(error)}.") from error
        except (OSError, smtplib.SMTPException) as error:
            raise SendDeferred(
                f"The mail server {where} cannot be reached: {describe(error)}.", remedy="Check [smtp] host and port."
            ) from error

    def _log_in(self, server: smtplib.SMTP) -> None:
        username = self._settings.username
        if username is None:
            return
        secret = self._fetch_secret()
        with self._judge_connection():
            code, reply = self._authenticate(server, username, secret)
        if code != 235:  # noqa: PLR2004 - RFC 4954 §6: authentication succeeded
            said = _hide(clip(f"{code} {read_reply(reply)}"), secret)
            raise SendDeferred(
                f"The mail server {self._settings.host} refuses the login of {username}: {said}.",
                remedy=find_remedy(said) or (_APP_REMEDY if self._token else _LOGIN_REMEDY),
            )

    def _fetch_secret(self) -> str:
        try:
            if self._token:
                return self._token.fetch_token()
            return self._password() if self._password else ""
        except (KommunesvarError, OSError) as error:
            said = str(error) if isinstance(error, KommunesvarError) else f"{error.strerror}: {error.filename}"
            raise SendDeferred(
                f"There is no password or token to log in to the mail server {self._settings.host} with: {said}",
                remedy="Check [smtp] password_env, password_file or oauth.",
            ) from error

    def _authenticate(self, server: smtplib.SMTP, username: str, secret: str) -> tuple[int, bytes]:
        """Log in by the best way that the server offers; return its last answer."""
        if self._token:
            return _answer(server, "XOAUTH2", f"user={username}\x01auth=Bearer {secret}\x01\x01")
        offered = server.esmtp_features.get("auth", "").upper().split()
        if "LOGIN" in offered and "PLAIN" not in offered:  # Exchange Online offers LOGIN XOAUTH2
            return _answer(server, "LOGIN", username, secret)
        return _answer(server, "PLAIN", f"\0{username}\0{secret}")  # RFC 4616


def _hand_over(server: smtplib.SMTP, mail: OutgoingMail) -> None:
    """Name sender and recipient, then give the mail; not smtplib's sendmail, which does not tell where it broke."""
    size = [f"size={len(mail.content)}"] if server.has_extn("size") else []
    code, reply = server.mail(mail.sender, size)
    if code != _ACCEPTED:
        raise smtplib.SMTPSenderRefused(code, reply, mail.sender)
    code, reply = server.rcpt(mail.recipient)
    if code not in {_ACCEPTED, _WILL_FORWARD}:
        raise smtplib.SMTPRecipientsRefused({mail.recipient: (code, reply)})
    with judge_silence():
        code, reply = server.data(mail.content)
    if code != _ACCEPTED:
        raise smtplib.SMTPDataError(code, reply)


def _answer(server: smtplib.SMTP, mechanism: str, *words: str) -> tuple[int, bytes]:
    """Name the mechanism, then answer each challenge (334) with a word, and any more with an empty line.

    Nothing is sent along with the name: a token does not fit into a command line (RFC 4954 §4).
    """
    code, reply = server.docmd("AUTH", mechanism)
    for word in (*words, ""):
        if code != 334:  # noqa: PLR2004 - RFC 4954 §4: the server's challenge
            break
        code, reply = server.docmd(b64encode(word.encode()).decode("ascii"))
    return code, reply


def _hide(said: str, secret: str) -> str:
    """Return a server's answer without our secret, should it repeat what it was sent."""
    return said.replace(secret, "***").replace(b64encode(secret.encode()).decode(), "***") if secret else said

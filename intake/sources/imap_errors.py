"""What goes wrong on the way to an IMAP server, as one clear sentence and what to do about it."""

import imaplib
import re
import ssl
from datetime import timedelta

from domain.errors import (
    CertificateRefused,
    LoginRefused,
    ServerStalled,
    ServerUnreachable,
    SourceError,
    Throttled,
)

# "Request is throttled. Suggested Backoff Time: 178755 milliseconds": Exchange Online, with NO, BAD, BYE and even OK.
_BACKOFF = re.compile(r"Suggested Backoff Time:\s*(\d+)\s*(?:ms|milli)", re.IGNORECASE)
_THROTTLED = re.compile(
    r"\[(?:THROTTLED|LIMIT)\]|is throttled|too many simultaneous|maximum number of connections|suggested backoff",
    re.IGNORECASE,
)
_DEFAULT_WAIT = timedelta(minutes=1)
_TEMPORARY = re.compile(r"\[(?:UNAVAILABLE|INUSE|SERVERBUG)\]|temporar|try again|server busy", re.IGNORECASE)
_NOT_CONNECTED = re.compile(r"authenticated but not connected", re.IGNORECASE)
_LONGEST_QUOTE = 200

PERMISSION_REMEDY = (
    "The token or password is good, but this login may not open the mailbox. On Exchange Online: give the service "
    "principal access with Add-MailboxPermission (FullAccess), made by New-ServicePrincipal with the object id of the "
    "enterprise application and not of the app registration; for a shared mailbox, username is the shared address."
)

# What imapclient and imaplib raise of themselves, and what they stumble over in an answer that is not IMAP.
FOREIGN = (imaplib.IMAP4.error, OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError)


class CommandRefused(SourceError):
    """The mail server refused a command; the connection is still good."""


LOST = (ServerUnreachable, ServerStalled)
"""After these the connection is gone, and a new one may help."""


def read_answer(error: BaseException, *secrets: str) -> str:
    """Return what the server said, on one line, short, and without the secrets it may repeat."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    # imaplib formats the answer as Python bytes: LOGIN command error: BAD [b'User is authenticated ...']
    text = re.sub(r"\[?b(['\"])(.*)\1\]?", r"\2", text, flags=re.DOTALL)
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    # Our sentence ends with a full stop of its own.
    return " ".join(text.split())[:_LONGEST_QUOTE].rstrip(".")


def translate(error: Exception, *, where: str, doing: str, secrets: tuple[str, ...] = ()) -> SourceError:
    """Return one of our errors for one of imaplib's, the socket's or the TLS library's."""
    said = read_answer(error, *secrets)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return ServerStalled(
            f"The mail server stopped answering: {where}, {doing}.", remedy="The next visit tries again."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return _refuse_certificate(error, where)
    if isinstance(error, imaplib.IMAP4.error):
        return find_known_refusal(said, where) or _translate_answer(error, said, where, doing)
    if isinstance(error, OSError):
        return ServerUnreachable(
            f"The connection to the mail server broke: {where}, {doing}: {said_or_kind(error)}.",
            remedy="The next visit goes on from there.",
        )
    return CommandRefused(f"The mail server's answer cannot be understood: {where}, {doing}: {said}.")


def _translate_answer(error: imaplib.IMAP4.error, said: str, where: str, doing: str) -> SourceError:
    if isinstance(error, imaplib.IMAP4.abort):
        return ServerUnreachable(
            f"The mail server ended the connection: {where}, {doing}: {said}.",
            remedy="The next visit goes on from there.",
        )
    return CommandRefused(f"The mail server refused: {where}, {doing}: {said}.")


def find_known_refusal(said: str, where: str) -> SourceError | None:
    """Find what a server means by words that we know from Exchange Online and others, or None."""
    if _NOT_CONNECTED.search(said):
        return LoginRefused(f"The mail server does not open the mailbox: {where}: {said}.", remedy=PERMISSION_REMEDY)
    if _THROTTLED.search(said):
        asked = _BACKOFF.search(said)
        wait = timedelta(milliseconds=int(asked[1])) if asked else _DEFAULT_WAIT
        return Throttled(f"The mail server asks us to come back in {wait.total_seconds():.0f} s: {where}.", wait=wait)
    return None


def translate_login(error: Exception, *, where: str, username: str, by_token: bool, secret: str) -> SourceError:
    """Return why a login did not succeed."""
    said = read_answer(error, secret)
    if isinstance(error, imaplib.IMAP4.abort) or not isinstance(error, imaplib.IMAP4.error):
        return translate(error, where=where, doing="logging in", secrets=(secret,))
    known = find_known_refusal(said, where)
    if known is not None:
        return known
    if _TEMPORARY.search(said):
        return ServerUnreachable(f"The mail server cannot check logins just now: {where}: {said}.")
    remedy = (
        "Check that the token is for this server and not expired, and that the app has IMAP.AccessAsApp with admin "
        "consent and access to this mailbox."
        if by_token
        else "Check username, and the password that password_env or password_file holds."
    )
    return LoginRefused(f"The mail server refused the login of {username}: {where}: {said}.", remedy=remedy)


def translate_connecting(error: Exception, *, where: str, seconds: float) -> SourceError:
    """Return why no connection came about."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _refuse_certificate(error, where)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return ServerUnreachable(
            f"The mail server does not answer within {seconds:.0f} s: {where}.",
            remedy="Check host, port and firewall, and security: a port that wants TLS says nothing without it.",
        )
    if isinstance(error, ssl.SSLError):
        return ServerUnreachable(
            f"The mail server does not speak TLS here: {where}: {error.reason or error}.",
            remedy='Check port and security: 993 is for "tls", 143 for "starttls".',
        )
    if isinstance(error, imaplib.IMAP4.error):
        known = find_known_refusal(read_answer(error), where)
        return known or ServerUnreachable(f"The mail server does not greet us: {where}: {read_answer(error)}.")
    return ServerUnreachable(
        f"The mail server cannot be reached: {where}: {said_or_kind(error)}.", remedy="Check host and port."
    )


def said_or_kind(error: BaseException) -> str:
    """Return the system's words for an error, or its kind when it has none."""
    return str(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _refuse_certificate(error: ssl.SSLCertVerificationError, where: str) -> CertificateRefused:
    return CertificateRefused(
        f"The mail server's certificate is not one we trust: {where}: {error.verify_message}.",
        remedy="Check that host is the name in the certificate; for an authority of your own, give its ca_file.",
    )

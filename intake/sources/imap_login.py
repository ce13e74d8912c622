"""The way in to an IMAP server: a socket, TLS where it is asked for, and a login by password or token."""

import contextlib
import re
import socket
import ssl
from typing import Any

from imapclient import IMAPClient, SocketTimeout

from domain.errors import CertificateRefused, LoginRefused, ServerUnreachable
from domain.mail_ports import TokenSource
from intake.sources.imap_errors import FOREIGN, translate_connecting, translate_login
from intake.sources.imap_settings import ImapSettings, Security

Secret = str | TokenSource
"""A password, or where a token comes from."""


def open_client(settings: ImapSettings, secret: Secret) -> Any:
    """Connect and log in. Raises ServerUnreachable, CertificateRefused, LoginRefused, Throttled."""
    client = _open(settings)
    try:
        _log_in(client, settings, secret)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: Any) -> None:
    """Close the socket without a word to the server."""
    with contextlib.suppress(*FOREIGN):
        client.shutdown()


def _open(settings: ImapSettings) -> Any:
    context = None if settings.security is Security.NONE else _make_tls_context(settings)
    seconds = settings.connect_timeout.total_seconds()
    client: Any = None
    try:
        client = IMAPClient(
            settings.host,
            settings.port,
            ssl=settings.security is Security.TLS,
            ssl_context=context,
            timeout=SocketTimeout(connect=seconds, read=settings.read_timeout.total_seconds()),
        )
        # imapclient 4.1 sets 5: every byte would go through repr(), and a large mail three times into memory.
        client._imap.debug = 0  # noqa: SLF001 - imapclient has no switch for it
        client.normalise_times = False  # else arrival times come in the machine's zone and do not say so
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.security is Security.STARTTLS:
            _start_tls(client, settings, context)
    except FOREIGN as error:
        if client is not None:
            hang_up(client)
        raise translate_connecting(error, where=settings.where, seconds=seconds) from error
    return client


def _start_tls(client: Any, settings: ImapSettings, context: ssl.SSLContext | None) -> None:
    if not client.has_capability("STARTTLS"):
        hang_up(client)
        raise ServerUnreachable(
            f"The mail server does not offer STARTTLS, and nothing is sent in the clear: {settings.where}.",
            remedy='Check port and security: 993 is for "tls".',
        )
    client.starttls(context)


def _make_tls_context(settings: ImapSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    except OSError as error:
        raise CertificateRefused(
            f"The file {settings.ca_file} holds no certificate that can be read: {settings.where}.",
            remedy="Name a PEM file in ca_file.",
        ) from error


def _log_in(client: Any, settings: ImapSettings, secret: Secret) -> None:
    by_token = not isinstance(secret, str)
    word = secret if isinstance(secret, str) else secret.fetch_token()
    try:
        if by_token:
            _log_in_with_token(client, settings, word)
        else:
            _log_in_with_password(client, settings, word)
    except FOREIGN as error:
        raise translate_login(
            error, where=settings.where, username=settings.username, by_token=by_token, secret=word
        ) from None


def _log_in_with_token(client: Any, settings: ImapSettings, token: str) -> None:
    if not client.has_capability("AUTH=XOAUTH2"):
        raise LoginRefused(
            f"The mail server offers no login by token (XOAUTH2): {settings.where}.",
            remedy="Use password_env or password_file for this server.",
        )
    # A refusal comes as a challenge first, to be answered with nothing (Google, "The SASL XOAUTH2 mechanism").
    replies = iter([f"user={settings.username}\1auth=Bearer {token}\1\1"])
    client.sasl_login("XOAUTH2", lambda _: next(replies, ""))


def _log_in_with_password(client: Any, settings: ImapSettings, password: str) -> None:
    # imaplib sends LOGIN as ASCII in one line, and would fail on the word "blåbærgrød".
    plain = (settings.username + password).isascii() and (settings.username + password).isprintable()
    if plain and not client.has_capability("LOGINDISABLED"):
        name = re.sub(r'(["\\])', r"\\\1", settings.username)
        client.login(f'"{name}"', password)
    else:
        client.plain_login(settings.username, password)

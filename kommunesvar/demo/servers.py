"""Embedded servers for the demo: an IMAP server to read mail from and an SMTP sink to send it to.

Both run in a thread of this process, on 127.0.0.1 and a port the system chooses, and end with the
``with`` block that started them. Nothing leaves the machine.
"""

import asyncio
import hashlib
import hmac
import logging
import socket
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.user import UserMetadata

from kommunesvar.demo.correspondence import DemoMail

LOOPBACK = "127.0.0.1"
FOLDERS = ("INBOX", "Junk")
TIMEOUT_SECONDS = 15


class DemoServerDied(RuntimeError):
    """An embedded server could not be started or stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoImapServer:
    """Where the embedded IMAP server listens, and the passwords by username."""

    host: str
    port: int
    passwords: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DeliveredMail:
    """One mail that the sink took, as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSmtpSink:
    """Where the SMTP sink listens, and what has arrived there so far, in order."""

    host: str
    port: int
    delivered: list[DeliveredMail] = field(default_factory=list)


@contextmanager
def run_imap_server(passwords: Mapping[str, str]) -> Iterator[DemoImapServer]:
    """Run an IMAP server with one empty mailbox, INBOX and Junk, for each username."""
    with _quiet(), _listening_socket() as listener, _loop_thread() as run:
        connections: set[asyncio.Task[Any]] = set()
        server = run(_start_imap(listener, passwords, connections))
        here = DemoImapServer(host=LOOPBACK, port=listener.getsockname()[1], passwords=dict(passwords))
        try:
            for username in passwords:
                _create_folders(here, username)
            yield here
        finally:
            run(_stop(server, connections))


@contextmanager
def run_smtp_sink() -> Iterator[DemoSmtpSink]:
    """Run an SMTP server that takes every mail and keeps it."""
    with _quiet(), _listening_socket() as listener, _loop_thread() as run:
        sink = DemoSmtpSink(host=LOOPBACK, port=listener.getsockname()[1])
        server = run(_start_smtp(listener, sink.delivered))
        try:
            yield sink
        finally:
            run(_stop(server, set()))


def fill_mailboxes(server: DemoImapServer, mails: Sequence[DemoMail]) -> None:
    """Append each mail to its folder with its internal date, in the order given."""
    for username in server.passwords:
        own = [mail for mail in mails if mail.mailbox == username]
        with log_in(server, username) as client:
            for mail in own:
                client.append(mail.folder, mail.raw, msg_time=mail.internal_date)


@contextmanager
def log_in(server: DemoImapServer, username: str) -> Iterator[IMAPClient]:
    """Open an IMAP connection to the embedded server as one of its users."""
    client = IMAPClient(server.host, server.port, ssl=False, timeout=TIMEOUT_SECONDS)
    # Without it every command with a literal waits 44 ms for a delayed acknowledgement.
    client._imap.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # noqa: SLF001 - no public way
    client._imap.debug = 0  # noqa: SLF001 - imapclient 4 formats every literal otherwise
    client.login(username, server.passwords[username])
    try:
        yield client
    finally:
        client.logout()


def _create_folders(server: DemoImapServer, username: str) -> None:
    with log_in(server, username) as client:
        for folder in FOLDERS:
            if not client.folder_exists(folder):
                client.create_folder(folder)


class _QuickHash:
    """Hashes a password that lives for one demo: salted, and without the usual half second of work."""

    def copy(self, **_kwargs: Any) -> "_QuickHash":
        return self

    def hash(self, value: str) -> str:
        return hashlib.sha256(value.encode()).hexdigest()

    def verify(self, value: str, digest: str) -> bool:
        return hmac.compare_digest(self.hash(value), digest)


class _PlainConfig(Config):
    """pymap's settings without its look at the host's name, which may ask a name server and wait."""

    @property
    def greeting(self) -> bytes:
        return b"Server ready"


async def _start_imap(
    listener: socket.socket, passwords: Mapping[str, str], connections: set[asyncio.Task[Any]]
) -> asyncio.Server:
    config = _PlainConfig(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=LOOPBACK,
        port=0,
        tls_enabled=False,
        reject_dnsbl=False,
        demo_data=False,
        demo_user="",
        demo_password="",
        hash_context=_QuickHash(),
        cpu_subsystem=Subsystem.for_asyncio(),
    )
    config.apply_context()
    login = Login(config)
    for username, password in passwords.items():
        login.users_dict[username] = UserMetadata(config, username, password=config.hash_context.hash(password))
    answer = ProxyProtocolReader(config._proxy_protocol).get_callback(IMAPServer(login, config))  # noqa: SLF001 - as pymap's own service does

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            connections.add(task)
            task.add_done_callback(connections.discard)
        with suppress(asyncio.CancelledError):
            await answer(reader, writer)

    return await asyncio.start_server(serve, sock=listener)


class _Keeper:
    """Keeps what the SMTP server is handed."""

    def __init__(self, delivered: list[DeliveredMail]) -> None:
        self._delivered = delivered

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self._delivered.append(DeliveredMail(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        return "250 2.0.0 OK"


async def _start_smtp(listener: socket.socket, delivered: list[DeliveredMail]) -> asyncio.Server:
    keeper, loop = _Keeper(delivered), asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(keeper, hostname="localhost", loop=loop), sock=listener)


async def _stop(server: asyncio.Server, connections: set[asyncio.Task[Any]]) -> None:
    server.close()
    for task in tuple(connections):
        task.cancel()
    await asyncio.gather(*connections, return_exceptions=True)


@contextmanager
def _listening_socket() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, 0))
        yield listener


@contextmanager
def _loop_thread() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Run an event loop in a thread; yield what runs a coroutine there and waits for its result."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo-server", daemon=True)
    thread.start()
    try:
        yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result(TIMEOUT_SECONDS)
    finally:
        asyncio.run_coroutine_threadsafe(_cancel_rest(), loop).result(TIMEOUT_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(TIMEOUT_SECONDS)
        if thread.is_alive():
            raise DemoServerDied("An embedded server did not stop.")
        loop.close()


async def _cancel_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the servers' own logs off the reader's terminal."""
    loggers = [logging.getLogger(name) for name in ("pymap", "mail.log", "mail.error", "asyncio")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

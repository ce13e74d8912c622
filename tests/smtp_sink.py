"""A real SMTP server for tests, on 127.0.0.1, that keeps what it is given and answers as it is told."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from domain.outgoing import OutgoingMail


@dataclass
class Sink:
    """What the server got and how it answers: ``answers`` maps a command to its reply, '' being to accept.

    ``file_sent`` is given each mail before it is accepted, as a server does that keeps what it sends. A server that
    ``hangs_after_mail`` or ``drops_after_mail`` takes the mail and never says so.
    """

    port: int = 0
    mails: list[OutgoingMail] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    logins: list[tuple[str, str]] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    file_sent: Callable[[OutgoingMail], None] | None = None
    hangs_after_mail: bool = False
    drops_after_mail: bool = False

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: ARG002, N802 - aiosmtpd's names
        envelope.mail_from = address
        return self.answers.get("MAIL") or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: ARG002, N802
        if not self.answers.get("RCPT"):
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT") or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        if self.answers.get("DATA"):
            return self.answers["DATA"]
        content = envelope.original_content
        message_id = content.split(b"\r\n", 1)[0].removeprefix(b"Message-ID: ").decode()
        for recipient in envelope.rcpt_tos:
            mail = OutgoingMail(message_id=message_id, sender=envelope.mail_from, recipient=recipient, content=content)
            self.mails.append(mail)
            if self.file_sent:
                await asyncio.to_thread(self.file_sent, mail)
        if self.hangs_after_mail:
            await asyncio.sleep(1)
        if self.drops_after_mail and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return "250 Accepted"

    async def handle_QUIT(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        return self.answers.get("QUIT") or "221 Bye"

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802
        said = await server.challenge_auth("") if len(args) == 1 else args[1].encode()
        fields = dict(part.split("=", 1) for part in said.decode().split("\x01") if part)
        user, token = fields["user"], fields["auth"].removeprefix("Bearer ")
        self.logins.append((user, token))
        if self.tokens.get(user) == token:
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"400"}')
        return AuthResult(success=False, handled=False)

    def judge_login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self.logins.append((user, password))
        return AuthResult(success=self.passwords.get(user) == password, handled=False)


class LongLines(SMTP):
    """Takes a line as long as an access token (RFC 4954 §4)."""

    line_length_limit = 12_288


class SinkController(Controller):
    def factory(self) -> LongLines:
        self.handler.connections += 1
        return LongLines(self.handler, **self.SMTP_kwargs)


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def open_sink(sink: Sink | None = None, *, port: int | None = None, **settings: Any) -> Iterator[Sink]:
    """Serve a sink until the block is over; ``settings`` are aiosmtpd's."""
    sink = sink or Sink()
    sink.port = port or find_free_port()
    controller = SinkController(
        sink,
        hostname="127.0.0.1",
        port=sink.port,
        authenticator=sink.judge_login,
        **{"auth_require_tls": False, "auth_exclude_mechanism": ["XOAUTH2"], **settings},
    )
    controller.start()
    sink.connections = 0  # the controller itself has tried whether it is there
    try:
        yield sink
    finally:
        controller.stop()


def write_certificate(folder: Path, host: str = "127.0.0.1") -> Path:
    """Write a self-made certificate with its key into one file that server and client can both name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{host}.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return pem


def build_tls_context(pem: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context

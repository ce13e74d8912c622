"""Getting in, and being refused in words that help."""

import socket
from datetime import timedelta

import pytest

from domain.errors import CertificateRefused, LoginRefused, ServerUnreachable
from intake.sources.imap import Security
from tests.dovecot import PASSWORD, Dovecot
from tests.imap_proxy import ImapProxy
from tests.integration.sources.mailboxes import make_mail, make_source, visit

pytestmark = pytest.mark.needs("dovecot")


class _Token:
    """A token source that always gives the same."""

    def __init__(self, token: str) -> None:
        self._token = token

    def fetch_token(self) -> str:
        return self._token


def test_a_token_opens_the_mailbox(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"))
    dovecot.tokens[f"good-{user}"] = user

    brought = visit(make_source(dovecot.port, user, secret=_Token(f"good-{user}")))

    assert brought.subjects == ["a"]


def test_an_expired_token_is_refused_with_the_remedy(dovecot: Dovecot, user: str) -> None:
    source = make_source(dovecot.port, user, secret=_Token("expired-token"))

    error = visit(source).error

    assert isinstance(error, LoginRefused)
    assert all(
        word in str(error) for word in (user, "FLJE", f"127.0.0.1:{dovecot.port}", "expired", "IMAP.AccessAsApp")
    )
    assert "expired-token" not in str(error)


def test_a_wrong_password_is_refused_with_the_remedy(dovecot: Dovecot, user: str) -> None:
    error = visit(make_source(dovecot.port, user, secret="hunter2")).error

    assert isinstance(error, LoginRefused)
    assert all(word in str(error) for word in (user, "FLJE", f"127.0.0.1:{dovecot.port}", "password_env"))
    assert "hunter2" not in str(error)
    assert "b'" not in str(error)


@pytest.mark.parametrize("password", ["blåbærgrød", 'quo"te\\d', "two words", "tab\there"])
def test_any_password_can_be_said(dovecot: Dovecot, user: str, password: str) -> None:
    error = visit(make_source(dovecot.port, user, secret=password)).error

    assert isinstance(error, LoginRefused)
    assert password not in str(error)


def test_a_server_that_repeats_the_password_is_not_quoted(proxy: ImapProxy, user: str) -> None:
    proxy.on_command = lambda command: f"BAD Unknown command {command}" if command.startswith("LOGIN") else None

    error = visit(make_source(proxy.port, user)).error

    assert isinstance(error, LoginRefused)
    assert PASSWORD not in str(error)


def test_logins_that_cannot_be_checked_just_now_are_not_refused(proxy: ImapProxy, user: str) -> None:
    proxy.on_command = lambda command: (
        "NO [UNAVAILABLE] Temporary authentication failure." if command.startswith("LOGIN") else None
    )

    error = visit(make_source(proxy.port, user)).error

    assert isinstance(error, ServerUnreachable)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_authority_of_ones_own_is_trusted_when_named(dovecot: Dovecot, user: str, security: Security) -> None:
    dovecot.append(user, make_mail("a"))
    port = dovecot.tls_port if security is Security.TLS else dovecot.port

    brought = visit(make_source(port, user, security=security, ca_file=dovecot.ca_file))

    assert (brought.subjects, brought.error) == (["a"], None)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("named", [True, False])
def test_a_certificate_of_another_authority_is_refused(
    dovecot: Dovecot, user: str, security: Security, *, named: bool
) -> None:
    port = dovecot.tls_port if security is Security.TLS else dovecot.port

    error = visit(make_source(port, user, security=security, ca_file=dovecot.other_ca_file if named else None)).error

    assert isinstance(error, CertificateRefused)
    assert "ca_file" in str(error)


def test_a_certificate_for_another_name_is_refused(dovecot: Dovecot, user: str) -> None:
    source = make_source(dovecot.tls_port, user, host="127.0.0.2", security=Security.TLS, ca_file=dovecot.ca_file)

    error = visit(source).error

    assert isinstance(error, CertificateRefused | ServerUnreachable)


def test_an_authority_that_cannot_be_read_is_named(dovecot: Dovecot, user: str) -> None:
    missing = dovecot.folder / "nowhere.pem"

    error = visit(make_source(dovecot.tls_port, user, security=Security.TLS, ca_file=missing)).error

    assert isinstance(error, CertificateRefused)
    assert str(missing) in str(error)


def test_tls_on_a_plain_port_is_explained(dovecot: Dovecot, user: str) -> None:
    error = visit(make_source(dovecot.port, user, security=Security.TLS)).error

    assert isinstance(error, ServerUnreachable)
    assert "starttls" in str(error)


def test_nothing_is_sent_in_the_clear_when_starttls_is_not_offered(proxy: ImapProxy, user: str) -> None:
    def hide(answer: list[bytes]) -> list[bytes]:
        return [part.replace(b" STARTTLS", b"") for part in answer]

    proxy.on_answer = hide

    error = visit(make_source(proxy.port, user, security=Security.STARTTLS)).error

    assert isinstance(error, ServerUnreachable)
    assert proxy.count("LOGIN") == 0


def test_a_server_that_is_not_there_is_named(user: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    error = visit(make_source(port, user)).error

    assert isinstance(error, ServerUnreachable)
    assert f"FLJE at 127.0.0.1:{port}" in str(error)


@pytest.mark.parametrize("security", list(Security))
def test_a_server_that_accepts_and_says_nothing_is_given_up(user: str, security: Security) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        source = make_source(port, user, security=security, connect_timeout=timedelta(seconds=0.2))

        error = visit(source).error

    assert isinstance(error, ServerUnreachable)

"""Digests over real SMTP: servers that are down, slow, full, or do not want us."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import LoginRefused, SendDeferred, SendRefused, SendUncertain
from domain.outgoing import OutboxState, OutgoingMail
from notifier.channels.smtp import SmtpChannel, SmtpSettings
from notifier.delivery import deliver_outbox
from notifier.digest import compose_digest
from notifier.gather import DigestBooks
from notifier.outbox import DigestPlan, enqueue_digests
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import RECIPIENT, SENDER, build_digest
from tests.fakes import FakeClock, FakeFacts, FakeNotices, FakeOutbox, FakeSightings
from tests.smtp_sink import Sink, build_tls_context, find_free_port, open_sink, write_certificate

MAIL = compose_digest(build_digest(), sender=SENDER, recipient=RECIPIENT, base_url=None)
SECRET = "hemmelig æøå 1"


class FixedToken:
    def __init__(self, token: str) -> None:
        self._token = token

    def fetch_token(self) -> str:
        return self._token


class NoToken:
    def fetch_token(self) -> str:
        raise LoginRefused("The directory refuses the application.", remedy="Renew its secret.")


def make_channel(port: int, **changes: object) -> SmtpChannel:
    fields: dict[str, object] = {"host": "127.0.0.1", "port": port, "security": "none", "timeout": 5.0}
    return SmtpChannel(SmtpSettings(**(fields | changes)))  # type: ignore[arg-type]  # any field may be changed


def make_login_channel(port: int, password: str = SECRET) -> SmtpChannel:
    settings = SmtpSettings(host="127.0.0.1", port=port, security="none", username="kommunesvar@kl.dk", timeout=5)
    return SmtpChannel(settings, password=lambda: password)


def test_the_digest_arrives_byte_for_byte() -> None:
    with open_sink() as sink:
        make_channel(sink.port).send(MAIL)

    assert sink.mails == [MAIL]
    assert MAIL.sender == "kommunesvar@kl.dk"
    assert MAIL.recipient == "ANJE@kl.dk"


def test_lines_of_a_single_dot_survive() -> None:
    mail = OutgoingMail(
        message_id="<1@kl.dk>", sender="a@kl.dk", recipient="b@kl.dk", content=b"X: y\r\n\r\n.\r\n..a\r\n"
    )

    with open_sink() as sink:
        make_channel(sink.port).send(mail)

    assert sink.mails[0].content == mail.content


def test_while_the_server_is_down_the_digest_waits_and_then_arrives_once() -> None:
    outbox, clock, port = FakeOutbox(), FakeClock(datetime(2019, 11, 4, 7, 0, tzinfo=UTC)), find_free_port()
    channel = make_channel(port)
    enqueue_digests(
        (build_consultation(),),
        plan=DigestPlan(sender=SENDER, recipients=(RECIPIENT,)),
        now=clock(),
        books=DigestBooks(
            roster=load_roster(),
            facts=FakeFacts(),
            sightings=FakeSightings(),
            notices=FakeNotices(),
            outbox=outbox,
        ),
    )

    down = deliver_outbox(outbox, channel, owner="one", now=clock, lease=timedelta(minutes=5), limit=10)
    with open_sink(port=port) as sink:
        for _ in range(5):
            clock.advance(timedelta(minutes=1))
            deliver_outbox(outbox, channel, owner="one", now=clock, lease=timedelta(minutes=5), limit=10)

    assert (down.sent, down.deferred) == (0, 1)
    assert "cannot be reached" in down.problems[0]
    assert len(sink.mails) == 1
    assert outbox.list_states() == [OutboxState.SENT]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ("421 4.3.2 Shutting down", SendDeferred),
        ("450 4.2.1 Mailbox busy", SendDeferred),
        ("452 4.2.2 Mailbox full", SendDeferred),
        ("550 5.1.1 No such user", SendRefused),
        ("554 5.6.0 Content refused", SendRefused),
        ("530 5.7.57 Client not authenticated to send mail", SendDeferred),
        ("550 5.7.30 Basic authentication is not supported", SendDeferred),
        ("550 5.7.60 Client does not have permissions to send as this sender", SendDeferred),
        ("554 5.2.252 SendAsDenied; a@kl.dk not allowed to send as b@kl.dk", SendDeferred),
        ("550 5.1.8 Access denied, bad outbound sender", SendDeferred),
        ("432 4.3.2 Concurrent connections limit exceeded", SendDeferred),
    ],
)
def test_later_and_never_are_told_apart(command: str, reply: str, error: type[Exception]) -> None:
    with open_sink(Sink(answers={command: reply})) as sink, pytest.raises(error, match=reply[:9]):
        make_channel(sink.port).send(MAIL)

    assert sink.mails == []


def test_what_was_accepted_stays_sent_however_the_server_says_goodbye() -> None:
    with open_sink(Sink(answers={"QUIT": "500 What?"})) as sink:
        make_channel(sink.port).send(MAIL)

    assert sink.mails == [MAIL]


@pytest.mark.parametrize("excluded", [[], ["PLAIN"], ["LOGIN"]])
def test_a_password_with_danish_letters_logs_in(excluded: list[str]) -> None:
    with open_sink(
        Sink(passwords={"kommunesvar@kl.dk": SECRET}),
        auth_exclude_mechanism=["XOAUTH2", *excluded],
    ) as sink:
        make_login_channel(sink.port).send(MAIL)

    assert sink.logins == [("kommunesvar@kl.dk", SECRET)]
    assert sink.mails == [MAIL]


@pytest.mark.parametrize("excluded", ["PLAIN", "LOGIN"])
def test_a_wrong_password_defers_with_the_remedy_and_is_not_revealed(excluded: str) -> None:
    with (
        open_sink(Sink(), auth_exclude_mechanism=["XOAUTH2", excluded]) as sink,
        pytest.raises(SendDeferred, match=r"refuses the login of kommunesvar@kl\.dk: 535") as caught,
    ):
        make_login_channel(sink.port).send(MAIL)

    assert "[smtp] username" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert sink.mails == []


@pytest.mark.parametrize("token", ["short", "long" * 700])
def test_a_token_logs_in(token: str) -> None:
    with open_sink(Sink(tokens={"kommunesvar@kl.dk": token}), auth_exclude_mechanism=["PLAIN", "LOGIN"]) as sink:
        settings = SmtpSettings(host="127.0.0.1", port=sink.port, security="none", username="kommunesvar@kl.dk")
        SmtpChannel(settings, token=FixedToken(token)).send(MAIL)

    assert sink.logins == [("kommunesvar@kl.dk", token)]
    assert sink.mails == [MAIL]


def test_an_expired_token_defers_and_is_not_revealed() -> None:
    with open_sink(Sink(tokens={"kommunesvar@kl.dk": "new"}), auth_exclude_mechanism=["PLAIN", "LOGIN"]) as sink:
        settings = SmtpSettings(host="127.0.0.1", port=sink.port, security="none", username="kommunesvar@kl.dk")
        channel = SmtpChannel(settings, token=FixedToken("expired-token"))

        with pytest.raises(SendDeferred, match="refuses the login") as caught:
            channel.send(MAIL)

    assert "expired-token" not in str(caught.value)


def test_where_there_is_no_token_or_password_the_remedy_is_told(tmp_path: Path) -> None:
    with open_sink() as sink:
        settings = SmtpSettings(host="127.0.0.1", port=sink.port, security="none", username="kommunesvar@kl.dk")

        with pytest.raises(SendDeferred, match="Renew its secret"):
            SmtpChannel(settings, token=NoToken()).check()
        with pytest.raises(SendDeferred, match="password_file"):
            SmtpChannel(settings, password=(tmp_path / "gone").read_text).check()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_we_trust_opens_the_way(security: str, tmp_path: Path) -> None:
    pem = write_certificate(tmp_path)
    with open_tls_sink(security, pem) as sink:
        make_channel(sink.port, security=security, ca_file=pem).send(MAIL)

    assert sink.mails == [MAIL]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_we_do_not_trust_defers_with_the_remedy(security: str, tmp_path: Path) -> None:
    with (
        open_tls_sink(security, write_certificate(tmp_path)) as sink,
        pytest.raises(SendDeferred, match=r"certificate of the mail server .* is not trusted.*ca_file"),
    ):
        make_channel(sink.port, security=security).send(MAIL)

    assert sink.mails == []


def test_a_certificate_for_another_host_is_refused(tmp_path: Path) -> None:
    pem = write_certificate(tmp_path, "127.0.0.9")
    with open_tls_sink("tls", pem) as sink, pytest.raises(SendDeferred, match="not trusted"):
        make_channel(sink.port, security="tls", ca_file=pem).send(MAIL)

    assert sink.mails == []


@pytest.mark.parametrize(("security", "said"), [("tls", "does not speak TLS"), ("starttls", "does not offer STARTTLS")])
def test_a_server_without_tls_gets_no_mail_and_no_password(security: str, said: str) -> None:
    with open_sink(Sink(passwords={"a": SECRET})) as sink, pytest.raises(SendDeferred, match=said):
        make_channel(sink.port, security=security, username="a").send(MAIL)

    assert sink.mails == []
    assert sink.logins == []


def test_a_missing_certificate_file_is_named(tmp_path: Path) -> None:
    with open_sink() as sink, pytest.raises(SendDeferred, match=r"nowhere\.pem cannot be read.*ca_file"):
        make_channel(sink.port, security="starttls", ca_file=tmp_path / "nowhere.pem").send(MAIL)


@contextmanager
def open_tls_sink(security: str, pem: Path) -> Iterator[Sink]:
    context = build_tls_context(pem)
    if security == "starttls":
        with open_sink(tls_context=context, require_starttls=True) as sink:
            yield sink
        return
    with open_sink(ssl_context=context) as sink:
        yield sink


@pytest.mark.parametrize("greeting", [b"", b"220 hello\r\n", b"554 5.7.1 Go away\r\n", b"\xff\xfe\x00garbage\r\n"])
def test_a_server_that_stalls_or_babbles_defers(greeting: bytes) -> None:
    with open_babbler(greeting) as port, pytest.raises(SendDeferred, match=r"The mail server 127\.0\.0\.1"):
        make_channel(port, timeout=0.5).send(MAIL)


@contextmanager
def open_babbler(greeting: bytes) -> Iterator[int]:
    """Serve a port that says one thing and then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()
        thread = threading.Thread(target=babble, args=(listener, greeting, done))
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            done.set()
            thread.join()


def babble(listener: socket.socket, greeting: bytes, done: threading.Event) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.sendall(greeting)
        done.wait(5)


def test_a_host_that_does_not_exist_defers() -> None:
    with pytest.raises(SendDeferred, match=r"mail\.invalid:587 cannot be reached"):
        SmtpChannel(SmtpSettings(host="mail.invalid", timeout=2)).send(MAIL)


def test_check_sends_nothing() -> None:
    with open_sink(Sink(passwords={"kommunesvar@kl.dk": SECRET})) as sink:
        make_login_channel(sink.port).check()

        with pytest.raises(SendDeferred, match="refuses the login"):
            make_login_channel(sink.port, "wrong").check()

    assert sink.mails == []


def test_a_switched_off_password_names_the_way_out() -> None:
    said = "550 5.7.30 Basic authentication is not supported for Client Submission."

    with open_sink(Sink(answers={"MAIL": said})) as sink, pytest.raises(SendDeferred) as caught:
        make_channel(sink.port).send(MAIL)

    assert "log in by token with [smtp] oauth" in str(caught.value)


def test_mails_sent_while_it_is_held_open_share_one_connection() -> None:
    with open_sink() as sink:
        channel = make_channel(sink.port)

        with channel.hold_open():
            for _ in range(3):
                channel.send(MAIL)
        channel.send(MAIL)

    assert (len(sink.mails), sink.connections) == (4, 2)


def test_a_refused_mail_does_not_spoil_the_next_on_the_held_connection() -> None:
    with open_sink() as sink:
        channel = make_channel(sink.port)

        with channel.hold_open():
            channel.send(MAIL)
            sink.answers["RCPT"] = "550 5.1.1 No such user"
            with pytest.raises(SendRefused):
                channel.send(MAIL)
            sink.answers.clear()
            channel.send(MAIL)

    assert len(sink.mails) == 2


def test_a_connection_that_the_server_has_ended_meanwhile_is_made_anew() -> None:
    port = find_free_port()
    channel = make_channel(port)

    with channel.hold_open():
        with open_sink(port=port) as first:
            channel.send(MAIL)
        with open_sink(port=port) as second:
            channel.send(MAIL)

    assert (len(first.mails), len(second.mails)) == (1, 1)


def test_silence_after_the_whole_mail_is_uncertain() -> None:
    with open_sink(Sink(hangs_after_mail=True)) as sink, pytest.raises(SendUncertain, match="did not say whether"):
        make_channel(sink.port, timeout=0.3).send(MAIL)

    assert sink.mails == [MAIL]


def test_a_connection_that_breaks_after_the_whole_mail_is_uncertain() -> None:
    with open_sink(Sink(drops_after_mail=True)) as sink, pytest.raises(SendUncertain, match="did not say whether"):
        make_channel(sink.port).send(MAIL)

    assert sink.mails == [MAIL]

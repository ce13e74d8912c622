"""Sending with a token as the configuration says where it comes from, to a server that takes nothing else."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import SendDeferred
from domain.outgoing import OutgoingMail
from kommunesvar.app import Invocation
from kommunesvar.connections import make_smtp_channel
from notifier.channels.smtp import SmtpChannel
from tests.installation import Installation
from tests.smtp_sink import Sink, open_sink

USER, TOKEN = "kommunesvar@kl.dk", "eyJ0" + "x" * 1800
MAIL = OutgoingMail(
    message_id="<1@kl.dk>", sender=USER, recipient="b@kl.dk", content=b"Message-ID: <1@kl.dk>\r\n\r\nx\r\n"
)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink(Sink(tokens={USER: TOKEN}), auth_exclude_mechanism=["PLAIN", "LOGIN"]) as running:
        yield running


def make_channel(folder: Path, sink: Sink, oauth: str) -> SmtpChannel:
    smtp = f'[smtp]\nhost = "127.0.0.1"\nport = {sink.port}\nsecurity = "none"\nusername = "{USER}"\noauth = {oauth}\n'
    installation = Installation(folder, rest=smtp).write()
    return make_smtp_channel(Invocation(installation.config).load_config())


def test_a_token_from_a_file_is_read_anew_at_every_login(tmp_path: Path, sink: Sink) -> None:
    channel = make_channel(tmp_path, sink, '{token_file = "token"}')
    (tmp_path / "token").write_text("expired")

    with pytest.raises(SendDeferred, match=r"SMTP\.SendAsApp"):
        channel.send(MAIL)
    (tmp_path / "token").write_text(TOKEN + "\n")
    channel.send(MAIL)

    assert [token for _, token in sink.logins] == ["expired", TOKEN]
    assert sink.mails == [MAIL]


def test_a_token_from_a_command_logs_in_once_a_burst(tmp_path: Path, sink: Sink) -> None:
    script = tmp_path / "token.py"
    script.write_text(f"print({TOKEN!r})\n")
    channel = make_channel(tmp_path, sink, f'{{token_command = ["{sys.executable}", "{script}"]}}')

    with channel.hold_open():
        channel.send(MAIL)
        channel.send(MAIL)

    assert (len(sink.logins), len(sink.mails)) == (1, 2)


def test_a_command_that_fails_defers_with_the_remedy(tmp_path: Path, sink: Sink) -> None:
    channel = make_channel(tmp_path, sink, f'{{token_command = ["{sys.executable}", "-c", "raise SystemExit(3)"]}}')

    with pytest.raises(SendDeferred, match="Run token_command by hand"):
        channel.send(MAIL)

    assert sink.mails == []

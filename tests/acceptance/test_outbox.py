"""What an operator sees of mails that reach nobody: in the exit status, in ``outbox`` and in ``check``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Finished, Installation
from tests.smtp_sink import Sink, open_sink

GONE = "550 5.1.1 No such user"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as running:
        yield running


def install(folder: Path, sink: Sink, more: str = "", to: str = '["udvalg@kl.dk", "anje@kl.dk"]') -> Installation:
    smtp = f'[smtp]\nhost = "127.0.0.1"\nport = {sink.port}\nsecurity = "none"\nfrom = "hoering@kl.dk"\n{more}'
    return Installation(folder, rest=f"{smtp}\n[digest]\nto = {to}\n").write()


def send(installation: Installation) -> Finished:
    return installation.run("digest", "--consultation", "efteraar", "--send")


def test_sent_mails_are_listed_and_nothing_is_wrong(tmp_path: Path, sink: Sink) -> None:
    installation = install(tmp_path, sink)

    done = send(installation)

    assert done.status == 0, done.err
    assert [(row["state"], row["recipient"]) for row in installation.ask("outbox")] == [
        ("sent", "anje@kl.dk"),
        ("sent", "udvalg@kl.dk"),
    ]
    assert sink.connections == 1


def test_a_refused_digest_is_an_alarm_until_it_is_old(tmp_path: Path, sink: Sink) -> None:
    sink.answers["RCPT"] = GONE
    installation = install(tmp_path, sink)

    first, again, checked = send(installation), send(installation), installation.run("check")

    assert (first.status, again.status) == (1, 1)
    assert "udvalg@kl.dk: 127.0.0.1 refuses the mail: 550 5.1.1 No such user" in first.err
    assert "Refused for good: digest to udvalg@kl.dk" in again.err
    assert "Outbox: 2 mails have reached nobody." in checked.out
    assert checked.status != 0
    table = installation.run("outbox")
    assert "afvist" in table.out
    assert "Correct the address" in table.err


def test_nobody_to_send_to_is_an_error_with_a_remedy(tmp_path: Path, sink: Sink) -> None:
    installation = install(tmp_path, sink, to="[]")

    done, checked = send(installation), installation.run("check")

    assert done.status != 0
    assert "[digest]" in done.err
    assert "nobody is named to receive it" in checked.out


@pytest.mark.slow
def test_more_than_a_minute_takes_go_out_in_the_next(tmp_path: Path, sink: Sink) -> None:
    installation = install(tmp_path, sink, "per_minute = 2", to='["a@kl.dk", "b@kl.dk", "c@kl.dk"]')

    process = installation.start("digest", "--consultation", "efteraar", "--send")
    try:
        out, err = process.communicate(timeout=90)
    finally:
        process.kill()

    assert process.returncode == 0, err
    assert "Handed over: 3" in out + err
    assert len(sink.mails) == 3


def test_a_mailbox_to_look_up_sent_mail_in_must_exist(tmp_path: Path, sink: Sink) -> None:
    installation = install(tmp_path, sink, 'sent = {mailbox = "FLJ"}')

    done = installation.run("outbox")

    assert "smtp.sent.mailbox: no mailbox is called 'FLJ'. Did you mean 'FLJE'?" in done.err

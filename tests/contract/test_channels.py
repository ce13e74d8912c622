"""What every channel found in its folder keeps to; a new one is made in ``open_channel`` as well."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from domain.deadline import COPENHAGEN
from domain.errors import SendDeferred
from domain.outbox_ports import Channel
from domain.outgoing import OutgoingMail
from notifier.channels import find_channels
from notifier.channels.console import ConsoleChannel
from notifier.channels.file import FileChannel
from notifier.channels.smtp import SmtpChannel, SmtpSettings
from notifier.envelope import MailParts, compose_mail
from tests.smtp_sink import open_sink

Read = Callable[[], list[str]]


def build_mail(message_id: str = "<digest.h.2019-W45.0123@kl.dk>", text: str = "Æblegrød på Ærø.\n") -> OutgoingMail:
    parts = MailParts(subject="41 af 98 har svaret · Kerneværdier", text=text, html="<p>Æblegrød på Ærø.</p>")
    at = datetime(2019, 11, 4, 7, tzinfo=UTC)
    return compose_mail(
        parts, sender="Høring <a@kl.dk>", recipient="ANJE@kl.dk", at=at, zone=COPENHAGEN, message_id=message_id
    )


@contextmanager
def open_channel(name: str, folder: Path) -> Iterator[tuple[Channel, Read]]:
    """Return a channel that works, and a way to read what came out: as whole mails or as shown."""
    match name:
        case "smtp":
            with open_sink() as sink:
                settings = SmtpSettings(host="127.0.0.1", port=sink.port, security="none", timeout=5)
                yield SmtpChannel(settings), lambda: [read_mail(mail.content) for mail in sink.mails]
        case "file":
            yield FileChannel(folder), lambda: [read_mail(file.read_bytes()) for file in folder.glob("*.eml")]
        case "console":
            screen = io.StringIO()
            yield ConsoleChannel(screen), lambda: [screen.getvalue()]
        case _:
            pytest.fail(f"open_channel does not know how to make the channel {name}")


def read_mail(content: bytes) -> str:
    mail = message_from_bytes(content, policy=default)
    body = mail.get_body(("plain",))
    assert body
    return f"Til: {mail['To']}\nEmne: {mail['Subject']}\n{body.get_content()}"


@pytest.mark.parametrize("name", find_channels())
def test_a_mail_comes_out_whole(name: str, tmp_path: Path) -> None:
    with open_channel(name, tmp_path) as (channel, read):
        channel.send(build_mail())

        [shown] = read()

    assert "Til: ANJE@kl.dk" in shown
    assert "Emne: 41 af 98 har svaret · Kerneværdier" in shown
    assert "Æblegrød på Ærø." in shown


@pytest.mark.parametrize("name", find_channels())
def test_a_channel_can_be_used_again_and_again(name: str, tmp_path: Path) -> None:
    with open_channel(name, tmp_path) as (channel, read):
        for number in range(3):
            channel.send(build_mail(f"<{number}@kl.dk>", f"Brev nr. {number}\n"))

        shown = "".join(read())

    assert all(f"Brev nr. {number}" in shown for number in range(3))


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    channel, mail = FileChannel(tmp_path / "ud"), build_mail()

    channel.send(mail)
    channel.send(mail)

    assert [file.name for file in (tmp_path / "ud").iterdir()] == ["digest.h.2019-W45.0123@kl.dk.eml"]
    assert channel.find_path(mail).read_bytes() == mail.content


def test_a_message_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path / "ud")

    channel.send(OutgoingMail(message_id="<../../x/y@kl.dk>", sender="a@b", recipient="c@d", content=b"\r\n"))

    assert [file.parent.name for file in tmp_path.rglob("*.eml")] == ["ud"]


def test_a_folder_that_cannot_be_written_defers(tmp_path: Path) -> None:
    (tmp_path / "ud").write_text("not a folder")

    with pytest.raises(SendDeferred, match="could not be written"):
        FileChannel(tmp_path / "ud").send(build_mail())


def test_a_terminal_is_not_given_orders() -> None:
    screen = io.StringIO()

    ConsoleChannel(screen).send(build_mail(text="før\x1b[2J\x07efter\n"))

    assert "før[2Jefter" in screen.getvalue()


def test_a_narrow_terminal_shows_what_it_can() -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    ConsoleChannel(screen).send(build_mail())

    screen.seek(0)
    assert "?blegr?d p? ?r?." in screen.read()


def test_a_closed_output_defers() -> None:
    screen = io.StringIO()
    screen.close()

    with pytest.raises(SendDeferred, match="closed"):
        ConsoleChannel(screen).send(build_mail())


def test_a_file_with_no_channel_stops_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import notifier.channels  # noqa: PLC0415 - its search path is lengthened here

    (tmp_path / "empty_one.py").write_text('"""Nothing here."""\n')
    monkeypatch.setattr(notifier.channels, "__path__", [*notifier.channels.__path__, str(tmp_path)])

    with pytest.raises(ImportError, match="must hold one class"):
        find_channels()

    sys.modules.pop("notifier.channels.empty_one", None)

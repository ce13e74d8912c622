"""The folder of sent mail on a real server: found, searched, and left as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from domain.errors import FolderMissing, LoginRefused
from intake.sources.imap_sent import ImapSentMail
from tests.dovecot import PASSWORD, Dovecot
from tests.imap_proxy import ImapProxy
from tests.integration.sources.mailboxes import SETTINGS

NOW = datetime.now(UTC)
MARKED = "Udbakkens"
"""The folder that the test server marks as the one of sent mail (RFC 6154)."""
OURS = "<digest.efteraar.2019-W45.0123456789abcdef@kl.dk>"


def build_mail(message_id: str) -> bytes:
    return f"Message-ID: {message_id}\r\nSubject: Ugeoversigt\r\n\r\nGoddag\r\n".encode()


def make_sent(port: int, user: str, folder: str | None = None, password: str = PASSWORD) -> ImapSentMail:
    return ImapSentMail(replace(SETTINGS, port=port, username=user), lambda: password, folder=folder)


def file_sent(dovecot: Dovecot, user: str, *mails: bytes, folder: str = MARKED, at: datetime = NOW) -> None:
    with dovecot.log_in(user) as client:
        client.create_folder(folder)
    dovecot.append(user, *mails, folder=folder, at=at)


@pytest.mark.parametrize("folder", [MARKED, "Sent Items", "Sendt post"])
def test_the_folder_is_found_by_its_mark_or_its_usual_name(dovecot: Dovecot, user: str, folder: str) -> None:
    file_sent(dovecot, user, build_mail(OURS), folder=folder)

    found = make_sent(dovecot.port, user).find(OURS, since=NOW)

    assert found is True
    assert make_sent(dovecot.port, user).check() == folder


def test_a_folder_named_by_the_operator_comes_first(dovecot: Dovecot, user: str) -> None:
    file_sent(dovecot, user, build_mail(OURS), folder="Udgående")
    file_sent(dovecot, user, folder=MARKED)

    assert make_sent(dovecot.port, user, "Udgående").find(OURS, since=NOW) is True
    assert make_sent(dovecot.port, user).find(OURS, since=NOW) is False


def test_an_id_that_ours_is_only_part_of_is_another_mail(dovecot: Dovecot, user: str) -> None:
    file_sent(dovecot, user, build_mail("<x" + OURS[1:]), b"X-Other: " + OURS.encode() + b"\r\n\r\n")

    assert make_sent(dovecot.port, user).find(OURS, since=NOW) is False


def test_an_id_that_is_folded_onto_a_line_of_its_own_is_found(dovecot: Dovecot, user: str) -> None:
    file_sent(dovecot, user, b"message-id:\r\n " + OURS.encode() + b"\r\n\r\n")

    assert make_sent(dovecot.port, user).find(OURS, since=NOW) is True


def test_older_mail_is_not_looked_at(dovecot: Dovecot, user: str) -> None:
    file_sent(dovecot, user, build_mail(OURS), at=NOW - timedelta(days=30))

    assert make_sent(dovecot.port, user).find(OURS, since=NOW) is False
    assert make_sent(dovecot.port, user).find(OURS, since=NOW - timedelta(days=31)) is True


def test_where_the_servers_search_finds_nothing_the_newest_are_looked_at(
    dovecot: Dovecot, user: str, proxy: ImapProxy
) -> None:
    file_sent(dovecot, user, build_mail(OURS), build_mail("<other@kl.dk>"))
    proxy.on_command = lambda command: "OK Nothing found." if "HEADER Message-ID" in command else None

    assert make_sent(proxy.port, user).find(OURS, since=NOW) is True


def test_nothing_in_the_mailbox_is_changed(dovecot: Dovecot, user: str) -> None:
    file_sent(dovecot, user, build_mail(OURS))

    make_sent(dovecot.port, user).find(OURS, since=NOW)

    with dovecot.log_in(user) as client:
        client.select_folder(MARKED, readonly=True)
        assert [set(flags) for flags in client.get_flags([1]).values()] == [{b"\\Recent"}]


def test_without_such_a_folder_nobody_can_look_and_the_remedy_is_told(dovecot: Dovecot, user: str) -> None:
    with capture_logs() as logs:
        found = make_sent(dovecot.port, user).find(OURS, since=NOW)

    assert found is None
    assert "Name it in [smtp] sent" in logs[0]["error"]
    with pytest.raises(FolderMissing, match="INBOX"):
        make_sent(dovecot.port, user).check()


def test_a_wrong_password_or_a_server_that_is_gone_is_not_an_answer(dovecot: Dovecot, user: str) -> None:
    with capture_logs() as logs:
        refused = make_sent(dovecot.port, user, password="wrong").find(OURS, since=NOW)
        gone = make_sent(1, user).find(OURS, since=NOW)

    assert (refused, gone) == (None, None)
    assert [log["event"] for log in logs] == ["no look into the folder of sent mail"] * 2
    with pytest.raises(LoginRefused):
        make_sent(dovecot.port, user, password="wrong").check()

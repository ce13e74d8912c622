"""When a consultation that opened earlier is added, mail left out for its age is fetched after all."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.mailbox import Cursor, RawMail
from intake.sources.imap import ImapSettings, ImapSource, Security
from tests.dovecot import PASSWORD, Dovecot

pytestmark = pytest.mark.needs("dovecot")
ZONE = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def settings(dovecot: Dovecot, user: str) -> ImapSettings:
    return ImapSettings(
        mailbox="FLJE",
        host="127.0.0.1",
        port=dovecot.port,
        username=user,
        security=Security.NONE,
        since=date(2019, 6, 28),
    )


def visit(settings: ImapSettings, cursors: dict[str, Cursor]) -> list[bytes]:
    """Visit once; keep the cursors, and return the bodies that were brought."""
    bodies = []
    for item in ImapSource(settings, PASSWORD).fetch_new(cursors, []):
        if isinstance(item, RawMail):
            bodies.append(b"".join(item.chunks))
        elif isinstance(item, Cursor):
            cursors[item.folder] = item
    return bodies


def test_mail_from_before_since_is_fetched_once_since_lies_earlier(
    settings: ImapSettings, dovecot: Dovecot, user: str
) -> None:
    old, new = b"Subject: gammel\r\n\r\nA\r\n", b"Subject: ny\r\n\r\nB\r\n"
    dovecot.append(user, old, at=datetime(2019, 3, 1, 12, tzinfo=ZONE))
    dovecot.append(user, new, at=datetime(2019, 9, 1, 12, tzinfo=ZONE))
    cursors: dict[str, Cursor] = {}

    first = visit(settings, cursors)
    again = visit(settings, cursors)
    earlier = visit(replace(settings, since=date(2019, 2, 5)), cursors)
    after = visit(replace(settings, since=date(2019, 2, 5)), cursors)

    assert first == [new]
    assert again == []
    assert sorted(earlier) == sorted([old, new])
    assert after == []


def test_a_folder_that_may_be_missing_is_not_missed(settings: ImapSettings, dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, b"Subject: x\r\n\r\n", at=datetime(2019, 9, 1, 12, tzinfo=ZONE))
    wanted = replace(settings, folders=("INBOX", "Reklamer"), optional_folders=frozenset({"Reklamer"}))

    assert len(visit(wanted, {})) == 1
    assert [count.folder for count in ImapSource(wanted, PASSWORD).check_login()] == ["INBOX"]

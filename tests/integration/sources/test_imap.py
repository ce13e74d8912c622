"""Reading a mailbox that behaves."""

from datetime import UTC, date, datetime

import pytest
from imapclient import SEEN

from domain.errors import FolderMissing
from domain.mailbox import Cursor
from tests.dovecot import PASSWORD, Dovecot
from tests.imap_proxy import ImapProxy
from tests.integration.sources.mailboxes import make_mail, make_source, visit

pytestmark = pytest.mark.needs("dovecot")


def test_brings_the_bytes_as_they_are(dovecot: Dovecot, user: str) -> None:
    raw = b"Subject: bl\xe5b\xe6r\r\n\r\n\xff\x00\x80 8-bit {12}\r\n)\r\n".replace(b"\x00", b"\x01")
    dovecot.append(user, raw)

    brought = visit(make_source(dovecot.port, user))

    assert [data for _, data in brought.mails] == [raw]


def test_tells_where_and_when_a_mail_stood(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"), at=datetime(2019, 10, 27, 2, 30, tzinfo=UTC))

    (mail, _), *_ = visit(make_source(dovecot.port, user)).mails

    assert (mail.mailbox, mail.folder, mail.uid) == ("FLJE", "INBOX", 1)
    assert mail.internal_date == datetime(2019, 10, 27, 2, 30, tzinfo=UTC)
    assert mail.internal_date.tzinfo is UTC
    name = user.replace("@", "%40")
    assert mail.source == f"imap://{name}@127.0.0.1:{dovecot.port}/INBOX;UIDVALIDITY={mail.uid_validity}/;UID=1"


def test_leaves_no_trace(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"), make_mail("large", size=100_000))

    visit(make_source(dovecot.port, user, batch_bytes=50_000, range_bytes=10_000))

    with dovecot.log_in(user) as client:
        client.select_folder("INBOX", readonly=True)
        assert all(SEEN not in flags for flags in client.get_flags([1, 2]).values())


def test_goes_on_behind_the_cursor_whatever_people_have_read(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"), make_mail("b"))
    first = visit(make_source(dovecot.port, user))
    dovecot.append(user, make_mail("c"))
    with dovecot.log_in(user) as client:
        client.select_folder("INBOX")
        client.add_flags([1, 2, 3], [SEEN])

    second = visit(make_source(dovecot.port, user), first.cursor)

    assert second.subjects == ["c"]


def test_asks_only_for_the_status_when_nothing_is_new(dovecot: Dovecot, user: str, proxy: ImapProxy) -> None:
    folders = ("INBOX", "Junk")
    dovecot.append(user, make_mail("a"))
    cursors = visit(make_source(dovecot.port, user, folders=folders)).cursor

    brought = visit(make_source(proxy.port, user, folders=folders), cursors)

    assert (brought.mails, brought.cursors) == ([], [])
    words = [command.split()[0] for command in proxy.commands if not command.startswith("CAPABILITY")]
    assert words == ["LOGIN", "STATUS", "STATUS", "LOGOUT"]


def test_never_asks_for_more_than_the_newest_when_that_was_deleted(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"), make_mail("b"))
    cursors = visit(make_source(dovecot.port, user)).cursor
    dovecot.append(user, make_mail("c"))
    with dovecot.log_in(user) as client:
        client.select_folder("INBOX")
        client.delete_messages([3])
        client.expunge()

    brought = visit(make_source(dovecot.port, user), cursors)

    assert (brought.mails, brought.gaps, brought.cursors) == ([], [], [])


def test_yields_a_cursor_behind_every_batch(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, *(make_mail(str(number)) for number in range(5)))

    brought = visit(make_source(dovecot.port, user, batch_mails=2))

    assert [cursor.next_uid for cursor in brought.cursors] == [3, 5, 6]


def test_splits_batches_by_bytes(dovecot: Dovecot, user: str, proxy: ImapProxy) -> None:
    dovecot.append(user, *(make_mail(str(number), size=40_000) for number in range(5)))

    brought = visit(make_source(proxy.port, user, batch_bytes=100_000))

    assert brought.subjects == list("01234")
    assert [command.split()[2] for command in proxy.commands if "BODY.PEEK[]" in command] == ["1,2", "3,4", "5"]


def test_brings_a_large_mail_in_ranges(dovecot: Dovecot, user: str, proxy: ImapProxy) -> None:
    exact = make_mail("exact")
    exact += b"y" * (60_000 - len(exact))
    mails = [make_mail("large", size=95_000), exact, make_mail("small")]
    dovecot.append(user, *mails)

    brought = visit(make_source(proxy.port, user, batch_bytes=50_000, range_bytes=10_000))

    assert [data for _, data in brought.mails] == mails
    assert proxy.count("BODY.PEEK[]<") >= 16


def test_leaves_mail_from_before_since(dovecot: Dovecot, user: str) -> None:
    # Since 28 June 2019, Danish time, is since 27 June 22:00 UTC.
    dovecot.append(user, make_mail("long before"), at=datetime(2019, 6, 1, tzinfo=UTC))
    dovecot.append(user, make_mail("just before"), at=datetime(2019, 6, 27, 21, 59, 59, tzinfo=UTC))
    dovecot.append(user, make_mail("at midnight"), at=datetime(2019, 6, 27, 22, 0, 0, tzinfo=UTC))

    brought = visit(make_source(dovecot.port, user, since=date(2019, 6, 28)))

    assert brought.subjects == ["at midnight"]
    assert brought.gaps == []


def test_lets_the_server_leave_out_the_old_in_a_large_folder(dovecot: Dovecot, user: str, proxy: ImapProxy) -> None:
    dovecot.append(user, *[make_mail("old")] * 600, at=datetime(2019, 1, 1, tzinfo=UTC))
    dovecot.append(user, make_mail("new"), at=datetime(2019, 6, 27, 22, 0, 0, tzinfo=UTC))

    brought = visit(make_source(proxy.port, user, since=date(2019, 6, 28)))

    assert brought.subjects == ["new"]
    assert proxy.count("SINCE 27-Jun-2019") == 1
    assert proxy.count("INTERNALDATE") == 1
    assert brought.cursor["INBOX"].next_uid == 602


def test_lists_a_very_large_folder_in_parts(dovecot: Dovecot, user: str, proxy: ImapProxy) -> None:
    dovecot.append(user, *(make_mail(str(number)) for number in range(10)))
    with dovecot.log_in(user) as client:
        client.select_folder("INBOX")
        client.delete_messages([2, 3, 7])
        client.expunge()

    brought = visit(make_source(proxy.port, user, listing_mails=3))

    assert brought.subjects == list("0345789")
    assert [command.split()[3] for command in proxy.commands if "SEARCH" in command] == ["1:5", "6:9", "10:*"]


def test_moves_past_a_folder_that_holds_only_old_mail(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("old"), make_mail("old"), at=datetime(2019, 1, 1, tzinfo=UTC))

    brought = visit(make_source(dovecot.port, user, since=date(2019, 6, 28)))

    assert brought.mails == []
    assert [cursor.next_uid for cursor in brought.cursors] == [3]


def test_reads_junk_as_well(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"))
    dovecot.append(user, make_mail("spam"), folder="Junk")

    brought = visit(make_source(dovecot.port, user, folders=("INBOX", "Junk")))

    assert brought.subjects == ["a", "spam"]
    assert {mail.folder for mail, _ in brought.mails} == {"INBOX", "Junk"}


def test_reads_a_folder_anew_that_was_made_anew(dovecot: Dovecot, user: str) -> None:
    with dovecot.log_in(user) as client:
        client.create_folder("Svar")
    dovecot.append(user, make_mail("a"), make_mail("b"), folder="Svar")
    first = visit(make_source(dovecot.port, user, folders=("Svar",)))
    with dovecot.log_in(user) as client:
        client.delete_folder("Svar")
        client.create_folder("Svar")
    dovecot.append(user, make_mail("c"), folder="Svar")

    second = visit(make_source(dovecot.port, user, folders=("Svar",)), first.cursor)

    assert second.subjects == ["c"]
    assert second.cursor["Svar"].uid_validity != first.cursor["Svar"].uid_validity


@pytest.mark.parametrize("name", ["Uønsket mail", "Arkiv/Høringer 2019", 'Sager "åbne" & (gamle)', "2019"])
def test_reads_folders_of_any_name(dovecot: Dovecot, user: str, name: str) -> None:
    with dovecot.log_in(user) as client:
        client.create_folder(name)
    dovecot.append(user, make_mail("a"), folder=name)

    brought = visit(make_source(dovecot.port, user, folders=(name,)))

    assert brought.subjects == ["a"]
    assert brought.cursor[name].next_uid == 2


@pytest.mark.parametrize("name", ["arkiv.høringer", "INBOX/Arkiv/Høringer", "Arkiv/Høringer"])
def test_finds_a_folder_under_the_servers_own_spelling(dovecot: Dovecot, user: str, name: str) -> None:
    with dovecot.log_in(user) as client:
        client.create_folder("Arkiv/Høringer")
    dovecot.append(user, make_mail("a"), folder="Arkiv/Høringer")

    brought = visit(make_source(dovecot.port, user, folders=(name.replace(".", "/"),)))

    assert brought.subjects == ["a"]
    assert brought.cursor.keys() == {name.replace(".", "/")}


def test_tells_of_a_missing_folder_after_reading_the_others(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"))
    dovecot.append(user, make_mail("spam"), folder="Junk")

    brought = visit(make_source(dovecot.port, user, folders=("INBOX", "Spam", "Junk")))

    assert brought.subjects == ["a", "spam"]
    assert isinstance(brought.error, FolderMissing)
    assert "Spam" in str(brought.error)
    assert "INBOX, Junk" in str(brought.error)


def test_ignores_a_cursor_beyond_the_end(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"))
    (mail, _), *_ = visit(make_source(dovecot.port, user)).mails
    beyond = Cursor(folder="INBOX", uid_validity=mail.uid_validity, next_uid=7)

    brought = visit(make_source(dovecot.port, user), {"INBOX": beyond})

    assert (brought.mails, brought.cursors) == ([], [])


def test_counts_what_the_folders_hold(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, make_mail("a"), make_mail("b"))

    counts = make_source(dovecot.port, user, folders=("INBOX", "Junk")).check_login()

    assert [(count.folder, count.mails) for count in counts] == [("INBOX", 2), ("Junk", 0)]


def test_never_shows_the_password(dovecot: Dovecot, user: str) -> None:
    source = make_source(dovecot.port, user)

    assert PASSWORD not in repr(source)

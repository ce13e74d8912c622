import smtplib
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from kommunesvar.demo.correspondence import DemoMail
from kommunesvar.demo.servers import DemoImapServer, fill_mailboxes, log_in, run_imap_server, run_smtp_sink

RAW = "Subject: Høring\r\nFrom: a@kk.dk\r\n\r\næøå og 8 bit\r\n".encode()


def mail_of(day: int, *, folder: str = "INBOX") -> DemoMail:
    at = datetime(2019, 10, day, 12, 0, tzinfo=UTC)
    return DemoMail(mailbox="FLJE", folder=folder, internal_date=at, raw=RAW + b"%d\r\n" % day, shows="a mail")


@pytest.fixture(scope="module")
def server() -> Iterator[DemoImapServer]:
    with run_imap_server({"FLJE": "one", "MLAR": "two"}) as running:
        fill_mailboxes(running, [mail_of(day) for day in range(1, 21)] + [mail_of(9, folder="Junk")])
        yield running


def test_what_was_put_in_comes_out_byte_for_byte_with_its_date(server: DemoImapServer) -> None:
    with log_in(server, "FLJE") as client:
        client.normalise_times = False
        client.select_folder("INBOX", readonly=True)

        found = client.fetch(client.search("ALL"), ["BODY.PEEK[]", "INTERNALDATE", "RFC822.SIZE", "FLAGS"])

    items = list(found.values())
    assert [item[b"BODY[]"] for item in items] == [mail_of(day).raw for day in range(1, 21)]
    assert [item[b"INTERNALDATE"] for item in items] == [mail_of(day).internal_date for day in range(1, 21)]
    assert all(item[b"RFC822.SIZE"] == len(item[b"BODY[]"]) for item in items)
    assert not any(b"\\Seen" in item[b"FLAGS"] for item in items)


def test_it_answers_what_the_poll_asks(server: DemoImapServer) -> None:
    with log_in(server, "FLJE") as client:
        status = client.folder_status("INBOX", ["UIDNEXT", "UIDVALIDITY"])
        client.select_folder("INBOX", readonly=True)
        uids = client.search("ALL")

        recent = client.search(f"UID {uids[2]}:* SINCE 15-Oct-2019")
        slice_ = client.fetch([uids[0]], ["BODY.PEEK[]<9.5>"])[uids[0]]

    assert status[b"UIDNEXT"] == uids[-1] + 1
    assert status[b"UIDVALIDITY"] > 0
    assert recent == uids[14:]
    assert slice_[b"BODY[]<9>"] == RAW[9:14]


def test_each_user_has_a_mailbox_of_its_own_with_junk(server: DemoImapServer) -> None:
    with log_in(server, "MLAR") as client:
        folders = {name for _, _, name in client.list_folders()}
        empty = client.folder_status("INBOX", ["MESSAGES"])

    with log_in(server, "FLJE") as client:
        junk = client.folder_status("Junk", ["MESSAGES"])

    assert {"INBOX", "Junk"} <= folders
    assert empty[b"MESSAGES"] == 0
    assert junk[b"MESSAGES"] == 1


def test_a_wrong_password_is_refused(server: DemoImapServer) -> None:
    client = IMAPClient(server.host, server.port, ssl=False, timeout=5)

    with pytest.raises(LoginError):
        client.login("FLJE", "two")

    client.shutdown()


def test_the_sink_keeps_what_it_is_sent() -> None:
    content = "Subject: =?utf-8?q?=C3=A6?=\r\n\r\nugeoversigt, æøå\r\n.\r\n..\r\n".encode()

    with run_smtp_sink() as sink, smtplib.SMTP(sink.host, sink.port, timeout=5) as client:
        client.sendmail("fra@kl.dk", ["til@kl.dk"], content)

    assert [(mail.sender, mail.recipients) for mail in sink.delivered] == [("fra@kl.dk", ("til@kl.dk",))]
    assert sink.delivered[0].content == content


def test_servers_stop_at_once_and_leave_no_thread_even_with_clients_connected() -> None:
    before = threading.active_count()

    with run_imap_server({"FLJE": "one"}) as server, run_smtp_sink() as sink:
        idle = IMAPClient(server.host, server.port, ssl=False, timeout=5)
        idle.login("FLJE", "one")
        idle.select_folder("INBOX")
        idle.idle()
        talking = smtplib.SMTP(sink.host, sink.port, timeout=5)
        begin = time.monotonic()
    took = time.monotonic() - begin

    idle.shutdown()
    talking.close()
    assert took < 2
    assert threading.active_count() == before

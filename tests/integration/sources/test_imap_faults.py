"""Reading a mailbox that does not behave."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from imapclient import FLAGGED

from domain.errors import LoginRefused, ServerStalled, ServerUnreachable, Throttled
from domain.mailbox import Gap
from tests.dovecot import Dovecot
from tests.imap_proxy import Answer, Cut, ImapProxy, get_uid
from tests.integration.sources.mailboxes import make_mail, make_source, visit

pytestmark = pytest.mark.needs("dovecot")

STUB = (
    b'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="us-ascii"\r\nFrom: Microsoft Exchange Server 2010\r\n'
    b"Subject: Retrieval using the IMAP4 protocol failed for the following\r\n message: 20004\r\n\r\n"
    b'The server couldn\'t retrieve the following message:\r\n\r\nSubject: "Svar"\r\n'
)


def _has_body(answer: Answer) -> bool:
    return b"BODY[]" in answer[0]


def _replace_body(answer: Answer, body: bytes) -> Answer:
    head = re.sub(rb"\{\d+\}", b"{%d}" % len(body), answer[0])
    return [head, body, *answer[2:]]


@pytest.fixture
def three(dovecot: Dovecot, user: str) -> str:
    """A user with three mails."""
    dovecot.append(user, make_mail("a"), make_mail("b"), make_mail("c"))
    return user


def test_records_a_mail_withheld_as_a_gap(proxy: ImapProxy, three: str) -> None:
    proxy.on_answer = lambda answer: None if _has_body(answer) and get_uid(answer) == 2 else answer

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "c"]
    assert [(gap.uid, gap.reason, gap.attempts) for gap in brought.gaps] == [(2, "unreadable", 1)]
    assert brought.cursor["INBOX"].next_uid == 4
    assert brought.error is None


@pytest.mark.parametrize(
    "body", [STUB, b"Retrieval using the IMAP4 protocol failed for the following message: 2\r\n", b"", b"\r\n"]
)
def test_records_a_stub_or_an_empty_mail_as_a_gap(proxy: ImapProxy, three: str, body: bytes) -> None:
    proxy.on_answer = lambda answer: (
        _replace_body(answer, body) if _has_body(answer) and get_uid(answer) == 2 else answer
    )

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "c"]
    assert [gap.uid for gap in brought.gaps] == [2]


def test_takes_a_mail_that_only_speaks_of_the_stub(dovecot: Dovecot, user: str) -> None:
    dovecot.append(user, b"Subject: SV: problem\r\n\r\nVi ser: " + STUB)

    brought = visit(make_source(dovecot.port, user))

    assert (brought.subjects, brought.gaps) == (["SV: problem"], [])


def test_withholding_even_the_listing_is_a_gap(proxy: ImapProxy, three: str) -> None:
    proxy.on_answer = lambda answer: None if get_uid(answer) == 2 else answer

    brought = visit(make_source(proxy.port, three, since=date(2019, 6, 28)))

    assert brought.subjects == ["a", "c"]
    assert [(gap.uid, gap.reason) for gap in brought.gaps] == [(2, "unreadable")]


def test_an_old_mail_withheld_is_nobodys_gap(dovecot: Dovecot, proxy: ImapProxy, user: str) -> None:
    dovecot.append(user, make_mail("old"), at=datetime(2019, 1, 1, tzinfo=UTC))
    proxy.on_answer = lambda answer: None if get_uid(answer) == 1 else answer

    brought = visit(make_source(proxy.port, user, since=date(2019, 6, 28)))

    assert (brought.mails, brought.gaps) == ([], [])


def test_fills_a_gap_as_soon_as_the_server_gives_the_mail(dovecot: Dovecot, proxy: ImapProxy, three: str) -> None:
    proxy.on_answer = lambda answer: None if _has_body(answer) and get_uid(answer) == 2 else answer
    first = visit(make_source(proxy.port, three))
    second = visit(make_source(proxy.port, three), first.cursor, first.gaps)

    third = visit(make_source(dovecot.port, three), first.cursor, second.gaps)

    assert [(gap.uid, gap.attempts) for gap in second.gaps] == [(2, 2)]
    assert (third.subjects, third.gaps) == (["b"], [])


def test_a_gap_deleted_meanwhile_has_vanished(dovecot: Dovecot, proxy: ImapProxy, three: str) -> None:
    proxy.on_answer = lambda answer: None if _has_body(answer) and get_uid(answer) == 2 else answer
    first = visit(make_source(proxy.port, three))
    with dovecot.log_in(three) as client:
        client.select_folder("INBOX")
        client.delete_messages([2])
        client.expunge()

    second = visit(make_source(dovecot.port, three), first.cursor, first.gaps)

    assert [(gap.uid, gap.reason, gap.attempts) for gap in second.gaps] == [(2, "vanished", 2)]


def test_a_gap_of_a_folder_made_anew_has_vanished(dovecot: Dovecot, three: str) -> None:
    cursors = visit(make_source(dovecot.port, three)).cursor
    gap = Gap(mailbox="FLJE", folder="INBOX", uid_validity=1, uid=2, source="imap://x", reason="unreadable")

    brought = visit(make_source(dovecot.port, three), cursors, [gap])

    assert [(found.uid_validity, found.reason) for found in brought.gaps] == [(1, "vanished")]
    assert brought.mails == []


def test_a_mail_expunged_between_listing_and_fetching_has_vanished(
    dovecot: Dovecot, proxy: ImapProxy, three: str
) -> None:
    def expunge(command: str) -> None:
        if "BODY.PEEK" in command and proxy.count("BODY.PEEK") == 1:
            with dovecot.log_in(three) as client:
                client.select_folder("INBOX")
                client.delete_messages([2])
                client.expunge()

    proxy.on_command = expunge

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "c"]
    assert [gap.uid for gap in brought.gaps] == [2]


def test_one_mail_the_server_refuses_does_not_cost_the_others(proxy: ImapProxy, three: str) -> None:
    def refuse(command: str) -> str | None:
        uids = command.split()[2].split(",") if command.startswith("UID FETCH") else []
        return "NO [SERVERBUG] Internal error" if "2" in uids and "BODY.PEEK" in command else None

    proxy.on_command = refuse

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "c"]
    assert [(gap.uid, gap.reason) for gap in brought.gaps] == [(2, "unreadable")]


def test_one_mail_that_breaks_the_server_does_not_cost_the_others(proxy: ImapProxy, three: str) -> None:
    def break_off(answer: Answer) -> Answer:
        if _has_body(answer) and get_uid(answer) == 2:
            raise Cut
        return answer

    proxy.on_answer = break_off

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "c"]
    assert [gap.uid for gap in brought.gaps] == [2]
    assert brought.error is None


def test_flags_set_by_people_meanwhile_do_not_disturb(dovecot: Dovecot, proxy: ImapProxy, three: str) -> None:
    def interrupt(command: str) -> None:
        if "BODY.PEEK" in command:
            with dovecot.log_in(three) as client:
                client.select_folder("INBOX")
                client.add_flags([1, 2, 3], [FLAGGED])

    proxy.on_command = interrupt
    noise = b"* 3 FETCH (FLAGS (\\Seen \\Flagged $MDNSent))\r\n* 4 EXISTS\r\n* 99 FETCH (UID 999 FLAGS ())\r\n"
    proxy.on_answer = lambda answer: [noise, *answer] if _has_body(answer) else answer

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "b", "c"]
    assert brought.gaps == []


def test_the_uid_may_stand_behind_the_mail(proxy: ImapProxy, three: str) -> None:
    def turn_round(answer: Answer) -> Answer:
        if not _has_body(answer):
            return answer
        head = re.sub(rb"UID \d+ ", b"", answer[0])
        return [head, answer[1], b" UID %d)\r\n" % (get_uid(answer) or 0)]

    proxy.on_answer = turn_round

    brought = visit(make_source(proxy.port, three))

    assert [(mail.uid, subject) for (mail, _), subject in zip(brought.mails, brought.subjects, strict=True)] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
    ]


def test_goes_on_when_the_connection_is_cut_in_the_middle_of_a_batch(proxy: ImapProxy, three: str) -> None:
    def cut_once(answer: Answer) -> Answer:
        if _has_body(answer) and get_uid(answer) == 2 and proxy.sessions == 1:
            raise Cut
        return answer

    proxy.on_answer = cut_once

    brought = visit(make_source(proxy.port, three))

    assert (brought.subjects, brought.gaps, brought.error) == (["a", "b", "c"], [], None)
    assert proxy.sessions == 2


def test_a_large_mail_goes_on_where_it_was_cut(dovecot: Dovecot, proxy: ImapProxy, user: str) -> None:
    mail = make_mail("large", size=100_000)
    dovecot.append(user, mail)

    def cut_once(answer: Answer) -> Answer:
        if b"BODY[]<50000>" in answer[0] and proxy.sessions == 1:
            raise Cut
        return answer

    proxy.on_answer = cut_once

    brought = visit(make_source(proxy.port, user, batch_bytes=50_000, range_bytes=10_000))

    assert [data for _, data in brought.mails] == [mail]


def test_a_large_mail_is_never_brought_in_half(dovecot: Dovecot, proxy: ImapProxy, user: str) -> None:
    dovecot.append(user, make_mail("large", size=100_000), make_mail("small"))
    proxy.on_answer = lambda answer: None if b"BODY[]<50000>" in answer[0] else answer

    brought = visit(make_source(proxy.port, user, batch_bytes=50_000, range_bytes=10_000))

    assert brought.subjects == ["small"]
    assert [gap.uid for gap in brought.gaps] == [1]


@pytest.mark.parametrize("claimed", [60_000, 100_000_000])
def test_the_end_of_a_large_mail_is_not_what_the_server_claims(
    dovecot: Dovecot, proxy: ImapProxy, user: str, claimed: int
) -> None:
    mail = make_mail("large", size=100_000)
    dovecot.append(user, mail)
    proxy.on_answer = lambda answer: [re.sub(rb"RFC822.SIZE \d+", b"RFC822.SIZE %d" % claimed, answer[0]), *answer[1:]]

    brought = visit(make_source(proxy.port, user, batch_bytes=50_000, range_bytes=10_000))

    assert [data for _, data in brought.mails] == [mail]


def test_gives_up_on_a_connection_that_breaks_again_and_again(proxy: ImapProxy, three: str) -> None:
    def break_off(answer: Answer) -> Answer:
        if _has_body(answer):
            raise Cut
        return answer

    proxy.on_answer = break_off

    brought = visit(make_source(proxy.port, three, repairs=2))

    assert isinstance(brought.error, ServerUnreachable)
    assert proxy.sessions == 3
    assert brought.cursors == []


def test_a_server_that_falls_silent_ends_the_visit(proxy: ImapProxy, three: str) -> None:
    def fall_silent(answer: Answer) -> Answer:
        if _has_body(answer):
            proxy.silent.set()
        return answer

    proxy.on_answer = fall_silent
    source = make_source(proxy.port, three, read_timeout=timedelta(seconds=0.3), connect_timeout=timedelta(seconds=0.3))

    brought = visit(source)

    assert isinstance(brought.error, ServerUnreachable | ServerStalled)
    assert brought.mails == []


def test_a_server_that_trickles_ends_the_visit(proxy: ImapProxy, three: str) -> None:
    tick = timedelta(seconds=0.1).total_seconds()

    def trickle(answer: Answer) -> Answer:
        while _has_body(answer) and not proxy.silent.wait(tick):
            proxy.trickle(b"* OK still here\r\n")
        return answer

    proxy.on_answer = trickle
    source = make_source(
        proxy.port, three, repairs=0, read_timeout=timedelta(seconds=2), command_timeout=timedelta(seconds=0.6)
    )

    brought = visit(source)
    proxy.silent.set()

    assert isinstance(brought.error, ServerStalled)


@pytest.mark.parametrize("kind", ["NO", "BAD"])
def test_comes_back_when_a_throttling_server_says(proxy: ImapProxy, three: str, kind: str) -> None:
    reply = f"{kind} Request is throttled. Suggested Backoff Time: 178755 milliseconds"
    proxy.on_command = lambda command: reply if "BODY.PEEK" in command else None

    brought = visit(make_source(proxy.port, three))

    assert isinstance(brought.error, Throttled)
    assert brought.error.wait == timedelta(milliseconds=178755)


def test_says_what_authenticated_but_not_connected_means(proxy: ImapProxy, three: str) -> None:
    proxy.on_command = lambda command: (
        "BAD User is authenticated but not connected." if command.startswith("STATUS") else None
    )

    brought = visit(make_source(proxy.port, three))

    assert isinstance(brought.error, LoginRefused)
    assert "Add-MailboxPermission" in str(brought.error)


def test_reads_the_other_folders_when_one_is_refused(dovecot: Dovecot, proxy: ImapProxy, three: str) -> None:
    dovecot.append(three, make_mail("spam"), folder="Junk")
    proxy.on_command = lambda command: "NO [NOPERM] Permission denied" if "INBOX" in command else None

    brought = visit(make_source(proxy.port, three, folders=("INBOX", "Junk")))

    assert brought.subjects == ["spam"]
    assert "Permission denied" in str(brought.error)


def test_understands_a_search_answer_in_several_lines(proxy: ImapProxy, three: str) -> None:
    def split(answer: Answer) -> Answer:
        return [b"* SEARCH 1\r\n* SEARCH 2 3\r\n"] if answer[0].startswith(b"* SEARCH") else answer

    proxy.on_answer = split

    brought = visit(make_source(proxy.port, three))

    assert brought.subjects == ["a", "b", "c"]

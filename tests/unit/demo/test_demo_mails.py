import email
import hashlib
from collections import Counter
from datetime import date
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.deadline import Deadline, Timeliness
from domain.municipality import MUNICIPALITY_COUNT
from kommunesvar.demo.correspondence import DemoMail
from kommunesvar.demo.replies import make_demo_mails
from storage.roster import load_roster

ROSTER = load_roster()


@pytest.fixture(scope="module")
def mails() -> tuple[DemoMail, ...]:
    return tuple(make_demo_mails(ROSTER))


def parse(mail: DemoMail) -> EmailMessage:
    message = email.message_from_bytes(mail.raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def find(mails: tuple[DemoMail, ...], shows: str) -> DemoMail:
    return next(mail for mail in mails if mail.shows == shows)


def test_there_are_a_few_dozen_in_both_mailboxes_and_folders(mails: tuple[DemoMail, ...]) -> None:
    places = Counter((mail.mailbox, mail.folder) for mail in mails)

    assert 45 <= len(mails) <= 70
    assert set(places) == {("FLJE", "INBOX"), ("FLJE", "Junk"), ("MLAR", "INBOX")}


def test_22_municipalities_answered_the_first_consultation(mails: tuple[DemoMail, ...]) -> None:
    answered = {mail.reply_of for mail in mails if mail.mailbox == "MLAR" and mail.reply_of}

    assert len(answered) == 22
    assert all(code in ROSTER for code in answered)
    assert len(ROSTER) == MUNICIPALITY_COUNT


def test_every_mail_is_well_formed_mime_with_one_sender(mails: tuple[DemoMail, ...]) -> None:
    for mail in mails:
        message = parse(mail)

        assert not message.defects, mail.shows
        assert message["From"].addresses, mail.shows
        assert message["Message-ID"], mail.shows
        assert b"\n" not in mail.raw.replace(b"\r\n", b""), mail.shows


def test_every_reply_comes_from_its_municipalitys_domain(mails: tuple[DemoMail, ...]) -> None:
    for mail in mails:
        if mail.reply_of is None:
            continue
        sender = parse(mail)["From"].addresses[0]

        found = ROSTER.find_by_host(sender.domain)

        assert found is not None
        assert found[0].code == mail.reply_of


@pytest.mark.parametrize(
    ("shows", "timeliness", "header"),
    [
        ("half a minute before midnight", Timeliness.ON_TIME, "Fri, 01 Nov 2019 14:59:30 -0800"),
        ("half a minute after midnight", Timeliness.LATE, "Fri, 01 Nov 2019 23:00:30 +0000"),
    ],
)
def test_close_calls_are_judged_by_the_moment_and_not_by_how_it_is_written(
    mails: tuple[DemoMail, ...], shows: str, timeliness: Timeliness, header: str
) -> None:
    mail = find(mails, shows)

    received = parse(mail).get_all("Received", [])

    assert header in next(line for line in received if "by mx.kl.dk" in line)
    assert Deadline(date(2019, 11, 1)).judge(mail.internal_date) is timeliness


def test_a_copied_mail_is_the_same_to_the_byte_and_no_other_mail_is(mails: tuple[DemoMail, ...]) -> None:
    digests = Counter(hashlib.sha256(mail.raw).hexdigest() for mail in mails)

    assert sorted(digests.values())[-2:] == [1, 2]


def test_attachments_are_what_their_names_say(mails: tuple[DemoMail, ...]) -> None:
    magic = {"docx": b"PK\x03\x04", "pdf": b"%PDF-"}
    seen: Counter[str] = Counter()

    for mail in mails:
        for part in parse(mail).iter_attachments():
            name, content = part.get_filename() or "", part.get_payload(decode=True)
            kind = name.rpartition(".")[2]
            if kind in magic:
                seen[kind] += 1
                assert isinstance(content, bytes)
                assert content.startswith(magic[kind]), name

    assert seen["docx"] >= 20
    assert seen["pdf"] >= 12


def test_all_the_oddities_are_there(mails: tuple[DemoMail, ...]) -> None:
    content_types = {parse(mail).get_content_type() for mail in mails}
    headers = {name.lower() for mail in mails for name in parse(mail)}

    assert {"multipart/report", "multipart/mixed", "multipart/alternative", "text/plain"} <= content_types
    assert {"auto-submitted", "list-id", "in-reply-to", "authentication-results"} <= headers
    assert "Høringssvar fra Tønder Kommune.docx".encode() in find(mails, "a file name in bare bytes").raw
    assert b"dmarc=fail" in find(mails, "an unconfirmed sender").raw
    assert b"image001.png" in find(mails, "an HTML mail with a logo").raw

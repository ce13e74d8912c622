"""Receipts from the mailbox to the mail server: each sender of a counted reply once, and no machine ever."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.municipality import Roster
from domain.outgoing import OutgoingMail
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.demo.correspondence import address_of, local, make_reply
from kommunesvar.demo.envelope import Journey
from kommunesvar.outgoing.gratitude import Gratitude
from kommunesvar.outgoing.post import deliver
from kommunesvar.rounds import process, visit
from tests.fakes import FakeClock
from tests.installation import Installation
from tests.smtp_sink import Sink, open_sink

SWITCHED_ON = local("2019-10-01T09:00:00")
REPLIED = "2019-10-01T11:00:00"


@dataclass
class Service:
    """One service with a Maildir of its own and a clock that is moved by hand."""

    folder: Path
    sink: Sink
    more: str = ""
    clock: FakeClock = field(default_factory=lambda: FakeClock(SWITCHED_ON))
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def maildir(self) -> Path:
        return self.folder / "maildir"

    def install(self) -> "Service":
        for name in ("cur", "new", "tmp"):
            (self.maildir / name).mkdir(parents=True)
        mailbox = (
            f'[[mailboxes]]\nname = "FLJE"\naddress = "FLJE@kl.dk"\nprotocol = "maildir"\npath = "{self.maildir}"\n'
        )
        smtp = f'[smtp]\nhost = "127.0.0.1"\nport = {self.sink.port}\nsecurity = "none"\nfrom = "hoering@kl.dk"\n'
        mlar = '[[mailboxes]]\nname = "MLAR"\n'
        Installation(self.folder, mailboxes=mailbox + mlar, rest=f"{smtp}[thanks]\nenabled = true\n{self.more}").write()
        return self

    @contextmanager
    def open(self) -> Iterator[Program]:
        config = Invocation(self.folder / "config.toml").load_config()
        with open_program(config, clock=self.clock) as program:
            yield program

    def receive(self, *mails: bytes) -> None:
        """Let mails come into the mailbox, at the moment that its clock shows."""
        for mail in mails:
            (self.maildir / "new" / f"{int(self.clock().timestamp())}.M{next(self.numbers)}P1.test").write_bytes(mail)

    def work(self, started_at: datetime = SWITCHED_ON) -> list[OutgoingMail]:
        """Read the mailbox, judge, thank and send; return what went out meanwhile."""
        before = len(self.sink.mails)
        with self.open() as program:
            visit(program, program.config.find_mailbox("FLJE"))
            process(program)
            Gratitude(program, started_at=started_at).enqueue_due()
            deliver(program)
        return self.sink.mails[before:]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with open_sink() as sink:
        yield Service(tmp_path, sink).install()


def write_reply(roster: Roster, code: str = "0461", at: str = REPLIED, form: str = "docx") -> bytes:
    return make_reply(roster[code], Journey(recipient=address_of("FLJE"), crossed_at=local(at)), form).raw


def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(mail.content, policy=policy.default)


def test_who_replied_is_thanked_once_in_the_same_thread(service: Service, roster: Roster) -> None:
    raw = write_reply(roster)
    service.clock.now = local("2019-10-01T11:05:00")
    service.receive(raw)

    first, again = service.work(), service.work()

    replied = message_from_bytes(raw, policy=policy.default)
    [thanks] = first
    assert again == []
    assert thanks.recipient == replied["From"].addresses[0].addr_spec
    assert read(thanks)["In-Reply-To"] == replied["Message-ID"]
    body = read(thanks).get_body(("plain",))
    assert body
    assert "tirsdag den 1. oktober 2019 kl. 11" in " ".join(body.get_content().split())


def test_what_lay_there_before_is_not_thanked_for(service: Service, roster: Roster) -> None:
    service.receive(write_reply(roster, at="2019-09-30T11:00:00"))

    assert service.work() == []


def test_what_was_imported_is_not_thanked_for(service: Service, roster: Roster) -> None:
    service.clock.now = local("2019-10-01T12:00:00")
    file = service.folder / "odense.eml"
    file.write_bytes(write_reply(roster))

    imported = Installation(service.folder).run("import", "--mailbox", "FLJE", str(file))

    assert imported.status == 0, imported.err
    assert service.work() == []


def test_the_first_day_can_be_named(tmp_path: Path, roster: Roster) -> None:
    with open_sink() as sink:
        service = Service(tmp_path, sink, more="since = 2019-09-30\n").install()
        service.receive(write_reply(roster, at="2019-09-30T11:00:00"), write_reply(roster, at="2019-09-29T11:00:00"))

        thanks = service.work()

    assert len(thanks) == 1


def test_a_sender_who_corrects_the_reply_gets_no_second_receipt_for_a_week(service: Service, roster: Roster) -> None:
    service.clock.now = local("2019-10-01T11:05:00")
    service.receive(write_reply(roster))
    [first] = service.work()
    counts = []
    for day in ("2019-10-04", "2019-10-20"):
        service.clock.now = local(f"{day}T11:05:00")
        service.receive(write_as(first.recipient, write_reply(roster, at=f"{day}T11:00:00", form="pdf")))
        counts.append(len(service.work()))

    assert counts == [0, 1]


def write_as(address: str, raw: bytes) -> bytes:
    """Return a mail as if another at the same municipality had sent it."""
    sender = message_from_bytes(raw, policy=policy.default)["From"].addresses[0].addr_spec
    return raw.replace(sender.encode(), address.encode())


def test_a_receipt_for_what_a_person_has_taken_out_meanwhile_is_withheld(service: Service, roster: Roster) -> None:
    service.clock.now = local("2019-10-01T11:05:00")
    service.receive(write_reply(roster))
    with service.open() as program:
        visit(program, program.config.find_mailbox("FLJE"))
        process(program)
        Gratitude(program, started_at=SWITCHED_ON).enqueue_due()
    decided = Installation(service.folder).run("decide", "1", "--by", "ANJE", "--state", "set_aside")
    with service.open() as program:
        report = deliver(program)

    assert decided.status == 0, decided.err
    assert (report.withheld, report.sent) == (1, 0)
    assert service.sink.mails == []


def test_two_services_that_write_to_each_other_fall_silent(tmp_path: Path, roster: Roster) -> None:
    with open_sink() as sink:
        one, two = (Service(tmp_path / name, sink) for name in ("one", "two"))
        for service in (one, two):
            service.folder.mkdir()
            service.install()
            service.clock.now = local("2019-10-01T11:05:00")
        one.receive(write_reply(roster))
        sent = one.work()
        for _ in range(3):
            for service in (two, one):
                service.clock.advance(timedelta(minutes=5))
                service.receive(*(deliver_to_us(mail.content, "odense.dk", service.clock()) for mail in sent))
                sent = service.work()

    assert len(sink.mails) == 1


def test_an_absence_notice_that_answers_the_receipt_is_not_thanked_for(service: Service, roster: Roster) -> None:
    service.clock.now = local("2019-10-01T11:05:00")
    service.receive(write_reply(roster))
    [thanks] = service.work()
    for minutes, marks in ((10, b"Auto-Submitted: auto-replied\r\n"), (20, b"")):
        service.clock.now = local("2019-10-01T11:05:00") + timedelta(minutes=minutes)
        notice = (
            b"From: <"
            + thanks.recipient.encode()
            + b">\r\nTo: FLJE@kl.dk\r\nMessage-ID: <%d@odense.dk>\r\n" % minutes
            + marks
            + b"Subject: Autosvar: Tak for svaret\r\n\r\nJeg er ude af huset. Svar fra Odense Kommune.\r\n"
        )
        service.receive(deliver_to_us(notice, "odense.dk", service.clock()))

        assert service.work() == []


def deliver_to_us(content: bytes, host: str, at: datetime) -> bytes:
    """Return a mail as it comes over the border, its sender confirmed: the worst that could come back."""
    moment = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    trace = (
        f"Authentication-Results: mx.kl.dk; spf=pass smtp.mailfrom={host}; dkim=pass header.d={host};"
        f" dmarc=pass header.from={host}\r\n"
        f"Received: from mail.{host} (mail.{host} [192.0.2.7]) by mx.kl.dk with ESMTPS; {moment}\r\n"
    )
    return trace.encode() + content.replace(b"hoering@kl.dk", f"hoering@{host}".encode())

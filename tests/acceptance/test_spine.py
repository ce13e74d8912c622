"""The main job on real input: from mails in a real IMAP server to the digest that arrives over SMTP."""

import email
import itertools
from email import policy

import pytest

from kommunesvar.demo.servers import DemoSmtpSink
from tests.acceptance.conftest import Letters
from tests.dovecot import PASSWORD, Dovecot
from tests.installation import Installation

pytestmark = pytest.mark.needs("dovecot")
_users = itertools.count(1)


@pytest.fixture
def user() -> str:
    return f"spine{next(_users)}"


@pytest.fixture
def connected(installation: Installation, dovecot: Dovecot, user: str, smtp: DemoSmtpSink) -> Installation:
    installation.mailboxes = '[[mailboxes]]\nname = "MLAR"\n'
    installation.add_mailbox("FLJE", port=dovecot.port, user=user, secret=PASSWORD)
    installation.rest = (
        f'[smtp]\nhost = "127.0.0.1"\nport = {smtp.port}\nsecurity = "none"\nfrom = "hoering@kl.example"\n'
        '[digest]\nto = ["sekretariat@kl.example"]\n'
    )
    return installation.write()


def test_from_a_real_mailbox_to_the_digest(
    connected: Installation, dovecot: Dovecot, user: str, letters: Letters, smtp: DemoSmtpSink
) -> None:
    stranger = (
        b"From: Ib Ibsen <ib@gmail.com>\r\nTo: FLJE@kl.dk\r\nSubject: =?utf-8?Q?H=C3=B8ringssvar?=\r\n\r\nFra os.\r\n"
    )
    dovecot.append(user, letters.reply("0461", "2019-10-01T10:00:00"), at=letters.at("2019-10-01T10:00:09"))
    dovecot.append(user, letters.reply("0630", "2019-11-02T09:00:00", "pdf"), at=letters.at("2019-11-02T09:00:09"))
    dovecot.append(user, stranger, at=letters.at("2019-10-15T12:00:00"))
    in_junk = letters.reply("0101", "2019-11-01T23:59:30", "pdf")
    dovecot.append(user, in_junk, folder="Junk", at=letters.at("2019-11-01T23:59:39"))

    polled = connected.run("poll")

    assert polled.status == 0, polled.err
    assert polled.out == ""
    status = connected.ask("status", "--consultation", "efteraar")
    standings = {row["code"]: row["standing"] for row in status["municipalities"]}
    assert status["counts"] == {
        "on_time": 2, "late": 1, "extended": 0, "under_review": 0, "missing": 95, "not_asked": 0
    }  # fmt: skip
    assert (standings["0461"], standings["0101"], standings["0630"]) == ("on_time", "on_time", "late")
    messages = connected.ask("messages")
    assert [m["state"] for m in messages if m["from"] == "Ib Ibsen <ib@gmail.com>"] == ["review"]
    odense = next(m for m in messages if m["municipalities"] == ["0461"])
    assert odense["attachments"][0]["verdict"] == "ok"
    assert len(odense["text"]) > 500
    assert odense["received_at"] == "2019-10-01T08:00:00+00:00"
    assert odense["received_by"] == "border"

    sent = connected.run("digest", "--consultation", "efteraar", "--send")
    again = connected.run("digest", "--consultation", "efteraar", "--send")

    assert (sent.status, again.status) == (0, 0), sent.err + again.err
    assert len(smtp.delivered) == 1
    digest = email.message_from_bytes(smtp.delivered[0].content, policy=policy.default)
    assert digest["Subject"].startswith("3 af 98 har svaret")
    assert digest["Auto-Submitted"] == "auto-generated"
    plain = digest.get_body(("plain",))
    assert plain is not None
    assert "Vejle" in plain.get_content()


def test_a_second_poll_brings_nothing_and_people_see_no_trace(
    connected: Installation, dovecot: Dovecot, user: str, letters: Letters
) -> None:
    dovecot.append(user, letters.reply("0461", "2019-10-01T10:00:00"), at=letters.at("2019-10-01T10:00:09"))

    connected.run("poll")
    connected.run("poll")

    assert connected.ask("ledger")["FLJE"]["sightings"] == 1
    with dovecot.log_in(user) as client:
        client.select_folder("INBOX", readonly=True)
        flags = client.get_flags(client.search())
    assert [b"\\Seen" in seen for seen in flags.values()] == [False]


def test_one_dead_mailbox_does_not_stop_the_other(
    connected: Installation, dovecot: Dovecot, user: str, letters: Letters
) -> None:
    connected.mailboxes = ""
    connected.add_mailbox("MLAR", port=dovecot.port, user=f"{user}-other", secret="forkert")
    connected.add_mailbox("FLJE", port=dovecot.port, user=user, secret=PASSWORD)
    connected.write()
    dovecot.append(user, letters.reply("0461", "2019-10-01T10:00:00"), at=letters.at("2019-10-01T10:00:09"))

    polled = connected.run("poll")

    assert polled.status == 1
    assert "MLAR" in polled.err
    assert "forkert" not in polled.err
    assert "Traceback" not in polled.err
    assert connected.ask("status", "--consultation", "efteraar")["counts"]["on_time"] == 1


def test_when_nothing_can_be_reached_the_exit_status_says_so(connected: Installation) -> None:
    connected.mailboxes = '[[mailboxes]]\nname = "MLAR"\n'
    connected.add_mailbox("FLJE", port=1, user="nobody", secret=PASSWORD)
    connected.write()

    polled = connected.run("poll")

    assert polled.status == 3
    assert "127.0.0.1:1" in polled.err
    assert "Traceback" not in polled.err


def test_check_tries_every_part_and_says_what_to_do(connected: Installation) -> None:
    good = connected.run("check")
    connected.secrets["SECRET_FLJE"] = "forkert"
    bad = connected.run("check")

    assert good.status == 0, good.out + good.err
    assert bad.status == 1
    line = next(line for line in bad.out.splitlines() if "FLJE" in line)
    assert line.startswith("!")
    assert "forkert" not in bad.out + bad.err

"""The digest that the command writes: its figures are those of ``status``, and what a stranger wrote does nothing."""

import email
from collections import Counter
from email import policy
from email.message import EmailMessage

import pytest

from tests.acceptance.conftest import Letters
from tests.digests import flatten, parse_html, read_html
from tests.installation import Installation
from tests.workbooks import Workbook, read_workbook

AS_OF = "2019-11-04T08:00:00+01:00"
HOSTILE = "=?utf-8?B?PXNjcmlwdDxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD4NCkJjYzogeEB5LmRr?="
"""``=script<script>alert(1)</script>``, a line break, and what would be a header."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Installation:
    folder = tmp_path_factory.mktemp("digest")
    mails = folder / "mails"
    mails.mkdir()
    stranger = (
        "Received: from x.example (x.example [192.0.2.1]) by mx.kl.dk; Fri, 1 Nov 2019 09:00:00 +0100\r\n"
        f'From: "{HOSTILE}" <ib@gmail.com>\r\nSubject: {HOSTILE}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
        "<p>H&oslash;ringssvar fra Odder Kommune. &lt;img src=https://evil.example/x&gt; =HYPERLINK(1)</p>\r\n"
    )
    bounce = (
        "Received: from mail.kl.dk (mail.kl.dk [192.0.2.9]) by mx.kl.dk; Mon, 14 Oct 2019 09:00:00 +0200\r\n"
        "From: Mail Delivery System <MAILER-DAEMON@mx.kl.dk>\r\nTo: FLJE@kl.dk\r\nSubject: Undelivered Mail\r\n"
        "X-Failed-Recipients: bu@skivekommune.dk\r\n\r\nThe mail could not be delivered.\r\n"
    )
    (mails / "fremmed.eml").write_bytes(stranger.encode())
    (mails / "retur.eml").write_bytes(bounce.encode())
    (mails / "odense.eml").write_bytes(letters.reply("0461", "2019-10-01T10:00:00"))
    (mails / "vejle.eml").write_bytes(letters.reply("0630", "2019-11-02T09:00:00", "pdf"))
    (mails / "later.eml").write_bytes(letters.reply("0101", "2019-11-05T09:00:00", "pdf"))
    written = Installation(folder, rest="[smtp]\nsecret_expires = 2019-11-20\n").write()
    done = written.run("import", "--mailbox", "FLJE", str(mails))
    assert done.status == 0, done.err
    return written


@pytest.fixture(scope="module")
def mail(installation: Installation) -> EmailMessage:
    file = installation.folder / "digest.eml"
    done = installation.run("digest", "--consultation", "efteraar", "--as-of", AS_OF, "--out", str(file))
    assert done.status == 0, done.err
    return email.message_from_bytes(file.read_bytes(), policy=policy.default)


def read_body(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def read_table(mail: EmailMessage) -> Workbook:
    [table] = mail.iter_attachments()
    return read_workbook(table.get_content())


WORDS = {
    "on_time": "til tiden",
    "late": "for sent",
    "extended": "udsættelse",
    "under_review": "til gennemsyn",
    "missing": "mangler",
    "not_asked": "ikke hørt",
}


def test_its_figures_are_those_of_status_at_that_moment(installation: Installation, mail: EmailMessage) -> None:
    counts = installation.ask("status", "--consultation", "efteraar", "--as-of", AS_OF)["counts"]

    text = flatten(read_body(mail, "plain"))
    answered = counts["on_time"] + counts["late"]
    terms = (
        f"{answered} svaret + {counts['extended']} med udsættelse + {counts['under_review']} til gennemsyn "
        f"+ {counts['missing']} mangler = 98 kommuner"
    )
    assert mail["Subject"].startswith(f"{answered} af 98 har svaret · fristen udløb for 3 dage siden")
    assert terms in text
    in_excel = Counter(row[3] for row in read_table(mail).rows[1:])
    assert in_excel == {WORDS[standing]: count for standing, count in counts.items() if count}


def test_it_tells_what_came_back_and_what_ends(mail: EmailMessage) -> None:
    text = flatten(read_body(mail, "plain"))

    assert "Mail er kommet retur (1): Skive (mail til bu@skivekommune.dk kunne ikke leveres)" in text
    assert "ADVARSEL: Adgangen til mailserveren for udgående mail udløber onsdag den 20. november 2019" in text


def test_what_a_stranger_wrote_does_nothing(mail: EmailMessage) -> None:
    html = read_body(mail, "html")
    page = parse_html(html)

    assert mail["Bcc"] is None
    assert not mail.defects
    assert [part["Bcc"] for part in mail.walk() if part["Bcc"]] == []
    assert page.xpath("//script | //img[not(starts-with(@src, 'cid:'))] | //*[@onerror]") == []
    assert "=script<script>alert(1)</script> Bcc: x@y.dk" in read_html(html)
    assert (read_table(mail).formulas, read_table(mail).links) == (0, 0)


def test_without_a_file_it_is_printed_as_text(installation: Installation) -> None:
    done = installation.run("digest", "--consultation", "efteraar", "--as-of", AS_OF)

    assert done.status == 0, done.err
    assert done.out.startswith("Emne: 2 af 98 har svaret")
    assert "Mails til gennemsyn er ikke talt med som svar" in flatten(done.out)

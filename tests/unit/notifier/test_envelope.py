from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.deadline import COPENHAGEN
from domain.errors import ConfigurationError
from domain.outgoing import OutgoingMail
from notifier.envelope import MailFile, MailParts, clean_line, compose_mail, find_address, name_message

AT = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
LONG_ID = name_message(
    "digest", "kernevaerdier-2019-efteraar-for-boern-og-unge", "2019-W45", sender="a@kl.dk", recipient="ANJE@kl.dk"
)


PICTURE = MailFile(name="kort.png", media_type="image/png", content=b"\x89PNG" + bytes(range(256)), content_id="k@x")
TABLE = MailFile(name="status.xlsx", media_type="application/zip", content=b"PK" + bytes(500))


def compose(
    subject: str = "41 af 98",
    text: str = "Kære alle\n",
    sender: str = "Høring <a@kl.dk>",
    files: tuple[MailFile, ...] = (),
) -> OutgoingMail:
    parts = MailParts(subject=subject, text=text, html=f"<p>{text}</p>")
    return compose_mail(
        parts, sender=sender, recipient="Anne Åse <ANJE@kl.dk>", at=AT, zone=COPENHAGEN, message_id=LONG_ID, files=files
    )


def parse(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(mail.content, policy=default)


def test_headers_say_that_a_machine_wrote_it_in_danish() -> None:
    mail = parse(compose())

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Content-Language"] == "da"
    assert mail["Date"] == "Mon, 04 Nov 2019 08:00:00 +0100"
    assert mail["From"] == "Høring <a@kl.dk>"
    assert mail["To"] == "Anne Åse <ANJE@kl.dk>"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_a_picture_belongs_to_the_html_and_other_files_are_attached() -> None:
    mail = parse(compose(files=(PICTURE, TABLE)))

    words, table = mail.iter_parts()
    text, html = words.iter_parts()
    page, picture = html.iter_parts()
    assert [part.get_content_type() for part in (mail, words, text, html, page)] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html"
    ]  # fmt: skip
    assert picture["Content-ID"] == "<k@x>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == PICTURE.content
    assert table.get_filename() == "status.xlsx"
    assert table.get_content() == TABLE.content
    assert mail["Content-Language"] == "da"
    assert not mail.defects


def test_a_mail_with_files_is_the_same_at_every_composing() -> None:
    mail = compose(files=(PICTURE, TABLE))

    assert mail == compose(files=(PICTURE, TABLE))
    assert len({part.get_boundary() for part in parse(mail).walk() if part.is_multipart()}) == 3
    assert max(map(len, mail.content.split(b"\r\n"))) < 998


@pytest.mark.parametrize("name", ["a\r\nBcc: x@y.dk.xlsx", 'a"; filename="b.exe', "æ" * 300])
def test_a_files_name_adds_no_header(name: str) -> None:
    mail = parse(compose(files=(MailFile(name=name, media_type="application/zip", content=b"PK"),)))

    [table] = mail.iter_attachments()
    assert mail["Bcc"] is table["Bcc"] is None
    assert set(table.keys()) == {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}
    assert table.get_content() == b"PK"


def test_a_long_message_id_survives_unfolded() -> None:
    mail = compose()

    assert len(LONG_ID) > 78
    assert mail.content.startswith(f"Message-ID: {LONG_ID}\r\n".encode())
    assert parse(mail)["Message-ID"] == LONG_ID


def test_the_same_parts_give_the_same_bytes_in_lines_that_smtp_takes() -> None:
    mail = compose(text="æøå " * 2000)

    assert mail == compose(text="æøå " * 2000)
    assert mail.content.isascii()
    assert b"\n" not in mail.content.replace(b"\r\n", b"")
    assert max(map(len, mail.content.split(b"\r\n"))) < 998


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x00"])
def test_a_line_break_in_a_subject_or_name_adds_no_header(break_: str) -> None:
    mail = parse(compose(subject=f"Svar{break_}Bcc: alle@kl.dk", sender=f"KL{break_}Bcc: x <a@kl.dk>"))

    assert mail["Bcc"] is None
    assert mail["Subject"] == "Svar Bcc: alle@kl.dk"
    assert not mail.defects


def test_foreign_text_becomes_one_harmless_line() -> None:
    assert clean_line(" a\t\r\n b\x1b[2J\udce6 \u202ecod.exe") == "a b [2J\ufffd cod.exe"
    assert clean_line("ord " * 100, 50) == "ord ord ord ord ord ord ord ord ord ord ord ord…"
    assert clean_line("x" * 100, 10) == "xxxxxxxxx…"


def test_the_message_id_is_made_from_its_words_and_the_recipient() -> None:
    names = [
        name_message("digest", "h", "2019-W45", sender="KL <a@kl.dk>", recipient=recipient)
        for recipient in ("ANJE@kl.dk", "Anne <anje@kl.dk>", "FLJE@kl.dk")
    ]

    assert names[0] == names[1]
    assert names[0] != names[2]
    assert names[0].startswith("<digest.h.2019-W45.")
    assert names[0].endswith("@kl.dk>")


def test_words_that_no_message_id_may_hold_stay_apart() -> None:
    names = {name_message(word, sender="a@kl.dk", recipient="b@kl.dk") for word in ("a b", "a-b", "a>b", "æ", "ø")}

    assert len(names) == 5
    assert all(name.isascii() and name.count(">") == 1 and " " not in name for name in names)


def test_a_danish_host_is_written_as_idna() -> None:
    assert find_address("post@sorø.dk").addr_spec == "post@xn--sor-2na.dk"


@pytest.mark.parametrize("text", ["", "Anne Jensen", "@kl.dk", "anje@", "bø@kl.dk"])
def test_what_is_no_address_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ConfigurationError, match="no mail address"):
        find_address(text)


@pytest.mark.parametrize(
    ("text", "encoding"), [("Kære alle, tak for svaret.\n", "quoted-printable"), ("æøå", "base64")]
)
def test_danish_is_legible_in_the_source_and_nothing_swells_to_three_times_its_size(text: str, encoding: str) -> None:
    mail = parse(compose(text=text * 50))

    [words, _] = mail.iter_parts()
    assert words["Content-Transfer-Encoding"] == encoding
    assert words.get_content().replace("\r\n", "\n").strip() == (text * 50).strip()


@pytest.mark.parametrize("pad", range(30))
def test_a_long_subject_loses_no_space_wherever_its_line_is_broken(pad: int) -> None:
    subject = (
        f"{'x' * pad} 27 af 98 har svaret (uændret) · fristen udløb i går · De kommunale kerneværdier, efteråret 2019"
    )

    mail = compose(subject)

    assert parse(mail)["Subject"] == subject.strip()

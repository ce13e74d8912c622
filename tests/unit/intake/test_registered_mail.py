"""The mail that stands for a letter: a sound one, whatever the person and the files are called."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.kind import Kind
from domain.municipality import Roster
from intake.registered_mail import RegisteredFile, Registration, compose_registered
from tests.builders import build_consultation

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)


@pytest.fixture
def registration(roster: Roster) -> Registration:
    return Registration(
        municipality=roster["0461"],
        consultation=build_consultation(),
        received_at=datetime(2019, 11, 1, 11, 0, tzinfo=UTC),
        kind=Kind.RESPONSE,
        by="Anne Jensen",
        registered_at=NOW,
    )


def parse(raw: bytes) -> EmailMessage:
    mail = email.message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_mail_says_who_registered_what_and_when(registration: Registration) -> None:
    mail = parse(compose_registered(registration))

    assert mail["From"].addresses[0].display_name == "Anne Jensen"
    assert mail["Subject"] == "Høringssvar fra Odense Kommune, registreret af Anne Jensen"
    assert mail["Date"].datetime == NOW
    assert mail["Kommunesvar-Registered-By"] == "Anne Jensen"
    assert mail["Kommunesvar-Received-At"] == "Fri, 01 Nov 2019 11:00:00 +0000"
    assert "1. november 2019 kl. 12.00" in mail.get_content()
    assert mail.defects == []


@pytest.mark.parametrize(
    "name",
    [
        "Høringssvar – endelig.pdf",
        "svar.txt",
        "videresendt.eml",
        "uden endelse",
        'citat"og\\streg.docx',
        "linje\nskift.pdf",
        "x" * 300 + ".pdf",
    ],
)
def test_file_comes_back_byte_for_byte(registration: Registration, name: str) -> None:
    data = bytes(range(256)) + b"From nobody\r\n.\nslut\n"

    mail = parse(compose_registered(replace(registration, files=(RegisteredFile(name, data),))))

    (attachment,) = mail.iter_attachments()
    assert attachment.get_payload(decode=True) == data
    assert attachment.get_filename() == name.replace("\n", " ")


@pytest.mark.parametrize(
    "by",
    ["Bo\r\nBcc: alle@kl.dk", "Søren \udce6", "Anne, Bo <x@y>; (z)", "李明", "a" * 2000],
    ids=["line break", "not UTF-8", "marks of an address", "Chinese", "endless"],
)
def test_whatever_a_person_is_called_there_is_one_sender_and_no_other_header(
    registration: Registration, by: str
) -> None:
    mail = parse(compose_registered(replace(registration, by=by)))

    assert len(mail.get_all("From", [])) == 1
    assert len(mail["From"].addresses) == 1
    assert mail["Bcc"] is None
    assert mail["From"].addresses[0].domain.endswith(".invalid")


def test_same_letter_has_the_same_number_whoever_registers_it(registration: Registration) -> None:
    letter = replace(registration, files=(RegisteredFile("a.pdf", b"1"), RegisteredFile("b.pdf", b"2")))

    again = replace(letter, by="Bo", kind=Kind.NO_COMMENTS, registered_at=NOW.replace(hour=9), files=letter.files[::-1])

    assert letter.uid == again.uid
    assert letter.uid != registration.uid
    assert 0 < letter.uid < 2**63

"""Containers are known by their content, opened inside each other, and bounded all together."""

import io
import zipfile
from base64 import encodebytes

import pytest
from asn1crypto import cms

from domain.message import FilePart, ParsedMail, Verdict
from parsers.containers import open_file
from parsers.limits import Limits
from parsers.mail import parse_mail
from tests.outlook_files import build_tnef
from tests.word_files import build_docx, paragraph

MAIL = (
    b"From: Eva <eva@odense.dk>\r\nDate: Tue, 29 Oct 2019 10:00:00 +0100\r\nSubject: Udtalelse\r\n\r\n"
    b"Det indre svar.\r\n"
)
DOCX = build_docx(paragraph("Vi svarer ja"))
PDF = b"%PDF-1.4\n"


def pack(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sign(content: bytes, kind: str = "data") -> bytes:
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": kind, "content": content} if content else {"content_type": kind},
            "signer_infos": [],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def attach(*files: bytes, text: str = "Vi svarer ja.") -> bytes:
    head = b"From: Ole <ole@odense.dk>\r\nSubject: Svar\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    parts = [b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode() + b"\r\n"]
    for data in files:
        encoded = encodebytes(data)
        parts.append(b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded)
    return head + b"".join(b"--b\r\n" + part for part in parts) + b"--b--\r\n"


def list_parts(mail: ParsedMail) -> list[tuple[str, Verdict | None]]:
    return [("/".join(file.path), file.verdict) for file in mail.files]


def open_alone(data: bytes, name: str = "fil") -> list[tuple[str, Verdict | None]]:
    part = FilePart(filename=name, path=(name,), media_type="application/octet-stream", data=data)
    return [("/".join(file.path), file.verdict) for file in open_file(part, Limits())]


def test_containers_inside_each_other_are_opened_by_their_content() -> None:
    data = attach(pack(brev=attach(build_tnef({}, [{0x3707: "svar.docx", 0x3701: DOCX}]))))

    mail = parse_mail(data)

    assert list_parts(mail) == [
        ("unavngivet.zip", Verdict.CONTAINER),
        ("unavngivet.zip/brev", Verdict.CONTAINER),
        ("unavngivet.zip/brev/besked.txt", None),
        ("unavngivet.zip/brev/unavngivet.dat", Verdict.CONTAINER),
        ("unavngivet.zip/brev/unavngivet.dat/svar.docx", None),
    ]
    assert mail.files[-1].data == DOCX


@pytest.mark.parametrize("data", [DOCX, PDF, b"Bare tekst"], ids=["Word", "PDF", "text"])
def test_file_that_is_no_container_stays_as_it_is(data: bytes) -> None:
    part = FilePart(filename="svar", path=("svar",), media_type="application/octet-stream", data=data)

    files = open_file(part, Limits())

    assert files == (part,)


def test_mail_as_a_file_comes_with_its_words_and_its_history() -> None:
    reply = MAIL.replace(b"svar.", b"svar.\r\n\r\n> Hvad siger I?\r\n> Hilsen KL")

    files = open_alone(reply)

    assert files == [
        ("fil", Verdict.CONTAINER),
        ("fil/besked.txt", None),
        ("fil/tidligere.txt", Verdict.INLINE),
    ]


def test_words_of_an_attached_mail_say_whose_they_are() -> None:
    mail = parse_mail(attach(MAIL))

    assert mail.files[1].data.decode() == (
        "Fra: Eva <eva@odense.dk>\nDato: Tue, 29 Oct 2019 10:00:00 +0100\nEmne: Udtalelse\n\nDet indre svar."
    )


@pytest.mark.parametrize("data", [pack(), build_tnef({})], ids=["zip", "winmail.dat"])
def test_container_with_nothing_in_it_is_empty(data: bytes) -> None:
    files = open_alone(data)

    assert files == [("fil", Verdict.EMPTY)]


def test_text_that_quotes_two_header_lines_is_no_mail() -> None:
    mail = parse_mail(attach(b"From: Ole\nSubject: Svar\n\nVi svarer ja."))

    assert list_parts(mail) == [("unavngivet.txt", None)]


def test_signed_letter_inside_is_the_mail_itself() -> None:
    entity = b"Content-Type: text/plain; charset=utf-8\r\n\r\nVi st\xc3\xb8tter forslaget.\r\n"

    mail = parse_mail(attach(sign(entity), text=""))

    assert mail.body == "Vi støtter forslaget."
    assert list_parts(mail) == [("unavngivet.p7m", Verdict.CONTAINER)]


def test_signed_letter_beside_other_words_is_kept_as_a_text() -> None:
    entity = b"Content-Type: text/plain\r\n\r\nVi svarer nej.\r\n"

    mail = parse_mail(attach(sign(entity)))

    assert mail.body == "Vi svarer ja."
    assert [file.data for file in mail.files if file.filename == "besked.txt"] == [b"Vi svarer nej."]


@pytest.mark.parametrize(
    "data",
    [
        sign(PDF),
        encodebytes(sign(PDF + bytes(80))),
        b"-----BEGIN PKCS7-----\n" + encodebytes(sign(PDF)) + b"-----END PKCS7-----\n",
    ],
    ids=["DER", "base64", "PEM"],
)
def test_signed_file_is_given_up_however_it_is_written(data: bytes) -> None:
    files = open_alone(data)

    assert files == [("fil", Verdict.CONTAINER), ("fil/unavngivet.pdf", None)]


def test_signature_without_a_letter_is_furniture() -> None:
    files = open_alone(sign(b""))

    assert files == [("fil", Verdict.INLINE)]


def test_signed_letter_cut_off_is_corrupt() -> None:
    files = open_alone(sign(PDF + bytes(200))[:90])

    assert files == [("fil", Verdict.CORRUPT)]


def test_what_lies_too_deep_is_kept_unopened() -> None:
    data = PDF
    for _ in range(12):
        data = pack(indre=data)

    mail = parse_mail(attach(data))

    assert [file.verdict for file in mail.files] == [Verdict.CONTAINER] * 10 + [Verdict.TOO_LARGE]
    assert "too_deep" in mail.notes


def test_parts_are_counted_for_all_containers_together() -> None:
    archive = pack(**{f"{n}.txt": b"ja" for n in range(30)})

    mail = parse_mail(attach(archive, archive, archive), Limits(mail_parts=50))

    assert [file.verdict for file in mail.files if file.filename.endswith(".zip")] == [
        Verdict.CONTAINER,
        Verdict.PARTIAL,
        Verdict.TOO_LARGE,
    ]
    assert "too_many_parts" in mail.notes


def test_octets_are_counted_for_all_containers_together() -> None:
    archive = pack(stort=bytes(600_000))

    mail = parse_mail(attach(archive, archive), Limits(whole_size=1_000_000))

    assert list_parts(mail) == [
        ("unavngivet.zip", Verdict.CONTAINER),
        ("unavngivet.zip/stort", None),
        ("unavngivet-2.zip", Verdict.PARTIAL),
        ("unavngivet-2.zip/stort", Verdict.TOO_LARGE),
    ]


def test_mail_without_time_left_keeps_its_containers_unopened() -> None:
    mail = parse_mail(attach(pack(svar=PDF)), Limits(mail_seconds=0))

    assert list_parts(mail) == [("unavngivet.zip", Verdict.TIMEOUT)]
    assert "out_of_time" in mail.notes

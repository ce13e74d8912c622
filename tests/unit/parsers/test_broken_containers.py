"""Containers broken anywhere cost a verdict at most: nothing raises, and nothing is lost without a word."""

import io
import zipfile

from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableMail
from domain.message import FilePart
from parsers.containers import open_file
from parsers.limits import Limits
from parsers.mail import parse_mail
from parsers.outlook import mapi
from tests.outlook_files import Properties, build_msg, build_tnef, compress_rtf

PDF: Properties = {mapi.ATTACH_LONG_FILENAME: "Svar.pdf", mapi.ATTACH_DATA: b"%PDF-1.4\n"}
LETTER: Properties = {mapi.SUBJECT: "Svar", mapi.RTF_COMPRESSED: compress_rtf(b"{\\rtf1 Vi svarer ja.}")}
MAIL = b"From: Ole <ole@odense.dk>\nDate: x\nSubject: Svar\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nja\n"


def build_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Svar.eml", MAIL)
        archive.writestr("Svar.pdf", b"%PDF-1.4\n")
    return buffer.getvalue()


def build_p7m() -> bytes:
    signed = {"version": "v1", "digest_algorithms": [], "signer_infos": []}
    content = {"content_type": "data", "content": b"Content-Type: text/plain\n\nVi svarer ja.\n"}
    info = {"content_type": "signed_data", "content": cms.SignedData({**signed, "encap_content_info": content})}
    return bytes(cms.ContentInfo(info).dump())


WHOLE = (MAIL, build_zip(), build_p7m(), build_tnef(LETTER, [PDF]), build_msg(LETTER, [PDF]))


@st.composite
def break_container(draw: st.DrawFn) -> bytes:
    """Draw a container with octets changed, put in or left out."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=break_container())
def test_broken_container_is_listed_first_and_opened_as_far_as_it_goes(data: bytes) -> None:
    part = FilePart(filename="brev", path=("brev",), media_type="application/octet-stream", data=data)

    files = open_file(part, Limits())

    assert files[0].data == data
    assert all(file.path[0] == "brev" for file in files)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=break_container())
def test_broken_mail_is_parsed_or_refused(data: bytes) -> None:
    try:
        mail = parse_mail(data)
    except UnreadableMail:
        return

    assert mail.headers.raw or mail.body or mail.files or mail.quoted

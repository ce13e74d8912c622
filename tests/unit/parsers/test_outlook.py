"""Outlook's saved mails and winmail.dat give up their letter and their files."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from domain.errors import UnreadableMail
from domain.message import FilePart, Verdict
from parsers.containers import open_file
from parsers.limits import Limits
from parsers.mail import parse_mail
from parsers.outlook import mapi
from parsers.rtf.compressed import decompress_rtf
from tests.outlook_files import Properties, build_msg, build_msg_around, build_tnef, compress_rtf, list_streams

NOON = datetime(2019, 10, 30, 12, 5, 22, tzinfo=UTC)
LETTER: Properties = {
    mapi.SUBJECT: "Høringssvar",
    mapi.SENDER_NAME: "Ole Olsen",
    mapi.SENDER_ADDRESS: "/O=KOMMUNE/OU=FOLK/CN=OLE",
    mapi.SENDER_SMTP: "ole@odense.dk",
    mapi.CLIENT_SUBMIT_TIME: NOON,
    mapi.MESSAGE_ID: "<1@odense.dk>",
    mapi.BODY: "Vi støtter forslaget.\r\n",
}
PDF: Properties = {mapi.ATTACH_LONG_FILENAME: "Svar fra Ærø.pdf", mapi.ATTACH_DATA: b"%PDF-1.4\n" + bytes(5_000)}
TO: Properties = {mapi.RECIPIENT_TYPE: 1, mapi.DISPLAY_NAME: "FLJE", mapi.SMTP_ADDRESS: "flje@kl.dk"}
RTF = rb"{\rtf1\ansi Vi st\'f8tter forslaget.\par}"


def list_files(data: bytes) -> list[tuple[str, Verdict | None]]:
    part = FilePart(filename="brev", path=("brev",), media_type="application/octet-stream", data=data)
    return [("/".join(file.path), file.verdict) for file in open_file(part, Limits())]


def test_saved_mail_has_the_headers_that_its_properties_tell() -> None:
    mail = parse_mail(build_msg(LETTER, recipients=[TO]))

    assert str(mail.headers.sender) == "Ole Olsen <ole@odense.dk>"
    assert [str(to) for to in mail.headers.to] == ["FLJE <flje@kl.dk>"]
    assert (mail.headers.subject, mail.headers.date) == ("Høringssvar", NOON)
    assert mail.headers.message_id == "<1@odense.dk>"
    assert mail.body == "Vi støtter forslaget."


def test_saved_mail_keeps_the_headers_it_was_sent_with() -> None:
    sent = "Received: from a.dk by mx.kl.dk; Wed, 30 Oct 2019 13:05:22 +0100\r\nFrom: Eva <eva@odense.dk>\r\n"

    mail = parse_mail(build_msg({**LETTER, mapi.TRANSPORT_HEADERS: sent}))

    assert mail.headers.hops[0].by == "mx.kl.dk"
    assert str(mail.headers.sender) == "Eva <eva@odense.dk>"
    assert mail.headers.subject == "Høringssvar"


def test_file_of_a_saved_mail_comes_out_as_it_was() -> None:
    mail = parse_mail(build_msg(LETTER, [PDF]))

    assert [(file.filename, file.media_type) for file in mail.files] == [("Svar fra Ærø.pdf", "application/pdf")]
    assert mail.files[0].data == PDF[mapi.ATTACH_DATA]


def test_picture_that_outlook_hides_is_furniture() -> None:
    logo: Properties = {
        mapi.ATTACH_LONG_FILENAME: "image001.png",
        mapi.ATTACH_DATA: b"\x89PNG\r\n\x1a\n" + bytes(9_000),
        mapi.ATTACH_HIDDEN: 1,
    }

    mail = parse_mail(build_msg(LETTER, [logo]))

    assert mail.files[0].verdict is Verdict.INLINE


def test_file_sent_as_a_link_is_told_with_its_address() -> None:
    link: Properties = {
        mapi.ATTACH_LONG_FILENAME: "Svar.docx",
        mapi.ATTACH_METHOD: 7,
        mapi.ATTACH_LONG_PATHNAME: "https://odense.sharepoint.com/Svar.docx",
    }

    mail = parse_mail(build_msg(LETTER, [link]))

    assert [(file.filename, file.verdict) for file in mail.files] == [("Svar.docx", Verdict.UNSUPPORTED)]
    assert "external_body: https://odense.sharepoint.com/Svar.docx" in mail.notes


def test_page_is_read_where_there_is_no_plain_text() -> None:
    page = "<html><body><p>Vi støtter forslaget.</p></body></html>".encode("cp1252")

    mail = parse_mail(build_msg({mapi.SUBJECT: "Svar", mapi.HTML: page, mapi.INTERNET_CODEPAGE: 1252}))

    assert mail.body == "Vi støtter forslaget."


@pytest.mark.parametrize("build", [build_msg, build_tnef])
def test_rich_text_is_read_where_there_is_nothing_else(build: Callable[[Properties], bytes]) -> None:
    data = build({mapi.SUBJECT: "Svar", mapi.RTF_COMPRESSED: compress_rtf(RTF)})

    part = FilePart(filename="brev", path=("brev",), media_type="application/octet-stream", data=data)
    files = open_file(part, Limits())

    assert "Vi støtter forslaget." in files[1].data.decode()


def test_mail_attached_to_a_saved_mail_becomes_a_saved_mail() -> None:
    inner = list_streams({**LETTER, mapi.BODY: "Det indre svar."}, [PDF], head=24)

    files = list_files(build_msg_around(LETTER, "Udtalelse", inner))

    assert files == [
        ("brev", Verdict.CONTAINER),
        ("brev/besked.txt", None),
        ("brev/Udtalelse.msg", Verdict.CONTAINER),
        ("brev/Udtalelse.msg/besked.txt", None),
        ("brev/Udtalelse.msg/Svar fra Ærø.pdf", None),
    ]


def test_mail_attached_in_winmail_is_opened() -> None:
    inner = bytes.fromhex("0703020000000000c000000000000046") + build_tnef({mapi.BODY: "Det indre svar."}, [PDF])

    files = list_files(build_tnef({}, [{mapi.DISPLAY_NAME: "Udtalelse", mapi.ATTACH_DATA: inner}]))

    assert files == [
        ("brev", Verdict.CONTAINER),
        ("brev/Udtalelse.dat", Verdict.CONTAINER),
        ("brev/Udtalelse.dat/besked.txt", None),
        ("brev/Udtalelse.dat/Svar fra Ærø.pdf", None),
    ]


def test_winmail_cut_off_gives_what_stands_before_the_cut() -> None:
    whole = build_tnef(LETTER, [PDF, PDF])

    files = list_files(whole[: len(whole) - 3_000])

    assert files[0] == ("brev", Verdict.PARTIAL)
    assert ("brev/Svar fra Ærø.pdf", None) in files


def test_saved_mail_whose_directory_is_nowhere_is_corrupt_as_a_file_and_unreadable_as_a_mail() -> None:
    whole = build_msg(LETTER, [PDF])
    broken = whole[:48] + b"\xff\xff\xff\x00" + whole[52:]

    files = list_files(broken)

    assert files == [("brev", Verdict.CORRUPT)]
    with pytest.raises(UnreadableMail):
        parse_mail(broken)


def test_invitation_saved_by_outlook_is_told_as_one() -> None:
    mail = parse_mail(build_msg({**LETTER, mapi.MESSAGE_CLASS: "IPM.Schedule.Meeting.Request"}))

    assert "text/calendar; method=request" in mail.media_types


def test_runs_of_compressed_rich_text_repeat_what_was_written() -> None:
    # The example of [MS-OXRTFCP] 3.1.
    packed = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"

    rtf = decompress_rtf(bytes.fromhex(packed))

    assert rtf == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_text_that_is_no_compressed_rich_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no compressed RTF"):
        decompress_rtf(b"{\\rtf1 hej}" + bytes(20))


def test_saved_mail_that_lacks_a_file_it_tells_of_is_not_wholly_opened() -> None:
    whole = build_msg(LETTER)
    head = bytes(20) + (2).to_bytes(4, "little")
    at = whole.index(bytes(32) + b"\x1f\x00\x37\x00")

    files = list_files(whole[:at] + head + whole[at + len(head) :])

    assert files == [("brev", Verdict.PARTIAL), ("brev/besked.txt", None)]


def test_saved_mail_whose_words_are_missing_is_not_wholly_opened() -> None:
    whole = build_msg(LETTER).replace(
        "__substg1.0_1000001F".encode("utf-16-le"), "__substg1.0_1000001X".encode("utf-16-le")
    )

    files = list_files(whole)

    assert files == [("brev", Verdict.PARTIAL)]

"""Outlook's mails [MS-OXOMSG, MS-OXCMAIL]: a letter made of MAPI properties, out of a .msg or a winmail.dat."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import compat32
from email.utils import format_datetime

from parsers.formats import find_formats
from parsers.letters.letter import Letter, make_letter
from parsers.letters.part_tree import Leaf, describe_type
from parsers.limits import Limits
from parsers.outlook import mapi
from parsers.outlook.mapi import Properties
from parsers.rtf.compressed import decompress_rtf

_HEADERS_END = b"\r\n\r\n"
_TO, _CC = 1, 2
_LONGEST_TEXT = 100_000
# What Outlook calls mails that machines write, as mail itself calls them (report.py, calendar.py judge by these).
_CLASSES = (
    ("report.ipm.note.ndr", "multipart/report; report-type=delivery-status"),
    ("report.ipm.note.dr", "multipart/report; report-type=delivery-status"),
    ("report.ipm.note.ipnrn", "multipart/report; report-type=disposition-notification"),
    ("report.ipm.note.ipnnrn", "multipart/report; report-type=disposition-notification"),
    ("ipm.schedule.meeting.request", "text/calendar; method=request"),
    ("ipm.schedule.meeting.canceled", "text/calendar; method=cancel"),
    ("ipm.schedule.meeting.resp", "text/calendar; method=reply"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookMail:
    """A mail as properties; ``complete`` unless something in it could not be read."""

    properties: Properties
    recipients: Sequence[Properties] = ()
    attachments: Sequence[Properties] = ()
    complete: bool = True
    notes: tuple[str, ...] = ()


def make_outlook_letter(mail: OutlookMail, limits: Limits) -> Letter:
    """Make a letter of it."""
    message = _make_message(mail)
    leaves = [*_read_body(mail.properties, limits), *map(_read_attachment, mail.attachments)]
    letter = make_letter(message, leaves)
    return replace(
        letter,
        media_types=(*_find_types(mail.properties, message), *letter.media_types),
        complete=mail.complete,
        notes=(*letter.notes, *mail.notes),
    )


def _find_types(properties: Properties, message: Message) -> Iterator[str]:
    if message.get("Content-Type"):
        yield describe_type(message)
    kind = properties.find_text(mapi.MESSAGE_CLASS).lower()
    yield from (told for begin, told in _CLASSES if kind.startswith(begin))


def _make_message(mail: OutlookMail) -> Message:
    """Return the headers that the mail came with; those that it lost, as its properties tell them."""
    properties = mail.properties
    sent = properties.find_text(mapi.TRANSPORT_HEADERS).encode("utf-8", "replace").lstrip()
    parser = BytesFeedParser(policy=compat32)
    parser.feed(b"\r\n".join(sent.splitlines()) + _HEADERS_END)
    message = parser.close()
    for name, value in _tell_headers(mail):
        if value and name not in message:
            message[name] = " ".join(value[:_LONGEST_TEXT].split())
    return message


def _tell_headers(mail: OutlookMail) -> Iterator[tuple[str, str]]:
    properties = mail.properties
    moment = properties.find_moment(mapi.CLIENT_SUBMIT_TIME, mapi.DELIVERY_TIME)
    yield "From", _find_sender(properties)
    yield "To", _list_recipients(mail.recipients, _TO) or properties.find_text(mapi.DISPLAY_TO)
    yield "Cc", _list_recipients(mail.recipients, _CC) or properties.find_text(mapi.DISPLAY_CC)
    yield "Subject", properties.find_text(mapi.SUBJECT)
    yield "Date", format_datetime(moment) if moment else ""
    yield "Message-ID", properties.find_text(mapi.MESSAGE_ID)
    yield "In-Reply-To", properties.find_text(mapi.IN_REPLY_TO)
    yield "References", properties.find_text(mapi.REFERENCES)


def _find_sender(properties: Properties) -> str:
    """Return who wrote it; an address of Exchange's own (/O=KOMMUNE/OU=…) is none outside."""
    name = properties.find_text(mapi.REPRESENTING_NAME, mapi.SENDER_NAME)
    numbers = (mapi.REPRESENTING_SMTP, mapi.SENDER_SMTP, mapi.REPRESENTING_ADDRESS, mapi.SENDER_ADDRESS)
    return _write_address(name, map(properties.find_text, numbers))


def _list_recipients(recipients: Iterable[Properties], kind: int) -> str:
    numbers = (mapi.SMTP_ADDRESS, mapi.EMAIL_ADDRESS)
    chosen = (each for each in recipients if each.find_number(mapi.RECIPIENT_TYPE) & 15 == kind)
    return ", ".join(_write_address(each.find_text(mapi.DISPLAY_NAME), map(each.find_text, numbers)) for each in chosen)


def _write_address(name: str, addresses: Iterable[str]) -> str:
    address = next((address for address in addresses if "@" in address), "")
    quoted = '"' + name.replace("\\", "").replace('"', "'") + '"' if name else ""
    return f"{quoted} <{address}>".strip() if address and address != name else address or quoted


def _read_body(properties: Properties, limits: Limits) -> Iterator[Leaf]:
    """Yield the forms of the text: plain and HTML, or what the RTF says where there is neither."""
    plain = properties.find_text(mapi.BODY)
    page = properties.find_octets(mapi.HTML)
    if plain.strip():
        yield _make_leaf("text/plain", plain.encode("utf-8", "replace"), charset="utf-8")
    if page.strip(b"\0 \r\n"):
        yield _make_leaf("text/html", page.rstrip(b"\0"), charset=properties.find_charset(mapi.HTML))
    elif not plain.strip() and (rtf := properties.find_octets(mapi.RTF_COMPRESSED)):
        yield _make_leaf("text/plain", _read_rtf(rtf, limits).encode("utf-8", "replace"), charset="utf-8")


def _read_rtf(data: bytes, limits: Limits) -> str:
    reader = find_formats().get("rtf")
    return reader.extract(decompress_rtf(data), limits).text if reader else ""


def _make_leaf(media_type: str, data: bytes, *, charset: str) -> Leaf:
    return Leaf(
        media_type=media_type,
        parameters={"charset": charset},
        disposition="",
        filename="",
        content_id="",
        data=data,
        group=0,
    )


def _read_attachment(properties: Properties) -> Leaf:
    name = properties.find_text(mapi.ATTACH_LONG_FILENAME, mapi.ATTACH_FILENAME, mapi.DISPLAY_NAME)
    media_type = properties.find_text(mapi.ATTACH_MIME_TAG).lower() or "application/octet-stream"
    where = properties.find_text(mapi.ATTACH_LONG_PATHNAME)
    elsewhere = bool(where and not properties.find_octets(mapi.ATTACH_DATA))  # a file in OneDrive, sent as a link
    return Leaf(
        media_type="message/external-body" if elsewhere else media_type,
        parameters={"url": where} if elsewhere else {},
        disposition="inline" if properties.find_number(mapi.ATTACH_HIDDEN) else "attachment",
        filename=name,
        content_id=properties.find_text(mapi.ATTACH_CONTENT_ID).strip("<> "),
        data=properties.find_octets(mapi.ATTACH_DATA),
        group=None,
    )

"""Builders of mails for tests: as bytes, as parsed, and as read."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from domain.consultation import Consultation
from domain.deadline import Deadline
from domain.message import (
    Attachment,
    ExtractedText,
    FilePart,
    Hop,
    MailHeaders,
    ParsedMail,
    ReadMail,
    Sender,
    Verdict,
)

BORDER = "mx.kl.dk"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
IN_TIME = datetime(2019, 10, 30, 12, 5, tzinfo=UTC)
SUBJECT = "SV: Høring om de kommunale kerneværdier"

_TYPES = {
    "docx": DOCX,
    "pdf": PDF,
    "doc": "application/msword",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "p7s": "application/pkcs7-signature",
    "ics": "text/calendar",
    "vcf": "text/vcard",
}

Trace = Hop | tuple[str, str]
"""A trace header: a hop becomes a ``Received:`` line, a pair stands as it is."""


def build_consultation(**changes: object) -> Consultation:
    autumn = Consultation(
        id="kernevaerdier-2019-efteraar",
        title="De kommunale kerneværdier, efteråret 2019",
        mailboxes=("FLJE",),
        opens=date(2019, 6, 28),
        deadline=Deadline(date(2019, 11, 1)),
        closes=date(2019, 12, 27),
        questions=(
            "Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?",
            "Hvilke muligheder giver det kommunale ejerskab i jeres arbejde med at skabe sammenhæng?",
        ),
    )
    return replace(autumn, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_sender(text: str) -> Sender:
    """Read ``Name <address>`` or a bare address."""
    name, _, address = text.rpartition(" <")
    return Sender(name.strip('" '), address.rstrip(">"))


def build_hop(by: str = BORDER, *peers: str, at: datetime | None = IN_TIME) -> Hop:
    """Build one ``Received:`` line as Postfix writes it; the peers are HELO, rDNS and IP."""
    named = peers or ("mail.odense.dk", "mail.odense.dk", "203.0.113.7")
    client = " ".join((*named[1:2], *(f"[{ip}]" for ip in named[2:3])))
    when = format_datetime(at) if at else "no date at all"
    line = f"from {named[0]}{f' ({client})' if client else ''} by {by} (Postfix) with ESMTPS id 1; {when}"
    return Hop(by=by, peers=named, at=at, line=line)


def build_headers(
    *,
    sender: str | tuple[str, ...] = "Jens Jensen <jens@odense.dk>",
    from_headers: int = 1,
    reply_to: str = "",
    to: str = "FLJE@kl.dk",
    subject: str = SUBJECT,
    date: datetime | None = IN_TIME,
    message_id: str = "<1@odense.dk>",
    references: tuple[str, ...] = (),
    trace: tuple[Trace, ...] | None = None,
    extra: tuple[tuple[str, str], ...] = (),
) -> MailHeaders:
    """Build headers; ``trace`` stands above them in the order given (default: one border line in time)."""
    senders = (sender,) if isinstance(sender, str) else sender
    lines: tuple[Trace, ...] = (build_hop(),) if trace is None else trace
    raw = [("Received", line.line) if isinstance(line, Hop) else line for line in lines]
    raw += [("From", ", ".join(senders)), ("To", to), ("Subject", subject), ("Message-ID", message_id)]
    raw += [("Reply-To", reply_to)] if reply_to else []
    return MailHeaders(
        froms=tuple(build_sender(s) for s in senders if s),
        from_headers=from_headers,
        reply_to=(build_sender(reply_to),) if reply_to else (),
        to=(build_sender(to),),
        cc=(),
        subject=subject,
        date=date,
        message_id=message_id,
        references=references,
        hops=tuple(line for line in lines if isinstance(line, Hop)),
        raw=(*raw, *extra),
    )


def build_attachment(
    filename: str = "Høringssvar.docx",
    text: str = "Høringssvar om de kommunale kerneværdier. Byrådet bakker op om de ti kerneværdier.",
    *,
    verdict: Verdict = Verdict.OK,
    path: tuple[str, ...] | None = None,
    media_type: str | None = None,
    size: int | None = None,
    notes: tuple[str, ...] = (),
) -> Attachment:
    """Build a file that has been read."""
    return Attachment(
        filename=filename,
        path=path or (filename,),
        media_type=media_type or _guess_type(filename),
        size=len(text.encode()) + 12_000 if size is None else size,
        sha256=hashlib.sha256(filename.encode() + text.encode()).hexdigest(),
        extracted=ExtractedText(text=text, verdict=verdict, method="test", notes=notes),
    )


def _guess_type(filename: str) -> str:
    return _TYPES.get(filename.rpartition(".")[2].lower(), "application/octet-stream")


def build_mail(
    body: str = "Hermed høringssvar fra Odense Kommune.",
    *attachments: Attachment,
    quoted: str = "",
    media_types: tuple[str, ...] = (),
    failed_recipients: tuple[str, ...] = (),
    headers: MailHeaders | None = None,
    **header_fields: object,
) -> ReadMail:
    """Build a mail that has been read; keywords not named here go to ``build_headers``."""
    return ReadMail(
        headers=headers or build_headers(**header_fields),  # type: ignore[arg-type]  # handed on as given
        body=body,
        quoted=quoted,
        attachments=attachments,
        media_types=media_types or ("text/plain", *(a.media_type for a in attachments)),
        failed_recipients=failed_recipients,
    )


def build_parsed(body: str = "Hermed høringssvar.", *files: FilePart, **header_fields: object) -> ParsedMail:
    """Build a mail that has been taken apart, its files still unread."""
    return ParsedMail(
        headers=build_headers(**header_fields),  # type: ignore[arg-type]  # handed on as given
        body=body,
        quoted="",
        files=files,
        media_types=("text/plain", *(f.media_type for f in files)),
    )


def build_raw(
    body: str = "Hermed høringssvar fra Odense Kommune.\n",
    *,
    files: Iterable[tuple[str, bytes]] = (),
    sender: str = "Jens Jensen <jens@odense.dk>",
    to: str = "FLJE@kl.dk",
    subject: str = SUBJECT,
    date: datetime = IN_TIME,
    message_id: str = "<1@odense.dk>",
    trace: tuple[Trace, ...] | None = None,
    extra: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Build the bytes of a mail, trace headers on top."""
    mail = EmailMessage()
    lines: tuple[Trace, ...] = (build_hop(),) if trace is None else trace
    for name, value in (("Received", line.line) if isinstance(line, Hop) else line for line in lines):
        mail[name] = value
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, to, subject, format_datetime(date)
    mail["Message-ID"] = message_id
    for name, value in extra:
        mail[name] = value
    mail.set_content(body)
    for filename, data in files:
        maintype, _, subtype = _guess_type(filename).partition("/")
        mail.add_attachment(data, maintype=maintype, subtype=subtype, filename=filename)
    return mail.as_bytes()

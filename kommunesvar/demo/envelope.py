"""Puts a mail on its way: the trace that servers leave on it between a municipality and KL.

The lines are as Exchange and Postfix write them; addresses of hosts come from the ranges that
RFC 5737 keeps for documentation.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from domain.deadline import COPENHAGEN

BORDER_HOST = "mx.kl.dk"
INNER_HOST = "KLEXCH02.kl.dk"
CROSSING = timedelta(seconds=4)
DELIVERY = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class File:
    """A file to attach: its name, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail as its sender wrote it; ``headers`` are added to the usual ones."""

    name: str
    address: str
    subject: str
    text: str
    html: str = ""
    logo: bytes = b""
    files: tuple[File, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """How a mail came: when it crossed KL's border, and in which zone the border's clock wrote that.

    ``verdict`` is what the border found of the sender: ``pass``, ``fail`` or ``none``.
    """

    recipient: str
    crossed_at: datetime
    written_in: tzinfo = COPENHAGEN
    verdict: str = "pass"
    sent_in: tzinfo = field(default=COPENHAGEN)

    @property
    def delivered_at(self) -> datetime:
        """When the mail stood in the mailbox: its INTERNALDATE."""
        return self.crossed_at + DELIVERY


def post(draft: Draft, journey: Journey, rng: random.Random) -> bytes:
    """Return the whole mail as it lies in KL's mailbox."""
    domain = draft.address.rpartition("@")[2]
    return stamp(pack(draft, journey, rng), domain=domain, envelope_from=draft.address, journey=journey, rng=rng)


def pack(draft: Draft, journey: Journey, rng: random.Random) -> bytes:
    """Return the mail as it left its sender."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{draft.name} <{draft.address}>" if draft.name else draft.address
    message["To"] = journey.recipient
    message["Subject"] = draft.subject
    message["Date"] = format_datetime((journey.crossed_at - CROSSING).astimezone(journey.sent_in))
    message["Message-ID"] = make_message_id(draft.address.rpartition("@")[2], rng)
    for name, value in draft.headers:
        message[name] = value
    message["Accept-Language"] = "da-DK, en-US"
    message["Content-Language"] = "da-DK"
    message["X-MS-Has-Attach"] = "yes" if draft.files else ""
    message.set_content(draft.text, cte=rng.choice(("quoted-printable", "base64", "8bit")))
    _add_html(message, draft)
    for file in draft.files:
        maintype, _, subtype = file.media_type.partition("/")
        message.add_attachment(file.data, maintype=maintype, subtype=subtype, filename=file.name)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"_{number:03}_{rng.getrandbits(64):016X}_")
    return message.as_bytes()


def _add_html(message: EmailMessage, draft: Draft) -> None:
    if not draft.html:
        return
    message.add_alternative(draft.html, subtype="html", cte="quoted-printable")
    if draft.logo:
        html = message.get_payload(1)
        if isinstance(html, EmailMessage):
            html.add_related(draft.logo, "image", "png", cid="<image001.png@01D58F2A>", filename="image001.png")


def stamp(
    mail: bytes, *, domain: str, envelope_from: str, journey: Journey, rng: random.Random, sending_host: str = ""
) -> bytes:
    """Put the trace of KL's and the sender's servers above a mail; the topmost line is the latest."""
    host = sending_host or _pick_sending_host(domain, rng)
    peer = f"192.0.2.{rng.randint(2, 250)}"
    border, queue = _clock(journey.crossed_at, journey.written_in), f"{rng.getrandbits(40):010X}"
    lines = [
        f"Return-Path: <{envelope_from}>",
        (
            f"Received: from {BORDER_HOST} (198.51.100.25) by {INNER_HOST} (198.51.100.31) with Microsoft SMTP\r\n"
            f" Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n"
            f" 15.1.1847.3 via Frontend Transport; {_clock(journey.crossed_at + timedelta(seconds=1), COPENHAGEN)}"
        ),
        *_authentication_results(domain, envelope_from, journey.verdict),
        (
            f"Received: from {host} ({host} [{peer}])\r\n\tby {BORDER_HOST} (Postfix) with ESMTPS id {queue}\r\n"
            f"\tfor <{journey.recipient}>; {border}"
        ),
        (
            f"Received: from EXC{rng.randint(1, 4):02}.{domain} (203.0.113.{rng.randint(2, 250)}) by {host}\r\n"
            f" (203.0.113.{rng.randint(2, 250)}) with Microsoft SMTP Server (version=TLS1_2)\r\n"
            f" id 15.0.1497.2; {_clock(journey.crossed_at - timedelta(seconds=2), COPENHAGEN)}"
        ),
    ]
    return "\r\n".join([*lines, ""]).encode("ascii") + mail


def stamp_internal(mail: bytes, *, at: datetime) -> bytes:
    """Put the trace of a mail that never left KL above it."""
    line = (
        f"Received: from {INNER_HOST} (198.51.100.31) by {INNER_HOST} (198.51.100.31) with Microsoft SMTP\r\n"
        f" Server (TLS) id 15.1.1847.3 via Mailbox Transport; {_clock(at, COPENHAGEN)}\r\n"
    )
    return line.encode("ascii") + mail


def make_message_id(domain: str, rng: random.Random) -> str:
    """Return a Message-ID as Exchange makes them."""
    return f"<{rng.getrandbits(128):032x}@EXC{rng.randint(1, 4):02}.{domain}>"


def _authentication_results(domain: str, envelope_from: str, verdict: str) -> Sequence[str]:
    if verdict == "none":
        return ()
    dkim = "pass" if verdict == "pass" else "none"
    return (
        (
            f"Authentication-Results: {BORDER_HOST};\r\n\tdkim={dkim} header.d={domain} header.s=selector1;\r\n"
            f"\tspf={verdict} smtp.mailfrom={envelope_from};\r\n\tdmarc={verdict} header.from={domain}"
        ),
    )


def _pick_sending_host(domain: str, rng: random.Random) -> str:
    outlook = f"mail-db5eur03on{rng.randint(2000, 2140)}.outbound.protection.outlook.com"
    return rng.choice((outlook, f"smtp.{domain}", f"mailout1.{domain}"))


def _clock(moment: datetime, zone: tzinfo) -> str:
    suffix = " (UTC)" if zone is UTC else ""
    return format_datetime(moment.astimezone(zone)) + suffix

"""Mails byte by byte: what a sender's program writes, and what the servers on the way write above it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

import base64
import quopri
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime

from domain.municipality import Municipality
from storage.roster import load_roster
from tests.examiner.words import DISCLAIMERS, FIRST, LAST, NOTES, PARAGRAPHS, SIGN_OFFS

ROSTER = load_roster()
CODES = tuple(sorted(municipality.code for municipality in ROSTER))
ADDRESSES = {"FLJE": "FLJE@kl.dk", "MLAR": "MLAR@kl.dk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One part below the text."""

    name: str
    kind: str
    data: bytes
    inline: bool = False
    extra: str = ""


@dataclass(slots=True, kw_only=True)
class Letter:
    """Everything one mail is made from; what is not said is what is usual."""

    sender: str
    name: str = ""
    subject: str = "Høringssvar"
    text: str | None = ""
    html: str | None = None
    files: list[Enclosure] = field(default_factory=list)
    at: str = "2019-10-22T10:14:05+02:00"
    mailbox: str = "FLJE"
    route: str = "postfix"
    proof: str = "dmarc"
    charset: str = "utf-8"
    encoding: str = "base64"
    headers: list[str] = field(default_factory=list)
    content: str | None = None
    payload: bytes | None = None


def person(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[(number * 7 + number // 12) % len(LAST)]}"


def pick(number: int) -> Municipality:
    """A municipality by a running number, far from its neighbours in the list."""
    return ROSTER[CODES[number * 37 % len(CODES)]]


def fill(template: str, town: Municipality, number: int) -> str:
    who = person(number)
    domain = town.domains[0]
    mail = f"{who.split()[0].lower().replace('ø', 'oe').replace('å', 'aa')}@{domain}"
    return template.format(
        name=town.name, official=town.official_name, domain=domain, person=who, mail=mail, code=town.code
    )


def cover(town: Municipality, number: int, disclaimer: int | None = None) -> str:
    """A short note with a sign-off, and perhaps what the server writes below every mail."""
    parts = [NOTES[number % len(NOTES)], SIGN_OFFS[(number * 3) % len(SIGN_OFFS)]]
    if disclaimer is not None:
        parts.append(DISCLAIMERS[disclaimer % len(DISCLAIMERS)])
    return fill("\n\n".join(parts), town, number)


def prose(town: Municipality, number: int, count: int = 5) -> tuple[str, ...]:
    """Paragraphs of a letter, others for each number."""
    step = 1 + number % 4
    chosen = [PARAGRAPHS[(number + step * place) % len(PARAGRAPHS)] for place in range(count)]
    return (f"{town.official_name} takker for muligheden for at svare. Sagsnr. 19/{number + 4000}.", *chosen)


def build(letter: Letter, number: int) -> bytes:
    """The mail as it lies in the mailbox."""
    host = letter.sender.rpartition("@")[2]
    top = [
        *_trace(letter, host, number),
        f"From: {_phrase(letter.name)} <{letter.sender}>" if letter.name else f"From: {letter.sender}",
        f"To: {ADDRESSES[letter.mailbox]}",
        f"Subject: {_encode(letter.subject)}",
        f"Date: {format_datetime(datetime.fromisoformat(letter.at) - timedelta(seconds=9))}",
        f"Message-ID: <{number:05d}.exam@{host}>",
        "MIME-Version: 1.0",
    ]
    named = {line.partition(":")[0].lower() for line in letter.headers}
    kept = [line for line in top if line.partition(":")[0].lower() not in named or line.startswith("Received")]
    head = "\r\n".join([*kept, *letter.headers]).encode("utf-8")
    if letter.payload is not None:
        return head + f"\r\nContent-Type: {letter.content}\r\n".encode() + letter.payload
    return head + b"\r\n" + _body(letter, number)


def _encode(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def _phrase(name: str) -> str:
    return f'"{name}"' if name.isascii() else _encode(name)


def _body(letter: Letter, number: int) -> bytes:
    texts = []
    if letter.text is not None:
        texts.append(_text_part("plain", letter.text, letter))
    if letter.html is not None:
        texts.append(_text_part("html", letter.html, letter))
    content = texts[0] if len(texts) == 1 else join("alternative", texts, f"a{number}")
    inline = [_file_part(part) for part in letter.files if part.inline]
    others = [_file_part(part) for part in letter.files if not part.inline]
    if inline:
        content = join("related", [content, *inline], f"r{number}")
    if others:
        content = join("mixed", [content, *others], f"m{number}")
    return content


def join(kind: str, parts: list[bytes], mark: str) -> bytes:
    line = f"----=_Part_{mark}_"
    inside = b"".join(b"\r\n--" + line.encode() + b"\r\n" + part for part in parts)
    return (
        f'Content-Type: multipart/{kind};\r\n boundary="{line}"\r\n\r\n'.encode()
        + inside
        + (f"\r\n--{line}--\r\n".encode())
    )


def _text_part(kind: str, text: str, letter: Letter) -> bytes:
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(letter.charset, "replace")
    coded = {"base64": base64.encodebytes(data), "8bit": data, "quoted-printable": quopri.encodestring(data)}
    head = (
        f"Content-Type: text/{kind}; charset={letter.charset}\r\nContent-Transfer-Encoding: {letter.encoding}\r\n\r\n"
    )
    return head.encode() + coded[letter.encoding]


def _file_part(part: Enclosure) -> bytes:
    name = _encode(part.name).replace("\r\n ", " ")
    how = "inline" if part.inline else "attachment"
    extra = f"Content-ID: <{part.name}@01D58A>\r\n" if part.inline else ""
    head = (
        f'Content-Type: {part.kind}; name="{name}"{part.extra}\r\nContent-Transfer-Encoding: base64\r\n{extra}'
        f'Content-Disposition: {how}; filename="{name}"\r\n\r\n'
    )
    return head.encode() + base64.encodebytes(part.data)


def _trace(letter: Letter, host: str, number: int) -> list[str]:
    moment = datetime.fromisoformat(letter.at)
    stamp = format_datetime(moment)
    target = ADDRESSES[letter.mailbox]
    origin = f"mail{number % 7 + 1}.{host}"
    peer = f"{origin} ({origin} [185.20.{number % 250}.9])"
    later = format_datetime(moment + timedelta(seconds=4))
    before = format_datetime(moment - timedelta(seconds=6))
    inner = f"Received: from WS{number} (10.1.2.3) by ex01.{host} (10.1.2.9) with Microsoft SMTP Server;\r\n {before}"
    border = {
        "postfix": f"Received: from {peer}\r\n\tby mx.kl.dk (Postfix) with ESMTPS id 46{number}Fz\r\n\tfor <{target}>; {stamp}",
        "exim": f"Received: from [185.20.1.9] (helo={origin})\r\n\tby mx.kl.dk with esmtps (TLS1.2:ECDHE_RSA:256)\r\n"
        f"\t(Exim 4.92)\r\n\t(envelope-from <{letter.sender}>)\r\n\tid 1iR{number}-0007; {stamp}",
        "exchange": f"Received: from EUR05-DB8-obe.outbound.protection.outlook.com (40.107.20.73) by mx.kl.dk\r\n"
        f" (10.9.0.4) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_RSA) id 15.1.1847.3; {stamp}",
        "heimdal": f"Received: from mx-out.heimdalsecurity.com (mx-out.heimdalsecurity.com [83.212.1.9]) by mx.kl.dk\r\n"
        f" with ESMTP id H{number}; {stamp}",
        "comment": f"Received: from {peer} by mx.kl.dk (8.15.2/8.15.2) with ESMTP id x9{number}\r\n for {target};\r\n"
        f" {stamp} ({moment.tzname() or 'CEST'})",
    }
    above = {
        "exchange": [
            (
                f"Received: from EX02.kl.local (10.9.1.2) by EX01.kl.local (10.9.1.1) with Microsoft SMTP\r\n"
                f" Server id 15.1.1847.3 via Mailbox Transport; {later}"
            ),
            f"Received: from mx.kl.dk (10.9.0.4) by EX02.kl.local (10.9.1.2) with Microsoft SMTP Server; {later}",
        ],
        "heimdal": [
            f"Received: from localhost (localhost [127.0.0.1]) by mx.kl.dk (Postfix) with ESMTP id 11; {later}",
            (
                f"Received: from mx.kl.dk ([127.0.0.1]) by localhost (mx.kl.dk [127.0.0.1]) (amavisd-new, port 10024)\r\n"
                f" with ESMTP id zz; {later}"
            ),
        ],
    }
    lines = [] if letter.route == "none" else [*above.get(letter.route, []), border[letter.route]]
    return [f"Return-Path: <{letter.sender}>", *_proof(letter, host), *lines, inner]


def _proof(letter: Letter, host: str) -> list[str]:
    forms = {
        "dmarc": [
            (
                f"Authentication-Results: mx.kl.dk;\r\n\tdkim=pass (2048-bit key) header.d={host} header.i=@{host};\r\n"
                f"\tspf=pass smtp.mailfrom={letter.sender};\r\n\tdmarc=pass (p=none dis=none) header.from={host}"
            )
        ],
        "split": [
            f"Authentication-Results: mx.kl.dk; dmarc=pass header.from={host}",
            f"Authentication-Results: mx.kl.dk; spf=pass smtp.mailfrom={letter.sender}",
            f'Authentication-Results: mx.kl.dk;\r\n\tdkim=pass (1024-bit key; unprotected) header.d={host} header.b="Ab/c"',
        ],
        "version": [
            f"Authentication-Results: mx.kl.dk 1; spf=none; dkim=pass header.d={host}; dmarc=pass header.from={host}"
        ],
        "fail": [
            f"Authentication-Results: mx.kl.dk; spf=fail smtp.mailfrom={letter.sender}; dmarc=fail header.from={host}"
        ],
        "foreign": [f"Authentication-Results: mx.{host}; dmarc=pass header.from={host}"],
        "none": [],
    }
    return forms[letter.proof]

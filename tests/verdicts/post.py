"""Mails byte by byte: what a sender's program writes, and what the servers on the way write above it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

import base64
import quopri
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
TARGETS = {"FLJE": "FLJE@kl.dk", "MLAR": "MLAR@kl.dk"}


def at(text: str) -> datetime:
    """Read a moment; without an offset it is a Danish wall clock's."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One part below the text; ``raw_name`` writes the name as bytes, without the encoding that the standard asks."""

    name: str
    media_type: str
    data: bytes
    inline: bool = False
    encoded_name: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Everything that one mail is made from; what is not said is what is usual.

    ``trace`` are the headers that servers wrote on top; None stands for a usual way here, with a confirmed sender.
    ``declared`` is the charset that the mail claims, where it is not that of its bytes; '' claims none.
    ``sections`` replaces text, html and files by parts made elsewhere; ``content`` is its Content-Type.
    """

    sender: str
    name: str = ""
    subject: str = "Høringssvar"
    text: str | None = ""
    html: str | None = None
    files: tuple[File, ...] = ()
    at: datetime
    mailbox: str = "FLJE"
    trace: tuple[str, ...] | None = None
    charset: str = "utf-8"
    declared: str | None = None
    encoding: str = "quoted-printable"
    headers: tuple[str, ...] = ()
    raw_subject: bytes | None = None
    sections: bytes | None = None
    content: str = ""
    text_below: str = ""

    @property
    def host(self) -> str:
        """The domain that the sender writes from."""
        return self.sender.rpartition("@")[2]

    def with_files(self, *files: File) -> "Post":
        """Return it with files below."""
        return replace(self, files=(*self.files, *files))


def build(post: Post, number: int) -> bytes:
    """Return the mail as it lies in the mailbox."""
    named = {line.partition(":")[0].lower() for line in post.headers}
    trace = usual_trace(post, number) if post.trace is None else post.trace
    own = (
        f"From: {_name_sender(post)}",
        f"To: {TARGETS[post.mailbox]}",
        f"Subject: {encode_words(post.subject)}",
        f"Date: {format_datetime(post.at - timedelta(seconds=9))}",
        f"Message-ID: <{number:05d}.{abs(hash_of(post.sender + post.subject)):08x}@{post.host}>",
        "MIME-Version: 1.0",
    )
    lines = [*trace, *(line for line in own if line.partition(":")[0].lower() not in named), *post.headers]
    head = b"".join(_write_line(line, post) + b"\r\n" for line in lines)
    if post.sections is not None:
        return head + f"Content-Type: {post.content}\r\n\r\n".encode() + post.sections
    return head + _write_body(post, number)


def hash_of(text: str) -> int:
    """Return a number of a text, the same in every run."""
    return int.from_bytes(text.encode()[-6:], "big")


def encode_words(text: str) -> str:
    """Write a header's text as RFC 2047 asks."""
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def join(kind: str, parts: list[bytes], mark: str) -> bytes:
    """Put parts into a multipart, headers and all."""
    line = f"_{mark:0>3}_7F2B5C_"
    inside = b"".join(b"\r\n--" + line.encode() + b"\r\n" + part for part in parts)
    head = f'Content-Type: multipart/{kind};\r\n boundary="{line}"\r\n\r\n'
    return head.encode() + inside + f"\r\n--{line}--\r\n".encode()


def usual_trace(post: Post, number: int, moment: datetime | None = None) -> tuple[str, ...]:
    """Return the servers' headers of an ordinary day: one of five ways, the sender confirmed."""
    return (f"Return-Path: <{post.sender}>", *confirm(post.host, number), *border(post, number, moment))


def confirm(host: str, number: int = 0) -> tuple[str, ...]:
    """Return our own server's word that the sender is genuine."""
    forms = (
        (
            (
                f"Authentication-Results: mx.kl.dk;\r\n\tdkim=pass (2048-bit key) header.d={host} header.i=@{host};\r\n"
                f"\tspf=pass smtp.mailfrom=post@{host};\r\n\tdmarc=pass (p=quarantine dis=none) header.from={host}"
            ),
        ),
        (f"Authentication-Results: mx.kl.dk; spf=pass smtp.mailfrom={host}; dmarc=pass header.from={host}",),
        (
            f"Authentication-Results: mx.kl.dk; dmarc=pass header.from={host}",
            f"Authentication-Results: mx.kl.dk; spf=pass smtp.mailfrom={host}",
        ),
        (f'Authentication-Results: mx.kl.dk; dkim=pass header.d={host} header.s=selector1 header.b="a1B2/c3"',),
    )
    return forms[number % len(forms)]


def border(post: Post, number: int, moment: datetime | None = None) -> tuple[str, ...]:
    """Return the Received lines of one of five ways into our house, topmost first."""
    when, host, target = moment or post.at, post.host, TARGETS[post.mailbox]
    stamp, later = format_datetime(when), format_datetime(when + timedelta(seconds=4))
    inner = (
        f"Received: from WS{number}.{host} (10.1.2.3) by EX01.{host} (10.1.2.9) with Microsoft SMTP Server\r\n"
        f" (TLS) id 15.0.1497.2; {format_datetime(when - timedelta(seconds=6))}"
    )
    origin = f"smtp{number % 4 + 1}.{host}"
    ways = (
        ((f"Received: from {origin} ({origin} [185.20.{number % 250}.9])\r\n\tby mx.kl.dk (Postfix) with ESMTPS id 46F\r\n"
         f"\tfor <{target}>; {stamp}"),),
        ((f"Received: from EX02.kl.dk (10.9.1.2) by EX01.kl.dk (10.9.1.1) with Microsoft SMTP Server\r\n id 15.1.1847.3 "
         f"via Mailbox Transport; {later}"),
         f"Received: from mx.kl.dk (10.9.0.4) by EX02.kl.dk (10.9.1.2) with Microsoft SMTP Server; {later}",
         (f"Received: from EUR05-DB8-obe.outbound.protection.outlook.com (40.107.20.73)\r\n by mx.kl.dk (10.9.0.4) with "
         f"Microsoft SMTP Server (TLS) id 15.1.1847.3; {stamp}")),
        ((f"Received: from mx-out{number % 3}.spamfilter.example ([83.212.1.{number % 250}]) by mx.kl.dk with ESMTP id "
         f"H{number}; {stamp}"),),
        (f"Received: from localhost (localhost [127.0.0.1]) by mx.kl.dk (Postfix) with ESMTP id 11; {later}",
         (f"Received: from {origin} ({origin} [185.20.7.{number % 250}]) by mx.kl.dk (Postfix) with ESMTPS\r\n for "
         f"<{target}>; {stamp}")),
        ((f"Received: from [185.20.1.9] (helo={origin})\r\n\tby mx.kl.dk with esmtps (TLS1.2:ECDHE_RSA:256)\r\n"
         f"\t(Exim 4.92)\r\n\tid 1iR{number}-0007; {stamp}"),),
    )  # fmt: skip
    return (*ways[number % len(ways)], inner)


def _name_sender(post: Post) -> str:
    if not post.name:
        return post.sender
    name = f'"{post.name}"' if post.name.isascii() else encode_words(post.name)
    return f"{name} <{post.sender}>"


def _write_line(line: str, post: Post) -> bytes:
    if post.raw_subject is not None and line.startswith("Subject:"):
        return b"Subject: " + post.raw_subject
    return line.encode("utf-8")


def _write_body(post: Post, number: int) -> bytes:
    texts = [write_text("plain", post.text, post)] if post.text is not None else []
    if post.html is not None:
        texts.append(write_text("html", post.html, post))
    content = texts[0] if len(texts) == 1 else join("alternative", texts, f"a{number}")
    inline = [write_file(file) for file in post.files if file.inline]
    others = [write_file(file) for file in post.files if not file.inline]
    if inline:
        content = join("related", [content, *inline], f"r{number}")
    if others:
        below = [write_text("plain", post.text_below, post)] if post.text_below else []
        content = join("mixed", [content, *others, *below], f"m{number}")
    return content


def write_text(kind: str, text: str, post: Post) -> bytes:
    """Write a text part in the charset of its bytes, under the name that it claims."""
    data = text.replace("\n", "\r\n").encode(post.charset, "replace")
    claimed = post.charset if post.declared is None else post.declared
    charset = f"; charset={claimed}" if claimed else ""
    head = f"Content-Type: text/{kind}{charset}\r\nContent-Transfer-Encoding: {post.encoding}\r\n\r\n"
    return head.encode() + _encode(data, post.encoding)


def _encode(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(data)
    if encoding == "quoted-printable":
        return quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    return data


def write_file(file: File) -> bytes:
    """Write a file part."""
    name = (encode_words(file.name) if file.encoded_name else file.name).replace("\r\n ", " ")
    how = "inline" if file.inline else "attachment"
    extra = f"Content-ID: <{file.name}@01D58A>\r\n" if file.inline else ""
    head = (
        f'Content-Type: {file.media_type}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n{extra}'
        f'Content-Disposition: {how}; filename="{name}"\r\n\r\n'
    )
    charset = "utf-8" if file.encoded_name else "cp1252"
    return head.encode(charset, "replace") + base64.encodebytes(file.data)

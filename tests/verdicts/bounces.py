"""Chapter: what could not be delivered: reports and plain texts of many servers, with our own letter in them."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime

from domain.kind import Kind
from tests.verdicts.asking import aside, keep_together, label
from tests.verdicts.labels import Labelled
from tests.verdicts.people import Writer, pick
from tests.verdicts.post import Post, at, encode_words, join

CHAPTER = "bounce"
OUR_LETTER = (
    "From: FLJE@kl.dk\r\nTo: {address}\r\nSubject: De kommunale =?utf-8?q?kernev=C3=A6rdier?=\r\nMessage-ID: <aa11@kl.dk>\r\n"
    "Date: Fri, 28 Jun 2019 14:02:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Kære udvalgsformand\r\n\r\nVi beder jer sende jeres høringssvar om de kommunale kerneværdier til FLJE@kl.dk senest den "
    "1. november 2019. Hvis I ønsker udsættelse, eller har I ingen bemærkninger, hører vi gerne fra jer.\r\n"
)
REPORTS = (
    ("postfix", "MAILER-DAEMON@mail.{domain}", "Undelivered Mail Returned to Sender",
     ("This is the mail system at host mail.{domain}.\r\n\r\nI'm sorry to have to inform you that your message could not be "
     "delivered to one or more recipients.\r\n\r\n<{address}>: host mail.{domain} said: 550 5.1.1 User unknown")),
    ("exchange-da", "postmaster@{domain}", "Kan ikke leveres: De kommunale kerneværdier",
     "Levering til følgende modtagere eller grupper mislykkedes:\r\n\r\n{address}\r\nDen angivne e-mail-adresse blev ikke fundet."),
    ("office-en", "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@{domain}", "Undeliverable: De kommunale kerneværdier",
     "Your message to {address} couldn't be delivered.\r\n\r\nformand wasn't found at {domain}."),
    ("office-da", "postmaster@{domain}", "Ikke leveret: De kommunale kerneværdier",
     "Din meddelelse til {address} kunne ikke leveres.\r\n\r\nformand blev ikke fundet på {domain}."),
    ("sendmail", "MAILER-DAEMON@{domain}", "Returned mail: see transcript for details",
     ("The original message was received at Fri, 28 Jun 2019 14:02:01 +0200\r\n\r\n----- The following addresses had permanent "
     "fatal errors -----\r\n<{address}>")),
    ("delay", "MAILER-DAEMON@mx.{domain}", "Delivery Status Notification (Delay)",
     "Your message has not been delivered for 24 hours. It will be retried."),
    ("gmail", "mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)",
     "** Address not found **\r\n\r\nYour message wasn't delivered to {address} because the address couldn't be found."),
    ("full", "postmaster@{domain}", "Kan ikke leveres: Frist 1. november",
     "Modtagerens postkasse er fuld og kan ikke modtage meddelelser i øjeblikket."),
    ("ours", "MAILER-DAEMON@mx.kl.dk", "Undelivered Mail Returned to Sender",
     "This is the mail system at host mx.kl.dk.\r\n\r\n<{address}>: connect to mail.{domain}[185.1.1.1]:25: Connection timed out"),
    ("size", "postmaster@{domain}", "Undeliverable: Høring", "Message size exceeds fixed maximum message size."),
)  # fmt: skip
PLAIN = (
    ("exim", "Mailer-Daemon@relay.{domain}", "Mail delivery failed: returning message to sender",
     ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to "
     "one or more of its recipients.\n\n  {address}\n    550 Unknown user\n\n------ This is a copy of the message ------\n\n")),
    ("qmail", "MAILER-DAEMON@{domain}", "failure notice",
     ("Hi. This is the qmail-send program at {domain}.\nI'm afraid I wasn't able to deliver your message to the following "
     "addresses.\n<{address}>:\n550 no such user\n\n--- Below this line is a copy of the message.\n\n")),
    ("domino", "postmaster@notes.{domain}", "DELIVERY FAILURE: User formand not listed in Domino Directory",
     "Your message\n\n  Subject: De kommunale kerneværdier\n\nwas not delivered to:\n\n  {address}\n\nbecause:\n\n  User not listed\n\n"),
    ("spam", "postmaster@{domain}", "Undelivered Mail: rejected as spam",
     "Your mail to {address} was rejected: 554 5.7.1 Message blocked by content filter.\n\n"),
    ("groupwise", "postmaster@gw.{domain}", "Message status - undeliverable",
     ("The message that you sent was undeliverable to the following:\n\tformand (user not found)\n\nPossibly truncated original "
     "message follows:\n\n")),
    ("danish", "postmaster@{domain}", "Mail kunne ikke leveres",
     "Din mail til {address} kunne ikke leveres, fordi modtageren ikke findes. Kontrollér adressen og prøv igen.\n\n"),
    ("delay-text", "Mailer-Daemon@relay.{domain}", "Warning: message 1hgqQb-0003 delayed 24 hours",
     ("This message was created automatically by mail delivery software. A message that you sent has not yet been delivered to "
     "{address}.\n\nNo action is required on your part.\n\n")),
)  # fmt: skip


def cases() -> Iterator[Labelled]:
    """Reports with our letter whole, with its headers alone and without it; texts with it below; and Exim's marks."""
    return keep_together(_cases())


def _cases() -> Iterator[tuple[str, Labelled]]:
    for number, (slug, sender, subject, notice) in enumerate((*REPORTS, *REPORTS), 1):
        writer = pick(1700 + number)
        post = _report(writer, sender, subject, notice, number)
        yield slug, label(CHAPTER, slug, number, post, aside(post, Kind.BOUNCE))
    for number, (slug, sender, subject, text) in enumerate((*PLAIN, *PLAIN), 51):
        writer = pick(1700 + number)
        post = _text(writer, sender, subject, text, number)
        yield slug, label(CHAPTER, slug, number, post, aside(post, Kind.BOUNCE))


def _address(writer: Writer) -> str:
    return f"formand@{writer.town.domains[0]}"


def _say(writer: Writer, wording: str) -> str:
    return wording.format(address=_address(writer), domain=writer.town.domains[0])


def _report(writer: Writer, sender: str, subject: str, notice: str, number: int) -> Post:
    action, status = ("delayed", "4.4.1") if "Delay" in subject else ("failed", "5.1.1")
    fields = (
        f"Reporting-MTA: dns; mail.{writer.town.domains[0]}\r\n\r\nFinal-Recipient: rfc822; {_address(writer)}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n"
    )
    letter = _say(writer, OUR_LETTER)
    returned = (
        f"Content-Type: message/rfc822\r\n\r\n{letter}",
        "Content-Type: text/rfc822-headers\r\n\r\n" + letter.partition("\r\n\r\n")[0] + "\r\n",
    )
    parts = [
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{_say(writer, notice)}\r\n",
        f"Content-Type: message/delivery-status\r\n\r\n{fields}",
        *returned[number % 3 : number % 3 + 1],
    ]
    head, _, sections = join(
        "report; report-type=delivery-status", [p.encode() for p in parts], f"b{number}"
    ).partition(b"\r\n\r\n")
    post = _from_daemon(writer, sender, subject, number)
    return replace(post, content=head.decode().partition(": ")[2], sections=sections)


def _text(writer: Writer, sender: str, subject: str, text: str, number: int) -> Post:
    marks = ("Auto-Submitted: auto-replied", f"X-Failed-Recipients: {_address(writer)}") if "relay" in sender else ()
    letter = _say(writer, OUR_LETTER).replace("\r\n", "\n") if number % 2 else ""
    post = _from_daemon(writer, sender, subject, number)
    return replace(post, text=_say(writer, text) + letter, headers=(*post.headers, *marks))


def _from_daemon(writer: Writer, sender: str, subject: str, number: int) -> Post:
    host = writer.town.domains[0]
    moment = at(f"2019-06-28T16:{number % 60:02d}:00") if number % 3 else at(f"2019-10-18T09:{number % 60:02d}:00")
    stamp = format_datetime(moment)
    line = (
        f"Received: from mail.{host} (mail.{host} [185.20.1.{number}]) by mx.kl.dk (Postfix) with ESMTPS id 4; {stamp}"
    )
    return Post(
        sender=_say(writer, sender),
        name=("Mail Delivery System", "Mail Delivery Subsystem", "Microsoft Outlook", "")[number % 4],
        subject=subject,
        at=moment,
        trace=("Return-Path: <>", line),
        headers=(f"X-Note: {encode_words('leveringsrapport')}",) if number % 5 == 0 else (),
    )

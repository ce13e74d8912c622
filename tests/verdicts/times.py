"""Chapters: when a mail came: either side of midnight, clocks of other zones, queues, no clock; and the wrong mailbox."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from domain.deadline import Timeliness
from domain.judgement import Authenticity, ReceivedBy
from domain.kind import Kind
from tests.verdicts.asking import AUTUMN, COUNT, REVIEW, SPRING, doubtful, label, reply, without_clock
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import Writer, pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post, at, confirm
from tests.verdicts.programs import dress

MOMENTS = (
    ("FLJE", "2019-11-01T23:59:59+01:00"), ("FLJE", "2019-11-02T00:00:00+01:00"), ("FLJE", "2019-11-01T22:59:59+00:00"),
    ("FLJE", "2019-11-01T23:00:00+00:00"), ("FLJE", "2019-11-02T07:59:10+09:00"), ("FLJE", "2019-11-02T08:00:20+09:00"),
    ("FLJE", "2019-11-01T15:59:10-07:00"), ("FLJE", "2019-11-01T16:00:01-07:00"), ("FLJE", "2019-11-02T00:30:00+02:00"),
    ("FLJE", "2019-11-04T09:12:00+01:00"), ("FLJE", "2019-11-20T14:00:00+01:00"), ("FLJE", "2019-10-27T02:30:00+02:00"),
    ("FLJE", "2019-10-27T02:30:00+01:00"), ("FLJE", "2019-06-28T00:00:01+02:00"), ("FLJE", "2019-11-01T12:00:00+01:00"),
    ("FLJE", "2019-12-27T23:59:00+01:00"), ("FLJE", "2019-11-01T23:41:00+01:00"), ("FLJE", "2019-11-01T22:59:30-0000"),
    ("FLJE", "2019-11-01T18:59:30-04:00"), ("FLJE", "2019-11-02T00:00:01+01:00"), ("MLAR", "2019-04-23T23:59:58+02:00"),
    ("MLAR", "2019-04-24T00:00:02+02:00"), ("MLAR", "2019-04-23T21:59:59+00:00"), ("MLAR", "2019-04-23T22:00:01+00:00"),
    ("MLAR", "2019-04-23T22:30:00+01:00"), ("MLAR", "2019-04-23T23:30:00+01:00"), ("MLAR", "2019-03-31T03:10:00+02:00"),
    ("MLAR", "2019-02-05T08:00:00+01:00"), ("MLAR", "2019-05-02T08:00:00+02:00"), ("MLAR", "2019-06-18T20:00:00+02:00"),
)  # fmt: skip
BEFORE_MIDNIGHT, AFTER_MIDNIGHT = at("2019-11-01T23:58:00"), at("2019-11-02T00:04:00")


def cases() -> Iterator[Labelled]:
    """Moments of the border's clock, queues and rivals, no clock, outside the period, and the wrong mailbox."""
    yield from _moments()
    yield from _clocks()
    yield from _no_clocks()
    yield from _outside()
    yield from _wrong_mailbox()
    yield from _exchange_online()


def _letter(writer: Writer, moment: datetime, mailbox: str = "FLJE") -> Post:
    post = usual(writer, "Hermed fremsendes {official}s høringssvar.", subject="Høringssvar", mailbox=mailbox)
    return replace(post, at=moment).with_files(paper(writer, name="Høringssvar"))


def _moments() -> Iterator[Labelled]:
    for number, (mailbox, text) in enumerate(MOMENTS, 1):
        writer = pick(3700 + number)
        post = dress(_letter(writer, datetime.fromisoformat(text.replace("-0000", "+00:00")), mailbox), number)
        yield label("moment", f"{text[5:19]}-{writer.town.code}", number, post, reply(writer, post))


def _clocks() -> Iterator[Labelled]:
    """Queues before and behind the border, the sender's own clock, and an INTERNALDATE that contradicts."""
    for number, (slug, border_at, internal) in enumerate(_CLOCKS, 1):
        writer = pick(3800 + number)
        post = _letter(writer, border_at)
        if slug in _SENDER_DATES:
            post = replace(post, headers=(f"Date: {_SENDER_DATES[slug]}",))
        if slug == "own-queue":
            post = replace(post, trace=_queued(post, border_at, internal))
        if slug == "long-way":
            post = replace(post, trace=_long_way(post, border_at))
        asked = replace(reply(writer, post), received_by=ReceivedBy.BORDER, plain=slug != "rival")
        if slug == "rival":
            asked = replace(doubtful(writer, post, "clocks_disagree"), received_by=ReceivedBy.BORDER)
        yield replace(label("clock", slug, number, post, asked), internal_date=internal)


_SENDER_DATES = {
    "sender-ahead": "Sat, 02 Nov 2019 00:13:00 +0100",
    "sender-behind": "Fri, 01 Nov 2019 23:50:00 +0100",
    "sender-1970": "Thu, 01 Jan 1970 00:00:00 +0000",
    "sender-2038": "Tue, 19 Jan 2038 03:14:07 +0000",
    "sender-none": "i går",
}
_CLOCKS = (
    ("own-queue", BEFORE_MIDNIGHT, AFTER_MIDNIGHT), ("own-queue", BEFORE_MIDNIGHT, at("2019-11-04T08:00:00")),
    ("own-queue", AFTER_MIDNIGHT, at("2019-11-02T06:00:00")), ("long-way", AFTER_MIDNIGHT, AFTER_MIDNIGHT),
    ("long-way", at("2019-11-03T10:00:00"), at("2019-11-03T10:00:05")), ("long-way", BEFORE_MIDNIGHT, BEFORE_MIDNIGHT),
    ("sender-ahead", BEFORE_MIDNIGHT, BEFORE_MIDNIGHT), ("sender-behind", AFTER_MIDNIGHT, AFTER_MIDNIGHT),
    ("sender-1970", BEFORE_MIDNIGHT, BEFORE_MIDNIGHT), ("sender-2038", at("2019-10-05T10:00:00"), at("2019-10-05T10:00:02")),
    ("sender-none", BEFORE_MIDNIGHT, BEFORE_MIDNIGHT), ("moved-later", at("2019-10-20T10:00:00"), at("2019-12-01T10:00:00")),
    ("moved-later", at("2019-10-21T10:00:00"), at("2020-02-01T10:00:00")), ("rival", AFTER_MIDNIGHT, at("2019-11-01T23:57:00")),
    ("rival", at("2019-11-04T10:00:00"), at("2019-10-31T10:00:00")), ("rival", at("2019-11-02T08:00:00"), at("2019-11-01T20:00:00")),
    ("same-side", at("2019-10-20T10:05:00"), at("2019-10-20T10:00:00")), ("utc-internal", BEFORE_MIDNIGHT,
    BEFORE_MIDNIGHT.astimezone(UTC)),
)  # fmt: skip
"""What differs, when the border took it, and when it was put into the mailbox."""


def _queued(post: Post, border_at: datetime, internal: datetime) -> tuple[str, ...]:
    """Our quarantine held it back: lines of our own above the border, written later."""
    return (
        f"Received: from mx.kl.dk (10.9.0.4) by EX02.kl.dk (10.9.1.2) with Microsoft SMTP Server; {format_datetime(internal)}",
        (
            "Received: from localhost (localhost [127.0.0.1]) by mx.kl.dk (Postfix) with ESMTP id Q1; "
            f"{format_datetime(internal - timedelta(seconds=9))}"
        ),
        *confirm(post.host),
        (
            f"Received: from mail.{post.host} (mail.{post.host} [185.20.1.9]) by mx.kl.dk (Postfix) with ESMTPS id Q0; "
            f"{format_datetime(border_at)}"
        ),
    )


def _long_way(post: Post, border_at: datetime) -> tuple[str, ...]:
    """It lay in the sender's own queue: lines below the border, written earlier."""
    sent = format_datetime(at("2019-11-01T21:00:00"))
    return (
        *confirm(post.host),
        (
            f"Received: from mail.{post.host} (mail.{post.host} [185.20.1.9]) by mx.kl.dk (Postfix) with ESMTPS id Q0; "
            f"{format_datetime(border_at)}"
        ),
        f"Received: from EX01.{post.host} (10.1.2.9) by mail.{post.host} (10.1.2.8) with ESMTP id R1; {sent}",
        f"Received: from PC77 (10.1.2.3) by EX01.{post.host} (10.1.2.9) with Microsoft SMTP Server id 15.0; {sent}",
    )


def _no_clocks() -> Iterator[Labelled]:
    for number in range(1, 9):
        writer = pick(3900 + number)
        moment = at(f"2019-10-{10 + number}T09:00:00") if number % 2 else at("2019-11-02T00:10:00")
        post = _letter(writer, moment)
        inner = (
            f"Received: from PC7 (10.1.2.3) by EX01.{post.host} (10.1.2.9) with ESMTP id 1; {format_datetime(moment)}"
        )
        unread = f"Received: from mail.{post.host} (mail.{post.host} [185.20.1.9]) by mx.kl.dk (Postfix) with ESMTPS id 7; i dag"
        post = replace(post, trace=(*confirm(post.host), *((unread,) if number % 4 == 0 else ()), inner))
        asked = replace(reply(writer, post, plain=False), received_by=ReceivedBy.INTERNALDATE)
        case = label("clock", f"mailbox-only-{writer.town.code}", 50 + number, post, asked)
        yield replace(case, internal_date=post.at)
    for number in range(11, 16):
        writer = pick(3900 + number)
        post = _letter(writer, at("2019-10-15T09:00:00"))
        inner = (
            f"Received: from PC7 (10.1.2.3) by EX01.{post.host} (10.1.2.9) with ESMTP id 1; {format_datetime(post.at)}"
        )
        post = replace(post, trace=(inner,) if number % 2 else ())
        asked = doubtful(writer, post, "no_clock")
        yield without_clock(label("clock", f"none-{writer.town.code}", 50 + number, post, asked))


def _outside() -> Iterator[Labelled]:
    moments = (
        ("FLJE", "2019-06-20T10:00:00"), ("FLJE", "2019-03-12T10:00:00"), ("MLAR", "2019-01-20T10:00:00"),
        ("FLJE", "2020-01-10T10:00:00"), ("FLJE", "2020-03-01T10:00:00"), ("MLAR", "2019-07-01T10:00:00"),
    )  # fmt: skip
    for number, (mailbox, text) in enumerate(moments, 1):
        writer = pick(3950 + number)
        post = dress(_letter(writer, at(text), mailbox), number)
        late = text > "2019-11" or text.startswith("2019-07")
        # After the books are closed a reply is late and no other thing; before they are opened it is a riddle.
        states = COUNT | REVIEW if late else REVIEW
        asked = replace(doubtful(writer, post, states=states), timeliness=Timeliness.LATE if late else None)
        yield label("outside", f"{text[:10]}-{writer.town.code}", number, post, asked)


def _wrong_mailbox() -> Iterator[Labelled]:
    """An answer to the one consultation in the mailbox of the other."""
    for number in range(1, 11):
        writer = pick(4000 + number)
        autumn = number % 2 == 1
        moment, mailbox = (at("2019-10-16T11:00:00"), "MLAR") if autumn else (at("2019-03-20T11:00:00"), "FLJE")
        note = (
            "Hermed {official}s svar på de to spørgsmål om de kommunale kerneværdier, jf. fristen den 1. november 2019."
            if autumn
            else "Hermed {official}s bemærkninger til udkastet til de 11 kommunale kerneværdier, frist 23. april 2019."
        )
        post = replace(usual(writer, note, subject="Høringssvar", mailbox=mailbox), at=moment)
        if number % 3 == 0:
            post = replace(post, headers=("In-Reply-To: <aa11@kl.dk>", "References: <aa11@kl.dk>"))
        post = dress(post.with_files(paper(writer)), number)
        asked = replace(
            reply(writer, post, plain=False, states=COUNT | REVIEW),
            consultation=(AUTUMN if autumn else SPRING).id,
            timeliness=Timeliness.ON_TIME,
            kinds=frozenset({Kind.RESPONSE, Kind.OTHER}),
        )
        yield label("wrong_mailbox", writer.town.code, number, post, asked)


def _exchange_online() -> Iterator[Labelled]:
    """The mailbox lies in Exchange Online, whose word stands on top without a name."""
    for number in range(1, 13):
        writer = pick(4050 + number)
        moment = (at("2019-10-16T11:00:00"), BEFORE_MIDNIGHT, AFTER_MIDNIGHT)[number % 3]
        post = _letter(writer, moment)
        genuine = number % 4 != 0
        post = replace(post, trace=_through_exchange(post, moment, genuine=genuine, hosted=number % 3 == 0))
        asked = reply(writer, post, plain=genuine) if genuine else doubtful(writer, post, "unverified_sender")
        word = frozenset({Authenticity.PASS if genuine else Authenticity.FAIL})
        asked = replace(asked, received_by=ReceivedBy.BORDER, authenticity=word)
        yield replace(label("exchange_online", writer.town.code, number, post, asked), exchange_online=True)


def _through_exchange(post: Post, moment: datetime, *, genuine: bool, hosted: bool) -> tuple[str, ...]:
    """Return the lines as Microsoft's servers write them; ``hosted``: the sender's mailbox lies with them, too."""
    said, host = ("pass" if genuine else "fail"), post.host
    later, stamp = format_datetime(moment + timedelta(seconds=3)), format_datetime(moment)
    relay = "EUR05-DB8-obe.outbound.protection.outlook.com (mail-db8eur05on2061.outbound.protection.outlook.com [40.107.20.61])"
    peer = relay if hosted else f"mail.{host} (185.20.1.9)"
    inner = (
        "AM6PR05MB4006.eurprd05.prod.outlook.com ([fe80::1]) by AM6PR05MB4006.eurprd05.prod.outlook.com ([fe80::1%5]) with mapi"
        if hosted
        else f"EX01.{host} (10.1.2.9) by mail.{host} with ESMTP"
    )
    return (
        (
            "Received: from DB9PR04MB9284.eurprd04.prod.outlook.com (2603:10a6:10:36c::13)\r\n by AM0PR04MB6482.eurprd04.prod."
            f"outlook.com with HTTPS; {later}"
        ),
        (
            "Received: from DB6PR0301CA0085.eurprd03.prod.outlook.com (2603:10a6:6:30::32)\r\n by DB9PR04MB9284.eurprd04.prod."
            f"outlook.com (2603:10a6:10:36c::13) with Microsoft SMTP Server id 15.20.2387.20; {later}"
        ),
        (
            "Received: from DB5EUR01FT010.eop-EUR01.prod.protection.outlook.com\r\n (2603:10a6:6:30:cafe::7d) by "
            "DB6PR0301CA0085.outlook.office365.com\r\n (2603:10a6:6:30::32) with Microsoft SMTP Server id 15.20.2387.20 via "
            f"Frontend Transport; {later}"
        ),
        (
            f"Authentication-Results: spf={said} (sender IP is 185.20.1.9)\r\n smtp.mailfrom={host}; kl.dk; dkim={said} (signature was "
            f"verified)\r\n header.d={host};kl.dk; dmarc={said} action=none header.from={host};compauth={said} reason=100"
        ),
        f"Received-SPF: {said.title()} (protection.outlook.com: domain of {host} designates 185.20.1.9)",
        (
            f"Received: from {peer} by\r\n DB5EUR01FT010.mail.protection.outlook.com (10.152.4.237) with Microsoft SMTP Server id "
            f"15.20.2387.20; {stamp}"
        ),
        f"Received: from {inner} id 9; {format_datetime(moment - timedelta(hours=1))}",
    )

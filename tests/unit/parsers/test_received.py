"""Received lines of the servers that there are."""

from datetime import UTC, datetime

import pytest

from parsers.letters.received import parse_received

NOON = datetime(2019, 10, 30, 12, 5, 22, tzinfo=UTC)
DATE = "Wed, 30 Oct 2019 13:05:22 +0100"
LINES = {
    "Postfix": (
        (
            "from mail.odense.dk (mail2.odense.dk [192.0.2.1])\r\n\t(using TLSv1.2 with cipher X (256/256 bits))\r\n"
            '\t(Client CN "cn.odense.dk", Issuer "x" (verified OK))\r\n\tby mx.kl.dk (Postfix) with ESMTPS id A\r\n'
            f"\tfor <x@y>; {DATE} (CET)"
        ),
        "mx.kl.dk",
        ("mail.odense.dk", "mail2.odense.dk", "192.0.2.1"),
    ),
    "Postfix, unknown": (f"from local (unknown [192.0.2.1]) by mx.kl.dk; {DATE}", "mx.kl.dk", ("local", "192.0.2.1")),
    "Exchange": (
        (
            "from A.prod.outlook.com (2603:10a6:208:1::17) by B.prod.outlook.com (2603:10a6::18) with Microsoft SMTP "
            "Server (version=TLS1_2, cipher=TLS_X) id 15.20.2387 via Frontend Transport; Wed, 30 Oct 2019 12:05:22 GMT"
        ),
        "b.prod.outlook.com",
        ("a.prod.outlook.com", "2603:10a6:208:1::17"),
    ),
    "Exchange, mapi": (
        f"from EX1.kl.dk ([fe80::1%12]) by EX2.kl.dk ([fe80::2%12]) with mapi id 14.03.0468.000; {DATE}",
        "ex2.kl.dk",
        ("ex1.kl.dk", "fe80::1"),
    ),
    "Exim": (
        (
            "from [192.0.2.1] (port=1234 helo=foo.bar.dk) by mx.kl.dk with esmtps (TLS1.2) tls X (Exim 4.92) "
            "(envelope-from <x@odense.dk>) id 1iP-0000; Wed, 30 Oct 2019 13:05:22 CET"
        ),
        "mx.kl.dk",
        ("192.0.2.1", "foo.bar.dk"),
    ),
    "qmail": (
        "from unknown (HELO mail.odense.dk) (192.0.2.1) by mx.kl.dk with SMTP; 30 Oct 2019 12:05:22 -0000",
        "mx.kl.dk",
        ("mail.odense.dk", "192.0.2.1"),
    ),
    "qmail, local": ("(qmail 12 invoked by uid 89); 30 Oct 2019 12:05:22 -0000", "", ()),
    "Sendmail": (
        (
            "from mail.odense.dk (root@mail3.odense.dk [IPv6:2001:DB8::1] (may be forged)) by mx.kl.dk (8.14.4/8.14.4) "
            f"with ESMTP id x9UC5M; {DATE} (CET)"
        ),
        "mx.kl.dk",
        ("mail.odense.dk", "mail3.odense.dk", "2001:db8::1"),
    ),
    "Google": (
        (
            "from mail-x.google.com (mail-x.google.com. [209.85.1.1]) by mx.google.com with ESMTPS id a for <a@b> "
            "(version=TLS1_3 cipher=X bits=256/256); Wed, 30 Oct 2019 05:05:22 -0700 (PDT)"
        ),
        "mx.google.com",
        ("mail-x.google.com", "209.85.1.1"),
    ),
    "no from": ("by 10.0.0.5 with SMTP id x; Wed, 30 Oct 2019 05:05:22 PDT", "10.0.0.5", ()),
    "greeting that plays the server": (
        f"from x by mx.evil.dk (evil.example [6.6.6.6]) by mx.kl.dk (Postfix) with ESMTP id 1; {DATE}",
        "mx.kl.dk",
        ("x", "mx.evil.dk", "evil.example", "6.6.6.6"),
    ),
    "greeting that opens a comment": (f"from x.dk ((( by mx.kl.dk with ESMTP; {DATE}", "mx.kl.dk", ("x.dk",)),
}


@pytest.mark.parametrize("case", LINES.values(), ids=LINES)
def test_line_tells_who_took_it_from_whom_and_when(case: tuple[str, str, tuple[str, ...]]) -> None:
    line, by, peers = case

    hop = parse_received(line)

    assert (hop.by, hop.at) == (by, NOON)
    assert set(peers) == set(hop.peers)
    assert "\n" not in hop.line


@pytest.mark.parametrize(
    "date", ["", "i går", "Wed, 30 Oct 2019 13:05:22", "31 Feb 2019 10:00:00 +0100", "30 Oct 2019 25:00 CET"]
)
def test_unreadable_date_is_none(date: str) -> None:
    hop = parse_received(f"from a.dk by b.dk; {date}")

    assert hop.at is None
    assert hop.by == "b.dk"

from datetime import UTC, datetime, timedelta

import pytest

from domain.judgement import ReceivedBy
from domain.message import Hop
from intake.clock import HostList, find_border, find_clock
from tests.builders import build_hop

TRUSTED = ("mx.kl.dk", "mx2.kl.dk")
CROSSED = datetime(2019, 11, 1, 22, 41, tzinfo=UTC)
LATER = CROSSED + timedelta(minutes=40)


def border(at: datetime | None = CROSSED, by: str = "mx.kl.dk") -> Hop:
    return build_hop(by, "mail.odense.dk", "mail.odense.dk", "203.0.113.7", at=at)


def test_the_border_line_is_read_with_its_reason() -> None:
    reading = find_clock((border(),), LATER, TRUSTED)

    assert reading.received_at == CROSSED
    assert reading.received_by is ReceivedBy.BORDER
    assert reading.evidence == ("modtaget 1. november 2019 kl. 23.41 af mx.kl.dk",)
    assert reading.rival is None


@pytest.mark.parametrize(
    "relay",
    [
        pytest.param(("mx2.kl.dk", "mx2.kl.dk", "10.0.0.5"), id="another of ours, private address"),
        pytest.param(("mx2.kl.dk", "mx2.kl.dk", "192.0.2.5"), id="another of ours, public address looked up"),
        pytest.param(("localhost", "localhost", "127.0.0.1"), id="a content filter on the same machine"),
        pytest.param(("MX2.KL.DK.",), id="capitals and a final dot"),
    ],
)
def test_our_own_relays_above_are_passed_over(relay: tuple[str, ...]) -> None:
    hops = (build_hop("mx.kl.dk", *relay, at=LATER), border(by="mx2.kl.dk"), build_hop("a.odense.dk", "pc", at=CROSSED))

    assert find_border(hops, TRUSTED) == 1


def test_lines_of_hosts_that_are_not_listed_are_passed_over() -> None:
    hops = (build_hop("store.kl.dk", "mx.kl.dk", "mx.kl.dk", "10.0.0.4", at=LATER), border())

    assert find_border(hops, TRUSTED) == 1


def test_a_forged_line_below_the_border_is_a_claim() -> None:
    forged = border(at=CROSSED - timedelta(days=3))
    hops = (build_hop("mx.kl.dk", "evil.example", "evil.example", "203.0.113.9", at=LATER), forged)

    reading = find_clock(hops, LATER, TRUSTED)

    assert reading.received_at == LATER
    assert reading.rival is None


@pytest.mark.parametrize(
    "line",
    [
        "from mx.kl.dk (unknown [203.0.113.9]) by mx.kl.dk",
        "from mx.kl.dk (203.0.113.9) by mx.kl.dk",
        "from mx.kl.dk (mx.kl.dk [10.0.0.1]) (unknown [203.0.113.9]) by mx.kl.dk",
        "from mx.kl.dk (evil.example [203.0.113.9]) by mx.kl.dk",
        "from mx.kl.dk (mx.kl.dk [10.0.0.1]) ([203.0.113.9]) by mx.kl.dk",
    ],
)
def test_a_stranger_who_greets_with_our_name_stands_at_the_border(line: str) -> None:
    liar = Hop(by="mx.kl.dk", peers=("mx.kl.dk", "203.0.113.9"), at=LATER, line=line)
    forged = border(at=CROSSED - timedelta(days=3))

    reading = find_clock((liar, forged), LATER, TRUSTED)

    assert reading.received_at == LATER
    assert reading.rival == forged.at


def test_a_border_line_without_a_date_leaves_it_to_the_mailbox() -> None:
    reading = find_clock((border(at=None),), LATER, TRUSTED)

    assert reading.received_at == LATER
    assert reading.received_by is ReceivedBy.INTERNALDATE
    assert reading.evidence == (
        "mailserverens modtagelseslinje har ingen læselig dato",
        "lagt i postkassen 2. november 2019 kl. 00.21",
    )


def test_without_a_border_the_mailbox_says_when() -> None:
    reading = find_clock((build_hop("mail.other.dk", "pc"),), LATER, TRUSTED)

    assert (reading.received_at, reading.received_by) == (LATER, ReceivedBy.INTERNALDATE)


def test_without_any_clock_there_is_none() -> None:
    reading = find_clock((), None, TRUSTED)

    assert (reading.received_at, reading.received_by) == (None, ReceivedBy.NONE)
    assert reading.evidence == ("mailen har intet pålideligt tidsstempel",)


def test_a_mailbox_time_before_the_border_contradicts_it() -> None:
    reading = find_clock((border(),), CROSSED - timedelta(hours=2), TRUSTED)

    assert reading.rival == CROSSED - timedelta(hours=2)


def test_a_mailbox_time_after_the_border_is_our_own_queue() -> None:
    reading = find_clock((border(),), CROSSED + timedelta(days=2), TRUSTED)

    assert reading.rival is None


def test_a_border_long_before_the_mail_was_written_is_doubted() -> None:
    early = CROSSED - timedelta(days=120)

    reading = find_clock((border(at=early),), LATER, TRUSTED, CROSSED - timedelta(minutes=1))

    assert reading.received_at == early
    assert reading.rival == LATER


@pytest.mark.parametrize(
    ("mailbox", "sender"),
    [
        pytest.param(CROSSED + timedelta(days=90), CROSSED - timedelta(minutes=1), id="a mailbox that has moved"),
        pytest.param(LATER, CROSSED + timedelta(days=90), id="a sender whose clock is ahead"),
        pytest.param(CROSSED + timedelta(days=90), None, id="a mail without a date"),
        pytest.param(None, CROSSED + timedelta(days=90), id="a file without a mailbox"),
    ],
)
def test_one_clock_alone_that_is_later_says_nothing_against_the_border(
    mailbox: datetime | None, sender: datetime | None
) -> None:
    reading = find_clock((border(),), mailbox, TRUSTED, sender)

    assert reading.rival is None


def test_a_border_line_below_a_strangers_line_is_doubted() -> None:
    bypass = build_hop("exch.kl.dk", "evil.example", "evil.example", "203.0.113.9", at=LATER)

    reading = find_clock((bypass, border()), LATER, TRUSTED)

    assert reading.received_at == CROSSED
    assert reading.rival == LATER


def test_the_border_of_exchange_online_is_where_strangers_hand_over() -> None:
    trusted = ("*.prod.outlook.com", "*.mail.protection.outlook.com")
    frontend = "db5eur03ft012.mail.protection.outlook.com"
    hops = (
        Hop(by="db7.eurprd05.prod.outlook.com", peers=(frontend, "2603:10a6:200::2"), at=LATER, line="from x"),
        Hop(by=frontend, peers=("mail.odense.dk", "203.0.113.7"), at=CROSSED, line="from y"),
    )
    greeting = Hop(by=frontend, peers=("am0.eurprd05.prod.outlook.com", "2a01:db8::1"), at=LATER, line="from z")

    assert find_border(hops, trusted) == 1
    assert find_border((greeting, *hops), trusted) == 0


def test_hosts_are_compared_by_whole_labels() -> None:
    hosts = HostList(("mx.kl.dk", "*.protection.outlook.com"))

    assert hosts.has("MX.kl.dk.")
    assert hosts.has("am6.mail.protection.outlook.com")
    assert not hosts.has("amx.kl.dk")
    assert not hosts.has("mx.kl.dk.evil.example")
    assert not hosts.has("protection.outlook.com.evil.example")
    assert not hosts.has("evilprotection.outlook.com")


def test_the_time_is_local_on_both_sides_of_the_clock_change() -> None:
    summer = find_clock((border(at=datetime(2019, 10, 26, 22, 30, tzinfo=UTC)),), None, TRUSTED)
    winter = find_clock((border(at=datetime(2019, 10, 27, 22, 30, tzinfo=UTC)),), None, TRUSTED)

    assert summer.evidence == ("modtaget 27. oktober 2019 kl. 00.30 af mx.kl.dk",)
    assert winter.evidence == ("modtaget 27. oktober 2019 kl. 23.30 af mx.kl.dk",)

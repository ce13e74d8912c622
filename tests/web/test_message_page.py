"""The page of a message, and the list of them."""

import pytest

from domain.account import AccountRole
from domain.mailbox import StoredMail
from domain.message import State
from domain.review import Decision
from intake.decide import decide
from tests.books import AUTUMN, NOW, add_message, build_judgement, record_judgement
from tests.builders import build_mail
from tests.web.client import Client, open_client
from tests.web.sample import HOSTILE, SPRING, Sample

LIST = f"/hoeringer/{AUTUMN}/henvendelser"
ROWS = "//tbody/tr"


def test_a_counted_mail_says_whose_reply_it_is_and_why(sample: Sample, reader: Client) -> None:
    page = reader.get(f"/henvendelser/{sample.messages['on time']}")

    assert "Odense Kommune: til tiden, første svar" in page.text
    assert "afsenderens mailadresse: 0461.dk" in page.text
    assert "Ingen har afgjort noget" in page.text


def test_it_says_where_the_mail_was_seen(sample: Sample, reader: Client) -> None:
    page = reader.get(f"/henvendelser/{sample.messages['on time']}")

    assert "imap://FLJE/INBOX;UIDVALIDITY=1/;UID=1" in page.text
    assert "<odense@odense.dk>" in page.text


def test_earlier_letters_are_folded_away_and_not_lost(sample: Sample, reader: Client) -> None:
    mail = build_mail("Vi svarer ja.", quoted="Fra: KL\nHøring om kerneværdier")
    message = add_message(sample.program.database, build_judgement("0461"), mail)

    page = reader.get(f"/henvendelser/{message}")

    assert page.find("//details[@class='quoted']/div") == ["Fra: KL Høring om kerneværdier"]


def test_a_reader_may_read_and_not_decide(sample: Sample, reader: Client) -> None:
    message = sample.messages["on time"]

    refused = reader.post(f"/henvendelser/{message}/afgoerelse", {"handling": "til-side"})

    assert reader.get(f"/henvendelser/{message}").find("//main//form") == []
    assert refused.status == 403
    assert sample.program.messages.load_view(message).state is State.COUNTED


def test_every_decision_is_told_and_the_latest_can_be_taken_back(sample: Sample, editor: Client) -> None:
    message = sample.messages["on time"]
    for code, by in (("0751", "Mette"), ("0101", "Bo")):
        decision = Decision(by=by, decided_at=NOW, municipalities=(code,), reason="Ringede")
        decide(message, decision, desk=sample.program.desk)
    page = editor.get(f"/henvendelser/{message}")
    (sign,) = page.find("//form[@class='undo']//input[@name='set']/@value")

    undone = editor.post(f"/henvendelser/{message}/fortryd", {"set": sign})
    then = editor.get(undone.leads_to)

    assert "Mette, 4. november 2019 kl. 08.00: talt med, høringssvar, fra Aarhus Kommune" in page.text
    assert "Fortrudt af Søren Sagsbehandler, 4. november 2019 kl. 08.00" in then.text
    assert [reply.municipality for reply in sample.program.messages.load_view(message).replies] == ["0751"]


def test_on_its_own_page_a_mail_is_decided_on_as_in_the_review(sample: Sample, editor: Client) -> None:
    message = sample.messages["on time"]
    page = editor.get(f"/henvendelser/{message}")
    (sign,) = page.find("//form[@id='afgoer']//input[@name='set']/@value")

    settled = editor.post(
        f"/henvendelser/{message}/afgoerelse", {"set": sign, "handling": "til-side", "ikke-svar": "question"}, seen=page
    )

    assert settled.leads_to == f"/henvendelser/{message}"
    assert page.find("//input[@id='afgoer-kommune']/@value") == ["Odense"]
    assert "er lagt til side som spørgsmål" in editor.get(settled.leads_to).text


def test_a_mail_can_be_sent_to_review(sample: Sample, editor: Client) -> None:
    message = sample.messages["on time"]
    page = editor.get(f"/henvendelser/{message}")
    (sign,) = page.find("//form[@id='afgoer']//input[@name='set']/@value")

    editor.post(f"/henvendelser/{message}/afgoerelse", {"set": sign, "handling": "gennemsyn"}, seen=page)

    assert sample.program.messages.load_view(message).state is State.REVIEW


def test_a_failed_mail_can_be_settled_by_who_has_read_it_elsewhere(sample: Sample, editor: Client) -> None:
    message = sample.messages["failed"]
    page = editor.get(f"/henvendelser/{message}")
    (sign,) = page.find("//form[@id='afgoer']//input[@name='set']/@value")
    form = {"set": sign, "handling": "taelles", "kommune": "Slagelse", "slags": "response", "hoering": AUTUMN}

    editor.post(f"/henvendelser/{message}/afgoerelse", form, seen=page)

    assert "Mailen kunne ikke læses" in page.text
    assert [reply.municipality for reply in sample.program.messages.load_view(message).replies] == ["0330"]


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_a_message_that_is_not_there_is_not_found(reader: Client, number: str) -> None:
    assert reader.get(f"/henvendelser/{number}").status == 404


def test_the_list_holds_what_came_newest_first(sample: Sample, reader: Client) -> None:
    page = reader.get(LIST)

    numbers = [int(address.rpartition("/")[2]) for address in page.find(f"{ROWS}/th/a/@href")]
    assert sample.messages["spring"] not in numbers
    assert numbers.index(sample.messages["late"]) < numbers.index(sample.messages["on time"])
    assert "Viser 1–10 af 10" in page.text


@pytest.mark.parametrize(
    ("query", "whose"),
    [
        ("tilstand=failed", {"failed"}),
        ("tilstand=set_aside&slags=bounce", {"bounce"}),
        ("kommune=0461", {"on time"}),
        ("q=SCRIPT", {"hostile"}),
        ("q=script&tilstand=counted", set()),
    ],
)
def test_the_address_says_which_are_shown(sample: Sample, reader: Client, query: str, whose: set[str]) -> None:
    page = reader.get(f"{LIST}?{query}")

    numbers = {int(address.rpartition("/")[2]) for address in page.find(f"{ROWS}/th/a/@href")}
    assert numbers == {sample.messages[name] for name in whose}


def test_all_messages_can_be_listed_whatever_they_belong_to(sample: Sample, reader: Client) -> None:
    page = reader.get(f"/hoeringer/{SPRING}/henvendelser?omfang=alle")

    assert f"af {len(sample.messages)}" in page.text


def test_the_list_is_turned_page_by_page(sample: Sample, reader: Client) -> None:
    for _ in range(60):
        add_message(sample.program.database, build_judgement("0461"))

    first = reader.get(f"{LIST}?kommune=0461")
    (after,) = first.find("//a[@rel='next']/@href")
    second = reader.get(after)

    assert len(first.find(ROWS)) == 50
    assert len(second.find(ROWS)) == 11
    assert "Viser 51–61 af 61" in second.text
    assert "kommune=0461" in second.find("//a[@rel='prev']/@href")[0]


def test_behind_the_last_page_nothing_is_shown_and_nothing_breaks(reader: Client) -> None:
    page = reader.get(f"{LIST}?side=2147483647")

    assert page.status == 200
    assert "Ingen henvendelser passer" in page.text


def test_a_hostile_subject_is_words_in_the_list(reader: Client) -> None:
    page = reader.get(LIST)

    assert HOSTILE not in page.response.text
    assert HOSTILE in page.text


def test_what_an_editor_sees_of_it_holds_for_an_administrator(sample: Sample) -> None:
    admin = open_client(sample.program, sample.accounts[AccountRole.ADMIN])

    page = admin.get(f"/henvendelser/{sample.messages['review']}")

    assert len(page.find("//form[@id='afgoer']")) == 1


def take_in(sample: Sample, raw: bytes) -> int:
    """Put a mail's bytes into the archive, and its judgement into the books."""
    archived = sample.program.archive.put([raw])
    sample.program.archive.settle()
    stored = StoredMail(
        mailbox="FLJE",
        folder="INBOX",
        uid_validity=1,
        uid=900,
        internal_date=NOW,
        source="imap://FLJE/INBOX;UIDVALIDITY=1/;UID=900",
        sha256=archived.sha256,
        size=archived.size,
    )
    sample.program.sightings.record("FLJE", [stored], None, NOW)
    (claimed,) = [one for one in sample.program.messages.list_all() if one.sha256 == archived.sha256]
    assert record_judgement(sample.program.messages, claimed.id, build_judgement("0461"))
    return claimed.id


def test_the_whole_header_of_a_mail_can_be_seen_and_does_nothing(sample: Sample, reader: Client) -> None:
    raw = f"X-Trick: {HOSTILE}\r\nReceived: from a\r\n\tby mx.kl.dk\r\n\r\nX-In-The-Text: no".encode()

    page = reader.get(f"/henvendelser/{take_in(sample, raw)}")

    (header,) = page.find("//details[@class='raw' and not(@open)]/pre")
    assert header == f"X-Trick: {HOSTILE} Received: from a by mx.kl.dk"
    assert HOSTILE not in page.response.text


def test_of_an_endless_header_the_beginning_is_shown(sample: Sample, reader: Client) -> None:
    page = reader.get(f"/henvendelser/{take_in(sample, b'X-Long: a' * 20_000)}")

    assert "Hovedet er længere end det, der vises her." in page.text
    assert len(page.response.content) < 200_000


def test_a_mail_that_the_archive_has_lost_has_no_header_to_show(sample: Sample, reader: Client) -> None:
    page = reader.get(f"/henvendelser/{sample.messages['on time']}")

    assert page.status == 200
    assert page.find("//details[@class='raw']") == []

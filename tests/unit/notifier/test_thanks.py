"""What a receipt says, and the marks by which no machine answers it."""

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

from domain.judgement import Authenticity
from domain.message import Sender
from domain.outgoing import OutboxEntry
from domain.thanks import ThankableReply
from notifier.thanks import ThanksPlan, compose_thanks
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import flatten, parse_html, read_html

NOW = datetime(2019, 11, 1, 22, 45, tzinfo=UTC)
THREAD = ("<invitation.efteraar@kl.dk>", "<abc@odense.dk>")


def compose(*files: str, codes: tuple[str, ...] = ("0461",), answers: tuple[str, ...] = THREAD) -> OutboxEntry:
    reply = ThankableReply(
        message=7,
        sha256="ab" * 32,
        consultation="efteraar",
        mailbox="FLJE",
        municipalities=codes,
        sender=Sender("Bodil", "bodil@odense.dk"),
        received_at=datetime(2019, 11, 1, 22, 41, tzinfo=UTC),
        authenticity=Authenticity.PASS,
        files=files,
    )
    roster = load_roster()
    return compose_thanks(
        reply,
        build_consultation(),
        [roster[code] for code in codes],
        recipient="bodil@odense.dk",
        answers=answers,
        plan=ThanksPlan(sender="Høringen <hoering@kl.dk>", reply_to="FLJE@kl.dk"),
        now=NOW,
    )


def read(entry: OutboxEntry) -> EmailMessage:
    return email.message_from_bytes(entry.mail.content, policy=policy.default)


def read_body(entry: OutboxEntry, kind: str) -> str:
    body = read(entry).get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def test_it_says_from_whom_when_and_with_which_files() -> None:
    entry = compose("Høringssvar.docx", "Bilag 1.pdf")

    text, html = flatten(read_body(entry, "plain")), read_html(read_body(entry, "html"))
    assert read(entry)["Subject"] == "Tak for svaret fra Odense Kommune (automatisk kvittering)"
    for said in (text, html):
        assert "fredag den 1. november 2019 kl. 23.41" in said
        assert "Høringssvar.docx" in said
        assert "Bilag 1.pdf" in said
    assert "Ingen har taget stilling til indholdet endnu" in text


def test_a_reply_for_several_names_them_all_and_one_without_files_says_so() -> None:
    text = flatten(read_body(compose(codes=("0461", "0450", "0410")), "plain"))

    assert "Odense Kommune, Nyborg Kommune og Middelfart Kommune" in text
    assert "Der var ingen filer vedhæftet." in text


def test_of_many_files_the_first_are_named() -> None:
    text = read_body(compose(*(f"bilag{n}.pdf" for n in range(25))), "plain")

    assert text.count("bilag") == 20
    assert "og 5 filer mere" in text


def test_it_is_marked_as_an_automatic_reply_and_threads_to_what_it_answers() -> None:
    mail = read(compose())

    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["In-Reply-To"] == "<abc@odense.dk>"
    assert mail["References"].split() == list(THREAD)
    assert mail["Reply-To"] == "FLJE@kl.dk"
    assert not mail.defects


def test_an_id_that_is_none_is_left_out() -> None:
    hostile = ("<a@b>\r\nBcc: x@y.dk", "<a b@c>", "x" * 2000, "<" + "y" * 990 + "@z>", "<æ@b>")

    mail = read(compose(answers=(*hostile, "<good@odense.dk>")))

    assert (mail["References"], mail["Bcc"]) == ("<good@odense.dk>", None)
    assert read(compose(answers=hostile))["In-Reply-To"] is None


def test_a_file_name_with_markup_or_line_breaks_does_nothing() -> None:
    html = read_body(compose("<script>alert(1)</script>\r\nBcc: x@y.dk"), "html")

    assert parse_html(html).xpath("//script") == []
    assert "<script>alert(1)</script> Bcc: x@y.dk" in read_html(html)


def test_the_same_reply_gives_the_same_key_and_bytes() -> None:
    one, two = compose("a.pdf"), compose("a.pdf")

    assert one == two
    assert (one.kind, one.period) == ("thanks", "ab" * 8)

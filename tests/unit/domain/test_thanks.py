"""Whom a receipt may go to: people whose sender is confirmed, and never a machine, a list or ourselves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.judgement import Authenticity
from domain.message import MailHeaders
from domain.thanks import Ourselves, ThankableReply, find_objection, find_return_address
from tests.builders import build_headers, build_sender

OURS = Ourselves(addresses=frozenset({"flje@kl.dk", "hoering@svar.example"}), domains=("kl.dk",))
SECRETARY = "Bodil Holm <bodil@odense.dk>"


def build_reply(sender: str = SECRETARY, authenticity: Authenticity = Authenticity.PASS) -> ThankableReply:
    return ThankableReply(
        message=7,
        sha256="ab" * 32,
        consultation="efteraar",
        mailbox="FLJE",
        municipalities=("0461",),
        sender=build_sender(sender),
        received_at=datetime(2019, 11, 1, 9, 0, tzinfo=UTC),
        authenticity=authenticity,
    )


def build_head(*raw: tuple[str, str], sender: str = SECRETARY) -> MailHeaders:
    return replace(build_headers(), froms=(build_sender(sender),), from_headers=1, raw=raw)


@pytest.mark.parametrize(
    "raw",
    [
        (),
        (("Return-Path", "<bodil@odense.dk>"),),
        (("Return-Path", "<kontor@ODENSE.dk>"),),
        (("Auto-Submitted", "no"),),
        (("Auto-Submitted", "No (a person)"),),
        (("Precedence", "first-class"),),
    ],
)
def test_a_person_may_be_thanked(raw: tuple[tuple[str, str], ...]) -> None:
    assert find_objection(build_reply(), build_head(*raw), OURS) is None


@pytest.mark.parametrize(
    "header",
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; owner-email=x"),
        ("auto-submitted", "auto-notified"),
        ("Precedence", "bulk"),
        ("Precedence", "List"),
        ("Precedence", "junk"),
        ("Precedence", "auto_reply"),
        ("List-Id", "<kommuner.example>"),
        ("List-Unsubscribe", "<mailto:x@y.example>"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
        ("X-Autoreply", "yes"),
        ("X-Loop", "hoering@svar.example"),
        ("Content-Type", "multipart/report; report-type=delivery-status"),
    ],
)
def test_a_machine_or_a_list_is_not_answered(header: tuple[str, str]) -> None:
    said = find_objection(build_reply(), build_head(header), OURS)

    assert (said or "").lower() == f"a machine sent it ({header[0].lower()})"


@pytest.mark.parametrize(
    "path", ["<>", "< >", "MAILER-DAEMON", "<bounce-17@odense.dk>", "<bodil=odense.dk@odense.dk>", "<a@b> <c@d>", ""]
)
def test_a_return_path_that_leads_to_nobody_is_not_answered(path: str) -> None:
    head = build_head(("Return-Path", path))

    assert find_return_address(head) is None
    assert find_objection(build_reply(), head, OURS) == "it has no sender that an answer may go to"


def test_a_return_path_of_another_host_than_the_sender_is_not_answered() -> None:
    assert find_return_address(build_head(("Return-Path", "<bodil@evil.example>"))) is None


@pytest.mark.parametrize(
    "local", ["no-reply", "noreply", "donotreply", "ikke-svar", "svar-ikke", "postmaster", "Mailer-Daemon"]
)
def test_an_address_that_reads_nothing_is_not_answered(local: str) -> None:
    sender = f"Odense Kommune <{local}@odense.dk>"

    assert find_objection(build_reply(sender), build_head(sender=sender), OURS) is not None


def test_two_senders_are_not_answered() -> None:
    head = replace(build_head(), froms=(build_sender(SECRETARY), build_sender("x@y.dk")))

    assert find_objection(build_reply(), head, OURS) is not None


@pytest.mark.parametrize("authenticity", [Authenticity.FAIL, Authenticity.NONE, Authenticity.INTERNAL])
def test_a_sender_that_is_not_confirmed_is_not_answered(authenticity: Authenticity) -> None:
    assert find_objection(build_reply(authenticity=authenticity), build_head(), OURS) == "the sender is not confirmed"


@pytest.mark.parametrize("sender", ["FLJE@kl.dk", "Hoering@svar.example", "anje@intern.kl.dk"])
def test_we_do_not_thank_ourselves(sender: str) -> None:
    assert find_objection(build_reply(sender), build_head(sender=sender), OURS) == "it comes from ourselves"

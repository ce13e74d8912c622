"""Mails made to keep a pattern busy: judging happens in the service itself, and must end."""

import time
from dataclasses import replace

import pytest

from domain.message import ReadMail
from intake.authentication_results import parse_authentication_results
from intake.examine import examine
from intake.trust import TrustSettings
from storage.roster import load_roster
from tests.builders import build_attachment, build_consultation, build_mail

LENGTH = 200_000
SECONDS = 3.0


def judge_seconds(mail: ReadMail) -> float:
    started = time.perf_counter()
    examine(
        mail,
        mailbox="FLJE",
        internal_date=None,
        roster=load_roster(),
        consultations=(build_consultation(),),
        trust=TrustSettings(trusted_authserv_ids=("mx.kl.dk",)),
    )
    return time.perf_counter() - started


@pytest.mark.parametrize("unit", ["http://", "https://a", "a", "æ", "svar", "hørings", "bilag", "a-"])
def test_endless_word_is_judged_in_no_time(unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]

    taken = judge_seconds(build_mail(f"https://a {text}", build_attachment("svar.docx", text)))

    assert taken < SECONDS


@pytest.mark.parametrize("unit", ["a", "-", '"\\', "dkim=pass "])
def test_endless_headers_are_judged_in_no_time(unit: str) -> None:
    mail = build_mail()
    forged = ("Authentication-Results", f"mx.kl.dk; dmarc=pass {unit * 20_000}")

    taken = judge_seconds(replace(mail, headers=replace(mail.headers, raw=(*mail.headers.raw, *[forged] * 200))))

    assert taken < SECONDS


def test_quotation_mark_that_is_never_closed_quotes_nothing() -> None:
    found = parse_authentication_results('mx.kl.dk; spf=fail reason="a; b"; dkim=fail reason="never closed; dmarc=fail')

    assert [(r.method, r.result) for r in found.results] == [("spf", "fail"), ("dkim", "fail"), ("dmarc", "fail")]

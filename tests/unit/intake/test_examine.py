import time
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conclusion import judge
from domain.judgement import Judgement, ReceivedBy
from domain.kind import Kind
from domain.message import ReadMail, State
from domain.review import ReviewReason
from intake.examine import examine, glimpse
from intake.trust import TrustSettings
from storage.roster import load_roster
from tests.builders import build_attachment, build_consultation, build_hop, build_mail, build_raw
from tests.labelled_mails import TUNED, Labelled
from tests.unseen_mails import UNSEEN

ROSTER = load_roster()
AUTUMN = build_consultation()
TRUST = TrustSettings(trusted_authserv_ids=("mx.kl.dk",), trusted_hosts=("mx.kl.dk",), internal_domains=("kl.dk",))


def judged(mail: ReadMail, internal_date: datetime | None = None, mailbox: str = "FLJE") -> Judgement:
    findings = examine(
        mail,
        mailbox=mailbox,
        internal_date=internal_date,
        roster=ROSTER,
        consultations=(AUTUMN,),
        trust=TRUST,
    )
    return judge(findings, {})


@pytest.mark.parametrize("case", [*TUNED, *UNSEEN], ids=lambda case: case.name)
def test_nothing_is_counted_wrongly_and_no_reply_is_set_aside(case: Labelled) -> None:
    judgement = judged(case.mail)

    if judgement.state is State.COUNTED:
        assert case.plain_reply
        assert [r.municipality for r in judgement.replies] == [case.municipality]
    if case.real_reply:
        assert judgement.state is not State.SET_ASIDE


@pytest.mark.parametrize("cases", [TUNED, UNSEEN], ids=["tuned", "unseen"])
def test_the_shares_are_held(cases: Sequence[Labelled]) -> None:
    judgements = [(case, judged(case.mail)) for case in cases]

    plain = [j.state is State.COUNTED for case, j in judgements if case.plain_reply]
    kinds = [j.kind.kind is case.kind for case, j in judgements if case.kind is not None]
    first = [j.suggestions[0].municipality == case.municipality for case, j in judgements
             if case.real_reply and case.municipality]  # fmt: skip
    states = [j.state is case.state for case, j in judgements]

    assert sum(plain) / len(plain) >= 0.97
    assert sum(kinds) / len(kinds) >= 0.98
    assert sum(first) / len(first) >= 0.98
    assert sum(states) / len(states) >= 0.95


def _time(mail: ReadMail) -> float:
    start = time.process_time()
    judged(mail)
    return time.process_time() - start


def test_a_judgement_is_quick() -> None:
    mails = [case.mail for case in TUNED]
    judged(mails[0])

    seconds = [min(_time(mail) for _ in range(3)) for mail in mails]

    assert median(seconds) < 0.002


def test_a_hostile_mail_costs_little() -> None:
    texts = (
        "Odense Kommune " * 20_000,
        "(" * 200_000,
        "a " * 100_000,
        "træk " * 40_000,
        "\n" * 200_000,
        "på vegne af " * 20_000,
    )

    for text in texts:
        start = time.process_time()
        judged(build_mail(text, build_attachment(text=text), quoted=text, subject=text[:5000]))
        assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Vedhæftet er vores høringssvar om kerneværdierne.", ReviewReason.ATTACHMENT_MISSING),
        ("Hermed fremsendes høringssvar.", ReviewReason.ATTACHMENT_MISSING),
        ("Høringssvaret ligger her: https://odense.sharepoint.com/x", ReviewReason.LINK_ONLY),
    ],
)
def test_what_is_announced_and_missing_is_named(body: str, reason: ReviewReason) -> None:
    judgement = judged(build_mail(body))

    assert judgement.state is State.REVIEW
    assert reason in judgement.reasons


def test_without_a_clock_the_mailbox_still_suggests_the_consultation() -> None:
    judgement = judged(build_mail("Hermed høringssvar.", build_attachment(), trace=()))

    assert judgement.consultation == AUTUMN.id
    assert judgement.reasons == (ReviewReason.NO_CLOCK,)


def test_clocks_that_disagree_across_the_deadline_go_to_review() -> None:
    crossed = datetime(2019, 11, 1, 23, 10, tzinfo=UTC)
    mail = build_mail("Hermed høringssvar.", build_attachment(), trace=(build_hop(at=crossed),))

    across = judged(mail, datetime(2019, 11, 1, 22, 50, tzinfo=UTC))
    after = judged(mail, datetime(2019, 11, 2, 9, 0, tzinfo=UTC))

    assert across.reasons == (ReviewReason.CLOCKS_DISAGREE,)
    assert after.state is State.COUNTED


def test_another_mailbox_leaves_the_consultation_open() -> None:
    letter = build_attachment(text="Byrådet bakker op.")

    judgement = judged(build_mail("Hermed høringssvar.", letter, subject="Svar", to="MLAR@kl.dk"), mailbox="MLAR")

    assert ReviewReason.UNKNOWN_CONSULTATION in judgement.reasons


def test_an_unsigned_trace_of_a_signature_file_is_no_document() -> None:
    calling_card = build_attachment("kort.vcf", "")

    judgement = judged(build_mail("Vedhæftet er vores høringssvar.", calling_card))

    assert ReviewReason.ATTACHMENT_MISSING in judgement.reasons


def test_a_glimpse_keeps_a_municipality_from_being_taken_for_silent() -> None:
    seen = glimpse(
        build_raw(sender="Jens <jens@okf.kk.dk>"),
        mailbox="FLJE",
        roster=ROSTER,
        consultations=(AUTUMN,),
        internal_date=datetime(2019, 10, 30, tzinfo=UTC),
    )

    assert (seen.state, seen.kind.kind) == (State.FAILED, Kind.OTHER)
    assert [m.municipality for m in seen.suggestions] == ["0101"]
    assert (seen.consultation, seen.clock.received_by) == (AUTUMN.id, ReceivedBy.INTERNALDATE)


@pytest.mark.parametrize(
    "head",
    [
        b"FROM:\r\n  Jens <jens@Odense.DK>\r\n\r\n",
        b"\r\n\r\nSubject: x\rFrom: jens@odense.dk\r\rbody",
        b"\xff\xfe\x00From: x\nFrom: J\xf8rgen <j@odense.dk>\n\n",
        b"garbage\n\nFrom: <j@odense.dk>\n",
    ],
)
def test_a_glimpse_reads_broken_heads(head: bytes) -> None:
    seen = glimpse(head, mailbox="FLJE", roster=ROSTER, consultations=(AUTUMN,))

    assert [m.municipality for m in seen.suggestions] == ["0461"]


@given(st.one_of(st.binary(max_size=400), st.text(alphabet="From:@.<>\n odensek", max_size=200).map(str.encode)))
def test_a_glimpse_never_raises(head: bytes) -> None:
    seen = glimpse(head, mailbox="FLJE", roster=ROSTER, consultations=(AUTUMN,))

    assert seen.state is State.FAILED


_VOCABULARY = (
    "vedhæftet",
    "høringssvar",
    "ingen bemærkninger",
    "anmoder om udsættelse af fristen",
    "trækker tilbage",
    "på vegne af",
    "Odense Kommune",
    "kerneværdier",
    "https://we.tl/x",
    "Mvh",
    "?",
    ".\n",
)
_WORDS = st.lists(st.sampled_from(_VOCABULARY), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_WORDS, _WORDS, st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_stranger_writes_is_never_counted(body: str, document: str, subject: str, address: str) -> None:
    mail = build_mail(body, build_attachment(text=document), subject=subject, sender=f"{address}@evil.example")

    judgement = judged(mail)

    assert judgement.state is not State.COUNTED

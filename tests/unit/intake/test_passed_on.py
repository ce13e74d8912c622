from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from domain.conclusion import judge
from domain.deadline import Timeliness
from domain.judgement import Authenticity, Judgement, ReceivedBy
from domain.kind import Kind
from domain.message import Attachment, EnclosedMail, ReadMail, State
from domain.review import ReviewReason
from intake.claimed_time import find_claimed_moment
from intake.examine import examine
from intake.trust import TrustSettings
from storage.roster import load_roster
from tests.builders import Trace, build_attachment, build_consultation, build_headers, build_hop, build_mail

ROSTER = load_roster()
TRUST = TrustSettings(trusted_authserv_ids=("mx.kl.dk",), trusted_hosts=("mx.kl.dk",), internal_domains=("kl.dk",))
IN_TIME = datetime(2019, 11, 1, 22, 50, tzinfo=UTC)
TOO_LATE = datetime(2019, 11, 4, 7, 30, tzinfo=UTC)
VOUCHED = ("Authentication-Results", "mx.kl.dk; dmarc=pass header.from=kl.dk")
REFUSED = ("Authentication-Results", "mx.kl.dk; dmarc=fail header.from=odense.dk")
OUTSIDE = (build_hop(at=TOO_LATE),)


def enclose(*trace: Trace, name: str = "svar.eml", sender: str = "Jens <jens@odense.dk>") -> EnclosedMail:
    headers = build_headers(sender=sender, trace=trace, date=IN_TIME)
    return EnclosedMail(
        path=(name,), headers=headers, body="Hermed høringssvar.", quoted="", media_types=("multipart/mixed",)
    )


def list_files(*enclosed: EnclosedMail) -> Sequence[Attachment]:
    return [
        file
        for one in enclosed
        for file in (
            build_attachment(one.path[0], media_type="message/rfc822", text=""),
            build_attachment("besked.txt", "Fra: Jens\n\nHermed høringssvar.", path=(*one.path, "besked.txt")),
            build_attachment(path=(*one.path, "Høringssvar.docx")),
        )
    ]


def pass_on(
    *enclosed: EnclosedMail,
    body: str = "Havnede hos mig.",
    sender: str = "Mia <mia@kl.dk>",
    trace: tuple[Trace, ...] = (VOUCHED, *OUTSIDE),
    files: Sequence[Attachment] = (),
) -> Judgement:
    mail = build_mail(
        body,
        *list_files(*enclosed),
        *files,
        headers=build_headers(sender=sender, subject="VS: Høringssvar", trace=trace, date=TOO_LATE),
    )
    return judged(
        ReadMail(
            headers=mail.headers,
            body=mail.body,
            quoted="",
            attachments=mail.attachments,
            media_types=mail.media_types,
            enclosed=enclosed,
        )
    )


def judged(mail: ReadMail) -> Judgement:
    findings = examine(
        mail,
        mailbox="FLJE",
        internal_date=TOO_LATE,
        roster=ROSTER,
        consultations=(build_consultation(),),
        trust=TRUST,
    )
    return judge(findings, {})


def test_an_attached_mail_counts_by_its_own_border_line() -> None:
    judgement = pass_on(enclose(build_hop(at=IN_TIME)))

    assert judgement.state is State.COUNTED
    assert [(r.municipality, r.timeliness) for r in judgement.replies] == [("0461", Timeliness.ON_TIME)]
    assert (judgement.clock.received_at, judgement.clock.received_by) == (IN_TIME, ReceivedBy.FORWARDED)
    assert judgement.clock.evidence[-1] == "videresendt af Mia <mia@kl.dk> 4. november 2019 kl. 08.30"
    assert judgement.authenticity.evidence[-1] == "hele mailen er videresendt af Mia <mia@kl.dk>"


def test_an_attached_mail_that_the_server_refused_is_not_counted() -> None:
    judgement = pass_on(enclose(REFUSED, build_hop(at=IN_TIME)))

    assert (judgement.state, judgement.authenticity.authenticity) == (State.REVIEW, Authenticity.FAIL)


@pytest.mark.parametrize(
    ("trace", "state"),
    [
        ((VOUCHED, *OUTSIDE), State.COUNTED),
        ((build_hop("mx.kl.dk", "pc7.kl.dk", "pc7.kl.dk", "10.1.2.3", at=TOO_LATE),), State.COUNTED),
        ((), State.COUNTED),
        (OUTSIDE, State.REVIEW),
        ((build_hop("mx.kl.dk", "mail.kl.dk", "unknown", "203.0.113.9", at=TOO_LATE),), State.REVIEW),
    ],
    ids=["vouched for", "from inside", "never left the house", "from outside", "greets as we do"],
)
def test_a_colleague_is_believed_if_it_is_one(trace: tuple[Trace, ...], state: State) -> None:
    judgement = pass_on(enclose(build_hop(at=IN_TIME)), trace=trace)

    assert judgement.state is state
    assert (ReviewReason.UNVERIFIED_SENDER in judgement.reasons) is (state is State.REVIEW)


def test_without_a_border_line_of_its_own_the_senders_clock_is_a_claim() -> None:
    judgement = pass_on(enclose())

    assert (judgement.clock.received_at, judgement.clock.claimed) == (TOO_LATE, IN_TIME)
    assert judgement.reasons == (ReviewReason.FORWARDED_TIME_DECIDES,)
    assert judgement.clock.evidence[-1] == "den videresendte mail angiver 1. november 2019 kl. 23.50"


def test_a_mail_from_after_the_one_that_brings_it_is_doubted() -> None:
    judgement = pass_on(
        enclose(build_hop(at=TOO_LATE)), trace=(VOUCHED, build_hop(at=datetime(2019, 10, 30, 8, tzinfo=UTC)))
    )

    assert judgement.reasons == (ReviewReason.CLOCKS_DISAGREE,)


def test_several_attached_mails_are_suggested_each() -> None:
    judgement = pass_on(
        enclose(build_hop(at=IN_TIME)), enclose(build_hop(at=IN_TIME), name="b.eml", sender="Bo <bo@nyborg.dk>")
    )

    assert judgement.state is State.REVIEW
    assert {match.municipality for match in judgement.suggestions} == {"0461", "0450"}
    assert ReviewReason.SEVERAL_MUNICIPALITIES in judgement.reasons


def test_a_colleague_who_asks_or_adds_a_document_is_read_by_a_person() -> None:
    asks = pass_on(enclose(build_hop(at=IN_TIME)), body="Skal det her regnes med?")
    adds = pass_on(enclose(build_hop(at=IN_TIME)), files=[build_attachment("Notat.docx", "Mit notat")])

    assert asks.state is State.REVIEW
    assert adds.state is State.REVIEW


def test_a_stranger_who_attaches_a_mail_is_not_taken_for_its_sender() -> None:
    judgement = pass_on(enclose(build_hop(at=IN_TIME)), sender="Bo <bo@gmail.com>", trace=OUTSIDE)

    assert judgement.state is State.REVIEW
    assert [(m.municipality, m.certainty.value) for m in judgement.suggestions] == [("0461", "weak")]


def test_a_bounce_by_our_own_server_stays_one() -> None:
    mail = build_mail(
        "Mailen kunne ikke leveres.",
        build_attachment("x.eml", media_type="message/rfc822", text=""),
        headers=build_headers(sender="MAILER-DAEMON@mx.kl.dk", subject="Undelivered Mail Returned to Sender"),
        media_types=("multipart/report; report-type=delivery-status", "message/delivery-status", "message/rfc822"),
        failed_recipients=("post@odense.dk",),
    )

    assert judged(mail).kind.kind is Kind.BOUNCE


INLINE = (
    "Til jer.\n\nFra: Jens Jensen <jens@odense.dk>\nSendt: {sent}\nTil: KOLL\nEmne: Høringssvar\n\n"
    "Hermed høringssvar fra kommunen."
)


@pytest.mark.parametrize(
    ("sent", "decides"), [("1. november 2019 10:01", True), ("2. november 2019 10:01", False), ("i fredags", False)]
)
def test_a_typed_time_is_a_claim(sent: str, *, decides: bool) -> None:
    judgement = pass_on(body=INLINE.format(sent=sent))

    assert judgement.state is State.REVIEW
    assert (judgement.suggestions[0].municipality, judgement.suggestions[0].rule) == ("0461", "forwarded_sender")
    assert judgement.clock.received_at == TOO_LATE
    assert (ReviewReason.FORWARDED_TIME_DECIDES in judgement.reasons) is decides


def test_of_a_chain_the_latest_that_is_not_ours_is_meant() -> None:
    chain = "Fra: Ole <ole@kl.dk>\nSendt: 3. november 2019 09:00\n\n" + INLINE.format(sent="1. november 2019 10:01")

    assert pass_on(body=chain).suggestions[0].municipality == "0461"


def test_a_municipality_may_be_named_where_the_address_is_left_out() -> None:
    body = "Fra: Jens Jensen, Odense Kommune\nSendt: 1. november 2019 10:01\nTil: KOLL\n\nHermed svar."

    assert pass_on(body=body).suggestions[0].municipality == "0461"


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("30. oktober 2019 10:01", datetime(2019, 10, 30, 9, 1, tzinfo=UTC)),
        ("onsdag den 30. oktober 2019 kl. 10.01", datetime(2019, 10, 30, 9, 1, tzinfo=UTC)),
        ("26. okt. 2019 10:01", datetime(2019, 10, 26, 8, 1, tzinfo=UTC)),
        ("30-10-2019 10:01:59", datetime(2019, 10, 30, 9, 1, tzinfo=UTC)),
        ("2019-10-30 10:01", datetime(2019, 10, 30, 9, 1, tzinfo=UTC)),
        ("Wednesday, October 30, 2019 1:01 PM", datetime(2019, 10, 30, 12, 1, tzinfo=UTC)),
        ("Wed, 30 Oct 2019 12:01 AM", datetime(2019, 10, 29, 23, 1, tzinfo=UTC)),
        ("30. oktober 2019", None),
        ("31-13-2019 10:01", None),
        ("30-10-2019 25:01", None),
        ("0001-01-01 00:10", None),
        ("i går", None),
    ],
)
def test_a_typed_moment_is_read_as_local_time(line: str, moment: datetime | None) -> None:
    assert find_claimed_moment(line) == moment

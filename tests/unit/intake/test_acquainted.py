from datetime import UTC, datetime

import pytest

from domain.acquaintances import Acquaintances, KnownSender, OwnMail
from domain.message import ReadMail
from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_mail

ROSTER = load_roster()
LEARNT = datetime(2019, 10, 3, 9, tzinfo=UTC)
SIGNED = "Hermed svar.\n\nMed venlig hilsen\nIda\nOdense Kommune"


def knows(*addresses: str, code: str = "0461") -> Acquaintances:
    known = KnownSender(municipality=code, by="Anne Jensen", decided_at=LEARNT, mails=frozenset({"<old@x>"}))
    return Acquaintances(known_senders=dict.fromkeys(addresses, known))


def matched(mail: ReadMail, acquaintances: Acquaintances, *, confirmed: bool = True) -> list[tuple[str, str, str]]:
    found = find_matches(trace(mail, acquaintances, confirmed=confirmed))
    return [(ROSTER[m.municipality].name, m.rule, m.certainty.value) for m in found]


def trace(mail: ReadMail, acquaintances: Acquaintances, *, confirmed: bool = True) -> Traces:
    return Traces(
        mail=mail, roster=ROSTER, acquaintances=acquaintances, confirmed=confirmed, internal_domains=("kl.dk",)
    )


def test_the_evidence_says_who_found_it_and_when() -> None:
    mail = build_mail("Hej", sender="Ida <Ida@Gmail.com>")

    (match,) = find_matches(trace(mail, knows("ida@gmail.com")))

    assert match.evidence == ("adressen blev knyttet til Odense af Anne Jensen den 3. oktober 2019",)


@pytest.mark.parametrize(
    ("sender", "body", "confirmed", "certainty"),
    [
        ("ida@skoler.example", SIGNED, True, "sure"),
        ("ida@skoler.example", SIGNED, False, "likely"),
        ("ida@skoler.example", "Hermed svar.", True, "likely"),
        ("ida@gmail.com", SIGNED, True, "likely"),
        ("ida@mail.stofanet.dk", SIGNED, True, "likely"),
        ("noreply@svar.example", SIGNED, True, "likely"),
        ("odense@e-boks.dk", SIGNED, True, "likely"),
    ],
)
def test_only_a_confirmed_address_of_its_own_that_says_the_same_is_sure(
    sender: str, body: str, *, confirmed: bool, certainty: str
) -> None:
    mail = build_mail(body, sender=sender, subject="Svar")

    found = matched(mail, knows(sender), confirmed=confirmed)

    assert found[0] == ("Odense", "known_address", certainty)


def test_who_writes_for_another_this_time_is_not_taken_for_the_first() -> None:
    mail = build_mail("På vegne af Ærø Kommune sendes hermed svar.\n\nMvh\nIda", sender="ida@raad.example")

    found = matched(mail, knows("ida@raad.example"))

    assert found[0] == ("Ærø", "spoken_for", "likely")
    assert {certainty for _, _, certainty in found} == {"likely"}


def test_a_house_that_serves_several_is_never_sure() -> None:
    both = Acquaintances(
        known_senders={
            **knows("ida@raad.example").known_senders,
            **knows("bo@raad.example", code="0450").known_senders,
        }
    )

    assert matched(build_mail(SIGNED, sender="ida@raad.example"), both)[0] == ("Odense", "known_address", "likely")


@pytest.mark.parametrize("sender", ["mia@kl.dk", "ib@nyborg.dk"])
def test_colleagues_and_municipalities_are_not_learnt(sender: str) -> None:
    found = matched(build_mail("Hej", sender=sender), knows(sender))

    assert not any(rule == "known_address" for _, rule, _ in found)


def test_a_mail_is_not_known_by_what_was_decided_of_itself() -> None:
    assert matched(build_mail("Hej", sender="ida@gmail.com", message_id="<old@x>"), knows("ida@gmail.com")) == []


def test_an_answer_in_our_own_thread_is_likely_its_recipients() -> None:
    ours = Acquaintances(own_mails={"<rykker@kl.dk>": OwnMail(municipality="0461", consultation="efteraar")})
    stranger = build_mail("Hej", sender="ida@gmail.com", references=("<x@y>", "<rykker@kl.dk>"))
    itself = build_mail("Hej", references=("<rykker@kl.dk>",))
    neighbour = build_mail("Hej", sender="ib@nyborg.dk", references=("<rykker@kl.dk>",))

    assert matched(stranger, ours) == [("Odense", "thread", "likely")]
    assert matched(itself, ours) == [("Odense", "sender_domain", "sure"), ("Odense", "thread", "likely")]
    assert {certainty for _, _, certainty in matched(neighbour, ours)} == {"likely"}
    traces = trace(neighbour, ours)
    assert [d.value for d in find_authorship_doubts(traces, find_matches(traces))] == ["conflicting_municipalities"]

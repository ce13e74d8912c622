"""The proposal of a due day: who can be reminded, who not, what stands in the way, and how to send."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from domain.contact import Contact, ContactRole
from domain.letter import (
    Hindrance,
    HindranceKind,
    LeftOut,
    LetterKind,
    LetterPlan,
    Omission,
    PlannedLetter,
)
from notifier.letters import LetterHead, draft_letters
from notifier.proposal import (
    ProposalSettings,
    ProposalView,
    compose_proposal,
    describe_proposal,
    is_worth_proposing,
    say_hindrance,
)
from storage.roster import load_roster
from tests.builders import build_consultation
from tests.digests import flatten

MUNICIPALITIES = list(load_roster())
NOW = datetime(2019, 10, 29, 8, tzinfo=UTC)
HEAD = LetterHead(sender="KL <FLJE@kl.dk>", reply_to="FLJE@kl.dk")


def build_plan(
    count: int = 2, *hindrances: Hindrance, at: datetime = NOW, reason: LeftOut = LeftOut.ANSWERED
) -> LetterPlan:
    letters = tuple(
        PlannedLetter(
            municipality=municipality,
            number=2,
            before=n,
            deadline=date(2019, 11, 1),
            to=(Contact(municipality=municipality.code, role=ContactRole.DIRECTOR, address=f"d@{n}.dk", name="Ib"),),
        )
        for n, municipality in enumerate(MUNICIPALITIES[:count])
    )
    return LetterPlan(
        kind=LetterKind.REMINDER,
        consultation=build_consultation(),
        as_of=at,
        letters=letters,
        left_out=tuple(Omission(municipality=m, reason=reason) for m in MUNICIPALITIES[count:]),
        hindrances=hindrances,
    )


def describe(plan: LetterPlan, base_url: str | None = None) -> ProposalView:
    return describe_proposal(plan, draft_letters(plan, HEAD), base_url)


def test_it_names_who_can_be_reminded_with_address_and_history_and_adds_up_to_98() -> None:
    view = describe(build_plan(3))

    assert view.headline == "3 kommuner kan rykkes nu"
    assert view.subject.startswith("3 kommuner kan rykkes nu · 3 dage til fristen · ")
    assert view.reminded == (
        "Albertslund: d@0.dk (ikke rykket før)",
        "Allerød: d@1.dk (rykket 1 gang)",
        "Assens: d@2.dk (rykket 2 gange)",
    )
    assert [(one.heading, one.number) for one in view.left_out] == [("Har svaret", "95")]
    assert view.total == "3 kan rykkes + 95 kan ikke = 98 kommuner."


def test_it_shows_the_words_that_would_be_sent_without_the_breaks_of_their_lines() -> None:
    view = describe(build_plan())

    assert view.letter_subject.startswith("Påmindelse om høring")
    assert view.letter[0] == ("Til Albertslund Kommune", "Att.: direktør Ib")
    assert len(view.letter[1]) == 1
    assert view.letter[1][0].endswith("Vi har endnu ikke registreret et svar fra jer.")
    assert view.letter[-1] == ("Venlig hilsen", "KL")


@pytest.mark.parametrize(
    ("count", "hindrances", "headline"),
    [
        (1, (), "1 kommune kan rykkes nu"),
        (0, (), "Ingen kommuner kan rykkes nu"),
        (2, (Hindrance(kind=HindranceKind.IN_REVIEW, count=1),), "2 kommuner kan rykkes, men ikke endnu"),
    ],
)
def test_the_headline_says_whether_they_can_be_sent(
    count: int, hindrances: tuple[Hindrance, ...], headline: str
) -> None:
    assert describe(build_plan(count, *hindrances)).headline == headline


@pytest.mark.parametrize("kind", list(HindranceKind))
def test_every_hindrance_has_a_danish_sentence(kind: HindranceKind) -> None:
    said = say_hindrance(Hindrance(kind=kind, count=1, mailbox="FLJE", error="no answer"))

    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert "no answer" not in said


@pytest.mark.parametrize(
    ("count", "failed", "said"),
    [
        (2, (), "2 mails er ikke læst endnu, og et svar kan være iblandt. Prøv igen om lidt."),
        (1, (7,), "1 mail kunne ikke læses, og et svar kan være iblandt. Afgør den, der ikke kunne læses."),
        (
            3,
            (7, 9),
            (
                "1 mail er ikke læst endnu, og 2 mails kunne ikke læses, og et svar kan være iblandt. "
                "Afgør dem, der ikke kunne læses."
            ),
        ),
    ],
)
def test_what_comes_by_itself_is_told_from_what_a_person_must_settle(
    count: int, failed: tuple[int, ...], said: str
) -> None:
    assert say_hindrance(Hindrance(kind=HindranceKind.UNJUDGED, count=count, failed=failed)) == said


def test_with_a_page_it_links_to_it_and_always_names_the_command() -> None:
    with_page, without = describe(build_plan(), "https://hoering.kl.dk/"), describe(build_plan())

    assert with_page.link == "https://hoering.kl.dk/hoeringer/kernevaerdier-2019-efteraar/rykkere"
    assert without.link == ""
    assert without.command == ('kommunesvar remind --consultation kernevaerdier-2019-efteraar --send --by "Dit navn"')


def test_after_the_deadline_it_says_that_it_was() -> None:
    view = describe(build_plan(at=datetime(2019, 11, 4, 8, tzinfo=UTC)))

    assert view.deadline == "Fristen var fredag den 1. november 2019 (fristen udløb for 3 dage siden)."


def test_each_reader_gets_it_under_the_due_day_as_a_machines_mail() -> None:
    plan = build_plan()
    settings = ProposalSettings(sender="KL <FLJE@kl.dk>", recipients=("Anne <anne@kl.dk>", "bo@kl.dk"))

    entries = compose_proposal(plan, draft_letters(plan, HEAD), due=date(2019, 10, 29), settings=settings)

    mail = message_from_bytes(entries[0].mail.content, policy=default)
    assert isinstance(mail, EmailMessage)
    assert {(entry.kind, entry.period) for entry in entries} == {("proposal", "2019-10-29")}
    assert [entry.mail.recipient for entry in entries] == ["anne@kl.dk", "bo@kl.dk"]
    assert mail["Auto-Submitted"] == "auto-generated"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Programmet sender ikke selv rykkere." in flatten(body.get_content())


@pytest.mark.parametrize(
    ("count", "reason", "worth"),
    [
        (1, LeftOut.ANSWERED, True),
        (0, LeftOut.ANSWERED, False),
        (0, LeftOut.NO_CONTACT, True),
        (0, LeftOut.BOUNCED, True),
        (0, LeftOut.UNDER_REVIEW, True),
        (0, LeftOut.TOO_OFTEN, False),
        (0, LeftOut.EXTENDED, False),
    ],
)
def test_it_is_made_only_where_a_person_can_do_something(count: int, reason: LeftOut, *, worth: bool) -> None:
    assert is_worth_proposing(build_plan(count, reason=reason)) is worth

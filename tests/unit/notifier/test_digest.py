import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from domain.deadline import Timeliness
from domain.digest import MailboxHealth, freeze_figures
from domain.municipality import danish_key
from domain.standing import Standing
from notifier.digest import compose_digest, describe_digest
from notifier.digest_mails import LISTED_MAILS
from tests.builders import build_consultation
from tests.digests import (
    MONDAY,
    PICTURE,
    RECIPIENT,
    SENDER,
    build_digest,
    build_figures,
    build_ledger_line,
    build_open_mail,
    build_reply,
    build_standings,
    flatten,
    read_digest,
    read_html,
)


def test_the_subject_holds_the_figures() -> None:
    subject, _, _ = read_digest(build_digest())

    assert subject == "41 af 98 har svaret (+14) · 4 dage til fristen · De kommunale kerneværdier, efteråret 2019"


@pytest.mark.parametrize(
    ("as_of", "in_subject", "in_text"),
    [
        (datetime(2019, 10, 31, 23, 30, tzinfo=UTC), "fristen er i dag", "Fristen er i dag, fredag den 1. november"),
        (datetime(2019, 10, 31, 8, 0, tzinfo=UTC), "1 dag til fristen", "Fristen er i morgen, fredag den 1. november"),
        (datetime(2019, 11, 1, 22, 59, 59, tzinfo=UTC), "fristen er i dag", "Fristen er i dag"),
        (datetime(2019, 11, 1, 23, 0, tzinfo=UTC), "fristen udløb i går", "1. november 2019, i går."),
        (datetime(2019, 11, 4, 7, 0, tzinfo=UTC), "for 3 dage siden", "1. november 2019, for 3 dage siden."),
    ],
)
def test_the_deadline_is_a_whole_danish_day(as_of: datetime, in_subject: str, in_text: str) -> None:
    subject, text, html = read_digest(build_digest(build_standings(as_of=as_of)))

    assert in_subject in subject
    assert in_text in flatten(text)
    assert in_text in read_html(html)


def test_text_and_html_say_the_same() -> None:
    digest = build_digest(
        unjudged=3,
        ledger=(build_ledger_line(gaps=1, sightings=65), build_ledger_line(mailbox="MLAR", sightings=99)),
        health=(MailboxHealth(mailbox="FLJE", last_success=None, error="The mail server refused the login."),),
    )

    _, text, html = read_digest(digest)

    assert list_words(text) == list_words(read_html(html))


def list_words(text: str) -> set[str]:
    return set(re.findall(r"[+−]?\w+", text.casefold()))


def test_every_section_stands_in_the_order_of_the_sketch() -> None:
    _, text, _ = read_digest(build_digest())

    headings = [line for line, rule in zip(text.splitlines(), text.splitlines()[1:], strict=False) if rule[:3] == "---"]
    assert headings == [
        "MAILS, I SKAL AFGØRE (3)",
        "SVAR PR. REGION",
        "NYE SVAR SIDEN MANDAG DEN 21. OKTOBER (14)",
        "DE 49, DER MANGLER",
        "DE 8, DER HVERKEN HAR SVARET ELLER MANGLER",
        "SÅDAN ER TALLENE GJORT OP",
    ]


def test_counters_tell_of_the_change_since_the_last_digest() -> None:
    _, text, _ = read_digest(build_digest())

    assert "Svaret:         41   heraf 2 for sent, +14 siden sidst" in text
    assert "Udsættelse:      5   uændret siden sidst" in text
    assert "Mangler:        49   −14 siden sidst" in text
    assert "41 svaret + 5 med udsættelse + 3 til gennemsyn + 49 mangler = 98 kommuner" in text


def test_without_a_last_digest_there_is_no_change_to_tell_of() -> None:
    subject, text, html = read_digest(build_digest(previous=None))

    assert subject.startswith("41 af 98 har svaret · ")
    assert "siden" not in text
    assert "siden" not in read_html(html)
    assert "ALLE SVAR HIDTIL (14)" in text


def test_the_sum_is_98_also_when_not_all_were_asked() -> None:
    asked = frozenset({"0101", "0147", "0461"})
    standings = build_standings(build_consultation(asked=asked), on_time=0, late=0, extended=0, under_review=0)

    subject, text, _ = read_digest(build_digest(standings, previous=None, new_replies=(), open_mails=()))

    assert subject.startswith("0 af 3 hørte har svaret · ")
    assert "+ 3 mangler + 95 ikke hørt = 98 kommuner" in flatten(text)
    assert "Hovedstaden (2): Frederiksberg, København" in text
    assert "Ingen mails at afgøre." in text


def test_nothing_new_is_said_in_one_line() -> None:
    standings = build_standings()
    previous = replace(freeze_figures(standings), as_of=MONDAY - timedelta(days=7))

    subject, text, html = read_digest(build_digest(standings, previous=previous, new_replies=()))

    line = "Intet nyt siden mandag den 21. oktober: ingen nye svar, og ingen tal har ændret sig."
    assert line in flatten(text)
    assert line in read_html(html)
    assert "(uændret)" in subject


def test_something_changed_without_a_new_reply_is_not_called_nothing() -> None:
    standings = build_standings()

    _, text, _ = read_digest(build_digest(standings, new_replies=()))

    assert "Intet nyt" not in text
    assert "Ingen nye svar siden mandag den 21. oktober." in text


def test_who_is_no_longer_counted_is_named() -> None:
    standings = build_standings()
    previous = build_figures(standings)
    fallen = standings.with_standing(Standing.UNDER_REVIEW)[0].municipality
    previous = replace(previous, answered=previous.answered | {fallen.code})

    _, text, html = read_digest(build_digest(standings, previous=previous))

    line = f"Talt med sidst, men ikke længere: {fallen.name} (til gennemsyn)."
    assert line in flatten(text)
    assert line in read_html(html)


def test_missing_are_listed_completely_by_region_in_danish_order() -> None:
    standings = build_standings(on_time=0, late=0, extended=0, under_review=0)

    view = describe_digest(build_digest(standings, previous=None, new_replies=()), None, PICTURE)

    lists = {region.heading: region.names.split(", ") for region in view.missing.regions}
    assert list(lists) == ["Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"]
    assert sum(map(len, lists.values())) == 98
    assert all(names == sorted(names, key=danish_key) for names in lists.values())
    assert lists["Nordjylland"][-1] == "Aalborg"
    assert lists["Midtjylland"][-1] == "Aarhus"


def test_regions_are_those_of_the_day() -> None:
    autumn = build_consultation(opens=date(2026, 12, 1), closes=date(2027, 3, 1))
    day = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)

    view = describe_digest(build_digest(build_standings(autumn, as_of=day)), None, PICTURE)

    assert [region.name for region in view.regions] == ["Østdanmark", "Syddanmark", "Midtjylland", "Nordjylland"]
    assert [region.answered.split()[-1] for region in view.regions] == ["46", "22", "19", "11"]


@pytest.mark.parametrize(("on_time", "heading"), [(97, "DEN ENE, DER MANGLER"), (98, "MANGLER")])
def test_the_last_ones_missing(on_time: int, heading: str) -> None:
    standings = build_standings(on_time=on_time, late=0, extended=0, under_review=0)

    _, text, html = read_digest(build_digest(standings), "https://hoering.kl.dk")

    assert f"\n{heading}\n---" in text
    assert ("Ingen kommuner mangler." in text) is (on_time == 98)
    assert ("Se den ene, der mangler" in read_html(html)) is (on_time == 97)


def test_an_unknown_senders_mail_may_be_from_one_that_is_called_missing() -> None:
    _, text, html = read_digest(build_digest(open_mails=(build_open_mail(suggestion=None),)))

    assert "1 mail til gennemsyn uden kendt kommune kan være fra en af dem." in text
    assert "1 mail til gennemsyn uden kendt kommune kan være fra en af dem." in read_html(html)


def test_a_reply_is_told_with_time_attachments_and_lateness() -> None:
    reply = build_reply("0461", timeliness=Timeliness.LATE, attachments=1)

    _, text, html = read_digest(build_digest(new_replies=(reply,)))

    assert "* Odense · 25. okt. kl. 14.02 · 1 bilag · for sent" in text
    assert "Odense 25. okt. kl. 14.02 · 1 bilag · for sent" in read_html(html)


def test_a_second_reply_is_not_taken_for_another_municipality() -> None:
    first, second = build_reply(message=1), build_reply(message=2, received_at=MONDAY - timedelta(hours=1))

    _, text, _ = read_digest(build_digest(previous=None, new_replies=(second, first)))

    assert "* Odense · 28. okt. kl. 07.00 · 2 bilag · har svaret før" in text
    assert "* Odense · 25. okt. kl. 14.02 · 2 bilag\n" in text


def test_a_flood_stays_a_mail_and_loses_nobody() -> None:
    standings = build_standings(on_time=88, late=2)
    replies = tuple(build_reply(r.municipality.code, message=n) for n, r in enumerate(standings.rows))
    mails = tuple(build_open_mail(message=n) for n in range(500))

    _, text, html = read_digest(build_digest(standings, previous=None, new_replies=replies, open_mails=mails))

    assert text.count("* Høringssvar") == LISTED_MAILS
    assert "… og 480 mails mere. Se dem alle: kommunesvar messages" in flatten(text)
    assert "… og 78 svar mere fra" in flatten(text)
    assert all(row.municipality.name in text for row in standings.rows)
    assert len(html) < 100_000


def test_without_a_page_commands_are_named_and_nothing_is_linked() -> None:
    _, text, html = read_digest(build_digest())

    assert "kommunesvar show 901" in text
    assert "kommunesvar show 901" in read_html(html)
    assert "href" not in html


def test_the_ledger_line_says_that_nothing_is_missing() -> None:
    line = build_ledger_line(sightings=31, mails=29, counted=20, review=3, set_aside=6)

    _, text, html = read_digest(build_digest(ledger=(line,)))

    assert "FLJE: 31 set = 29 mails + 2 gentagelser + 0 huller; intet mangler." in flatten(text)
    assert "29 mails = 20 talt med + 3 til gennemsyn + 6 lagt til side + 0 venter + 0 fejlet." in flatten(text)
    assert "FLJE: 31 set = 29 mails + 2 gentagelser + 0 huller; intet mangler." in read_html(html)
    assert "ADVARSEL" not in text
    assert "Advarsel" not in html


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"ledger": (build_ledger_line(sightings=65),)}, "Regnskabet for postkassen FLJE stemmer ikke"),
        ({"ledger": (build_ledger_line(counted=43),)}, "Regnskabet for postkassen FLJE stemmer ikke"),
        ({"ledger": (build_ledger_line(sightings=65, gaps=1),)}, "1 mail i postkassen FLJE kunne ikke hentes"),
        ({"unjudged": 1}, "1 mail er endnu ikke vurderet og ikke talt med som svar."),
        ({"unjudged": 2}, "2 mails er endnu ikke vurderet og ikke talt med som svar."),
        (
            {"health": (MailboxHealth(mailbox="FLJE", last_success=MONDAY, error="Login <b>refused</b>.\nNow"),)},
            "Postkassen FLJE kunne ikke læses ved det seneste forsøg; sidst læst mandag den 28. oktober 2019 kl.",
        ),
        (
            {"health": (MailboxHealth(mailbox="FLJE", last_success=MONDAY - timedelta(days=2)),)},
            "Postkassen FLJE har ikke været læst i mere end et døgn; sidst læst lørdag den 26. oktober 2019 kl. 09.00.",
        ),
        (
            {
                "health": (MailboxHealth(mailbox="MLAR", last_success=None),),
                "ledger": (
                    build_ledger_line(
                        mailbox="MLAR", sightings=0, mails=0, repeats=0, counted=0, review=0, set_aside=0
                    ),
                ),
            },
            "Postkassen MLAR har ikke været læst i mere end et døgn; aldrig læst.",
        ),
    ],
)
def test_what_makes_the_figures_doubtful_is_a_warning_at_the_top(changes: dict[str, object], warning: str) -> None:
    _, text, html = read_digest(build_digest(**changes))

    assert f"ADVARSEL: {warning}" in flatten(text)
    assert f"Advarsel: {warning}" in read_html(html)
    assert flatten(text).index(warning) < flatten(text).index("MAILS, I SKAL AFGØRE")


def test_a_mailbox_filled_from_files_is_no_fault() -> None:
    _, text, _ = read_digest(build_digest(health=(MailboxHealth(mailbox="FLJE", last_success=None),)))

    assert "ADVARSEL" not in text
    assert "Postkassen FLJE: kun indlæst fra filer" in text


def test_it_says_how_it_was_counted() -> None:
    _, text, html = read_digest(build_digest())

    for said in (flatten(text), read_html(html)):
        assert "Mails til gennemsyn er ikke talt med som svar, før de er afgjort." in said
        assert "En mail regnes for modtaget i det øjeblik, den når KL's mailserver" in said
        assert "til og med fredag den 1. november 2019 kl. 23.59.59 er til tiden." in said
        assert "Tallene er opgjort mandag den 28. oktober 2019 kl. 08.00." in said


def test_odd_mails_are_told_of_all_the_same() -> None:
    mail = build_open_mail(subject="", sender="", received_at=None, reasons=(), suggestion=None)

    _, text, html = read_digest(build_digest(open_mails=(mail,), new_replies=(build_reply("9999", excerpt=" "),)))

    for said in (flatten(text), read_html(html)):
        assert "(uden emne)" in said
        assert "(uden afsender)" in said
        assert "ukendt tidspunkt" in said
        assert "9999" in said
        assert "(Ingen tekst i selve mailen.)" in said


def test_a_new_year_keeps_weeks_and_years_apart() -> None:
    standings = build_standings(build_consultation(closes=date(2027, 3, 1)), as_of=datetime(2027, 1, 1, 7, tzinfo=UTC))

    mail = compose_digest(
        build_digest(standings, previous=build_figures(standings, as_of=datetime(2026, 12, 25, 7, tzinfo=UTC))),
        sender=SENDER,
        recipient=RECIPIENT,
        base_url=None,
    )

    body = message_from_bytes(mail.content, policy=default).get_body(("plain",))
    assert body
    assert mail.message_id.startswith("<digest.kernevaerdier-2019-efteraar.2026-W53.")
    assert "SIDEN FREDAG DEN 25. DECEMBER 2026" in body.get_content()

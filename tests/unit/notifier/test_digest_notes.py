"""What the digest tells beside the figures: of the silent, of the mailboxes, and of what the program logs in with."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.digest import Bounce, Credential
from domain.municipality import danish_key
from domain.standing import Standing, Standings
from tests.builders import build_consultation
from tests.digests import MONDAY, build_digest, build_health, build_standings, flatten, read_digest, read_html

STANDINGS = build_standings()
MISSING = sorted((row.municipality.name for row in STANDINGS.with_standing(Standing.MISSING)), key=danish_key)
ANSWERED = STANDINGS.with_standing(Standing.ON_TIME)[0].municipality.name


def mark(name: str, **changes: object) -> Standings:
    """Return the standings with one row changed."""
    rows = (
        replace(row, **changes) if row.municipality.name == name else row  # type: ignore[arg-type]  # any field
        for row in STANDINGS.rows
    )
    return replace(STANDINGS, rows=tuple(rows))


def code_of(name: str) -> str:
    return next(row.municipality.code for row in STANDINGS.rows if row.municipality.name == name)


def read_both(standings: Standings = STANDINGS, /, **changes: object) -> tuple[str, str]:
    _, text, html = read_digest(build_digest(standings, **changes))
    return flatten(text), read_html(html)


def test_who_has_only_acknowledged_is_named() -> None:
    for said in read_both(mark(MISSING[0], acknowledged=True)):
        assert f"Har kun kvitteret for modtagelsen (1): {MISSING[0]}" in said


def test_whom_our_mail_did_not_reach_is_named_with_the_address() -> None:
    said_of = "mail til <bu@sted.example> kunne ikke leveres"
    bounces = (
        Bounce(message=1, municipality=code_of(MISSING[0]), said=said_of),
        Bounce(message=2, municipality=code_of(MISSING[0]), said=said_of),
    )

    for said in read_both(mark(MISSING[0], bounced=True), bounces=bounces):
        assert f"Mail er kommet retur (1): {MISSING[0]} ({said_of})" in said


def test_who_has_answered_is_not_told_of_as_silent() -> None:
    for said in read_both(mark(ANSWERED, acknowledged=True, bounced=True)):
        assert "Værd at vide om dem, der ikke har svaret" not in said.casefold()
        assert "kvitteret" not in said


def test_an_extension_that_is_over_is_told_with_its_day() -> None:
    for said in read_both(mark(MISSING[3], extension_until=date(2019, 10, 20))):
        assert f"Udsættelsen er udløbet (1): {MISSING[3]} (20. oktober)" in said


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "1 mail er kommet retur fra en adresse, der ikke kan knyttes til en kommune."),
        (2, "2 mails er kommet retur fra adresser, der ikke kan knyttes til en kommune."),
    ],
)
def test_what_came_back_from_nobody_known_is_told_of(number: int, sentence: str) -> None:
    bounces = tuple(Bounce(message=n, municipality=None) for n in range(number))

    for said in read_both(bounces=bounces):
        assert sentence in said


def test_nothing_worth_knowing_takes_no_room() -> None:
    text, page = read_both()

    assert "VÆRD AT VIDE" not in text
    assert "Værd at vide" not in page


@pytest.mark.parametrize(
    ("expires_on", "sentence"),
    [
        (date(2019, 10, 27), "Adgangen til postkassen FLJE udløb søndag den 27. oktober 2019."),
        (date(2019, 10, 28), "Adgangen til postkassen FLJE udløber mandag den 28. oktober 2019, i dag."),
        (date(2019, 10, 29), "Adgangen til postkassen FLJE udløber tirsdag den 29. oktober 2019, i morgen."),
        (date(2019, 11, 27), "Adgangen til postkassen FLJE udløber onsdag den 27. november 2019, om 30 dage."),
    ],
)
def test_a_credential_that_ends_soon_is_warned_of(expires_on: date, sentence: str) -> None:
    credential = Credential(name="Adgangen til postkassen FLJE", expires_on=expires_on)

    text, page = read_both(credentials=(credential,))

    assert f"ADVARSEL: {sentence}" in text
    assert f"Advarsel: {sentence}" in page


def test_a_credential_that_lasts_is_not_spoken_of() -> None:
    credential = Credential(name="Adgangen til postkassen FLJE", expires_on=date(2019, 11, 28))

    text, _ = read_both(credentials=(credential,))

    assert "ADVARSEL" not in text
    assert "udløber" not in text


def test_a_mailbox_that_is_read_and_gets_nothing_is_told_of() -> None:
    silent = build_health(latest_mail=MONDAY - timedelta(days=15))

    text, page = read_both(health=(silent,))

    told = (
        "Postkassen FLJE læses, men der er ikke kommet mail i den i mere end 14 dage; seneste mail kom søndag den 13."
    )
    assert f"ADVARSEL: {told}" in text
    assert f"Advarsel: {told}" in page


def test_a_mailbox_that_never_got_anything_is_told_of_after_two_weeks() -> None:
    opens = build_consultation(opens=date(2019, 10, 20))
    young = build_standings(opens)

    early, _ = read_both(young, health=(build_health(latest_mail=None),))
    late, _ = read_both(health=(build_health(latest_mail=None),))

    assert "ADVARSEL" not in early
    assert "der er aldrig kommet en mail" in late
    assert "ADVARSEL: Postkassen FLJE læses, men" in late


def test_silence_is_no_news_when_no_answers_are_waited_for() -> None:
    over = datetime(2020, 3, 2, 7, 0, tzinfo=UTC)
    standings = build_standings(as_of=over)

    text, _ = read_both(standings, health=(build_health(over, latest_mail=over - timedelta(days=40)),))

    assert "ikke kommet mail" not in text


def test_the_workbook_is_spoken_of_by_its_name() -> None:
    for said in read_both():
        assert "Alle 98 kommuner står i den vedhæftede Excel-fil (status_2019-10-28.xlsx)." in said

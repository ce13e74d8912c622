"""Whom a short note answers for, beside the municipality that it is sent from."""

import pytest

from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.masking import mask, raise_names
from intake.matching.names import name_finder
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_attachment, build_mail

ROSTER = load_roster()
FINDER = name_finder(ROSTER)


def doubt(body: str, *, sender: str = "ib@odense.dk", subject: str = "Svar") -> set[str]:
    mail = build_mail(body, build_attachment(text="Værdierne er gode."), sender=sender, subject=subject)
    traces = Traces(mail=mail, roster=ROSTER)
    return {str(reason) for reason in find_authorship_doubts(traces, find_matches(traces))}


@pytest.mark.parametrize(
    "body",
    [
        "Vi har også Nyborg med her.",
        "Assens er medafsender, jf. brevhovedet.",
        "Svaret er enslydende med Kertemindes og kommer kun denne ene gang.",
        "For Odense og Nyborg svarer vi, at værdierne er gode.",
        "her er svaret for os og nyborg",
        "Faaborg-Midtfyn, Assens og Odense (de tre fra i fjor) fremsender vedhæftede.",
        "Nyborg har bedt om lov. Notér derfor svaret for begge.",
        "Svar fra Odense og Nyborg\n\nVenlig hilsen\nIb",
        "Svaret er skrevet i samarbejde med kollegerne på Samsø.",
        "Svaret er skrevet sammen med kollegerne på Bornholm.",
        "Svaret gælder også for kollegerne på Samsø.",
        "Vedhæftet er svaret, som vi deler med Samsø.",
    ],
)
def test_who_names_another_beside_the_answer_may_answer_for_both(body: str) -> None:
    assert "several_municipalities" in doubt(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi har aftalt med Nyborg, at vi sender for dem.",
        "Jeg er i praktik i Nyborg Kommune og sender deres svar.",
    ],
)
def test_who_sends_for_another_may_not_answer_for_himself(body: str) -> None:
    assert "sent_on_behalf" in doubt(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi ses i Nyborg. Svaret er vedhæftet.",
        "Svaret er vedhæftet. Kopi er sendt til Assens.",
        "Som Nyborg og Assens har vi mange øer. Svaret er vedhæftet.",
        "Svaret er vedhæftet. Assens svarer selv.",
        "Svaret er vedhæftet.\n\nVenlig hilsen\nIb\n\nGeopark Det Sydfynske Øhav: Svendborg, Assens, Langeland og Ærø",
    ],
)
def test_a_place_a_reader_or_a_printed_line_answers_for_nobody(body: str) -> None:
    assert doubt(body) == set()


@pytest.mark.parametrize("name", ["MED-udvalget", "Ældrerådet", "Lokal-MED Skole"])
def test_a_body_that_writes_under_its_own_name_answers_for_itself(name: str) -> None:
    assert doubt("Værdierne er gode.", sender=f"{name} <raad@odense.dk>") == {"sent_on_behalf"}


@pytest.mark.parametrize("name", ["Team Skole", "Center Skole", "Staben Skole", "Sekretariatet Skole", "Fælles Skole"])
def test_a_department_for_schools_is_no_school(name: str) -> None:
    assert doubt("Hermed Odense Kommunes høringssvar.", sender=f"{name} <ib@odense.dk>") == set()
    assert doubt("Hermed høringssvar.", sender="Hunderup Skole <ib@odense.dk>") == {"sent_on_behalf"}


def test_a_subject_that_is_anothers_name_alone_says_whose_the_answer_is() -> None:
    assert "sent_on_behalf" in doubt("Vedhæftet.", subject="Nyborgs svar")


def test_names_are_masked_by_whose_they_are() -> None:
    masked, others = mask("Odense, Nyborg og Assens Kommune (os tre) sender svar", FINDER, {"0461"})

    assert masked == "% sender svar"
    assert others == ("0450", "0420")


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("svar fra odense og nyborg", "svar fra Odense og Nyborg"),
        ("vejen er lang", "vejen er lang"),
        ("Svar fra odense og nyborg.\n\nMvh Ib Bo", "Svar fra Odense og Nyborg.\n\nMvh Ib Bo"),
        ("Svar fra odense og Nyborg", "Svar fra odense og Nyborg"),
        ("Målt med middelfart. Svar er vedhæftet.", "Målt med middelfart. Svar er vedhæftet."),
        ("Hej\nSvar fra odder og nyborg", "Hej\nSvar fra Odder og Nyborg"),
        ("Svar fra nyborg og odder.", "Svar fra Nyborg og Odder."),
        ("Se www.nyborg.dk eller ib@nyborg.dk", "Se www.nyborg.dk eller ib@nyborg.dk"),
    ],
)
def test_names_are_raised_where_only_a_telephone_set_capitals(text: str, raised: str) -> None:
    assert raise_names(text, FINDER) == raised

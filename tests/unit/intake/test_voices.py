"""Whose answer a mail from a municipality's address is: its own, several municipalities', somebody else's."""

import pytest

from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_mail

ROSTER = load_roster()


def doubted(text: str) -> set[str]:
    traces = Traces(mail=build_mail(text, sender="Ida Bach <ib@odense.dk>"), roster=ROSTER)
    return {doubt.value for doubt in find_authorship_doubts(traces, find_matches(traces))}


@pytest.mark.parametrize(
    "text",
    [
        "Assens er medafsender på dette høringssvar.",
        "Vi svarer sammen med Svendborg.",
        "Middelfart og vi har samme holdning og sender derfor kun ét svar.",
        "Hverken Odense eller Nyborg har bemærkninger.",
        "Vi har lavet ét svar for begge kommuner.",
        "Værdierne er gode.\n\nMed venlig hilsen\nIda Bach, Odense\nOle Holm, Assens",
        "odense og assens kommune fælles svar",
        "Kan I registrere svaret på både Odense og Nordfyns?",
    ],
)
def test_an_answer_of_several_is_doubted(text: str) -> None:
    assert "several_municipalities" in doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Handicaprådets udtalelse følger vedhæftet.",
        "Hermed fremsendes svar fra Region Midtjylland.",
        "Svaret er skrevet af en kreds af forældre.",
        "Svaret er FOAs.",
        "DLO har disse kommentarer: Værdierne er gode.",
        "Vi pædagoger i Dalum har læst værdierne og synes, de er gode.",
        "Vi sender på vegne af de selvejende institutioner.",
        "Værdierne er gode.\n\nMed venlig hilsen\nIb Holm\nFormand for Ældrerådet",
    ],
)
def test_an_answer_of_another_body_is_doubted(text: str) -> None:
    assert "sent_on_behalf" in doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi samarbejder med Nyborg om PPR, og det er en styrke.",
        "Ligesom Svendborg mener vi, at værdi 7 er den vigtigste.",
        "Lars Nyborg fra sekretariatet har skrevet svaret.",
        "Vi har to kommentarer: sproget er tungt, og der er for mange værdier.",
        "De to kommuner, vi blev dannet af, havde hver sin kultur.",
        "Odenses høringssvar er vedhæftet.",
        "Vedhæftet er svar fra Børn og Unge, Odense Kommune.",
        "Ældrerådet har været hørt, og udvalget støtter rådets bemærkninger.",
        "Forældrenes opbakning er afgørende, mener udvalget.",
        "Det fælles svar fra udvalget og forvaltningen er vedhæftet.",
    ],
)
def test_an_answer_of_its_own_is_not_doubted_for_naming_others(text: str) -> None:
    assert doubted(text) == set()

"""What is printed below a signature makes no sender of anybody; a postscript or a second signer does."""

import pytest

from domain.review import ReviewReason
from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.footers import strip_footers
from intake.matching.names import name_finder
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_attachment, build_mail

ROSTER = load_roster()
ODENSE = frozenset({"0461"})
NOTE = "Hermed Odense Kommunes høringssvar.\n\nMed venlig hilsen\n\nIda Bach\nOdense Kommune\n"


def find_doubts(text: str) -> set[ReviewReason]:
    mail = build_mail(text, build_attachment("Svar.docx", "Vi bakker op."), sender="Ida Bach <ib@odense.dk>")
    traces = Traces(mail=mail, roster=ROSTER, confirmed=True)
    return set(find_authorship_doubts(traces, find_matches(traces)))


@pytest.mark.parametrize(
    "footer",
    [
        "Fælles it-drift for Odense, Nyborg og Kerteminde kommuner.",
        "Geopark Fyn | Odense, Nyborg og Assens",
        "Fyns kommuner: Odense, Nyborg, Assens, Kerteminde",
        "Kopi til: Nyborg Kommune, Assens Kommune",
        "Vi dækker Nyborg, Assens og Kerteminde",
        "Ledige job i hele området: Odense, Nyborg og Assens.",
    ],
)
def test_whom_an_office_shares_something_with_answers_not_with_it(footer: str) -> None:
    doubts = find_doubts(NOTE + footer)

    assert ReviewReason.SEVERAL_MUNICIPALITIES not in doubts


@pytest.mark.parametrize(
    "below",
    [
        "PS. Svaret gælder også for Nyborg Kommune.",
        "Ib Holm, Nyborg Kommune",
        "Svaret er sendt på vegne af Odense og Nyborg.",
    ],
)
def test_a_postscript_and_a_second_signer_are_not_taken_off(below: str) -> None:
    doubts = find_doubts(NOTE + below)

    assert ReviewReason.SEVERAL_MUNICIPALITIES in doubts


def test_without_a_sign_off_nothing_above_the_name_is_taken_off() -> None:
    text = "Vi deler it med Nyborg Kommune og Assens Kommune i dag.\nHermed svar."

    stripped = strip_footers(text, name_finder(ROSTER), ODENSE)

    assert stripped == text

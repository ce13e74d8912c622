import time

import pytest

from intake.committee import find_committee
from tests.builders import build_attachment, build_mail


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        ("Hermed svar fra Børne- og Undervisningsudvalget i Odense Kommune.", "Børne- og Undervisningsudvalget"),
        ("Mvh\nIda Bach\nFormand for Børne-, Unge- og Kulturudvalget", "Børne-, Unge- og Kulturudvalget"),
        ("Hermed Skole- og Dagtilbudsudvalgets svar.", "Skole- og Dagtilbudsudvalget"),
        ("Mvh\nSkoleudvalget", "Skoleudvalget"),
        ("Formand for Børne-\nog Familieudvalget", "Børne- og Familieudvalget"),
        ("Udvalget for Børn, Unge og Familie har drøftet sagen.", "Udvalget for Børn, Unge og Familie"),
        ("Hermed Udvalget for Børn og Unges svar.", "Udvalget for Børn og Unge"),
        ("Udvalget for Skole & Dagtilbud takker.", "Udvalget for Skole & Dagtilbud"),
        ("Fælles svar fra Børneudvalget og Skoleudvalget.", "Børneudvalget og Skoleudvalget"),
        ("Hermed udvalgets svar, som udvalget har godkendt.", ""),
        ("Til KL's Børne- og Undervisningsudvalg. Vi takker.", ""),
        ("Folketingets Børne- og Undervisningsudvalg har et forslag.", ""),
        ("Til Børne- og Undervisningsudvalget i KL\n\nHermed svar fra Skoleudvalget.", "Skoleudvalget"),
        ("Svaret har været forbi Hovedudvalget og MED-udvalget.", ""),
        ("", ""),
    ],
)
def test_committee_is_found_in_the_mail_s_own_words(text: str, committee: str) -> None:
    assert find_committee(build_mail(text)) == committee


def test_letterhead_tells_where_the_mail_says_nothing() -> None:
    letter = build_attachment(text="Odense Kommune\nBørne- og Ungeudvalget\n\nHøringssvar\n\nUdvalget mener ja.")

    assert find_committee(build_mail("Se vedhæftede.", letter)) == "Børne- og Ungeudvalget"


def test_committee_named_most_is_the_one_that_answers() -> None:
    mail = build_mail(
        "Sagen har været i Kulturudvalget. Hermed Skoleudvalgets svar.",
        build_attachment(text="Skoleudvalget har drøftet sagen."),
    )

    assert find_committee(mail) == "Skoleudvalget"


@pytest.mark.parametrize("piece", ["Aa-, ", "Aa- og ", "Udvalget for A", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "udvalg\n"])
def test_hostile_text_is_searched_in_no_time(piece: str) -> None:
    began = time.perf_counter()

    find_committee(build_mail(piece * 20_000))

    assert time.perf_counter() - began < 1

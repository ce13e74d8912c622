"""A mail as the rules read it."""

import time
from dataclasses import replace

import pytest

from domain.message import ReadMail
from intake.legible import make_legible
from intake.lost_letters import has_lost_letters
from tests.builders import build_attachment, build_mail


def _read(body: str = "", *, subject: str = "Høring", quoted: str = "") -> ReadMail:
    mail = build_mail(body, subject=subject)
    return make_legible(replace(mail, quoted=quoted))


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("[EKSTERN] SV: Høring om kerneværdier", "SV: Høring om kerneværdier"),
        ("SV: [External] Høring", "SV: Høring"),
        ("***SPAM*** Høringssvar", "Høringssvar"),
        ("[Ekstern mail] Automatisk svar: Høring", "Automatisk svar: Høring"),
        ("[Sag 2019-1234] Høringssvar", "[Sag 2019-1234] Høringssvar"),
        ("Høring [udkast]", "Høring [udkast]"),
    ],
)
def test_marks_of_servers_leave_the_subject_and_those_of_people_stay(sent: str, meant: str) -> None:
    mail = _read("Hermed svar.", subject=sent)

    assert mail.headers.subject == meant


def test_danish_without_its_letters_is_spelt_out() -> None:
    mail = _read("Kaere Freja\n\nVi har ingen bemaerkninger til hoeringen. Hilsen AASE paa boerneomraadet")

    assert mail.body == "Kære Freja\n\nVi har ingen bemærkninger til høringen. Hilsen ÅSE på børneområdet"


@pytest.mark.parametrize(
    "text",
    [
        "Israel has aerobics and a poet named Joel.",
        "Aarhus og Faaborg svarer hver for sig.",
        "Vi er på vej, og Michael Aagaard sender svaret.",
    ],
)
def test_text_that_lost_no_letters_stays_as_it_is(text: str) -> None:
    assert _read(text).body == text


def test_addresses_are_never_spelt_anew() -> None:
    mail = _read("Svaret er vedhaeftet. Se www.hoeje-taastrup.dk eller skriv til joergen@aabenraa.dk.")

    assert mail.body == "Svaret er vedhæftet. Se www.hoeje-taastrup.dk eller skriv til joergen@aabenraa.dk."


def test_letters_that_were_read_in_the_wrong_charset_are_mended() -> None:
    mail = _read("BÃ¸rne- og Ungeudvalget pÃ¥ SÃ¦lÃ¸")

    assert mail.body == "Børne- og Ungeudvalget på Sælø"


def test_signs_that_nobody_sees_do_not_stand_between_words() -> None:
    assert _read("Vi \u200bhar \u200bingen\ufeff bemærkninger.").body == "Vi har ingen bemærkninger."


def test_documents_are_spelt_out_as_well() -> None:
    mail = build_mail("Se vedhæftede.", build_attachment("svar.txt", "Kommunen stoetter kernevaerdierne."))

    read = make_legible(mail)

    assert read.attachments[0].extracted.text == "Kommunen støtter kerneværdierne."


def test_lines_broken_for_sending_are_joined_and_others_are_not() -> None:
    broken = (
        "Hermed fremsendes på vegne af ungerådet i Mariagerfjord\n"
        "Kommune rådets bemærkninger til de kommunale\n"
        "kerneværdier, som KL har sendt i høring, og som vi\n"
        "gerne vil takke for.\n\nMed venlig hilsen\nIda Jensen\nKonsulent"
    )

    mail = _read(broken)

    assert mail.body == (
        "Hermed fremsendes på vegne af ungerådet i Mariagerfjord Kommune rådets bemærkninger til de kommunale "
        "kerneværdier, som KL har sendt i høring, og som vi gerne vil takke for."
        "\n\nMed venlig hilsen\nIda Jensen\nKonsulent"
    )


@pytest.mark.parametrize(
    "text",
    [
        "hej freja\nher er svaret fra vores udvalg\nmvh ida",
        "Kære KL\nVi har drøftet det og har følgende bemærkninger:\n- skolen\n- dagtilbud",
        "Ida Jensen\nKonsulent i Børne- og Ungeforvaltningen\nTlf. 65 51 00 00",
    ],
)
def test_short_lines_stay_as_they_were_written(text: str) -> None:
    assert _read(text).body == text


@pytest.mark.parametrize(
    ("rewritten", "meant"),
    [
        (
            "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.odense.dk%2Fsvar&data=05%7C01%7C&sdata=x",
            "https://www.odense.dk/svar",
        ),
        (
            "https://urldefense.com/v3/__https://odense.sharepoint.com/a/b__;!!abc!def$",
            "https://odense.sharepoint.com/a/b",
        ),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.odense.dk_a&d=DwM", "https://www.odense.dk/a"),
        ("https://www.odense.dk/?url=svar", "https://www.odense.dk/?url=svar"),
    ],
)
def test_links_point_again_where_their_sender_let_them_point(rewritten: str, meant: str) -> None:
    assert _read(f"Svaret ligger på {rewritten} og ikke her.").body == f"Svaret ligger på {meant} og ikke her."


def test_a_mail_that_needs_no_mending_is_the_same_object() -> None:
    mail = build_mail("Hermed høringssvar fra Odense Kommune.")

    assert make_legible(mail) is mail


@pytest.mark.parametrize(
    ("body", "damaged"),
    [
        ("K?re KL, vi st?tter kernev?rdierne.", True),
        ("K\ufffdre KL, vi st\ufffdtter det.", True),
        ("Hvem svarer?Hvad med os? Se https://kl.dk/a?b=c og https://kl.dk/d?e=f", False),
        ("Hvordan går det?Og hvad så?Hvornår?", False),
    ],
)
def test_a_mail_whose_letters_are_lost_is_known(body: str, damaged: bool) -> None:  # noqa: FBT001 - a table
    assert has_lost_letters(body) is damaged


def test_reading_takes_no_longer_than_the_text_is_long() -> None:
    body = "hoering" + "a.b@" * 400_000 + "\n" + "x?y" * 200_000

    started = time.process_time()
    _read(body)
    has_lost_letters(body)

    assert time.process_time() - started < 5
